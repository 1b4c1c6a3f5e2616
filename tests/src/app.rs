//! Bucketwise as a person meets it: the built program, opened on a [`Desktop`] and driven part by
//! part. The page names its parts with `data-testid`. Each step waits, for a bounded time, until
//! its part is there.
//!
//! Clicks and keys go through WebKit's automation; the native dialogs and the drag, which the page
//! does not own, are driven by [`crate::dialogs`] with the desktop's own mouse and keyboard.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::desktop::Desktop;
use crate::driver::{Driver, Element, Refused};
use crate::leaks;
use crate::picture::{self, Area};
use crate::process::{Process, free_ports, wait_until};
use crate::servers::secrets;

/// The longest a step waits for what it needs.
const PATIENCE: Duration = Duration::from_secs(90);
/// What may be pressed: a button whose last press is still at work is greyed, and drops another
/// one.
const READY: &str = ":not([aria-disabled=true], :disabled)";

/// The open program. Dropping it closes it.
pub struct App<'a> {
    /// Where it is open.
    pub desktop: &'a Desktop,
    /// The X server's number of the window.
    pub window: String,
    driver: Driver,
    process: Process,
}

impl<'a> App<'a> {
    /// Opens the built program.
    pub fn open(desktop: &'a Desktop) -> Self {
        Self::open_with(desktop, &[])
    }

    /// Opens the built program with these arguments, as a file manager does.
    pub fn open_with(desktop: &'a Desktop, args: &[&str]) -> Self {
        let app = Self::open_program(desktop, &crate::built("bucketwise"), args);
        leaks::record(&app.driver);
        app
    }

    /// How many commands, answers and pieces of news were noted, to be searched for secrets at the
    /// end.
    pub fn noted(&self) -> u64 {
        leaks::noted(&self.driver)
    }

    /// Opens any program with a WebKitGTK window that allows automation.
    pub fn open_program(desktop: &'a Desktop, program: &Path, args: &[&str]) -> Self {
        let [port] = free_ports();
        let process = desktop.run("WebKitWebDriver", "WebKitWebDriver", |command| {
            command.args(["--host=127.0.0.1", &format!("--port={port}")]);
            // Without these Tauri's web view does not listen to the driver, and the session never
            // opens.
            command.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        });
        process.wait_ready(PATIENCE, || Driver::ready(port)).unwrap_or_else(|e| panic!("{e}"));
        let driver = Driver::open(port, &program.display().to_string(), args);
        let driver = driver.unwrap_or_else(|e| panic!("{} did not open: {e:?}\n{}", program.display(), process.log()));
        // GTK calls the class of its windows after the program.
        let class = program.file_name().and_then(|name| name.to_str()).expect("a program has a name");
        let shown = || desktop.ask("xdotool", &["search", "--onlyvisible", "--class", &format!("^{class}$")]);
        let window = wait_until("the window is on the screen", PATIENCE, || Some(shown()?.lines().next()?.to_string()));
        Self { desktop, window, driver, process }
    }

    /// The page that is looked at.
    pub fn page(&self) -> String {
        self.driver.window().unwrap_or_else(|e| panic!("{e:?}"))
    }

    /// Waits for the page of another window, and answers it.
    pub fn page_beside(&self, first: &str) -> String {
        self.wait("another window", || self.driver.windows().ok()?.into_iter().find(|page| page != first))
    }

    /// Looks at this page from now on.
    pub fn look_at(&self, page: &str) {
        self.driver.go_to(page).unwrap_or_else(|e| panic!("{e:?}"));
    }

    /// Closes the program's other window, as the button of its frame does.
    pub fn close_other_window(&self) {
        let all = || self.desktop.ask("xdotool", &["search", "--onlyvisible", "--class", "^bucketwise$"]);
        let others = || Some(all()?.lines().filter(|id| *id != self.window).map(str::to_string).collect::<Vec<_>>());
        let [other] = &others().expect("the windows are listed")[..] else { panic!("one other window") };
        self.desktop.xdotool(&["windowactivate", "--sync", other, "key", "--clearmodifiers", "alt+F4"]);
        self.wait("one window is left", || others()?.is_empty().then_some(()));
    }

    /// Whether a part is on the page now.
    pub fn has(&self, part: &str) -> bool {
        self.driver.find(&selector(part)).is_ok()
    }

