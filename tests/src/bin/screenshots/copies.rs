//! Pictures of a bucket copied by day, and of one as a folder of this computer where that is possible.

use std::fs;
use std::path::Path;

use bucketwise_tests::app::{App, row};
use bucketwise_tests::servers::Server;
use bucketwise_tests::tools;

const ESCAPE: &str = "\u{E00C}";

/// Plays both, on the connection that has the bucket `team-files`.
pub(crate) fn play(app: &App<'_>, server: &Server, scheme: &str, picture: &dyn Fn(&str)) {
    let copies = format!("copies-{scheme}");
    tools::s5cmd(server, ["mb", &format!("s3://{copies}")]);
    let note = app.desktop.home().join("notes.txt");
    fs::write(&note, "notes").unwrap();
    tools::s5cmd(server, ["cp", note.to_str().unwrap(), "s3://team-files/"]);
    let script = "return [...document.querySelectorAll('[data-testid^=connection-]')] \
        .find(e => e.innerText.includes('Team storage')).dataset.testid";
    app.open_menu(app.execute(script, &[]).as_str().unwrap());
    app.click("read-buckets");
    app.see(&format!("bucket-{copies}"));
    app.click("bucket-team-files");
    app.see(&row("notes.txt"));

    app.click("open-backups");
    app.see("no-backups");
    picture("copies-none");
    app.click("new-backup");
    let id = app.execute("return document.querySelector('[data-testid=from-connection]').value", &[]);
    app.choose_option("to-connection", id.as_str().unwrap());
    app.choose_option("to-bucket", &copies);
    picture("copies-form");
    app.click("save-backup");
    app.see("no-copies");
    app.click("run-backup");
    app.see("copy[data-good=true]");
    picture("copies-one");
    app.click("ask-restore");
    app.see("restore-dialog");
    picture("copies-restore");
    app.press(&[ESCAPE]);
    app.see_gone("restore-dialog");

    app.open_menu("bucket-team-files");
    app.click("mount");
    app.see("mount-dialog");
    picture("mount-missing");
    app.press(&[ESCAPE]);
    app.see_gone("mount-dialog");
    let programs = app.desktop.home().join(".local/bin");
    fs::create_dir_all(&programs).unwrap();
    std::os::unix::fs::symlink(tools::tool("rclone"), programs.join("rclone")).unwrap();
    app.open_menu("bucket-team-files");
    app.click("mount");
    app.read("mount-dialog", "by rclone");
    picture("mount-ask");
    if Path::new("/dev/fuse").exists() {
        app.click("mount-yes");
        app.see("mounted-state[data-state=mounted]");
        picture("mount-made");
        app.click("unmount");
        app.see_gone("mounts-aside");
    } else {
        app.press(&[ESCAPE]);
    }
}
