//! `make screenshots`: plays the main job on a hidden display and leaves pictures of it in
//! `ui/screenshots`, in two sizes, light and dark. The README shows some of them; nothing in them
//! is drawn or arranged by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(target_os = "linux")]
fn main() {
    linux::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("The pictures are taken from an X server's screen: that needs Linux.");
}

#[cfg(target_os = "linux")]
mod linux {
    mod copies;
    mod failures;
    mod integrate;
    mod read_only;

    use std::fs;
    use std::path::Path;
    use std::time::Duration;

    use bucketwise_tests::app::{App, row};
    use bucketwise_tests::desktop::{Desktop, Options};
    use bucketwise_tests::dialogs::choose;
    use bucketwise_tests::faults::{Fault, Proxy};
    use bucketwise_tests::process::wait_until;
    use bucketwise_tests::servers::{Kind, Server};
    use bucketwise_tests::{root, tools};

    const SIZES: [(u32, u32); 2] = [(1100, 700), (1440, 900)];
    /// Two logins as `rclone.conf` has them, with made-up keys.
    const MAIL: &str = "[reports]\ntype = s3\nprovider = AWS\naccess_key_id = AKIAIOSFODNN7EXAMPLE\nregion = eu-west-1\n\n\
        [scans]\ntype = s3\nprovider = Other\naccess_key_id = AKIDSCANS\nsecret_access_key = not-the-right-one\n\
        endpoint = https://s3.example.net\n";
    const ENTER: &str = "\u{E006}";
    const ESCAPE: &str = "\u{E00C}";
    const CONTROL: &str = "\u{E009}";
    const SHIFT: &str = "\u{E008}";
    const F2: &str = "\u{E032}";
    const DELETE: &str = "\u{E017}";

    pub(super) fn main() {
        let server = Server::start(Kind::SeaweedFs);
        tools::s5cmd(&server, ["mb", "s3://team-files"]);
        tools::s5cmd(&server, ["mb", "s3://scanner-archive"]);
        let runtime = tokio::runtime::Runtime::new().unwrap();
        fs::create_dir_all(root().join("ui/screenshots")).unwrap();
        for (dark, scheme) in [(false, "light"), (true, "dark")] {
            // The way to the server, so that a transfer takes long enough to be seen.
            let proxy = runtime.block_on(Proxy::start(&server.endpoint));
            let desktop = Desktop::start(Options { dark, ..Options::default() });
            let app = App::open(&desktop);
            Play { app, scheme, server: &server, proxy }.all();
        }
    }

