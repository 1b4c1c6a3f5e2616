//! Links that open files without a sign-in, from the menu to a client that has no keys.

use super::*;

/// What a client without keys gets.
fn opened(link: &str) -> Vec<u8> {
    ureq::get(link).call().unwrap().body_mut().read_to_vec().unwrap()
}

/// What is on the clipboard, pasted into a field of the page.
fn pasted(app: &App, field: &str) -> String {
    app.click(field);
    app.press(&[CONTROL, "a"]);
    app.press(&[CONTROL, "v"]);
    let read = "return document.querySelector(`[data-testid=${arguments[0]}]`).value";
    app.execute(read, &[field.into()]).as_str().unwrap().to_owned()
}

#[test]
fn a_file_is_shared_by_a_link_and_several_by_a_page() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://e2e-sharing"]);
    for key in ["Übersicht 1.txt", "plan.txt", "in/deep.txt"] {
        tools::put(server, "e2e-sharing", key, key.as_bytes(), &[]);
    }
    let desktop = Desktop::start(Options::default());
    let page = desktop.home().join("shared.html");
    let app = App::open(&desktop);
    open_bucket(&app, server, "e2e-sharing");
    app.click(&row("Übersicht 1.txt"));
    app.press(&[CONTROL, SHIFT, "l"]);
    app.see("share-end[data-by=chosen]");
    app.read("share-reach", "Only this computer can open the link");
    app.fill("share-note", "Jonas");
    app.click("share-lasts-hour");
    app.click("share-create");
    app.see("share-tried[data-state=works]");
    assert!(!app.text("share-made").contains("X-Amz"), "the signature is not on the screen");
    app.click("share-qr-toggle");
    app.see("share-qr");
    app.click("share-copy");
    let link = pasted(&app, "share-name");
    assert_eq!(opened(&link), "Übersicht 1.txt".as_bytes());
    app.click("share-close");
    app.see_gone("share-dialog");

    app.press(&[CONTROL, "a"]);
    app.press(&[CONTROL, SHIFT, "l"]);
    app.read("share-many-count", "1 folder and 2 files");
    app.click("share-many-create");
    choose(&desktop, "Save links", &page);
    app.read("share-many-saved", "3 links saved");
    app.click("share-many-close");
    let text = fs::read_to_string(&page).unwrap().replace("&amp;", "&");
    let links = text.split('"').filter(|part| part.starts_with("http://"));
    let mut all: Vec<_> = links.map(|link| String::from_utf8(opened(link)).unwrap()).collect();
    all.sort_unstable();
    assert_eq!(all, ["in/deep.txt", "plan.txt", "Übersicht 1.txt"]);

    app.press(&[CONTROL, "k"]);
    app.fill("palette-text", "Links I made");
    app.click("palette-links");
    let list = app.read("links", "For Jonas");
    assert!(!list.contains("http"), "{list}");
    app.click("links-close");
    assert!(!app.log().contains("X-Amz"), "no link is in the log");
}

#[test]
fn others_are_asked_for_files_by_a_page_and_what_arrives_is_shown() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://e2e-asking"]);
    tools::put(server, "e2e-asking", "in/before.txt", b"x", &[]);
    let desktop = Desktop::start(Options::default());
    let page = desktop.home().join("asked.html");
    let app = App::open(&desktop);
    open_bucket(&app, server, "e2e-asking");
    app.press(&[CONTROL, "k"]);
    app.fill("palette-text", "Ask for files");
    app.click("palette-ask-files");
    app.see("share-end[data-by=chosen]");
    app.read("upload-reach", "Only this computer can use the page");
    app.fill("upload-folder", "wanted");
    app.fill("upload-note", "Jonas");
    app.click("upload-create");
    choose(&desktop, "Save upload page", &page);
    app.read("upload-saved", "asked.html");
    let text = fs::read_to_string(&page).unwrap();
    assert!(text.contains("x-amz-signature") && text.contains("Content-Security-Policy"));
    // What it takes arrives; by whom is nothing that a bucket tells.
    tools::put(server, "e2e-asking", "wanted/cv.txt", b"arrived", &[]);

    app.click("upload-cors-rule");
    app.read("cors-editor", "upload-page");
    app.press(&[CONTROL, "k"]);
    app.fill("palette-text", "Links I made");
    app.click("palette-links");
    let list = app.read("links", "For Jonas");
    assert!(list.contains("Upload page") && !list.contains("http"), "{list}");
    app.click("link-arrivals");
    app.read("arrivals", "cv.txt");
    app.click("links-close");
    assert!(!app.log().contains("x-amz-"), "nothing of the page is in the log");
    assert!(!fs::read_to_string(desktop.home().join("asked.html")).unwrap().contains("<script src"));
}
