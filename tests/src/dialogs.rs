//! What the page does not own: the native file dialog, and files dragged in from another program or
//! out to one. All are driven with the desktop's mouse and keyboard, as a person's hands would.

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use crate::app::App;
use crate::desktop::Desktop;
use crate::process::{Process, wait_until};

const PATIENCE: Duration = Duration::from_secs(90);

/// Chooses one file or folder in the open GTK dialog whose title contains `title`, and waits until
/// it has closed. In a dialog that saves, `path` is where to.
pub fn choose(desktop: &Desktop, title: &str, path: &Path) {
    let dialog = open_dialog(desktop, title);
    write_place(desktop, path);
    // Takes away what the dialog completed by itself behind the cursor.
    key(desktop, "Delete");
    key(desktop, "Return");
    closed(desktop, &dialog, title);
}

/// Chooses every file of `folder` in the open dialog, which takes many; `folder` holds no folders.
pub fn choose_all(desktop: &Desktop, title: &str, folder: &Path) {
    let dialog = open_dialog(desktop, title);
    write_place(desktop, &folder.join(""));
    key(desktop, "Return");
    // The folder is read and shown.
    desktop.settle();
    key(desktop, "ctrl+a");
    key(desktop, "Return");
    closed(desktop, &dialog, title);
}

/// Closes the open dialog without choosing.
pub fn cancel(desktop: &Desktop, title: &str) {
    let dialog = open_dialog(desktop, title);
    key(desktop, "Escape");
    closed(desktop, &dialog, title);
}

/// Waits for the dialog and gives it the keyboard.
fn open_dialog(desktop: &Desktop, title: &str) -> String {
    let dialog = wait_until(&format!("a dialog “{title}”"), PATIENCE, || {
        let found = desktop.ask("xdotool", &["search", "--onlyvisible", "--name", title])?;
        found.lines().last().map(str::to_string)
    });
    desktop.xdotool(&["windowactivate", "--sync", &dialog]);
    desktop.settle();
    dialog
}

fn closed(desktop: &Desktop, dialog: &str, title: &str) {
    wait_until(&format!("the dialog “{title}” closes"), PATIENCE, || {
        let visible = desktop.ask("xdotool", &["search", "--onlyvisible", "--name", "."]).unwrap_or_default();
        (!visible.lines().any(|window| window == dialog)).then_some(())
    });
}

/// Fills the dialog's line for a path.
fn write_place(desktop: &Desktop, path: &Path) {
    // Out of the list of recent files, in which no folder can be chosen.
    key(desktop, "alt+Home");
    key(desktop, "ctrl+l");
    // A dialog that saves has a name in the line already.
    key(desktop, "ctrl+a");
    type_slowly(desktop, &path.display().to_string());
}

fn key(desktop: &Desktop, name: &str) {
    desktop.xdotool(&["key", name]);
}

/// The dialog completes what is typed while it is typed; faster than this it loses letters.
fn type_slowly(desktop: &Desktop, text: &str) {
    desktop.xdotool(&["type", "--delay", "25", text]);
}

/// Drags `paths` out of another program's window and drops them on `part` of the page, once the
/// page says where they will land; before that no program accepts a drop.
pub fn drop_files(app: &App, paths: &[&Path], part: &str) {
    let carried = drag_files(app, paths, part);
    app.see("landing");
    app.desktop.xdotool(&["mouseup", "1"]);
    // The names are handed over after the button is let go; the other program lives until it was
    // thanked.
    let taken = || carried.log().contains("drag ended").then_some(());
    carried.wait_ready(PATIENCE, taken).unwrap_or_else(|e| panic!("{e}"));
}

/// Drags `paths` onto `part` and holds them there; let go with `xdotool mouseup 1`. The other
/// program ends with the answer.
pub fn drag_files(app: &App, paths: &[&Path], part: &str) -> Process {
    let desktop = app.desktop;
    let area = app.area();
    let source = desktop.run("drag-source", crate::built("drag-source"), |command| {
        command.arg((area.x + area.width + 20).to_string()).arg((area.y + 40).to_string()).args(paths);
    });
    let window = source
        .wait_ready(PATIENCE, || desktop.ask("xdotool", &["search", "--onlyvisible", "--name", "^Drag from here$"]));
    let window = window.unwrap_or_else(|e| panic!("{e}"));
    desktop.xdotool(&["mousemove", "--sync", "--window", window.trim(), "60", "40", "mousedown", "1"]);
    move_to(desktop, app.position(part));
    source
}

/// Drags `part` of the page out of the window to a place of the screen, and holds it there; let go
/// with `xdotool mouseup 1`.
pub fn carry_out(app: &App, part: &str, to: (i32, i32)) {
    let desktop = app.desktop;
    // What is carried is shown in a window that has the program's name and no class.
    let windows = || -> HashSet<String> {
        let shown = desktop.ask("xdotool", &["search", "--onlyvisible", "--name", "^bucketwise$"]).unwrap_or_default();
        shown.lines().map(str::to_string).collect()
    };
    // What was carried last may still be on its way back.
    let before = windows();
    let (x, y) = app.position(part);
    desktop.xdotool(&["mousemove", "--sync", &x.to_string(), &y.to_string(), "mousedown", "1"]);
    move_to(desktop, (x + 30, y + 6));
    app.see("carried");
    // At the edge of the window the system takes over.
    move_to(desktop, to);
    wait_until("what is carried is shown beside the pointer", PATIENCE, || {
        (!windows().is_subset(&before)).then_some(())
    });
    // It is told of places only on the way there.
    move_to(desktop, (to.0 - 12, to.1 - 12));
    move_to(desktop, to);
    // Whoever is under the pointer has said by then whether it takes what is carried.
    desktop.settle();
}

/// A drag begins after a few pixels; a person's hand passes over everything on the way.
fn move_to(desktop: &Desktop, (x1, y1): (i32, i32)) {
    let from = desktop.xdotool(&["getmouselocation", "--shell"]);
    let start = |name: &str| {
        from.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('=')?.parse::<i32>().ok()).expect("a place")
    };
    let (x0, y0) = (start("X"), start("Y"));
    // Told to wait until the pointer is elsewhere, xdotool waits for ever where it is there
    // already.
    let mut last = (x0, y0);
    for step in 1..=30 {
        let at = |a: i32, b: i32| a + (b - a) * step / 30;
        let next = (at(x0, x1), at(y0, y1));
        if next != last {
            desktop.xdotool(&["mousemove", "--sync", &next.0.to_string(), &next.1.to_string()]);
            last = next;
        }
    }
}
