//! What axe finds on the screens in the window itself, light and dark: names, roles and headings,
//! and what only a page that is laid out has, contrast and the size of what can be pressed. And the
//! keyboard's way through the window: F6, the bar as one stop of Tab, Space, and the rectangle that
//! selects rows.

use super::keyboard::{TAB, focus, focused, key, reach};
use super::*;

const F6: &str = "\u{E036}";
const RIGHT: &str = "\u{E014}";
const LEFT: &str = "\u{E012}";
const SPACE: &str = " ";
const PATIENCE: Duration = Duration::from_secs(90);

/// In a line each: the rule, and what breaks it. The scroller of the files is left out of one rule:
/// the grid around it is the stop of Tab, and its arrows scroll.
const BROKEN: &str = "
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const rules = { 'target-size': { enabled: true } };
const shown = (part) => part.checkVisibility({ visibilityProperty: true }) && !part.closest('[aria-hidden=true], .unseen');
const small = [...document.querySelectorAll('button, select, input:not([type=checkbox], [type=radio]), [role=tab], [role=option]')]
  .filter(shown)
  .map((part) => [part, part.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 23.9 || box.height < 23.9))
  .map(([part, box]) => `smaller than 24 px: ${part.dataset.testid ?? part.outerHTML.slice(0, 100)} ${box.width}×${box.height}`);
return window.axe.run(document, { runOnly: { type: 'tag', values: tags }, rules, resultTypes: ['violations'] })
  .then(({ violations }) => violations
    .flatMap(({ id, nodes }) => nodes.map(({ html, target, failureSummary }) => [id, String(target), `${id}: ${html.slice(0, 140)} ${failureSummary}`]))
    .filter(([id, target]) => id !== 'scrollable-region-focusable' || !target.includes('data-testid=\"bar\"'))
    .map(([, , line]) => line)
    .concat(small));
";

/// Brings axe into the page, as a person's extension would.
fn with_axe(app: &App) {
    let path = bucketwise_tests::root().join("ui/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    app.execute(&axe, &[]);
    assert_eq!(app.execute("return typeof window.axe", &[]), "object");
}

/// Waits until axe finds nothing: what fades in has its colours only once it is there.
fn sound(app: &App, screen: &str) {
    let mut last = String::new();
    wait_until(&format!("axe finds nothing on {screen}"), PATIENCE, || {
        let found = app.execute(BROKEN, &[]);
        let lines: Vec<_> = found.as_array().expect("a list").iter().filter_map(|line| line.as_str()).collect();
        let said = lines.join("\n");
        if said != last {
            eprintln!("{screen}:\n{said}");
            last.clone_from(&said);
        }
        lines.is_empty().then_some(())
    });
}

/// Closes what is in front of the files.
fn leave(app: &App, part: &str) {
    app.press(&[ESCAPE]);
    app.see_gone(part);
}

fn welcome_and_signing_in(app: &App) {
    sound(app, "welcome");
    app.click("door-connect");
    app.see("check-connect");
    sound(app, "connect");
    app.click("check-connect");
    app.read("finding[data-field=access_key]", "access key");
    sound(app, "connect with findings");
    app.click("leave-connect");
    app.see("door-paste");
    app.click("door-paste");
    app.see("import-text");
    sound(app, "paste");
    app.click("leave-connect");
}

fn files_and_what_lies_over_them(app: &App) {
    app.click("door-practise");
    app.click("bucket-practice-files");
    app.see(&row("photos/"));
    sound(app, "files");
    app.click(&row("photos/"));
    app.wait_for("the row is selected", "[data-name=\"photos/\"][aria-selected=true]");
    sound(app, "a selected row");
    app.open_menu(&row("photos/"));
    sound(app, "menu of a row");
    leave(app, "context-menu");
    app.click("view");
    app.see("context-menu");
    sound(app, "menu of the view");
    leave(app, "context-menu");
    app.press(&[CONTROL, "k"]);
    app.see("palette");
    sound(app, "palette");
    app.fill("palette-text", "zzzz");
    sound(app, "palette without answers");
    leave(app, "palette");
    app.press(&[CONTROL, SHIFT, "n"]);
    app.see("folder-name");
    sound(app, "new folder");
    leave(app, "folder-name");
    app.press(&[DELETE]);
    app.wait_for("what would go is counted", "[data-testid=delete-count][data-complete=true]");
    sound(app, "deletion");
    leave(app, "delete-dialog");
    app.press(&[CONTROL, SHIFT, "f"]);
    app.see("search-panel");
    sound(app, "search");
    app.fill("search-words", "zzzz");
    app.click("run-search");
    app.see("blank");
    sound(app, "search without answers");
    app.press(&[CONTROL, "t"]);
    app.see("tab-strip");
    sound(app, "tabs");
    app.press(&[CONTROL, "w"]);
    app.see_gone("tab-strip");
}

fn screens_in_the_place_of_files(app: &App) {
    app.click("path-buckets");
    app.see("buckets-screen");
    sound(app, "buckets");
    for screen in ["backups", "integrations"] {
        app.click(&format!("open-{screen}"));
        app.see(screen);
        sound(app, screen);
    }
    app.click("bucket-practice-files");
    app.see(&row("photos/"));
    app.click("bucket-settings");
    app.see("overview[data-looking=false]");
    sound(app, "overview");
    for page in [
        "cors",
        "policy",
        "public_access",
        "versioning",
        "lifecycle",
        "encryption",
        "ownership",
        "access_list",
        "website",
        "logging",
        "tags",
        "lock",
        "payer",
        "remove",
    ] {
        app.click(&format!("setting-nav-{page}"));
        app.wait_for("the setting is read", "[data-testid=settings]:not(:has(.skeleton))");
        sound(app, page);
    }
}

fn all_screens_are_sound(dark: bool) {
    let desktop = Desktop::start(Options { dark, ..Options::default() });
    let app = App::open(&desktop);
    app.see("door-practise");
    with_axe(&app);
    welcome_and_signing_in(&app);
    files_and_what_lies_over_them(&app);
    screens_in_the_place_of_files(&app);
}

#[test]
fn axe_finds_nothing_on_any_screen_in_light() {
    all_screens_are_sound(false);
}

#[test]
fn axe_finds_nothing_on_any_screen_in_dark() {
    all_screens_are_sound(true);
}

/// The program with the practice bucket open.
fn practising(desktop: &Desktop) -> App<'_> {
    let app = App::open(desktop);
    app.click("door-practise");
    app.click("bucket-practice-files");
    app.see(&row("photos/"));
    app
}

