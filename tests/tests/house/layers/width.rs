//! A line of comment has 100 columns at most, but for addresses and code: in Rust, and in the
//! page's scripts, styles and markup.

/// A line of comment that is too wide.
pub(super) const WIDE: &str = "/// A line that goes on, and on, and on, and then goes on again, \
    until nobody can read it beside another file on one screen.\n";

/// The same in markup.
pub(super) const WIDE_MARKUP: &str = "<!-- A line that goes on, and on, and on, and then goes on again, \
    until nobody can read it beside another file on one screen. -->\n";

pub(super) fn too_wide_a_comment(path: &str, text: &str) -> Option<String> {
    match path.rsplit('.').next() {
        Some("rs") => of_rust(text),
        Some("ts" | "svelte" | "css") if path.starts_with("ui/src/") && !is_made(path) => of_the_page(text),
        _ => None,
    }
}

/// What is made from Rust and from the catalogue.
fn is_made(path: &str) -> bool {
    path == "ui/src/lib/backend/contract.ts" || path.starts_with("ui/src/lib/words/messages/")
}

fn is_wide(line: &str) -> bool {
    line.chars().count() > 100 && !line.contains("https://")
}

fn of_rust(text: &str) -> Option<String> {
    let mut code = false;
    text.lines().find_map(|line| {
        let comment = line.trim_start();
        code ^= comment.trim_start_matches(['/', '!', ' ']).starts_with("```");
        (comment.starts_with("//") && is_wide(line) && !code).then(|| line.trim().to_owned())
    })
}

/// Directives to tools are one line by their nature.
fn of_the_page(text: &str) -> Option<String> {
    const DIRECTIVES: [&str; 4] = ["eslint-", "svelte-ignore", "prettier-ignore", "@ts-"];
    let mut end = None;
    text.lines().find_map(|line| {
        let trimmed = line.trim_start();
        let begins =
            [("/*", "*/"), ("<!--", "-->"), ("//", "")].into_iter().find(|(mark, _)| trimmed.starts_with(mark));
        let comment = end.is_some() || begins.is_some();
        match end {
            Some(mark) if line.contains(mark) => end = None,
            None => end = begins.map(|(_, end)| end).filter(|end| !end.is_empty() && !line.contains(end)),
            Some(_) => {}
        }
        let wide = comment && is_wide(line) && !DIRECTIVES.iter().any(|mark| line.contains(mark));
        wide.then(|| trimmed.to_owned())
    })
}

#[test]
fn comments_are_measured_in_each_language_and_code_is_not() {
    let long = "on and on ".repeat(10);
    for (path, text) in [
        ("src-tauri/src/x.rs", format!("//! {long}\n")),
        ("ui/src/x.ts", format!("  // {long}\n")),
        ("ui/src/x.ts", format!("/**\n * Short.\n * {long}\n */\n")),
        ("ui/src/x.svelte", format!("<!-- {long} -->\n")),
        ("ui/src/x.svelte", format!("<!--\n  {long}\n-->\n")),
        ("ui/src/x.css", format!("a {{\n  /* {long} */\n}}\n")),
    ] {
        assert!(too_wide_a_comment(path, &text).is_some(), "{path}: {text}");
    }
    for (path, text) in [
        ("src-tauri/src/x.rs", format!("let text = \"{long}\";\n")),
        ("ui/src/x.ts", format!("/* Short. */\nconst text = \"{long}\";\n")),
        ("ui/src/x.ts", format!("/**\n * Short.\n */\nconst text = \"{long}\";\n")),
        ("ui/src/x.ts", format!("// https://example.org/{}\n", "a".repeat(100))),
        ("ui/src/x.svelte", format!("<!-- Short. -->\n<p>{long}</p>\n")),
        ("ui/src/x.svelte", format!("// eslint-disable-next-line {long}\n")),
        ("ui/src/lib/backend/contract.ts", format!("/** {long} */\n")),
        ("ui/lint/x.js", format!("// {long}\n")),
    ] {
        assert_eq!(too_wide_a_comment(path, &text), None, "{path}: {text}");
    }
}
