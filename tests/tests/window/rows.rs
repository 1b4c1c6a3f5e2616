//! Very long folders in the window: a million rows are sorted, filtered, selected, looked through
//! by letters and told to a screen reader as ten are; and what a refresh leaves where it was. The
//! server makes its keys by arithmetic.

use bucketwise_tests::lister::{Keys, Lister, Mood, Shelf, size_of};
use bucketwise_tests::reader::Reader;

use super::*;

const MILLION: usize = 1_000_000;
const END: &str = "\u{E010}";
const PAGE_UP: &str = "\u{E00E}";
const PAGE_DOWN: &str = "\u{E00F}";
const F2: &str = "\u{E032}";
const F5: &str = "\u{E035}";
const LONG: Duration = Duration::from_secs(600);

/// The program with the lister's one bucket open.
fn opened<'a>(desktop: &'a Desktop, lister: &Lister) -> App<'a> {
    let app = App::open(desktop);
    lister.connect(&app);
    app.click("bucket-bucket");
    app.see("row");
    app
}

#[test]
fn a_million_rows_are_handled_like_ten() {
    let key = |at: usize| Keys::Even.key(at, MILLION);
    let keys: Vec<String> = (0..MILLION).map(key).collect();
    let last = keys.iter().max_by(|a, b| natural(a, b)).unwrap();
    let lister = Lister::start(Shelf::Made(Keys::Even, MILLION), Mood::default());
    let desktop = Desktop::start(Options { accessible: true, ..Options::default() });
    let app = opened(&desktop, &lister);
    assert_eq!(app.attribute("grid", "aria-rowcount").as_deref(), Some("-1"), "nobody knows yet how many");
    wait_until("all rows", LONG, || app.has("totals[data-complete=true]").then_some(()));
    app.read("totals", "1,000,000 files");

    // The last of them, and from there by pages.
    app.click(&row(&key(0)));
    app.press(&[END]);
    app.wait_for("the last row", &format!("[data-name=\"{last}\"][aria-selected=true]"));
    app.press(&[PAGE_UP]);
    app.press(&[PAGE_DOWN]);
    app.wait_for("the last row again", &format!("[data-at=\"{}\"][aria-selected=true]", MILLION - 1));
    told(&desktop, last);

    // From the first to the last, without the mouse.
    app.press(&[HOME]);
    app.press(&[SHIFT, END]);
    app.read("status-line", "1,000,000 files selected");
    app.press(&[HOME]);
    app.read("status-line", "1 file selected");

    scrolled(&desktop, &app);

    // By its letters.
    for letter in ["f", "f", "f"] {
        app.press(&[letter]);
    }
    let first = keys.iter().filter(|key| key.starts_with("fff")).min_by(|a, b| natural(a, b)).unwrap();
    app.wait_for("the first that begins so", &format!("[data-name=\"{first}\"][aria-selected=true]"));

    // The largest first; then only some.
    let largest = keys.iter().map(|key| size_of(key)).max().unwrap();
    app.click("sort-size");
    app.execute("document.querySelector('[data-testid=grid]').focus()", &[]);
    app.press(&[HOME]);
    let sized = |at: usize| size_of(&app.attribute(&format!("row[data-at=\"{at}\"]"), "data-name").unwrap());
    wait_until("the largest first", LONG, || (sized(0) == largest).then_some(()));
    assert!(sized(1) <= sized(0) && sized(2) <= sized(1));
    app.fill("filter", "station-00999");
    app.read("totals", "1,000 of 1,000,000 items");
    assert!(sized(1) <= sized(0), "still the largest first");
}

/// By the wheel, whose events the page is given because this screen has none, and by the bar with a
/// real pointer.
fn scrolled(desktop: &Desktop, app: &App) {
    let places = || {
        let script = "return [...document.querySelectorAll('[role=row][data-at]')].map(row => Number(row.dataset.at))";
        let places: Vec<usize> = serde_json::from_value(app.execute(script, &[])).unwrap();
        assert!(places.windows(2).all(|two| two[0] + 1 == two[1]), "rows stand in their order: {places:?}");
        places[0]
    };
    let turn = "const wheel = new WheelEvent('wheel', { deltaY: arguments[0], bubbles: true, cancelable: true });
        document.querySelector('[role=row][data-at] .cell').dispatchEvent(wheel)";
    for (px, first) in [(96, 3), (960, 33), (-64, 31), (-640, 11)] {
        app.execute(turn, &[px.into()]);
        wait_until("the rows that far on", Duration::from_secs(90), || (places() == first).then_some(()));
    }

    // Half the bar's way is half of the rows. From its upper end it is taken by its thumb.
    let (bar, middle) = app.position("bar");
    let top = app.position("sort-name").1 + 26;
    let point = |y: i32| desktop.xdotool(&["mousemove", &bar.to_string(), &y.to_string()]);
    point(top);
    desktop.xdotool(&["mousedown", "1"]);
    for part in 1..=4 {
        point(top + (middle - top) * part / 4);
    }
    desktop.xdotool(&["mouseup", "1"]);
    wait_until("rows of the middle", Duration::from_secs(90), || {
        (MILLION / 3..MILLION * 2 / 3).contains(&places()).then_some(())
    });
    app.read("status-line", "1 file selected");
    app.execute("document.querySelector('[data-testid=grid]').focus()", &[]);
}

