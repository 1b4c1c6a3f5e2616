//! The screens in languages that nobody wrote: English 40 % longer and with accents, and English
//! from right to left. Nothing may be cut off, lie over something else, or stick out of the window;
//! at the smallest size that the window takes.

use super::*;

const FILE: &str = "Read me first.txt";
const END: &str = "\u{E010}";

/// Each thing that is laid out wrongly, in a line. Text that ends in an ellipsis is meant to give
/// way, and what scrolls has more than is in sight.
const WRONG: &str = "
const wrong = [];
const shown = (part) => part.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  && !part.closest('.unseen, [role=presentation], [aria-hidden=true], svg');
const name = (part) => `${part.tagName.toLowerCase()} ${part.closest('[data-testid]')?.dataset.testid ?? ''} “${part.textContent.trim().slice(0, 60)}”`;
const root = [...document.querySelectorAll('dialog[open], [data-testid=palette]')].at(-1) ?? document.body;
const scrolls = (part) => {
  for (let at = part; at; at = at.parentElement) if (/auto|scroll/.test(getComputedStyle(at).overflow)) return at;
  return null;
};
// What scrolls passes under the foot of a dialog, which stays.
const stuck = (part) => {
  for (let at = part; at; at = at.parentElement) if (getComputedStyle(at).position === 'sticky') return at;
  return null;
};
for (const part of root.querySelectorAll('*')) {
  const own = [...part.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== '');
  if (own.length === 0 || !shown(part)) continue;
  const style = getComputedStyle(part);
  if (style.textOverflow !== 'ellipsis' && style.overflowX === 'hidden' && part.scrollWidth > part.clientWidth + 1)
    wrong.push(`cut off: ${name(part)}`);
  const range = document.createRange();
  // What a screen reader alone is told stands beside it, out of sight.
  range.setStartBefore(own[0]);
  range.setEndAfter(own.at(-1));
  const text = range.getBoundingClientRect();
  const button = part.closest('button, [role=tab], [role=menuitem], [role=treeitem]');
  const box = button?.getBoundingClientRect();
  const gives = (at) => { for (; at; at = at.parentElement) if (getComputedStyle(at).textOverflow === 'ellipsis') return true; return false; };
  // What a row has no space for goes to a line that is out of sight.
  const away = box && (text.top > box.bottom - 1 || text.bottom < box.top + 1);
  if (box && !away && !gives(part) && (text.left < box.left - 1 || text.right > box.right + 1 || text.top < box.top - 1 || text.bottom > box.bottom + 1))
    wrong.push(`out of its button: ${name(part)}`);
  if (!gives(part) && !scrolls(part) && (text.left < -1 || text.right > innerWidth + 1)) wrong.push(`out of the window: ${name(part)}`);
}
// A term within a sentence may begin on one line and end on the next; so does its box.
const buttons = [...root.querySelectorAll('button:not(.term)')].filter((part) => shown(part) && !part.closest('[role=grid], [data-testid=toast]'));
for (const [at, a] of buttons.entries()) {
  const one = a.getBoundingClientRect();
  for (const b of buttons.slice(at + 1)) {
    if (a.contains(b) || b.contains(a) || scrolls(a) !== scrolls(b) || stuck(a) !== stuck(b)) continue;
    const two = b.getBoundingClientRect();
    const over = Math.min(one.right, two.right) - Math.max(one.left, two.left) > 2 && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 2;
    if (over && getComputedStyle(a).position !== 'absolute' && getComputedStyle(b).position !== 'absolute') wrong.push(`${name(a)} lies over ${name(b)}`);
  }
}
for (const part of root.querySelectorAll('button, input, select, textarea, [role=tab]')) {
  const box = part.getBoundingClientRect();
  if (box.width > 0 && shown(part) && !scrolls(part) && (box.left < -1 || box.right > innerWidth + 1)) wrong.push(`out of the window: ${name(part)}`);
}
// Rows of files, code and text are wider than their frame; forms and sentences never are.
for (const part of root.querySelectorAll('*')) {
  const sideways = /auto|scroll/.test(getComputedStyle(part).overflowX) && part.scrollWidth > part.clientWidth + 1;
  if (sideways && shown(part) && !part.matches('pre, textarea, input, [role=tablist]') && !part.closest('[role=grid], [role=tree], [role=toolbar], [data-testid=viewer]'))
    wrong.push(`scrolls to the side: ${name(part)}`);
}
if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page is wider than the window');
return wrong;
";

