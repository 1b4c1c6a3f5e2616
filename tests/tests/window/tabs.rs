//! Tabs, by the keyboard and the mouse: each keeps its folder, its way back and its selection.

use super::*;

const TAB: &str = "\u{E004}";

#[test]
fn several_folders_are_open_side_by_side() {
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    app.click("door-practise");
    app.click("bucket-practice-files");
    app.see(&row("photos/"));
    assert!(!app.has("tab-strip"), "one folder needs no strip");

    // A second one: the same folder first, then its own way.
    app.press(&[CONTROL, "t"]);
    app.see("tab-strip");
    app.double_click(&row("photos/"));
    app.see_gone(&row("photos/"));
    app.press(&[CONTROL, "a"]);
    let chosen = app.read("status-line", "selected");
    app.press(&[CONTROL, TAB]);
    app.see(&row("photos/"));
    app.press(&[CONTROL, "2"]);
    assert_eq!(app.read("status-line", "selected"), chosen, "the selection is the tab's own");

    // The middle button opens behind; the strip says so, and the arrows go there.
    app.press(&[CONTROL, "1"]);
    let (x, y) = app.position(&row("reports/"));
    desktop.xdotool(&["mousemove", &x.to_string(), &y.to_string()]);
    desktop.xdotool(&["click", "2"]);
    app.see("tab-3");
    assert_eq!(app.attribute("tab-1", "aria-selected").as_deref(), Some("true"));
    app.click("tab-2");
    app.wait_for("the reports are in front", "[data-testid=grid][aria-label=reports]");
    app.press(&["\u{E014}"]);
    app.wait_for("the photos are in front", "[data-testid=grid][aria-label=photos]");

    // Closed by key and by button; the last two leave one folder and no strip.
    app.press(&[CONTROL, "w"]);
    app.see_gone("tab-3");
    app.click("close-tab-2");
    app.see_gone("tab-strip");
    app.see(&row("photos/"));
}

#[test]
fn from_behind_settings_a_place_opens_in_a_tab_and_unsaved_ones_are_asked_about() {
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    app.click("door-practise");
    app.click("bucket-practice-files");
    app.see(&row("photos/"));
    app.click("bucket-settings");
    app.see("settings");
    app.open_menu("bucket-practice-older-files");
    app.click("open-in-tab");
    app.see("tab-strip");
    app.see(&row("2024/"));

    app.click("bucket-settings");
    app.click("setting-nav-lifecycle");
    app.click("begin-abort");
    app.see("revert-setting");
    // A sign-in form lies over the settings, and leads back to what was begun in them.
    app.click("add-connection");
    app.click("door-connect");
    app.see("connect-form");
    app.click("leave-connect");
    app.see("revert-setting");
    // Left for a bucket, the question is where it can be seen.
    app.click("add-connection");
    app.click("door-connect");
    app.see("connect-form");
    app.click("bucket-practice-files");
    app.read("unsaved", "unsaved changes");
    app.click("stay");
    app.see("revert-setting");
    app.click("bucket-practice-files");
    app.click("leave-unsaved");
    app.see(&row("photos/"));
}
