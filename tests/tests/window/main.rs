//! The main job in the built program, as a person does it: the window, its buttons and keys, the
//! system's own file dialog, a real drag from another program, a real keychain. Bytes are compared
//! by clients nobody here wrote, or with the files they came from. Not proved here: macOS, Windows,
//! Wayland, a GPU, a screen reader.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use bucketwise_tests::app::{App, row};
use bucketwise_tests::desktop::{Desktop, Options};
use bucketwise_tests::dialogs::{cancel, choose, drop_files};
use bucketwise_tests::faults::{Fault, Proxy};
use bucketwise_tests::process::{Process, wait_until};
use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools;

mod accessible;
mod archive;
mod backups;
mod by_keys;
mod cloudgov;
mod company;
mod copies;
mod dragged;
mod grid;
mod imports;
mod integrate;
mod integrate_keys;
mod keyboard;
mod killed;
mod languages;
mod locks;
mod looking;
mod many;
mod mounts;
mod opened;
mod past;
mod places;
mod properties;
mod reader;
mod refused;
mod reports;
mod rows;
mod settings;
mod settings_more;
mod settings_policy;
mod sharing;
mod signing_in;
mod syncing;
mod tabs;
mod together;
mod told;
mod uploads;
mod windows;

const ENTER: &str = "\u{E006}";
const ESCAPE: &str = "\u{E00C}";
const BACKSPACE: &str = "\u{E003}";
const DELETE: &str = "\u{E017}";
const HOME: &str = "\u{E011}";
const DOWN: &str = "\u{E015}";
const CONTROL: &str = "\u{E009}";
const SHIFT: &str = "\u{E008}";
const F10: &str = "\u{E03A}";

#[test]
fn somebody_who_never_heard_of_s3_practises() {
    let desktop = Desktop::start(Options::default());
    let files = files(&desktop);
    let app = App::open(&desktop);

    app.click("door-practise");
    app.click("bucket-practice-files");
    app.see(&row("photos/"));
    app.read("sidebar", "On this computer");

    // Into a folder and back, with the keyboard alone.
    app.click(&row("photos/"));
    app.press(&[ENTER]);
    app.see_gone(&row("reports/"));
    app.press(&[BACKSPACE]);
    app.see(&row("reports/"));

    new_folder(&app, "My first folder");
    app.double_click(&row("My first folder/"));
    app.read("blank", "empty");

    // A file by the system's dialog, opened and closed once without choosing.
    app.click("upload");
    app.click("upload-files");
    cancel(&desktop, "Upload files");
    upload(&app, "upload-files", "Upload files", &files.join("notes with  two spaces.txt"));
    app.see(&row("notes with  two spaces.txt"));

    // A folder by the dialog, and one file dragged in from another program.
    upload(&app, "upload-folder", "Upload folder", &files.join("trip"));
    app.see(&row("trip/"));
    drop_files(&app, &[&files.join("Übersicht.txt")], "grid");
    app.see(&row("Übersicht.txt"));
    finished(&app);

    // All of it down again, and nothing is different.
    app.click("grid");
    app.press(&[CONTROL, "a"]);
    app.read("status-line", "1 folder and 2 files selected");
    let back = desktop.home().join("back");
    fs::create_dir(&back).unwrap();
    app.click("download");
    choose(&desktop, "Choose a folder for the download", &back);
    finished(&app);
    same(&files, &back);

    // A question names what would go; Escape leaves it, Enter does it.
    app.click("grid");
    app.press(&[CONTROL, "a"]);
    app.press(&[DELETE]);
    app.read("delete-dialog", "5 files");
    app.press(&[ESCAPE]);
    app.see_gone("delete-dialog");
    app.see(&row("trip/"));
    app.press(&[DELETE]);
    app.read("delete-dialog", "5 files");
    app.click("confirm-delete");
    app.see_gone(&row("trip/"));
    app.see_gone(&row("Übersicht.txt"));
}