fn laid_out(app: &App, screen: &str) {
    let wrong = app.execute(WRONG, &[]);
    let wrong: Vec<_> = wrong.as_array().expect("a list").iter().filter_map(|line| line.as_str()).collect();
    assert!(wrong.is_empty(), "{screen}:\n{}", wrong.join("\n"));
}

/// Closes what lies over the screen.
fn leave(app: &App, part: &str) {
    app.press(&[ESCAPE]);
    app.see_gone(part);
}

/// To the first row, a folder, or to the last, the file: in sight or not.
fn go_to(app: &App, end: &str) {
    app.execute("document.querySelector('[data-testid=grid]').focus()", &[]);
    app.press(&[end]);
    app.wait_for("a row is selected", "[data-testid=row][aria-selected=true]");
    if end == END {
        app.see(&format!("{}[aria-selected=true]", row(FILE)));
    }
}

/// What is there before anything is connected.
fn connecting_is_laid_out(app: &App) {
    laid_out(app, "welcome");
    app.click("door-connect");
    app.see("check-connect");
    laid_out(app, "connect");
    app.click("more");
    app.click("check-connect");
    app.see("finding[data-field=access_key]");
    laid_out(app, "connect with findings");
    app.click("leave-connect");
    app.click("door-paste");
    app.see("import-text");
    laid_out(app, "paste");
    app.click("leave-connect");
}

/// The files, what stands beside them and what lies over them.
fn files_are_laid_out(app: &App) {
    app.click("door-practise");
    app.click("bucket-practice-files");
    app.see(&row("photos/"));
    laid_out(app, "files");
    go_to(app, END);
    app.press(&[CONTROL, SHIFT, "i"]);
    app.see("inspector");
    laid_out(app, "preview beside the files");
    app.click("inspector-details");
    laid_out(app, "details beside the files");
    app.click("inspector-close");
    go_to(app, END);
    app.press(&[" "]);
    app.see("quick-look");
    laid_out(app, "quick look");
    leave(app, "quick-look");
    app.open_menu(&row(FILE));
    laid_out(app, "menu of a file");
    leave(app, "context-menu");
    app.press(&[CONTROL, "k"]);
    app.see("palette");
    laid_out(app, "palette");
    leave(app, "palette");
    app.click("new-folder");
    app.see("folder-name");
    laid_out(app, "new folder");
    leave(app, "folder-name");
    go_to(app, HOME);
    app.press(&["\u{E032}"]);
    app.see("rename-field");
    laid_out(app, "new name");
    leave(app, "rename-field");
    go_to(app, HOME);
    app.press(&[CONTROL, "a"]);
    app.wait_for("all are selected", "[data-testid=grid]:not(:has([data-testid=row][aria-selected=false]))");
    app.press(&["\u{E032}"]);
    app.see("pattern-dialog");
    laid_out(app, "new names");
    leave(app, "pattern-dialog");
    app.press(&[CONTROL, SHIFT, "f"]);
    app.see("search-panel");
    laid_out(app, "search");
    leave(app, "search-panel");
}

/// A copy that meets its name, what became of it, and what would be deleted.
fn transfers_are_laid_out(app: &App) {
    for conflict in [false, true] {
        go_to(app, END);
        app.press(&[CONTROL, SHIFT, "c"]);
        app.see("inside button");
        laid_out(app, "destination");
        app.click("inside button");
        app.see("destination-run:not([disabled])");
        app.click("destination-run");
        app.see_gone("destination-dialog");
        if conflict {
            app.see("conflict-dialog");
            app.click("conflict-more");
            laid_out(app, "conflict");
            app.click("conflict-cancel");
        }
        app.see("transfers-strip");
    }
    app.click("transfers-toggle");
    app.see("transfers-panel");
    laid_out(app, "transfers");
    app.click("transfers-limits");
    app.see("limits-dialog");
    laid_out(app, "limits");
    leave(app, "limits-dialog");
    app.click("transfers-toggle");
    app.press(&[CONTROL, "k"]);
    app.click("palette-undo-list");
    app.see("undo-dialog");
    laid_out(app, "what can be undone");
    leave(app, "undo-dialog");
    go_to(app, HOME);
    app.press(&[DELETE]);
    app.see("delete-count[data-complete=true]");
    laid_out(app, "deletion");
    leave(app, "delete-dialog");
}