    struct Play<'a> {
        app: App<'a>,
        scheme: &'static str,
        server: &'a Server,
        proxy: Proxy,
    }

    impl Play<'_> {
        fn all(&self) {
            self.app.see("door-practise");
            // `screenshots integrate`: that part alone.
            match std::env::args().nth(1).as_deref() {
                Some("integrate") => return self.integrate(),
                Some("failures") => return self.failures(),
                Some("transfers") => {
                    self.connect();
                    return self.transfer();
                }
                Some("settings") => {
                    self.connect();
                    return self.settings();
                }
                Some("read-only") => {
                    self.connect();
                    return self.read_only();
                }
                Some("copies") => {
                    self.connect();
                    return self.backup_copies();
                }
                _ => {}
            }
            self.picture("welcome");
            self.sign_in();
            self.failures();
            self.practise();
            self.connect();
            self.transfer();
            // What has ended leaves by itself; on a slow computer it has by now.
            if self.app.has("transfers-clear") {
                self.app.click("transfers-clear");
            }
            self.settings();
            self.read_only();
            self.integrate();
            self.backup_copies();
        }

        /// What somebody was given: a mail with two logins in it, a sign-in page, and a login that
        /// is refused.
        fn sign_in(&self) {
            let app = &self.app;
            app.click("door-paste");
            app.fill("import-text", &MAIL.replace('\n', ENTER));
            app.click("import-read");
            app.see("import-card");
            self.picture("paste");
            app.click("import-card[data-title=scans] button");
            app.choose_option("provider", "other");
            app.fill("endpoint", &self.proxy.endpoint());
            app.click("check-connect");
            app.see("fault");
            self.picture("refused");
            app.click("leave-connect");
            app.click("door-connect");
            app.choose_option("method", "company");
            self.picture("company");
            app.choose_option("method", "profile");
            self.picture("profile");
            app.click("leave-connect");
        }

        fn practise(&self) {
            let app = &self.app;
            app.click("door-practise");
            app.click("bucket-practice-files");
            app.click(&row("photos/"));
            app.press(&[DELETE]);
            app.wait_for("what would go is counted", "[data-testid=delete-count][data-complete=true]");
            self.picture("delete");
            app.press(&[ESCAPE]);
            app.see_gone("delete-dialog");
            app.double_click(&row("documents/"));
            app.click(&row("House style.md"));
            self.picture("browse");
            app.press(&[CONTROL, "k"]);
            app.see("palette");
            self.picture("palette");
            app.press(&[ESCAPE]);
            app.see_gone("palette");
        }

        fn connect(&self) {
            self.fill_form();
            self.app.click("check-connect");
            self.app.fill("connection-name", "Team storage");
            self.picture("connect");
            self.app.click("save-connection");
        }

        /// The login of the server.
        fn fill_form(&self) {
            let app = &self.app;
            if app.has("add-connection") {
                app.click("add-connection");
            }
            if app.has("door-connect") {
                app.click("door-connect");
            }
            app.choose_option("provider", "other");
            app.fill("endpoint", &self.proxy.endpoint());
            app.fill("access-key", &self.server.access_key);
            app.fill("secret-key", &self.server.secret_key);
        }

        fn transfer(&self) {
            let (app, trip) = (&self.app, self.app.desktop.home().join("Trip to the coast"));
            photos(&trip);
            app.click("bucket-team-files");
            self.proxy.set(Fault { delay: Duration::from_millis(250), ..Fault::default() });
            app.click("upload");
            app.click("upload-folder");
            choose(app.desktop, "Upload folder", &trip);
            app.wait_for("the transfer runs", "[data-testid=transfers-strip][data-state=running]");
            app.click("transfers-toggle");
            wait_until("some files are over", Duration::from_secs(60), || {
                (!app.text("transfers-strip").contains(" 0 of ")).then_some(())
            });
            self.picture("transfers");
            self.stop_and_go(&trip);
            tools::rclone_check(self.server, "team-files/Trip to the coast", &trip);
            self.copies();
            tools::s5cmd(self.server, ["rm", "s3://team-files/*"]);
        }

        /// What the panel says of a transfer that waits, of one that failed in part, and of one
        /// that is proved.
        fn stop_and_go(&self, trip: &Path) {
            let app = &self.app;
            app.click("group-pause");
            app.wait_for("it waits", "[data-testid=group][data-state=waiting]");
            self.picture("transfers-paused");
            fs::remove_file(trip.join("IMG_4123.jpg")).unwrap();
            self.proxy.set(Fault { refuse: true, cut_upload_after: Some(0), ..Fault::default() });
            app.click("group-resume");
            app.read("group-facts", "Waiting for the network");
            self.picture("transfers-offline");
            self.proxy.heal();
            app.wait_for("one file failed", "[data-testid=group][data-state=failed]");
            self.picture("transfers-failed");
            photos(trip);
            app.click("group-retry");
            app.wait_for("it is done", "[data-testid=group][data-state=done]");
            self.picture("transfers-done");
            app.click("group-files");
            app.see("files");
            self.picture("transfers-files");
            app.click("group-files");
            app.click("transfers-limits");
            app.see("limits-save");
            self.picture("limits");
            app.press(&[ESCAPE]);
            app.see_gone("limits-dialog");
            app.click("transfers-toggle");
        }

        /// Where to move a folder, another name for it, and what was left of an upload.
        fn copies(&self) {
            let app = &self.app;
            app.click(&row("Trip to the coast/"));
            app.press(&[CONTROL, SHIFT, "x"]);
            app.see("inside button");
            self.picture("move");
            app.press(&[ESCAPE]);
            app.see_gone("destination-dialog");
            app.press(&[F2]);
            app.see("rename-file-name");
            self.picture("rename");
            app.press(&[ESCAPE]);
            app.see_gone("rename-field");
            for key in ["Films/Harbour at dawn.mov", "Films/Interview, second take.mov"] {
                let begin = ["s3api", "create-multipart-upload", "--bucket", "team-files", "--key", key];
                tools::aws(self.server, begin);
            }
            app.press(&[CONTROL, SHIFT, "m"]);
            app.wait_for("they are found", "[data-testid=unfinished-standing][data-complete=true]");
            app.click("unfinished-clean");
            self.picture("unfinished");
            app.click("unfinished-yes");
            app.read("unfinished-dialog", "No unfinished uploads");
            app.press(&[ESCAPE]);
            app.see_gone("unfinished-dialog");
        }

        /// Website rules of a bucket: none, tried and refused, saved and proved, and what is known
        /// of the bucket.
        fn settings(&self) {
            let app = &self.app;
            app.click("bucket-team-files");
            app.press(&[CONTROL, "k"]);
            app.click("palette-new-bucket");
            app.fill("new-bucket-name", "Records 2026");
            app.read("new-bucket-dialog", "uppercase letters");
            self.picture("new-bucket");
            app.press(&[ESCAPE]);
            app.see_gone("new-bucket-dialog");
            app.click("bucket-settings");
            app.wait_for("the facts are there", "[data-testid=overview][data-looking=false]");
            self.picture("overview");
            app.click("change-cors");
            app.click("template-uploads");
            app.click("add-site-0");
            app.fill("site-0-0", "gallery.example.org/");
            self.picture("cors-repair");
            app.click("mend");
            app.fill("try-site", "https://shop.example.net");
            app.see("verdict[data-allowed=false]");
            self.picture("cors-refused");
            app.fill("try-site", "https://gallery.example.org");
            app.click("save-setting");
            app.see("live[data-allowed=true]");
            self.picture("cors-saved");
            app.click("undo-setting");
            app.see("setting-done[data-done=undone]");
            self.earlier();
            self.policy_and_age();
            app.click("leave-settings");
        }

        /// Who is in a bucket's ACL, and what a setting was before it was changed.
        fn earlier(&self) {
            let app = &self.app;
            app.click("setting-nav-access_list");
            app.read("setting-now", "Only the owner");
            self.picture("access-list");
            app.click("setting-nav-tags");
            app.click("add-tag");
            app.fill("tag-name-0", "team");
            app.fill("tag-value-0", "harbour");
            app.click("save-setting");
            app.read("setting-done[data-done=saved]", "Saved");
            app.click("earlier-states");
            app.read("earlier", "Tag “team” is removed");
            self.picture("earlier");
            // The second round, in the other scheme, begins alike.
            app.click("undo-setting");
            app.see("setting-done[data-done=undone]");
        }

        /// A policy in words, a rule by age counted on what is there, and the question before a
        /// bucket is deleted.
        fn policy_and_age(&self) {
            let app = &self.app;
            app.click("setting-nav-policy");
            app.click("ready-public_folder");
            app.fill("ready-folder", "gallery");
            app.click("ready-add");
            app.read("policy-sentences", "gallery/");
            app.see("changes");
            self.picture("bucket-policy");
            app.click("revert-setting");
            app.click("setting-nav-lifecycle");
            app.click("begin-expire");
            app.fill("age-folder-0", "drafts/");
            app.click("age-look-0");
            app.see("age-count-0[data-complete=true]");
            app.see("changes");
            self.picture("lifecycle");
            app.click("revert-setting");
            app.click("setting-nav-remove");
            app.wait_for("all is counted", "[data-testid=remove-bucket][data-complete=true]");
            self.picture("delete-bucket");
        }

        /// The window as it is now, in every size: `NAME-WIDTHxHEIGHT-SCHEME.png`.
        fn picture(&self, name: &str) {
            for (width, height) in SIZES {
                self.app.resize(width, height);
                // `PICTURES`: another folder than the one that the README shows.
                let folder = std::env::var_os("PICTURES").map_or_else(|| root().join("ui/screenshots"), Into::into);
                let file = folder.join(format!("{name}-{width}x{height}-{}.png", self.scheme));
                self.app.picture(&file);
                println!("{}", file.display());
            }
        }
    }

    /// A folder of files as large as photos are.
    fn photos(folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        for n in 0..24u32 {
            let bytes: Vec<u8> =
                (0..3_000_000 + n * 100_000).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
            fs::write(folder.join(format!("IMG_{:04}.jpg", 4100 + n)), bytes).unwrap();
        }
    }
}
