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

/// The paths that the code of a file names in full, outside of `use`.
pub(super) fn inline(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//") && !is_use(line.trim_start()));
    let words = code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':'));
    words.filter(|word| word.starts_with("crate::") || word.starts_with("super::")).map(str::to_owned).collect()
}

/// Where a path leads within a module of the engine, seen from a module of it: `own` is where the
/// file lies in it.
pub(super) fn within(module: &str, own: &[&str], path: &str) -> Option<Vec<String>> {
    let mut parts = path.split("::").peekable();
    let mut at: Vec<String> = own.iter().map(|part| (*part).to_owned()).collect();
    match parts.next()? {
        "crate" => {
            parts.next_if_eq(&module)?;
            at.clear();
        }
        "self" => {}
        "super" => {
            at.pop()?;
            while parts.next_if_eq(&"super").is_some() {
                at.pop()?;
            }
        }
        _ => return None,
    }
    at.extend(parts.map(str::to_owned));
    Some(at)
}