/// Backups, integrations and settings, which stand in the place of the files.
fn screens_are_laid_out(app: &App) {
    app.click("open-backups");
    laid_out(app, "backups");
    app.click("new-backup");
    app.see("backup-form");
    laid_out(app, "a new backup");
    app.click("open-integrations");
    laid_out(app, "integrations");
    app.click("new-integration");
    app.see("preset-kolena");
    laid_out(app, "who gets access");
    app.click("preset-kolena");
    app.see("apply-integration");
    laid_out(app, "questions of an integration");
    app.fill("answer-partner", "arn:aws:iam::111122223333:user/kolena");
    app.fill("answer-external_id", "c0ffee00-1234");
    app.see("plan");
    laid_out(app, "plan of an integration");
    app.click("bucket-practice-files");
    app.click("bucket-settings");
    app.see("overview[data-looking=false]");
    laid_out(app, "overview");
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
        "remove",
    ] {
        app.click(&format!("setting-nav-{page}"));
        app.wait_for("the setting is read", "[data-testid=settings]:not(:has(.skeleton))");
        laid_out(app, page);
        match page {
            "cors" => {
                app.click("template-shows");
                app.click("add-site-0");
                app.fill("site-0-0", "app.example.org/gallery/");
                laid_out(app, "a rule for websites");
                app.click("revert-setting");
            }
            "lifecycle" => {
                app.click("begin-abort");
                laid_out(app, "a rule for old files");
                app.click("revert-setting");
            }
            _ => {}
        }
    }
}

fn all_screens_are_laid_out(app: &App) {
    connecting_is_laid_out(app);
    files_are_laid_out(app);
    transfers_are_laid_out(app);
    screens_are_laid_out(app);
}

/// A second window has the language of the first.
fn a_second_window_is_laid_out(app: &App) {
    app.click("leave-settings");
    app.see(&row("photos/"));
    let first = app.page();
    app.press(&[CONTROL, "n"]);
    let second = app.page_beside(&first);
    app.look_at(&second);
    app.see(&row("photos/"));
    laid_out(app, "a second window");
}

fn open_in(language: &str, check: impl FnOnce(&App)) {
    let mut desktop = Desktop::start(Options::default());
    desktop.set("LC_ALL", language);
    let app = App::open(&desktop);
    app.see("door-practise");
    app.resize(900, 600);
    check(&app);
}

#[test]
fn longer_words_with_accents_fit() {
    open_in("en_XA.UTF-8", |app| {
        app.read("door-practise", "Prå");
        all_screens_are_laid_out(app);
        // What is cut off is seen.
        app.execute("document.querySelector('[data-testid=leave-settings]').style.width = '2rem'", &[]);
        let wrong = app.execute(WRONG, &[]).to_string();
        assert!(
            wrong.contains("out of its button: button leave-settings") || wrong.contains("leave-settings"),
            "{wrong}"
        );
        app.execute("document.querySelector('[data-testid=leave-settings]').style.width = '200vw'", &[]);
        let wrong = app.execute(WRONG, &[]).to_string();
        assert!(wrong.contains("out of the window: button leave-settings"), "{wrong}");
    });
}

#[test]
fn text_twice_as_large_fits() {
    open_in("en_GB.UTF-8", |app| {
        for _ in 0..12 {
            app.press(&[CONTROL, "+"]);
        }
        assert_eq!(app.execute("return document.documentElement.style.fontSize", &[]), "200%");
        connecting_is_laid_out(app);
        files_are_laid_out(app);
        transfers_are_laid_out(app);
    });
}

#[test]
fn a_page_from_right_to_left_is_mirrored_and_fits() {
    open_in("ar_XB.UTF-8", |app| {
        assert_eq!(app.execute("return document.documentElement.dir", &[]), "rtl");
        all_screens_are_laid_out(app);
        let (sidebar, _) = app.position("sidebar");
        let (back, _) = app.position("leave-settings");
        assert!(sidebar > back, "the sidebar is at the right: {sidebar}, {back}");
        a_second_window_is_laid_out(app);
    });
}

#[test]
fn languages_that_nobody_has_are_english() {
    for language in ["C", "xx_XX.UTF-8", "../../etc/passwd"] {
        open_in(language, |app| {
            app.read("door-practise", "Practise on this computer");
        });
    }
}