#[test]
fn somebody_with_a_key_connects_and_moves_files_that_others_confirm() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::aws(server, ["s3", "mb", "s3://team-files"]);
    let desktop = Desktop::start(Options::default());
    let files = files(&desktop);
    {
        let app = App::open(&desktop);
        app.click("door-connect");
        connect(&app, server, &server.secret_key);
        app.fill("connection-name", "Team storage");
        app.click("save-connection");
        app.click("bucket-team-files");
        app.read("blank", "empty");

        upload(&app, "upload-folder", "Upload folder", &files);
        finished(&app);
        tools::rclone_check(server, "team-files/files", &files);

        app.double_click(&row("files/"));
        app.see(&row("trip/"));
        drop_files(&app, &[&files.join("Übersicht.txt")], &row("trip/"));
        finished(&app);
        app.double_click(&row("trip/"));
        app.see(&row("Übersicht.txt"));
        let listed = tools::aws(server, ["s3", "ls", "s3://team-files/files/trip/"]);
        assert!(listed.contains("Übersicht.txt"), "dropped on a folder, it lands in the folder: {listed}");
    }
    // The next day: the connection is there and asks for nothing.
    {
        let app = App::open(&desktop);
        app.read("sidebar", "Team storage");
        app.click("bucket-team-files");
        app.see(&row("files/"));
    }
    let leaked = holds(&desktop.home().join(".."), &server.secret_key);
    assert!(leaked.is_empty(), "the secret is in {leaked:?}");
    let keychain = desktop.ask("secret-tool", &["search", "--all", "service", "org.bucketwise.app"]);
    assert!(keychain.is_some_and(|found| found.contains(&server.secret_key)), "the keychain holds it");
    forget(&desktop, server);
}

/// Forgetting removes the connection, its secret, and nothing in the bucket.
fn forget(desktop: &Desktop, server: &Server) {
    let app = App::open(desktop);
    app.click(&format!("connection-{}", saved(desktop)));
    app.press(&[SHIFT, F10]);
    app.click("forget");
    app.click("confirm-forget");
    app.see("door-practise");
    let keychain = desktop.ask("secret-tool", &["search", "--all", "service", "org.bucketwise.app"]);
    assert!(!keychain.unwrap_or_default().contains(&server.secret_key), "the keychain let go of it");
    assert!(tools::aws(server, ["s3", "ls", "s3://team-files"]).contains("files/"));
}

#[test]
fn without_a_keychain_the_login_is_for_this_session_and_is_said_so() {
    let server = Server::shared(Kind::SeaweedFs);
    let desktop = Desktop::start(Options { keychain: false, ..Options::default() });
    {
        let app = App::open(&desktop);
        app.click("door-connect");
        connect(&app, server, &server.secret_key);
        app.read("keep-session-only", "never writes a secret");
        app.click("save-connection");
        app.see("sidebar");
    }
    let leaked = holds(&desktop.home().join(".."), &server.secret_key);
    assert!(leaked.is_empty(), "the secret is in {leaked:?}");
    let app = App::open(&desktop);
    app.see("door-connect");
}

#[test]
fn slips_in_the_form_are_named_at_their_field_before_anything_is_sent() {
    let server = Server::shared(Kind::SeaweedFs);
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    app.click("door-connect");

    // Nothing filled in: the fields say what they want, and no step was tried.
    app.click("check-connect");
    app.read("finding[data-field=access_key]", "access key");
    assert!(!app.has("probe-step-address"));

    // The wrong secret: the step that failed is the one that says so, with the details to copy.
    connect_form(&app, server, "not-the-secret-0000");
    app.click("check-connect");
    app.read("probe-step-signature", "secret");
    assert_eq!(app.attribute("fault", "data-code").as_deref(), Some("signature_mismatch"));

    // A bucket inside the endpoint: one click mends it, a second check passes.
    app.fill("secret-key", &server.secret_key);
    app.fill("endpoint", &format!("{}/team-files", server.endpoint));
    app.click("check-connect");
    app.click("repair");
    app.click("check-connect");
    app.see("save-connection");
}

#[test]
fn the_last_of_many_rows_is_reached_by_the_keyboard() {
    let server = Server::shared(Kind::Rclone);
    tools::aws(server, ["s3", "mb", "s3://many"]);
    let desktop = Desktop::start(Options::default());
    let many = desktop.home().join("many");
    fs::create_dir(&many).unwrap();
    for n in 0..3000 {
        fs::write(many.join(format!("scan-{n}.csv")), "1,2\n").unwrap();
    }
    tools::s5cmd(server, ["--log", "error", "cp", &format!("{}/", many.display()), "s3://many/"]);

    let app = App::open(&desktop);
    open_bucket(&app, server, "many");
    app.read("status-line", "3,000");
    app.click(&row("scan-0.csv"));
    app.press(&["\u{E010}"]);
    app.see(&row("scan-2999.csv"));
    app.press(&[HOME]);
    app.press(&[DOWN]);
    app.see(&row("scan-1.csv"));
    app.fill("filter", "scan-29");
    app.read("status-line", "111");
}