/// As people sort: a run of digits counts as the number it is.
fn natural(a: &str, b: &str) -> std::cmp::Ordering {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    loop {
        let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (of_a, of_b) = (digits(a), digits(b));
        let order = if of_a > 0 && of_b > 0 {
            let number = |run: &[u8]| std::str::from_utf8(run).unwrap().parse::<u64>().unwrap();
            number(&a[..of_a]).cmp(&number(&b[..of_b]))
        } else {
            a.first().cmp(&b.first())
        };
        if order.is_ne() || a.is_empty() {
            return order;
        }
        (a, b) = (&a[of_a.max(1)..], &b[of_b.max(1)..]);
    }
}

/// What a screen reader is told of the table and of the row with the focus.
fn told(desktop: &Desktop, last: &str) {
    let reader = Reader::of(desktop);
    let count = (MILLION + 1).to_string();
    let grid = wait_until("the table is told", Duration::from_secs(60), || {
        reader.find("rowcount").filter(|grid| reader.attribute(grid, "rowcount").as_deref() == Some(&count))
    });
    println!("{} “{}” rows {count}", reader.role(&grid), reader.name(&grid));
    let rows = reader.children(&grid);
    for row in &rows {
        println!("  {} {}", reader.role(row), reader.attribute(row, "rowindex").unwrap_or_default());
    }
    let index = |row: &_| reader.attribute(row, "rowindex");
    let end = rows.iter().find(|row| index(row).as_deref() == Some(&count));
    let end = end.unwrap_or_else(|| panic!("the last row is not told"));
    let name = reader.name(end);
    println!("  the last row: “{name}”");
    assert_eq!(name, last, "it is told by its whole name");
}

#[test]
fn keys_do_what_they_do_in_gnome_files() {
    let key = |at: usize| Keys::Even.key(at, 3_000);
    let lister = Lister::start(Shelf::Made(Keys::Even, 3_000), Mood::default());
    let desktop = Desktop::start(Options::default());
    let app = opened(&desktop, &lister);
    app.read("totals", "3,000 files");
    app.click(&row(&key(0)));
    let focus = |at: usize| app.wait_for(&format!("the focus on row {at}"), &format!(".focused[data-at=\"{at}\"]"));

    // Ctrl moves without selecting, and adds; Shift goes from where the last choice was.
    app.press(&[CONTROL, DOWN]);
    app.press(&[CONTROL, DOWN]);
    focus(2);
    app.read("status-line", "1 file selected");
    app.press(&[CONTROL, " "]);
    app.read("status-line", "2 files selected");
    app.press(&[SHIFT, DOWN]);
    app.press(&[SHIFT, DOWN]);
    app.read("status-line", "3 files selected");
    app.press(&[CONTROL, SHIFT, END]);
    app.read("status-line", "2,998 files selected");

    // Pages and ends.
    app.press(&[HOME]);
    app.press(&[PAGE_DOWN]);
    let page = wait_until("a page further", Duration::from_secs(90), || {
        let at = app.attribute("row[aria-selected=true]", "data-at")?.parse::<usize>().ok()?;
        (at > 5).then_some(at)
    });
    app.press(&[PAGE_DOWN]);
    focus(2 * page);
    app.press(&[PAGE_UP]);
    app.press(&[PAGE_UP]);
    focus(0);

    // What can be done with the row that has the focus.
    app.press(&[F2]);
    app.see("rename-field");
    app.press(&[ESCAPE]);
    app.see_gone("rename-field");
    app.press(&[DELETE]);
    app.read("delete-dialog", "1 file");
    app.press(&[ESCAPE]);
    app.see_gone("delete-dialog");
    app.press(&[CONTROL, SHIFT, "I"]);
    app.read("inspector", &key(0));
    app.click("inspector-close");
    app.press(&[BACKSPACE]);
    app.see("buckets-screen");
}

#[test]
fn focus_and_scroll_stay_where_they_were_over_a_refresh() {
    let name = |at: usize| format!("scan-{at:05}.csv");
    let lister = Lister::start(Shelf::given((100..2_100).map(name)), Mood::default());
    let desktop = Desktop::start(Options::default());
    let app = opened(&desktop, &lister);
    app.read("totals", "2,000 files");
    app.click(&row(&name(100)));
    app.press(&[END]);
    app.press(&[PAGE_UP]);
    let focused = "const row = document.querySelector('.focused[data-name]'); return row && [row.dataset.name, row.getBoundingClientRect().top]";
    let before = wait_until("a row has the focus", Duration::from_secs(90), || {
        Some(app.execute(focused, &[])).filter(|told| !told.is_null() && told[0] != name(2_099))
    });
    // Sixty come before it and one goes.
    lister.shelf().change(|keys| {
        keys.extend((0..60).map(name));
        keys.remove(&name(101));
    });
    app.press(&[F5]);
    app.read("totals", "2,059 files");
    wait_until("the same row at the same place", Duration::from_secs(90), || {
        (app.execute(focused, &[]) == before).then_some(())
    });
    app.read("status-line", "1 file selected");
}

#[test]
fn a_folder_seen_before_shows_what_it_held_until_it_is_read() {
    let lister = Lister::start(Shelf::given((0..500).map(|at| format!("scan-{at:03}.csv"))), Mood::default());
    let desktop = Desktop::start(Options::default());
    {
        let app = opened(&desktop, &lister);
        app.read("totals", "500 files");
    }
    // The next day the storage is slow, and one file more is there.
    lister.shelf().change(|keys| keys.extend(["a new one.csv".to_owned()]));
    lister.set(|mood| mood.delay = Duration::from_secs(10));
    let app = App::open(&desktop);
    app.read("last-time", "the first 300 of 500");
    app.see(&row("scan-000.csv"));
    assert!(!app.has(&row("a new one.csv")), "that is today's");
    app.see(&row("a new one.csv"));
    app.see_gone("last-time");
    app.read("totals", "501 files");
}