    /// Waits until a part is there.
    pub fn see(&self, part: &str) {
        self.on(part, |_| Ok(()));
    }

    /// Waits until `what` is so: the page has something that matches a CSS selector.
    pub fn wait_for(&self, what: &str, css: &str) {
        self.wait(what, || self.driver.find(css).ok());
    }

    /// Waits until a part is gone.
    pub fn see_gone(&self, part: &str) {
        self.wait(&format!("{part} is gone"), || (!self.has(part)).then_some(()));
    }

    /// Clicks a part, once it may be pressed.
    pub fn click(&self, part: &str) {
        self.scroll_to(part);
        self.on(&format!("{part}{READY}"), |element| self.driver.click(element));
    }

    /// Clicks a part twice, quickly.
    pub fn double_click(&self, part: &str) {
        self.on(part, |element| self.driver.double_click(element));
    }

    /// Opens the menu of a part, as the right button does.
    pub fn open_menu(&self, part: &str) {
        self.see(part);
        let script = "const part = document.querySelector(arguments[0]); const box = part.getBoundingClientRect(); \
            part.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: box.x + 20, clientY: box.y + 10 }))";
        self.execute(script, &[selector(part).into()]);
        self.see("context-menu");
    }

    /// Chooses the option of this value in a list.
    pub fn choose_option(&self, part: &str, value: &str) {
        self.click(&format!("{part} option[value=\"{value}\"]"));
    }

    /// Brings a part into sight, as a person would: the driver leaves alone what shows by a strip,
    /// or lies below the end of a list, and then cannot reach its middle.
    fn scroll_to(&self, part: &str) {
        self.see(part);
        let scroll = "document.querySelector(arguments[0])?.scrollIntoView({ block: 'nearest' })";
        self.execute(scroll, &[selector(part).into()]);
    }

    /// Replaces what a field holds.
    pub fn fill(&self, part: &str, text: &str) {
        self.scroll_to(part);
        self.on(part, |element| {
            self.driver.clear(element)?;
            self.driver.type_into(element, text)
        });
    }

    /// The text of a part.
    pub fn text(&self, part: &str) -> String {
        self.on(part, |element| self.driver.text(element))
    }

    /// Waits until a part's text contains `words`, and answers the whole text.
    pub fn read(&self, part: &str, words: &str) -> String {
        self.wait(&format!("{part} says “{words}”"), || {
            // What a screen reader would say: names that are drawn shortened are whole in it.
            let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
            let text = self.driver.execute(script, &[selector(part).into()]).ok()?.as_str()?.to_owned();
            text.contains(words).then_some(text)
        })
    }

    /// An attribute of a part.
    pub fn attribute(&self, part: &str, name: &str) -> Option<String> {
        self.on(part, |element| self.driver.attribute(element, name))
    }

    /// Presses keys together: `["\u{E009}", "a"]` is Ctrl+A.
    pub fn press(&self, keys: &[&str]) {
        self.driver.press(keys).unwrap_or_else(|e| panic!("keys {keys:?}: {e:?}"));
    }

    /// Runs the body of a function in the page.
    pub fn execute(&self, script: &str, args: &[Value]) -> Value {
        self.driver.execute(script, args).unwrap_or_else(|e| panic!("{script}: {e:?}"))
    }

    /// The middle of a part, in pixels of the screen.
    pub fn position(&self, part: &str) -> (i32, i32) {
        let element = selector(part);
        let script = "const r = document.querySelector(arguments[0]).getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]";
        self.see(part);
        let middle = self.execute(script, &[element.into()]);
        let inside = |n: usize| middle[n].as_f64().expect("a number") as i32;
        let area = self.area();
        (area.x as i32 + inside(0), area.y as i32 + inside(1))
    }

