//! Pictures of a bucket copied by day, and of one as a folder of this computer where that is
//! possible.

use std::fs;

use bucketwise_tests::app::row;
use bucketwise_tests::tools;

use super::{ESCAPE, Play};

impl Play<'_> {
    /// Plays both, on the connection that has the bucket `team-files`.
    pub(super) fn backup_copies(&self) {
        let (app, server, scheme) = (&self.app, self.server, self.scheme);
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
        self.picture("copies-none");
        app.click("new-backup");
        let id = app.execute("return document.querySelector('[data-testid=from-connection]').value", &[]);
        app.choose_option("to-connection", id.as_str().unwrap());
        app.choose_option("to-bucket", &copies);
        self.picture("copies-form");
        app.click("save-backup");
        app.see("no-copies");
        app.click("run-backup");
        app.see("copy[data-good=true]");
        self.picture("copies-one");
        app.click("ask-restore");
        app.see("restore-dialog");
        self.picture("copies-restore");
        app.press(&[ESCAPE]);
        app.see_gone("restore-dialog");

        app.open_menu("bucket-team-files");
        app.click("mount");
        app.see("mount-dialog");
        self.picture("mount-missing");
        app.press(&[ESCAPE]);
        app.see_gone("mount-dialog");
        let programs = app.desktop.home().join(".local/bin");
        fs::create_dir_all(&programs).unwrap();
        std::os::unix::fs::symlink(tools::tool("rclone"), programs.join("rclone")).unwrap();
        app.open_menu("bucket-team-files");
        app.click("mount");
        app.read("mount-dialog", "by rclone");
        self.picture("mount-ask");
        if bucketwise_tests::mounted::missing().is_none() {
            app.click("mount-yes");
            app.see("mounted-state[data-state=mounted]");
            self.picture("mount-made");
            app.click("unmount");
            app.see_gone("mounts-aside");
        } else {
            app.press(&[ESCAPE]);
        }
    }
}
