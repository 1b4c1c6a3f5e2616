//! A desktop of a test's own: an X server without a screen, a window manager, a D-Bus session, a
//! real keychain, and a home folder that was never used. Nothing of the machine's user is read or
//! written.
//!
//! The bus starts no services by itself, so a desktop without a keychain truly has none. There is
//! no GPU and no compositor: what depends on those is not proved here.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::process::{Process, wait_until};
use crate::servers::secrets;

/// How the desktop is set up.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The size of the screen in pixels.
    pub screen: (u32, u32),
    /// Whether the person chose dark windows.
    pub dark: bool,
    /// Whether a keychain runs, unlocked.
    pub keychain: bool,
    /// Whether programs tell a screen reader what they show; see [`crate::reader`].
    pub accessible: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { screen: (1760, 1000), dark: false, keychain: true, accessible: false }
    }
}

/// A running desktop. Dropping it ends everything on it and removes its folders.
pub struct Desktop {
    environment: Vec<(&'static str, String)>,
    /// In the order they are ended; the X server is last.
    processes: Vec<Process>,
    /// Files that a test itself put a secret into.
    allowed: Vec<PathBuf>,
    dir: TempDir,
}

impl Desktop {
    /// Starts one and waits until windows and secrets work on it.
    pub fn start(options: Options) -> Self {
        let dir = tempfile::Builder::new().prefix("bucketwise-desktop-").tempdir().expect("a temporary folder");
        for name in ["home", "config/gtk-3.0", "data", "cache", "run", "screen"] {
            fs::create_dir_all(dir.path().join(name)).expect("folders in it");
        }
        fs::set_permissions(dir.path().join("run"), fs::Permissions::from_mode(0o700)).expect("a private run folder");
        let dark = u8::from(options.dark);
        let settings = format!(
            "[Settings]\ngtk-application-prefer-dark-theme={dark}\ngtk-enable-animations=0\ngtk-cursor-blink=0\ngtk-font-name=Cantarell 11\n"
        );
        fs::write(dir.path().join("config/gtk-3.0/settings.ini"), settings).expect("the theme is set");

        let mut desktop =
            Self { environment: environment(dir.path()), processes: Vec::new(), allowed: Vec::new(), dir };
        desktop.start_display(options.screen);
        desktop.start_bus();
        if options.keychain {
            desktop.start_keychain();
        }
        if options.accessible {
            desktop.start_accessibility();
        }
        desktop.start_window_manager();
        desktop
    }

    /// A variable that programs find from now on.
    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.environment.retain(|(known, _)| *known != name);
        self.environment.push((name, value.into()));
    }

    /// A file that has a secret in it because the test wrote one there.
    pub fn allow(&mut self, file: PathBuf) {
        self.allowed.push(file);
    }

    /// The home folder of the person at this desktop.
    pub fn home(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    /// A program on this desktop, in its environment and no other.
    pub fn place(&self, command: &mut Command) {
        command.env_clear().envs(self.environment.iter().map(|(key, value)| (key, value))).current_dir(self.home());
    }

    /// Starts a program that lives as long as the answer is kept.
    pub fn run(&self, name: &str, program: impl AsRef<Path>, with: impl FnOnce(&mut Command)) -> Process {
        Process::start(self.dir.path(), name, program, |command| {
            self.place(command);
            with(command);
        })
    }

    /// Runs a small program to its end; what it printed, or `None` when it failed.
    pub fn ask(&self, program: &str, args: &[&str]) -> Option<String> {
        let mut command = Command::new(program);
        self.place(&mut command);
        let output = command.args(args).output().unwrap_or_else(|e| panic!("{program} did not start: {e}"));
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
    }

    /// Keyboard, mouse and windows, by xdotool.
    ///
    /// # Panics
    /// When xdotool fails.
    pub fn xdotool(&self, args: &[&str]) -> String {
        self.ask("xdotool", args).unwrap_or_else(|| panic!("xdotool {args:?} failed"))
    }

    /// The X server's own file of its screen (XWD), always current; [`crate::picture`] reads it.
    pub fn framebuffer(&self) -> PathBuf {
        self.dir.path().join("screen/Xvfb_screen0")
    }

    /// Waits until nothing has moved on the screen for a fifth of a second (a blinking cursor is
    /// slower), at most three seconds (a transfer under way never stands still), and answers the
    /// picture of it, for [`crate::picture`].
    pub fn settle(&self) -> Vec<u8> {
        let look = || fs::read(self.framebuffer()).expect("the screen can be read");
        let (mut seen, mut since) = (look(), Instant::now());
        let end = Instant::now() + Duration::from_secs(3);
        while since.elapsed() < Duration::from_millis(200) && Instant::now() < end {
            thread::sleep(Duration::from_millis(20));
            let now = look();
            if now != seen {
                (seen, since) = (now, Instant::now());
            }
        }
        seen
    }

    fn start_display(&mut self, (width, height): (u32, u32)) {
        let screen = format!("{width}x{height}x24");
        let folder = self.dir.path().join("screen");
        let server = self.run("Xvfb", "Xvfb", |command| {
            // It picks a free display number itself and prints it on descriptor 1.
            command
                .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-screen", "0", &screen, "-fbdir"])
                .arg(folder);
        });
        let number = || server.log().lines().find_map(|line| line.parse::<u32>().ok());
        let number = server.wait_ready(Duration::from_secs(30), number).unwrap_or_else(|e| panic!("{e}"));
        self.environment.push(("DISPLAY", format!(":{number}")));
        self.processes.push(server);
    }

    fn start_bus(&mut self) {
        let socket = self.dir.path().join("run/bus");
        let config = self.dir.path().join("bus.conf");
        let text = format!(
            "<busconfig><type>session</type><listen>unix:path={}</listen><policy context=\"default\">\
             <allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
            socket.display()
        );
        fs::write(&config, text).expect("the bus is configured");
        let bus = self.run("dbus-daemon", "dbus-daemon", |command| {
            command.args(["--nofork", "--nopidfile", "--config-file"]).arg(config);
        });
        bus.wait_ready(Duration::from_secs(30), || socket.exists().then_some(())).unwrap_or_else(|e| panic!("{e}"));
        self.environment.push(("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", socket.display())));
        self.processes.insert(0, bus);
    }

