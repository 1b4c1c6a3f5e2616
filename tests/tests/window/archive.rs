//! A file that lies in an archive, from the download that fails to the one that goes through.

use super::places::follow;
use super::*;

#[test]
fn a_file_in_an_archive_is_asked_for_and_downloaded_once_it_is_there() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://e2e-archive"]);
    let desktop = Desktop::start(Options::default());
    let (file, back) = (desktop.home().join("survey.txt"), desktop.home().join("back"));
    fs::write(&file, "depths\n").unwrap();
    fs::create_dir(&back).unwrap();
    let put = ["s3api", "put-object", "--bucket", "e2e-archive", "--key", "survey.txt", "--storage-class", "GLACIER"];
    tools::aws(server, put.into_iter().chain(["--body", &file.display().to_string()]));

    let app = App::open(&desktop);
    open_bucket(&app, server, "e2e-archive");
    app.click(&row("survey.txt"));
    app.click("download");
    choose(&desktop, "Choose a folder for the download", &back);
    app.see("transfers-strip[data-state=failed]");
    app.click("transfers-toggle");
    app.see("fault[data-code=archived]");
    app.click("remedy");
    app.read("archive-dialog", "survey.txt");
    app.fill("archive-days", "0");
    app.wait_for("nothing is asked for with no days", "[data-testid=archive-yes]:disabled");
    app.fill("archive-days", "2");
    app.click("archive-yes");
    app.see("archive-restoring");
    let head = ["s3api", "head-object", "--bucket", "e2e-archive", "--key", "survey.txt", "--query", "Restore"];
    assert!(tools::aws(server, head).contains("ongoing-request"), "the storage was asked");
    // This server takes two seconds for what takes Amazon hours.
    wait_until("it is there", Duration::from_secs(90), || {
        if app.has("archive-look") {
            app.click("archive-look");
        }
        app.has("archive-restored").then_some(())
    });
    app.click("archive-close");
    app.see_gone("archive-dialog");
    app.click("group-retry");
    finished(&app);
    assert_eq!(fs::read_to_string(back.join("survey.txt")).unwrap(), "depths\n");
}

/// Two archived files of three that are in two folders, and the bucket that has them.
fn shelved(server: &Server, bucket: &str) {
    tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    for (key, class) in [("old/a.tif", "GLACIER"), ("old/in/b.tif", "DEEP_ARCHIVE"), ("old/c.tif", "STANDARD")] {
        tools::aws(server, ["s3api", "put-object", "--bucket", bucket, "--key", key, "--storage-class", class]);
    }
}

fn is_asked_for(server: &Server, bucket: &str, key: &str) -> bool {
    tools::aws(server, ["s3api", "head-object", "--bucket", bucket, "--key", key]).contains("\"Restore\"")
}

#[test]
fn a_selection_is_restored_from_the_archive_with_the_mouse() {
    let server = Server::shared(Kind::MiniStack);
    let (desktop, bucket) = (Desktop::start(Options::default()), "e2e-shelved");
    shelved(server, bucket);
    let app = App::open(&desktop);
    open_bucket(&app, server, bucket);
    app.double_click(&row("old/"));
    app.click(&row("a.tif"));
    app.press(&[CONTROL, "a"]);
    app.open_menu(&row("a.tif"));
    app.click("restore-archived");
    app.wait_for("it is counted", "[data-testid=archive-many-count][data-complete=true]");
    app.read("archive-many-count", "2 files");
    app.read("archive-many-there", "1 file");
    app.read("archive-many-classes", "Glacier Deep Archive: 1 file");
    app.fill("archive-many-days", "0");
    app.wait_for("no days are asked for", "[data-testid=archive-many-yes]:disabled");
    app.fill("archive-many-days", "2");
    app.click("archive-many-yes");
    app.see_gone("archive-many-dialog");
    finished(&app);
    assert!(is_asked_for(server, bucket, "old/a.tif") && is_asked_for(server, bucket, "old/in/b.tif"));
    assert!(!is_asked_for(server, bucket, "old/c.tif"));
}

#[test]
fn a_folder_is_restored_from_the_archive_by_keys() {
    let server = Server::shared(Kind::MiniStack);
    let (desktop, bucket) = (Desktop::start(Options::default()), "e2e-shelved-keys");
    shelved(server, bucket);
    let app = App::open(&desktop);
    open_bucket(&app, server, bucket);
    app.click(&row("old/"));
    act(&app, "from archive", "restore-archived");
    app.wait_for("it is counted", "[data-testid=archive-many-count][data-complete=true]");
    app.see("archive-many-tier-standard");
    app.execute("document.querySelector('[data-testid=archive-many-days]').focus()", &[]);
    app.press(&[CONTROL, "a"]);
    app.press(&["3"]);
    app.press(&[ENTER]);
    app.see_gone("archive-many-dialog");
    finished(&app);
    assert!(is_asked_for(server, bucket, "old/a.tif") && is_asked_for(server, bucket, "old/in/b.tif"));
}

/// The bucket that was meant is one button away, wherever the wrong name came from.
#[test]
fn a_bucket_that_is_gone_is_told_with_the_one_that_is_there() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://e2e-minutes-2026"]);
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    app.click("door-connect");
    connect_form(&app, server, &server.secret_key);
    app.fill("bucket", "e2e-mintues-2026");
    app.click("check-connect");
    app.read("fault[data-code=no_such_bucket]", "Did you mean “e2e-minutes-2026”?");
    app.click("repair");
    app.click("check-connect");
    app.click("save-connection");
    app.read("blank", "empty");

    // Typed into the path of another bucket of the connection.
    follow(&app, "s3://e2e-minutes-2025/");
    app.see("fault[data-code=no_such_bucket]");
    app.click("remedy");
    app.read("blank", "empty");
}