    /// The window's place on the screen, without its frame.
    pub fn area(&self) -> Area {
        let geometry = self.desktop.xdotool(&["getwindowgeometry", "--shell", &self.window]);
        let value =
            |name: &str| geometry.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('=')?.parse().ok());
        let value = |name| value(name).unwrap_or_else(|| panic!("no {name} in {geometry}"));
        Area { x: value("X"), y: value("Y"), width: value("WIDTH"), height: value("HEIGHT") }
    }

    /// Gives the window this size at the screen's top left, and waits until the page has it.
    pub fn resize(&self, width: u32, height: u32) {
        let id = &self.window;
        self.desktop.xdotool(&["windowsize", id, &width.to_string(), &height.to_string()]);
        self.desktop.xdotool(&["windowmove", id, "0", "0"]);
        let wanted = serde_json::json!([width, height]);
        self.wait(&format!("a page of {width}×{height}"), || {
            (self.execute("return [innerWidth, innerHeight]", &[]) == wanted).then_some(())
        });
    }

    /// A picture of the window as the screen shows it, once it stands still.
    pub fn picture(&self, path: &Path) {
        self.desktop.xdotool(&["mousemove", "9999", "9999"]);
        // Two frames drawn: what was changed before this call is then on its way to the screen.
        self.execute(
            "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))",
            &[],
        );
        let screen = self.desktop.settle();
        fs::write(path, picture::png(&screen, self.area())).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }

    /// The memory that the program itself holds now, in bytes; not that of the page, which WebKit
    /// draws elsewhere.
    pub fn memory(&self) -> u64 {
        self.held("VmRSS:")
    }

    /// The most that it held since [`App::forget_most`], in bytes.
    pub fn most_memory(&self) -> u64 {
        self.held("VmHWM:")
    }

    /// Counts what it holds at most from now on.
    pub fn forget_most(&self) {
        fs::write(format!("/proc/{}/clear_refs", self.pid()), "5").expect("it runs");
    }

    fn held(&self, line: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid())).expect("it runs");
        let held = status.lines().find_map(|told| told.strip_prefix(line)?.trim().strip_suffix(" kB")?.parse().ok());
        held.unwrap_or(0_u64) * 1024
    }

    fn pid(&self) -> i32 {
        self.desktop.xdotool(&["getwindowpid", &self.window]).trim().parse().expect("a process")
    }

    /// Ends the program as a power cut would, and its driver with it.
    pub fn kill(&self) {
        let pid = rustix::process::Pid::from_raw(self.pid()).expect("a process");
        rustix::process::kill_process(pid, rustix::process::Signal::KILL).expect("it can be killed");
    }

    /// What the program and its driver have printed.
    pub fn log(&self) -> String {
        self.process.log()
    }

    /// Does something with a part, again when the page replaced it meanwhile, until it works.
    fn on<T>(&self, part: &str, act: impl Fn(&Element) -> Result<T, Refused>) -> T {
        let css = selector(part);
        let mut last;
        let end = Instant::now() + PATIENCE;
        loop {
            match self.driver.find(&css).and_then(|element| act(&element)) {
                Ok(answer) => return answer,
                Err(e) => last = format!("{}: {}", e.code, e.message),
            }
            assert!(Instant::now() < end, "{part}: {last}\n{}", self.describe());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn wait<T>(&self, what: &str, mut answer: impl FnMut() -> Option<T>) -> T {
        let end = std::time::Instant::now() + PATIENCE;
        loop {
            if let Some(answer) = answer() {
                return answer;
            }
            assert!(std::time::Instant::now() < end, "waited in vain: {what}\n{}", self.describe());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What the page shows, for the message of a failure.
    fn describe(&self) -> String {
        let text = self.driver.execute("return document.body.innerText", &[]);
        format!(
            "The page says:\n{}\nThe log says:\n{}",
            text.unwrap_or_default().as_str().unwrap_or_default(),
            self.log()
        )
    }
}

impl Drop for App<'_> {
    fn drop(&mut self) {
        let crossed = if std::thread::panicking() { Vec::new() } else { leaks::crossed(&self.driver, &secrets()) };
        self.driver.close();
        assert!(crossed.is_empty(), "{crossed:#?}");
    }
}

/// The part that is the row of a file, or of a folder when the name ends with a slash.
pub fn row(name: &str) -> String {
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!("row[data-name=\"{name}\"]")
}

/// A part by its `data-testid`; what follows it narrows as CSS does
/// (`finding[data-field=endpoint]`, `provider option`).
fn selector(part: &str) -> String {
    let (id, narrowed) = part.split_at(part.find(['[', ' ', ':']).unwrap_or(part.len()));
    format!("[data-testid=\"{id}\"]{narrowed}")
}