    /// The bus on which programs say what they show. Without it they are told not to look for one.
    fn start_accessibility(&mut self) {
        self.environment.retain(|(key, _)| *key != "NO_AT_BRIDGE");
        let launcher = self.run("at-spi", "/usr/libexec/at-spi-bus-launcher", |command| {
            command.arg("--launch-immediately");
        });
        let answers = || self.ask("dbus-send", &GET_BUS);
        launcher.wait_ready(Duration::from_secs(30), answers).unwrap_or_else(|e| panic!("{e}"));
        self.processes.insert(0, launcher);
    }

    /// The address of the accessibility bus.
    pub(crate) fn accessibility_bus(&self) -> String {
        self.ask("dbus-send", &GET_BUS).expect("an accessibility bus").trim().to_string()
    }

    fn start_keychain(&mut self) {
        let password = self.dir.path().join("password");
        // An empty password would leave the keychain locked.
        fs::write(&password, "test").expect("a password");
        let keychain = self.run("gnome-keyring", "gnome-keyring-daemon", |command| {
            command
                .args(["--foreground", "--unlock", "--components=secrets"])
                .stdin(fs::File::open(&password).expect("it was written"));
        });
        let owned = || {
            let question =
                ["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner"];
            let answer = self.ask("dbus-send", &[&question[..], &["string:org.freedesktop.secrets"]].concat())?;
            answer.contains("true").then_some(())
        };
        keychain.wait_ready(Duration::from_secs(30), owned).unwrap_or_else(|e| panic!("{e}"));
        self.processes.insert(0, keychain);
    }

    fn start_window_manager(&mut self) {
        let config = self.dir.path().join("openbox.xml");
        // Windows without frames: a window's picture is the page and nothing else, and its place is
        // exact.
        let rule = "<application class=\"*\"><decor>no</decor><focus>yes</focus></application>";
        let text = format!(
            "<openbox_config xmlns=\"http://openbox.org/3.4/rc\"><theme><keepBorder>no</keepBorder></theme><applications>{rule}</applications></openbox_config>"
        );
        fs::write(&config, text).expect("the window manager is configured");
        let manager = self.run("openbox", "openbox", |command| {
            command.args(["--sm-disable", "--config-file"]).arg(config);
        });
        wait_until("a window manager", Duration::from_secs(30), || self.ask("xdotool", &["get_desktop"]));
        self.processes.insert(0, manager);
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        // What lies openly in the home is the test's own: files to upload, and exports that a
        // person asked for.
        let open = fs::read_dir(self.home()).into_iter().flatten().flatten().map(|entry| entry.path());
        let open = open.filter(|path| path.file_name().is_some_and(|name| !name.as_encoded_bytes().starts_with(b".")));
        // The screen is pixels, and large.
        let screen = self.dir.path().join("screen");
        let allowed: Vec<PathBuf> = open.chain(self.allowed.iter().cloned()).chain([screen]).collect();
        let found = crate::leaks::files(self.dir.path(), &secrets(), &allowed);
        assert!(found.is_empty(), "a secret is in {found:?}");
    }
}

/// Asks for the accessibility bus.
const GET_BUS: [&str; 5] =
    ["--session", "--print-reply=literal", "--dest=org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress"];

/// What a program finds when it starts: everything below one folder, nothing of the machine's user.
fn environment(dir: &Path) -> Vec<(&'static str, String)> {
    let below = |name: &str| dir.join(name).display().to_string();
    vec![
        ("PATH", std::env::var("PATH").unwrap_or_default()),
        ("LANG", "C.UTF-8".into()),
        ("HOME", below("home")),
        ("XDG_CONFIG_HOME", below("config")),
        ("XDG_DATA_HOME", below("data")),
        ("XDG_CACHE_HOME", below("cache")),
        ("XDG_RUNTIME_DIR", below("run")),
        ("XDG_SESSION_TYPE", "x11".into()),
        ("GDK_BACKEND", "x11".into()),
        // The store of desktop settings would be a service too; what GTK wants to remember goes
        // with the program.
        ("GSETTINGS_BACKEND", "memory".into()),
        // The accessibility bus would be started by the session's services, of which there are
        // none.
        ("NO_AT_BRIDGE", "1".into()),
    ]
}
