//! A bucket as a folder of this computer, with a real rclone and the system's own FUSE: made in the
//! window, used by ordinary tools, taken off, broken by a crash of rclone and found again after a
//! crash of the program.

use std::os::unix::fs::symlink;

use bucketwise_tests::mounted::missing;

use super::*;

/// Sweeps away what a failed test leaves mounted.
pub(super) struct Sweep<'a>(pub(super) &'a Desktop);

impl Drop for Sweep<'_> {
    fn drop(&mut self) {
        for folder in mounted(self.0) {
            let _ = Command::new("fusermount3").arg("-uz").arg(folder).output();
        }
    }
}

/// The folders below the desktop's home on which rclone's file system lies.
fn mounted(desktop: &Desktop) -> Vec<PathBuf> {
    let table = fs::read_to_string("/proc/self/mountinfo").unwrap();
    let of_rclone = table.lines().filter(|line| line.contains(" - fuse.rclone "));
    let folders = of_rclone.map(|line| PathBuf::from(line.split(' ').nth(4).unwrap().replace("\\040", " ")));
    folders.filter(|folder| folder.starts_with(desktop.home())).collect()
}

/// The processes of rclone that carry a folder of this desktop, with their command lines.
fn carriers(desktop: &Desktop) -> Vec<(String, String)> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let line = |entry: &fs::DirEntry| {
        let line = fs::read(entry.path().join("cmdline")).ok()?;
        Some(String::from_utf8_lossy(&line).replace('\0', " "))
    };
    let home = desktop.home().display().to_string();
    let all = processes.filter_map(|entry| Some((entry.file_name().to_str()?.to_owned(), line(&entry)?)));
    all.filter(|(_, line)| line.contains("rclone mount ") && line.contains(&home)).collect()
}

/// Puts rclone where a person's own programs lie.
pub(super) fn install_rclone(desktop: &Desktop) {
    let programs = desktop.home().join(".local/bin");
    fs::create_dir_all(&programs).unwrap();
    symlink(tools::tool("rclone"), programs.join("rclone")).unwrap();
}

/// Opens a bucket's menu and presses one of its lines.
fn menu(app: &App, bucket: &str, line: &str) {
    app.open_menu(&format!("bucket-{bucket}"));
    app.click(line);
}

fn make(app: &App, bucket: &str, read_only: bool) {
    menu(app, bucket, "mount");
    // Shown once it is known that this computer can do it.
    app.see("mount-place");
    if read_only {
        app.click("mount-read-only");
    }
    app.click("mount-yes");
    app.see(&format!("mount[data-bucket=\"{bucket}\"][data-state=mounted]"));
    app.see("mounted-state[data-state=mounted]");
}

