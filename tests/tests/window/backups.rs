//! Backups in the window and without it: set up, run, stopped, run by the same program without
//! a window as a scheduler would, restored and removed. What is there is compared by rclone.

use std::os::unix::fs::symlink;

use super::*;

/// `bucketwise ARGS` on this desktop, without a window: its number, and what it printed.
pub(super) fn headless(desktop: &Desktop, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(bucketwise_tests::built("bucketwise"));
    desktop.place(&mut command);
    // A scheduler has no screen.
    let output = command.env_remove("DISPLAY").args(args).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.code().unwrap_or(-1), said)
}

/// The person's own systemd, started as at sign-in, which takes the timer for one that ran ten days
/// ago. A computer that was not started by systemd is made to look as if it had been, for that
/// process alone.
fn signed_in_again(desktop: &Desktop, timer: &Path) -> Option<Process> {
    let alone = ["--mount", "--propagation", "private"];
    let can = Command::new("unshare").args(alone).arg("/lib/systemd/systemd").arg("--version").output();
    if !can.is_ok_and(|output| output.status.success()) {
        bucketwise_tests::unproved("that a timer fires", "systemd, or the right to a view of files of its own");
        return None;
    }
    let stamps = desktop.home().join("../data/systemd/timers");
    fs::create_dir_all(&stamps).unwrap();
    let stamp =
        fs::File::create(stamps.join(format!("stamp-{}", timer.file_name().unwrap().to_str().unwrap()))).unwrap();
    stamp.set_modified(SystemTime::now() - Duration::from_secs(10 * 24 * 3600)).unwrap();
    // This desktop has a bus and a keychain; the sockets that systemd would listen on are for
    // others in their place.
    symlink("/dev/null", timer.with_file_name("sockets.target")).unwrap();
    let start = "mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system && exec /lib/systemd/systemd --user --unit=timers.target --log-target=console";
    Some(desktop.run("systemd", "unshare", |command| {
        command.args(alone).args(["sh", "-c", start]);
    }))
}

/// Today, as folders are called.
fn today() -> String {
    let said = Command::new("date").arg("+%Y-%m-%d").output().unwrap();
    String::from_utf8(said.stdout).unwrap().trim().to_owned()
}

#[test]
fn a_bucket_is_backed_up_in_the_window_and_without_it_and_restored() {
    let server = Server::shared(Kind::SeaweedFs);
    for bucket in ["dated-originals", "dated-backups"] {
        tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    }
    let desktop = Desktop::start(Options::default());
    let local = desktop.home().join("originals");
    fs::create_dir_all(local.join("trip")).unwrap();
    fs::write(local.join("notes.txt"), "notes\n").unwrap();
    fs::write(local.join("trip/photo.jpg"), vec![7; 300_000]).unwrap();
    let there = local.display().to_string();
    tools::rclone(server, ["copy", &there, "s3:dated-originals"]);
    let day = today();
    let folder = |number: &str| format!("dated-backups/dated-originals/data/{}{number}", day.replace('-', "/"));

    let app = App::open(&desktop);
    app.click("door-connect");
    connect(&app, server, &server.secret_key);
    app.click("save-connection");
    // From the bucket's own menu: what is copied is known, and a folder for the copies is
    // suggested.
    app.open_menu("bucket-dated-originals");
    app.click("back-up");
    let connection = saved(&desktop);
    app.choose_option("to-connection", &connection);
    app.choose_option("to-bucket", "dated-originals");
    app.click("save-backup");
    app.read("fault", "are in the same bucket");
    app.choose_option("to-bucket", "dated-backups");
    app.choose_option("backup-every", "week");
    app.choose_option("backup-keep", "last-7");
    app.click("save-backup");
    app.read("backup-when", "Every Sunday at 02:30");
    app.see("no-copies");

    // The schedule is what systemd would read, and takes it.
    let units = desktop.home().join("../config/systemd/user");
    let mut written = fs::read_dir(&units).unwrap().flatten().map(|entry| entry.path());
    let timer = written.find(|path| path.extension().is_some_and(|end| end == "timer")).unwrap();
    let mut verify = Command::new("systemd-analyze");
    desktop.place(&mut verify);
    let verified = verify.args(["verify", "--user"]).arg(&timer).output().unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));

    app.click("run-backup");
    app.see("last-run[data-good=true]");
    app.see(&format!("copy[data-copy=\"{day}\"][data-good=true]"));
    tools::rclone_check(server, &folder(""), &local);

    // Without a window, as the unit says it: by its id, with the secret out of the keychain.
    let runs = fs::read_to_string(timer.with_extension("service")).unwrap();
    let id = runs.split('"').nth(7).unwrap().to_owned();
    fs::write(local.join("later.txt"), "later\n").unwrap();
    tools::rclone(server, ["copy", &there, "s3:dated-originals"]);
    let (code, said) = headless(&desktop, &["backup", "run", &id]);
    assert!(code == 0 && said.contains("Completed: 3 files"), "{code}: {said}");
    assert!(!said.contains(&server.secret_key));
    tools::rclone_check(server, &folder("-2"), &local);
    let (code, said) = headless(&desktop, &["backup", "list"]);
    assert!(code == 0 && said.contains("dated-originals") && said.contains(&format!("{day}-2")), "{said}");
    let (code, said) = headless(&desktop, &["backup", "copies", "dated-originals"]);
    assert_eq!((code, said.matches("\tverified\t").count()), (0, 2), "{said}");
    assert_eq!(headless(&desktop, &["backup", "run", "nobody"]).0, 1);
    assert_eq!(headless(&desktop, &["backup", "fly"]).0, 2);

    // By the person's own systemd, from the files as they are: a week was missed, which is made up
    // for at sign-in.
    let mut copies = vec![day.clone(), format!("{day}-2")];
    if let Some(_systemd) = signed_in_again(&desktop, &timer) {
        let there = || headless(&desktop, &["backup", "copies", "dated-originals"]).1;
        wait_until("the timer has run the backup", Duration::from_secs(120), || {
            (there().matches("\tverified\t").count() == 3).then_some(())
        });
        tools::rclone_check(server, &folder("-3"), &local);
        let unit = timer.with_extension("service");
        let unit = unit.file_name().unwrap().to_str().unwrap();
        wait_until("systemd says so", Duration::from_secs(90), || {
            let said =
                desktop.ask("systemctl", &["--user", "show", "--property=Result,ExecMainStatus,ActiveState", unit])?;
            assert!(said.contains("Result=success") && said.contains("ExecMainStatus=0"), "{said}");
            said.contains("ActiveState=inactive").then_some(())
        });
        copies.push(format!("{day}-3"));
    }

    // A file is lost, and comes back out of the copy.
    tools::rclone(server, ["deletefile", "s3:dated-originals/trip/photo.jpg"]);
    app.click("open-backups");
    app.click("backup-row");
    app.see(&format!("copy[data-copy=\"{day}-2\"][data-good=true]"));
    app.click(&format!("copy[data-copy=\"{day}-2\"] [data-testid=ask-restore]"));
    app.click("restore-yes");
    finished(&app);
    tools::rclone_check(server, "dated-originals", &local);

    // A copy goes after a question; the last one only after a plainer one.
    for copy in copies.iter().rev() {
        let words = if *copy == day { "This is the last verified copy" } else { "cannot be undone" };
        app.click(&format!("copy[data-copy=\"{copy}\"] [data-testid=ask-remove-copy]"));
        app.read("remove-copy-dialog", words);
        app.click("remove-copy-yes");
        app.see_gone(&format!("copy[data-copy=\"{copy}\"]"));
    }
    assert_eq!(tools::rclone(server, ["lsf", "-R", "--files-only", "s3:dated-backups"]), "");

    app.click("ask-forget-backup");
    app.click("forget-backup-yes");
    app.see("no-backups");
    assert!(!timer.exists(), "its schedule is gone");
}