fn connect_form(app: &App, server: &Server, secret: &str) {
    login(app, server, &server.access_key, secret);
}

/// Fills the form in as somebody else.
fn login(app: &App, server: &Server, access_key: &str, secret: &str) {
    app.click("provider option[value=other]");
    app.fill("endpoint", &server.endpoint);
    app.fill("access-key", access_key);
    app.fill("secret-key", secret);
}

fn connect(app: &App, server: &Server, secret: &str) {
    connect_form(app, server, secret);
    app.click("check-connect");
    app.see("save-connection");
}

/// From the welcome screen into a bucket, with the server's own login.
fn open_bucket(app: &App, server: &Server, bucket: &str) {
    open_bucket_over(app, server, &server.endpoint, bucket);
}

/// The same over a line to the server, by the endpoint of the line.
fn open_bucket_over(app: &App, server: &Server, endpoint: &str, bucket: &str) {
    app.click("door-connect");
    connect_form(app, server, &server.secret_key);
    app.fill("endpoint", endpoint);
    app.click("check-connect");
    app.see("save-connection");
    app.click("save-connection");
    app.click(&format!("bucket-{bucket}"));
}

/// Does what the palette calls so, by keys.
fn act(app: &App, words: &str, action: &str) {
    app.press(&[CONTROL, "k"]);
    app.see("palette");
    words.chars().for_each(|letter| app.press(&[&letter.to_string()]));
    app.see(&format!("palette-{action}"));
    app.press(&[ENTER]);
    app.see_gone("palette");
}

fn new_folder(app: &App, name: &str) {
    app.click("new-folder");
    app.fill("folder-name", name);
    app.press(&[ENTER]);
    app.see(&row(&format!("{name}/")));
}

fn upload(app: &App, item: &str, title: &str, path: &Path) {
    app.click("upload");
    app.click(item);
    choose(app.desktop, title, path);
}

/// Waits until every transfer has ended well, and clears the strip so that the next one's end is
/// not mistaken for it.
fn finished(app: &App) {
    app.see("transfers-strip[data-state=done]");
    app.click("transfers-clear");
    app.see_gone("transfers-strip");
}

/// Five files worth moving: empty, small, over a part's size, and with names that other programs
/// break.
fn files(desktop: &Desktop) -> PathBuf {
    let files = desktop.home().join("files");
    fs::create_dir_all(files.join("trip/day 1")).unwrap();
    fs::write(files.join("notes with  two spaces.txt"), "one\n").unwrap();
    fs::write(files.join("Übersicht.txt"), "zwei\n").unwrap();
    fs::write(files.join("trip/empty"), "").unwrap();
    fs::write(files.join("trip/100% + more.csv"), "a,b\n1,2\n").unwrap();
    let large: Vec<u8> = (0..20_000_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    fs::write(files.join("trip/day 1/large.bin"), large).unwrap();
    files
}

fn same(left: &Path, right: &Path) {
    let differ = Command::new("diff").args(["--recursive", "--brief"]).args([left, right]).output().unwrap();
    assert!(differ.status.success(), "{}", String::from_utf8_lossy(&differ.stdout));
}

/// The id of the one saved connection.
fn saved(desktop: &Desktop) -> String {
    let book = fs::read_to_string(desktop.home().join("../config/org.bucketwise.app/connections.json")).unwrap();
    let book: serde_json::Value = serde_json::from_str(&book).unwrap();
    book["connections"][0]["id"].as_str().unwrap().to_owned()
}

/// Every file below `folder` that holds `secret`. The keychain's own files are encrypted.
fn holds(folder: &Path, secret: &str) -> Vec<PathBuf> {
    let found = Command::new("grep")
        .args(["--recursive", "--binary", "--files-with-matches", "--fixed-strings", secret])
        .arg(folder)
        .output();
    String::from_utf8_lossy(&found.unwrap().stdout).lines().map(PathBuf::from).collect()
}
