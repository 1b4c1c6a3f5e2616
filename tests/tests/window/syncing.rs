//! A folder of a bucket beside one of this computer, in the window: compared, mirrored, and the
//! same afterwards, which rclone says as well.

use super::*;

#[test]
fn a_folder_is_compared_with_a_bucket_and_made_the_same() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::aws(server, ["s3", "mb", "s3://window-syncing"]);
    let desktop = Desktop::start(Options::default());
    let local = desktop.home().join("walk");
    fs::create_dir_all(local.join("trip")).unwrap();
    for (name, content) in [("notes.txt", "notes\n"), ("trip/photo.jpg", "a photo"), ("kept.txt", "kept")] {
        fs::write(local.join(name), content).unwrap();
    }
    let there = local.display().to_string();
    tools::rclone(server, ["copy", &there, "s3:window-syncing"]);
    fs::write(local.join("notes.txt"), "notes, and more\n").unwrap();
    fs::write(local.join("new.txt"), "new").unwrap();
    fs::write(local.join("draft.tmp"), "left out").unwrap();
    fs::remove_file(local.join("trip/photo.jpg")).unwrap();

    let app = App::open(&desktop);
    app.click("door-connect");
    connect(&app, server, &server.secret_key);
    app.click("save-connection");
    app.open_menu("bucket-window-syncing");
    app.click("compare-places");
    app.click("sync-choose");
    choose(&desktop, "Choose a folder to compare", &local);
    app.read("sync-chosen", "walk");
    app.click("sync-filters");
    app.fill("sync-exclude-patterns", "*.tmp");
    app.click("sync-compare");
    app.read("sync-filter-filtered", "1");
    app.read("sync-filter-only_right", "1");
    app.choose_option("sync-direction", "left");
    app.choose_option("sync-way", "mirror");
    app.read("sync-lines", "Remove 1 file");
    app.click("sync-sure");
    app.click("sync-start");
    app.read("compared", "The files that the filter leaves are the same: 3 files");
    fs::remove_file(local.join("draft.tmp")).unwrap();
    tools::rclone_check(server, "window-syncing", &local);
}
