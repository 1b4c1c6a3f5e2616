//! The main job without a mouse: nothing is reached by a click, and after every step the focus is
//! somewhere that can be seen. The system's dialog is driven by keys too.

use super::*;

pub(super) const TAB: &str = "\u{E004}";

#[test]
fn the_main_job_is_done_by_the_keyboard_alone() {
    let desktop = Desktop::start(Options::default());
    let files = files(&desktop);
    let app = App::open(&desktop);

    app.see("door-practise");
    reach(&app, "door-practise");
    key(&app, &[ENTER]);
    app.see(&row("photos/"));
    focused(&app);

    // Into a folder and out again, by the letters of its name.
    reach(&app, "grid");
    key(&app, &["r"]);
    app.wait_for("the row of the reports has the focus", "[data-name=\"reports/\"][aria-selected=true]");
    key(&app, &[ENTER]);
    app.see_gone(&row("photos/"));
    key(&app, &[BACKSPACE]);
    app.see(&row("photos/"));
    focused(&app);

    // A refused name is said at its field; a good one makes the folder and puts the focus on it.
    key(&app, &[CONTROL, SHIFT, "n"]);
    app.see("folder-name");
    for letter in ["a", "/", ENTER] {
        key(&app, &[letter]);
    }
    app.read("finding", "slash");
    for letter in [BACKSPACE, "b", ENTER] {
        key(&app, &[letter]);
    }
    app.wait_for("the new folder is selected", "[data-name=\"ab/\"][aria-selected=true]");
    focused(&app);
    key(&app, &[ENTER]);
    app.read("blank", "empty");

    // A file up, its menu opened and left, and gone again after the question.
    key(&app, &[CONTROL, "u"]);
    choose(&desktop, "Upload files", &files.join("notes with  two spaces.txt"));
    app.see(&row("notes with  two spaces.txt"));
    reach(&app, "grid");
    key(&app, &[CONTROL, "a"]);
    key(&app, &[SHIFT, F10]);
    app.see("context-menu");
    key(&app, &[ESCAPE]);
    app.see_gone("context-menu");
    focused(&app);
    key(&app, &[DELETE]);
    app.wait_for("what would go is counted", "[data-testid=delete-count][data-complete=true]");
    reach(&app, "confirm-delete");
    key(&app, &[ENTER]);
    app.see_gone(&row("notes with  two spaces.txt"));
    focused(&app);
}

#[test]
fn whatever_can_be_done_is_found_by_its_words() {
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    app.click("door-practise");
    app.see(&row("photos/"));
    app.click("grid");
    key(&app, &[CONTROL, "k"]);
    for letter in ["f", "o", "l", "d", " ", "n", "e", "w"] {
        key(&app, &[letter]);
    }
    app.see("palette-new-folder");
    assert!(!app.has("palette-upload-files"), "what is not called that is left out");
    key(&app, &[ENTER]);
    app.see_gone("palette");
    app.see("folder-name");
    key(&app, &[ESCAPE]);
    app.see_gone("folder-name");
    focused(&app);

    // What acts on the selection acts on the one that was there before.
    app.click(&row("photos/"));
    key(&app, &[CONTROL, "k"]);
    for letter in ["d", "e", "l"] {
        key(&app, &[letter]);
    }
    key(&app, &[ENTER]);
    app.read("delete-dialog", "photos");
    key(&app, &[ESCAPE]);
    app.see_gone("delete-dialog");
    key(&app, &[CONTROL, "k"]);
    app.see("palette");
    key(&app, &[ESCAPE]);
    app.see_gone("palette");
    focused(&app);
}

#[test]
fn a_connection_is_renamed_and_found_so_the_next_day() {
    let server = Server::shared(Kind::SeaweedFs);
    let desktop = Desktop::start(Options::default());
    {
        let app = App::open(&desktop);
        app.click("door-connect");
        connect(&app, server, &server.secret_key);
        app.click("save-connection");
        app.see("sidebar");
        app.click(&format!("connection-{}", saved(&desktop)));
        key(&app, &["\u{E032}"]);
        app.fill("rename-name", "Scans of the archive");
        key(&app, &[ENTER]);
        app.see_gone("rename-dialog");
        app.read("sidebar", "Scans of the archive");
        focused(&app);
    }
    App::open(&desktop).read("sidebar", "Scans of the archive");
}

pub(super) fn key(app: &App, keys: &[&str]) {
    app.press(keys);
}

/// Presses Tab until `part` has the focus: within one round of the page.
pub(super) fn reach(app: &App, part: &str) {
    for _ in 0..40 {
        if focus(app) == part {
            return;
        }
        key(app, &[TAB]);
    }
    panic!("Tab does not lead to {part}; the focus is on {:?}", focus(app));
}

/// Something has the focus, whatever came and went.
pub(super) fn focused(app: &App) {
    wait_until("something has the focus", Duration::from_secs(90), || (focus(app) != "BODY").then_some(()));
}

/// The part with the focus, or the element's name when it is no part.
pub(super) fn focus(app: &App) -> String {
    let script = "const e = document.activeElement; return e.dataset.testid ?? e.tagName";
    app.execute(script, &[]).as_str().unwrap_or_default().to_owned()
}
