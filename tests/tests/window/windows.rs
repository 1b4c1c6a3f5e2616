//! A second window of the one program: its own place and listings, the same connections, favourites
//! and transfers; and what it has open goes with it, while the first goes on.

use super::*;

#[test]
fn a_second_window_shows_another_place_and_closes_alone() {
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    app.click("door-practise");
    app.click("bucket-practice-files");
    app.see(&row("photos/"));
    let first = app.page();
    app.press(&[CONTROL, "n"]);
    let second = app.page_beside(&first);

    app.look_at(&second);
    app.double_click(&row("photos/"));
    app.see_gone(&row("photos/"));
    app.press(&[CONTROL, "b"]);
    app.read("place-favourites", "photos");
    app.look_at(&first);
    app.read("place-favourites", "photos");
    app.see(&row("photos/"));

    // What is sent in one is shown in both.
    let files = files(&desktop);
    upload(&app, "upload-folder", "Upload folder", &files);
    app.see("transfers-strip[data-state=done]");
    app.look_at(&second);
    app.see("transfers-strip[data-state=done]");

    app.close_other_window();
    app.look_at(&first);
    app.double_click(&row("files/"));
    app.see(&row("trip/"));
}