#[test]
fn a_bucket_is_a_folder_until_it_is_taken_off() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::aws(server, ["s3", "mb", "s3://as-a-folder"]);
    let desktop = Desktop::start(Options::default());
    let _sweep = Sweep(&desktop);
    let local = desktop.home().join("hello.txt");
    fs::write(&local, "hello\n").unwrap();
    tools::aws(server, ["s3", "cp", local.to_str().unwrap(), "s3://as-a-folder/deep/hello.txt"]);

    let app = App::open(&desktop);
    app.click("door-connect");
    connect(&app, server, &server.secret_key);
    app.click("save-connection");
    if Command::new("rclone").arg("version").output().is_err() {
        menu(&app, "as-a-folder", "mount");
        app.read("mount-missing", "rclone");
        app.press(&[ESCAPE]);
        app.see_gone("mount-dialog");
    }
    if let Some(missing) = missing() {
        return bucketwise_tests::unproved("a bucket as a folder", missing);
    }
    install_rclone(&desktop);

    make(&app, "as-a-folder", false);
    let folder = mounted(&desktop).pop().expect("the system knows of it");
    assert!(folder.starts_with(desktop.home().join("Bucketwise")), "{folder:?}");
    // Ordinary tools, reading and writing, also in the middle of a file.
    let run = |script: &str| {
        let done = Command::new("sh").args(["-c", script]).current_dir(&folder).output().unwrap();
        assert!(done.status.success(), "{script}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    };
    assert_eq!(run("cat deep/hello.txt"), "hello\n");
    run("mkdir new && cp deep/hello.txt new/copy.txt && printf J | dd of=new/copy.txt conv=notrunc bs=1 2>&1");
    run("mv new/copy.txt new/moved.txt");
    // The secret is nowhere but in the keychain and in rclone's environment.
    let lines = carriers(&desktop);
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(!lines[0].1.contains(&server.secret_key), "{lines:#?}");
    let leaked = holds(&desktop.home().join("../data"), &server.secret_key);
    assert!(leaked.is_empty(), "the secret is in {leaked:?}");

    // Taking it off waits until all is in the bucket.
    app.click("unmount");
    app.see_gone("mounts-aside");
    assert_eq!(tools::aws(server, ["s3", "cp", "s3://as-a-folder/new/moved.txt", "-"]), "Jello\n");
    assert_eq!((mounted(&desktop), carriers(&desktop)), (vec![], vec![]));
    assert!(!folder.exists(), "the folder that was made for it is gone");

    // Read-only.
    make(&app, "as-a-folder", true);
    assert_eq!(fs::read_to_string(folder.join("new/moved.txt")).unwrap(), "Jello\n");
    assert!(fs::write(folder.join("no.txt"), "no").is_err(), "a read-only folder takes no file");

    // A program stands in it: said, and left as it is.
    let held = fs::File::open(folder.join("new/moved.txt")).unwrap();
    app.click("unmount");
    app.read("mounted-dialog", "A program is still using the drive");
    drop(held);
    app.click("unmount");
    app.see_gone("mounts-aside");
}

#[test]
fn what_a_crash_leaves_is_found_again_and_taken_off() {
    if let Some(missing) = missing() {
        return bucketwise_tests::unproved("mounted folders after a crash", missing);
    }
    let server = Server::shared(Kind::SeaweedFs);
    tools::aws(server, ["s3", "mb", "s3://after-a-crash"]);
    let desktop = Desktop::start(Options::default());
    let _sweep = Sweep(&desktop);
    install_rclone(&desktop);
    {
        let app = App::open(&desktop);
        app.click("door-connect");
        connect(&app, server, &server.secret_key);
        app.click("save-connection");
        make(&app, "after-a-crash", false);
        // The program dies without a word; rclone goes on.
        end_program(&desktop);
    }
    let folder = mounted(&desktop).pop().expect("the folder outlives the window");
    fs::write(folder.join("written.txt"), "while nobody looked").unwrap();

    let app = App::open(&desktop);
    app.click("mount[data-bucket=after-a-crash][data-state=mounted]");
    app.see("mounted-state[data-state=mounted]");
    // Now rclone dies, and what is left of the folder is shown as that.
    for (process, _) in carriers(&desktop) {
        Command::new("kill").args(["-KILL", &process]).status().unwrap();
    }
    wait_until("rclone is gone", Duration::from_secs(90), || carriers(&desktop).is_empty().then_some(()));
    app.press(&[ESCAPE]);
    app.click("mount[data-bucket=after-a-crash]");
    app.see("mounted-state[data-state=broken]");
    app.click("unmount");
    app.see_gone("mounted-state[data-state=broken]");
    assert_eq!(mounted(&desktop), Vec::<PathBuf>::new());
}

/// Kills the program that runs on this desktop, and no other.
fn end_program(desktop: &Desktop) {
    let program = bucketwise_tests::built("bucketwise");
    let home = format!("HOME={}", desktop.home().display());
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Some(process) = entry.file_name().to_str().filter(|name| name.parse::<u32>().is_ok()).map(str::to_owned)
        else {
            continue;
        };
        let ours = fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == program)
            && fs::read(entry.path().join("environ"))
                .is_ok_and(|all| all.split(|b| *b == 0).any(|one| one == home.as_bytes()));
        if ours {
            Command::new("kill").args(["-KILL", &process]).status().unwrap();
        }
    }
}
