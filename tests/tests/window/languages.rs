//! The screens in languages that nobody wrote: English 40 % longer and with accents, and English
//! from right to left. Nothing may be cut off, lie over something else, or stick out of the window;
//! at the smallest size that the window takes.

use super::*;

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
const buttons = [...root.querySelectorAll('button')].filter((part) => shown(part) && !part.closest('[role=grid]'));
for (const [at, a] of buttons.entries()) {
  const one = a.getBoundingClientRect();
  for (const b of buttons.slice(at + 1)) {
    if (a.contains(b) || b.contains(a) || scrolls(a) !== scrolls(b)) continue;
    const two = b.getBoundingClientRect();
    const over = Math.min(one.right, two.right) - Math.max(one.left, two.left) > 2 && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 2;
    if (over && getComputedStyle(a).position !== 'absolute' && getComputedStyle(b).position !== 'absolute') wrong.push(`${name(a)} lies over ${name(b)}`);
  }
}
if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page is wider than the window');
return wrong;
";

fn laid_out(app: &App, screen: &str) {
    let wrong = app.execute(WRONG, &[]);
    let wrong: Vec<_> = wrong.as_array().expect("a list").iter().filter_map(|line| line.as_str()).collect();
    assert!(wrong.is_empty(), "{screen}:\n{}", wrong.join("\n"));
}

/// Opens each screen that practising has, and looks whether it is laid out.
fn all_screens_are_laid_out(app: &App) {
    laid_out(app, "welcome");
    app.click("door-practise");
    app.click("bucket-practice-files");
    app.see(&row("photos/"));
    laid_out(app, "files");
    app.press(&[CONTROL, "k"]);
    app.see("palette");
    laid_out(app, "palette");
    app.press(&[ESCAPE]);
    app.see_gone("palette");
    for screen in ["backups", "integrations"] {
        app.click(&format!("open-{screen}"));
        laid_out(app, screen);
    }
    app.press(&[CONTROL, SHIFT, "k"]);
    app.see("check-connect");
    laid_out(app, "connect");
    app.press(&[ESCAPE]);
    app.click("bucket-practice-files");
    app.click("new-folder");
    app.see("folder-name");
    laid_out(app, "new folder");
    app.press(&[ESCAPE]);
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
    ] {
        app.click(&format!("setting-nav-{page}"));
        app.wait_for("the setting is read", "[data-testid=settings]:not(:has(.skeleton))");
        laid_out(app, page);
    }
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
