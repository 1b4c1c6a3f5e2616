//! What a file of Rust imports, read out of its text.

/// What the `use` statements of a file name, each whole. Those of modules within it, which are its
/// tests, are left out.
pub(super) fn paths(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for statement in text.split_inclusive(';') {
        let start = statement.lines().position(is_use).unwrap_or(usize::MAX);
        let lines: Vec<&str> = statement.lines().skip(start).map(str::trim).collect();
        if let Some((_, tree)) = lines.join(" ").trim_end_matches(';').split_once("use ") {
            expand("", tree, &mut found);
        }
    }
    found
}

fn is_use(line: &str) -> bool {
    line.starts_with("use ") || line.starts_with("pub") && line.contains(" use ")
}

fn expand(before: &str, tree: &str, found: &mut Vec<String>) {
    let Some((head, rest)) = tree.split_once('{') else {
        let name = tree.trim().split(" as ").next().unwrap_or_default();
        if !name.is_empty() {
            found.push(format!("{before}{name}"));
        }
        return;
    };
    let inner = rest.trim_end().strip_suffix('}').unwrap_or(rest);
    let before = format!("{before}{}", head.trim());
    let (mut depth, mut from) = (0, 0);
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&before, &inner[from..at], found);
                from = at + 1;
            }
            _ => {}
        }
    }
}