/// Killed in the middle, the run without a window leaves no copy that counts; the next one goes on
/// with it.
#[test]
fn a_run_that_is_killed_is_gone_on_with() {
    let (here, there) = (Server::shared(Kind::Practice), Server::shared(Kind::SeaweedFs));
    tools::aws(here, ["s3", "mb", "s3://killed-originals"]);
    tools::aws(there, ["s3", "mb", "s3://killed-backups"]);
    let desktop = Desktop::start(Options::default());
    let local = desktop.home().join("originals");
    fs::create_dir_all(&local).unwrap();
    for n in 0..400 {
        fs::write(local.join(format!("{n}.bin")), vec![n as u8; 20_000]).unwrap();
    }
    tools::rclone(here, ["copy", local.to_str().unwrap(), "s3:killed-originals"]);
    {
        let app = App::open(&desktop);
        app.click("door-connect");
        connect(&app, here, &here.secret_key);
        app.fill("connection-name", "Here");
        app.click("save-connection");
        app.click("add-connection");
        if app.has("door-connect") {
            app.click("door-connect");
        }
        connect(&app, there, &there.secret_key);
        app.fill("connection-name", "There");
        app.click("save-connection");
        app.see("bucket-killed-backups");
        app.click("open-backups");
        app.click("new-backup");
        let ids = connections(&desktop);
        app.choose_option("from-connection", &ids[0]);
        app.choose_option("from-bucket", "killed-originals");
        app.choose_option("to-connection", &ids[1]);
        app.choose_option("to-bucket", "killed-backups");
        app.choose_option("backup-every", "never");
        app.click("save-backup");
        app.see("no-copies");
    }
    let count = || {
        let listed = tools::rclone(there, ["lsf", "-R", "--files-only", "s3:killed-backups/killed-originals/data"]);
        listed.lines().count()
    };
    let run = desktop.run("backup", bucketwise_tests::built("bucketwise"), |command| {
        command.args(["backup", "run", "killed-originals"]);
    });
    tools::aws(there, ["s3", "ls", "s3://killed-backups"]);
    wait_until("some files are copied", Duration::from_secs(60), || {
        // The folder is there once the first file is.
        let listed = tools::command(there, "rclone").args(["lsf", "s3:killed-backups/killed-originals/data"]).output();
        listed.is_ok_and(|listed| !listed.stdout.is_empty()).then_some(())
    });
    drop(run);
    let half = count();
    assert!(half < 400, "it was killed too late to prove anything");
    let (code, said) = headless(&desktop, &["backup", "copies", "killed-originals"]);
    assert!(code == 0 && said.contains("incomplete") && !said.contains("\tverified\t"), "{said}");
    let (code, said) = headless(&desktop, &["backup", "run", "killed-originals"]);
    assert!(code == 0 && said.contains("Completed: 400 files"), "{said}");
    assert_eq!(count(), 400, "one copy, in the folder that was begun");
    let folder = format!("killed-backups/killed-originals/data/{}", today().replace('-', "/"));
    tools::rclone_check(there, &folder, &local);
}

/// The ids of the saved connections, in order.
fn connections(desktop: &Desktop) -> Vec<String> {
    let book = fs::read_to_string(desktop.home().join("../config/org.bucketwise.app/connections.json")).unwrap();
    let book: serde_json::Value = serde_json::from_str(&book).unwrap();
    book["connections"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}
