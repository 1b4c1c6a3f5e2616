//! A folder of a bucket beside one of this computer, in the window: compared, mirrored, and the
//! same afterwards, which rclone says as well. Saved as a pair, it is done again without the
//! window, as a scheduler would.

use super::{backups::headless, *};

/// The window with this bucket beside the folder `walk`, about to be compared.
fn beside<'a>(desktop: &'a Desktop, server: &Server, bucket: &str, local: &Path) -> App<'a> {
    let app = App::open(desktop);
    app.click("door-connect");
    connect(&app, server, &server.secret_key);
    app.click("save-connection");
    app.open_menu(bucket);
    app.click("compare-places");
    app.click("sync-choose");
    choose(desktop, "Choose a folder to compare", local);
    app.read("sync-chosen", "walk");
    app
}

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

    let app = beside(&desktop, server, "bucket-window-syncing", &local);
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
    app.click("sync-save");
    let table = desktop.home().join("compared.csv");
    choose(&desktop, "Save results", &table);
    app.read("sync-saved", "compared.csv");
    let told = fs::read_to_string(&table).unwrap();
    assert_eq!(told.lines().filter(|line| line.contains("\"Same\"")).count(), 3, "{told}");
    fs::remove_file(local.join("draft.tmp")).unwrap();
    tools::rclone_check(server, "window-syncing", &local);
}

#[test]
fn a_saved_pair_runs_without_the_window_until_something_is_wrong_and_again_once_it_was_looked_at() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::aws(server, ["s3", "mb", "s3://window-pairs"]);
    let desktop = Desktop::start(Options::default());
    let local = desktop.home().join("walk");
    fs::create_dir_all(&local).unwrap();
    for at in 0..12 {
        fs::write(local.join(format!("{at:02}.txt")), format!("{at}")).unwrap();
    }

    let app = beside(&desktop, server, "bucket-window-pairs", &local);
    app.click("sync-compare");
    app.choose_option("sync-direction", "left");
    app.choose_option("sync-way", "mirror");
    app.click("pair-edit");
    app.fill("pair-name", "walk");
    app.choose_option("pair-every", "day");
    app.click("pair-save");
    app.see_gone("pair-dialog");
    // Run in the window, as a pair.
    app.click("sync-start");
    app.read("compared", "The two places are the same: 12 files");
    tools::rclone_check(server, "window-pairs", &local);

    // Without a window, as the unit says it: by its id.
    let units = desktop.home().join("../config/systemd/user");
    let mut written = fs::read_dir(&units).unwrap().flatten().map(|entry| entry.path());
    let runs = written.find(|path| path.extension().is_some_and(|end| end == "service")).unwrap();
    let runs = fs::read_to_string(runs).unwrap();
    assert!(runs.contains("\"sync\" \"run\""), "{runs}");
    let id = runs.split('"').nth(7).unwrap().to_owned();
    fs::write(local.join("later.txt"), "later").unwrap();
    // What is gone here stays there, until a person removes it.
    let kept = desktop.home().join("03.txt");
    fs::rename(local.join("03.txt"), &kept).unwrap();
    let (code, said) = headless(&desktop, &["sync", "run", &id]);
    let waits = "Copied 1 file, removed 0 files. 1 file would be replaced or removed, and waits";
    assert!(code == 0 && said.contains(waits), "{code}: {said}");
    fs::rename(&kept, local.join("03.txt")).unwrap();
    tools::rclone_check(server, "window-pairs", &local);

    // The drive is not there: nothing is done, also not once it is back.
    let away = desktop.home().join("away");
    fs::rename(&local, &away).unwrap();
    fs::create_dir(&local).unwrap();
    let (code, said) = headless(&desktop, &["sync", "run", "walk"]);
    assert!(code == 1 && said.contains("The source has none of its files"), "{code}: {said}");
    fs::remove_dir(&local).unwrap();
    fs::rename(&away, &local).unwrap();
    let (code, said) = headless(&desktop, &["sync", "run", "walk"]);
    assert!(code == 1 && said.contains("is paused until you check it"), "{code}: {said}");
    let (code, said) = headless(&desktop, &["sync", "list"]);
    assert!(code == 0 && said.contains("walk") && said.contains("paused until you check it"), "{code}: {said}");

    // A person looks at it.
    app.click("open-backups");
    app.read("pair-row", "Check needed");
    app.click("pair-row");
    app.read("pair-noticed", "It has no files, or none of those from the last run.");
    app.read("compared", "The two places are the same: 13 files");
    let (code, said) = headless(&desktop, &["sync", "run", "walk"]);
    assert!(code == 0 && said.contains("Copied 0 files, removed 0 files."), "{code}: {said}");
    assert_eq!(headless(&desktop, &["sync", "run", "nobody"]).0, 1);
    app.click("pair-forget");
    app.click("forget-pair-yes");
    app.see("no-backups");
    assert_eq!(fs::read_dir(&units).unwrap().flatten().filter(|entry| entry.path().is_file()).count(), 0);
}
