//! The files as a table and as tiles: chosen columns, widths by mouse and by key, and what of it is
//! there the next day.

use super::*;

#[test]
fn how_files_are_shown_is_chosen_and_kept() {
    let desktop = Desktop::start(Options::default());
    {
        let app = App::open(&desktop);
        app.click("door-practise");
        app.click("bucket-practice-files");
        app.double_click(&row("documents/"));
        app.see(&row("House style.md"));

        // A column goes by the menu, another is made wider by its edge and by key.
        app.click("view");
        app.click("column-type");
        app.see_gone("sort-type");
        let width =
            || app.execute("return document.querySelector('[data-testid=sort-size]').parentElement.offsetWidth", &[]);
        let before = width().as_f64().unwrap();
        let (x, y) = app.position("edge-size");
        desktop.xdotool(&["mousemove", &x.to_string(), &y.to_string(), "mousedown", "1"]);
        desktop.xdotool(&[
            "mousemove",
            &(x - 30).to_string(),
            &y.to_string(),
            "mousemove",
            &(x - 60).to_string(),
            &y.to_string(),
        ]);
        desktop.xdotool(&["mouseup", "1"]);
        wait_until("the column is wider", Duration::from_secs(90), || {
            (width().as_f64().unwrap() > before + 40.0).then_some(())
        });
        app.execute("document.querySelector('[data-testid=sort-modified]').focus()", &[]);
        app.press(&[SHIFT, "\u{E012}"]);
        app.press(&[SHIFT, "\u{E012}"]);
        wait_until("both widths are kept", Duration::from_secs(90), || {
            let kept = fs::read_to_string(desktop.home().join("../config/org.bucketwise.app/places.json")).ok()?;
            (kept.contains("\"width\": 168") && kept.contains("\"size\"")).then_some(())
        });

        // What a cell says exactly is told to the pointer.
        for (cell, exactly) in [(1, "House style.md"), (2, "421 bytes")] {
            let (x, y) = app.position(&format!("{} [aria-colindex=\"{cell}\"]", row("House style.md")));
            desktop.xdotool(&["mousemove", &x.to_string(), &y.to_string()]);
            app.wait_for("its words", &format!("[aria-colindex=\"{cell}\"][data-tip=\"{exactly}\"]"));
        }

        // Tiles: the same files, the same selection, arrows in both directions.
        app.click(&row("House style.md"));
        app.click("view");
        app.click("as-tiles");
        app.wait_for("the tile is selected", "[role=gridcell][data-name=\"House style.md\"][aria-selected=true]");
        app.click("grid");
        app.press(&[HOME]);
        app.press(&["\u{E014}"]);
        app.wait_for("the second tile is selected", "[role=gridcell][data-at=\"1\"][aria-selected=true]");
    }
    let app = App::open(&desktop);
    app.wait_for("yesterday's folder as tiles", "[role=gridcell][data-name=\"House style.md\"]");
}