/// The part of the window that has the focus.
fn pane(app: &App) -> String {
    let script = "const e = document.activeElement;
        return ['[data-testid=sidebar]', '[role=toolbar]', '[data-testid=grid]', '[data-testid=transfers-strip]']
            .find((part) => e.closest(part)) ?? e.outerHTML.slice(0, 80)";
    app.execute(script, &[]).as_str().unwrap_or_default().to_owned()
}

#[test]
fn f6_goes_round_the_window_and_the_bar_is_one_stop_of_tab() {
    let desktop = Desktop::start(Options::default());
    let app = practising(&desktop);
    app.click("grid");
    assert_eq!(pane(&app), "[data-testid=grid]");
    let mut way = Vec::new();
    for _ in 0..3 {
        app.press(&[F6]);
        way.push(pane(&app));
    }
    assert_eq!(way, ["[data-testid=sidebar]", "[role=toolbar]", "[data-testid=grid]"]);
    app.press(&[SHIFT, F6]);
    assert_eq!(pane(&app), "[role=toolbar]");

    // Arrows go on in the bar and come round; Tab leaves its buttons for the filter, its field.
    let first = focus(&app);
    app.press(&[RIGHT]);
    assert_ne!(focus(&app), first);
    app.press(&[LEFT]);
    assert_eq!(focus(&app), first);
    let stops = "return [...document.querySelectorAll('[role=toolbar] button')].filter((e) => e.tabIndex === 0).length";
    assert_eq!(app.execute(stops, &[]), 1);
    key(&app, &[TAB]);
    assert_eq!(focus(&app), "filter");
    reach(&app, "grid");
    focused(&app);
}

#[test]
fn space_leaves_the_selection_alone_and_ctrl_with_it_changes_it() {
    let desktop = Desktop::start(Options::default());
    let app = practising(&desktop);
    app.click(&row("photos/"));
    app.read("status-line", "1 folder selected");
    app.press(&[CONTROL, SPACE]);
    app.wait_for("the row is not selected any more", "[data-name=\"photos/\"][aria-selected=false]");
    app.press(&[CONTROL, SPACE]);
    app.read("status-line", "1 folder selected");
    app.press(&[SPACE]);
    assert_eq!(app.attribute(&row("photos/"), "aria-selected").as_deref(), Some("true"));
    app.read("status-line", "1 folder selected");
}

/// A place of the screen, from the top left of a part.
fn beside(app: &App, part: &str, (right, down): (i32, i32)) -> (String, String) {
    app.see(part);
    let script = "const box = document.querySelector(`[data-testid=${arguments[0]}]`).getBoundingClientRect(); return [box.left, box.top]";
    let corner = app.execute(script, &[part.into()]);
    let inside = |n: usize| corner[n].as_f64().expect("a number") as i32;
    let area = app.area();
    ((area.x as i32 + inside(0) + right).to_string(), (area.y as i32 + inside(1) + down).to_string())
}

/// Pulls a rectangle from one place of the screen to another, and lets go.
fn pull(app: &App, (x0, y0): &(String, String), (x1, y1): &(String, String)) {
    let desktop = app.desktop;
    desktop.xdotool(&["mousemove", "--sync", x0, y0, "mousedown", "1"]);
    // A few pixels first: a drag begins after them.
    desktop.xdotool(&["mousemove_relative", "--sync", "12", "12"]);
    desktop.xdotool(&["mousemove", "--sync", x1, y1]);
    app.see("band");
    desktop.xdotool(&["mouseup", "1"]);
    app.see_gone("band");
}

#[test]
fn a_rectangle_pulled_beside_the_rows_selects_them_and_ctrl_adds() {
    let desktop = Desktop::start(Options::default());
    let app = practising(&desktop);
    app.resize(1180, 760);
    let count = || {
        app.execute("return document.querySelectorAll('[data-testid=row][aria-selected=true]').length", &[])
            .as_u64()
            .unwrap_or_default()
    };
    let chosen = |count_of: u64| wait_until("the rows are selected", PATIENCE, || (count() == count_of).then_some(()));
    // The head is 32 px high, and so is each row; the rows' ground begins at their edge.
    pull(&app, &beside(&app, "grid", (6, 40)), &beside(&app, "grid", (200, 120)));
    chosen(3);
    desktop.xdotool(&["keydown", "Control_L"]);
    pull(&app, &beside(&app, "grid", (6, 168)), &beside(&app, "grid", (200, 216)));
    desktop.xdotool(&["keyup", "Control_L"]);
    chosen(5);
    // From the empty ground below them, up into the last two.
    pull(&app, &beside(&app, "grid", (500, 420)), &beside(&app, "grid", (300, 216)));
    chosen(2);
}
