//! Letting a website open files, as somebody does who has never heard of CORS: tried before saving,
//! saved, proved live, undone, removed; and the same with keys alone. What is saved is confirmed by
//! a client nobody here wrote.

use super::*;

const TAB: &str = "\u{E004}";
const SITE: &str = "https://app.example.org";

#[test]
fn a_website_is_let_in_tried_saved_proved_and_undone() {
    let server = Server::shared(Kind::SeaweedFs);
    let bucket = "site-files-with-a-rather-long-name";
    tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    open_bucket(&app, server, bucket);
    app.read("blank", "empty");
    app.click("bucket-settings");
    app.read("fact-websites", "No websites allowed");
    app.click("change-cors");

    // A beginning, and a site as people write it: one click mends it.
    app.read("no-rules", "No rules yet");
    app.click("template-shows");
    app.click("add-site-0");
    app.fill("site-0-0", "app.example.org/gallery/");
    app.click("mend");
    app.wait_for("the site is mended", &format!("[data-testid=site-0-0][data-value=\"{SITE}\"]"));
    app.read("verdict[data-allowed=true]", "Allowed");
    app.fill("try-site", "https://else.example.net");
    app.read("verdict[data-allowed=false]", "no rule lists that website");
    app.fill("try-site", SITE);
    app.read("changes", &format!("{SITE} can open files"));
    app.click("save-setting");
    app.read("setting-done[data-done=saved]", "Saved");
    app.see("live[data-agrees=true][data-allowed=true]");
    assert!(rules(server, bucket).contains(SITE));

    // The same as text: what is pasted is in the form.
    app.fill("cors-text", "[{\"AllowedOrigins\":[\"*\"],\"AllowedMethods\":[\"GET\"],}]");
    app.read("text-note", "comma");
    app.click("repair-text");
    app.read("rules", "Every website");
    app.click("revert-setting");
    app.read("rules", SITE);

    app.click("undo-setting");
    app.read("setting-done[data-done=undone]", "Undone");
    app.see("no-rules");
    assert_eq!(rules(server, bucket), "");
    app.click("leave-settings");
    app.read("blank", "empty");
}

#[test]
fn every_website_is_let_in_and_out_again_by_the_keyboard_alone() {
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    app.see("door-practise");
    reach(&app, "door-practise");
    app.press(&[ENTER]);
    app.see(&row("photos/"));
    reach(&app, "grid");
    app.press(&[CONTROL, ","]);
    app.read("fact-websites", "No website");
    reach(&app, "setting-nav-cors");
    app.press(&[ENTER]);
    app.see("template-everyone");
    reach(&app, "template-everyone");
    app.press(&[ENTER]);
    app.read("rules", "Every website can open files");
    reach(&app, "save-setting");
    app.press(&[ENTER]);
    app.read("setting-done[data-done=saved]", "Saved");
    reach(&app, "remove-all");
    app.press(&[ENTER]);
    reach(&app, "confirm-remove-all");
    app.press(&[ENTER]);
    app.see("no-rules");

    // What is typed and not saved is not lost by going elsewhere.
    reach(&app, "template-everyone");
    app.press(&[ENTER]);
    app.read("rules", "Every website");
    reach(&app, "leave-settings");
    app.press(&[ENTER]);
    app.read("unsaved", "unsaved changes");
    reach(&app, "leave-unsaved");
    app.press(&[ENTER]);
    app.see(&row("photos/"));
}

/// The rules as another client sees them; empty where there are none.
fn rules(server: &Server, bucket: &str) -> String {
    tools::try_aws(server, ["s3api", "get-bucket-cors", "--bucket", bucket]).unwrap_or_default()
}

/// Presses Tab until `part` has the focus, forwards and within one round of the page.
fn reach(app: &App, part: &str) {
    app.see(part);
    let script = "const e = document.activeElement; return e.dataset.testid ?? e.tagName";
    let focus = || app.execute(script, &[]).as_str().unwrap_or_default().to_owned();
    for _ in 0..80 {
        if focus() == part {
            return;
        }
        app.press(&[TAB]);
    }
    panic!("Tab does not lead to {part}; the focus is on {:?}", focus());
}
