//! A file is read in one sitting, and a function seen whole.

use super::bounds::without_tests;

/// One line over the limit.
pub(super) const LONG: &str = {
    const LINES: [u8; 401] = [b'\n'; 401];
    match std::str::from_utf8(&LINES) {
        Ok(text) => text,
        Err(_) => "",
    }
};

/// A function of the page of 61 lines.
pub(super) const LONG_ARROW: &str = concat!(
    "const x = () => {\n",
    "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n",
    "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n",
    "};\n",
);

pub(super) fn too_long(path: &str, text: &str) -> Option<String> {
    let made = [
        "Cargo.lock",
        "ui/package-lock.json",
        "ui/src/lib/backend/contract.ts",
        "tests/requirements.txt",
        "tests/localstack.txt",
        "icons/icon.svg",
    ];
    // Messages are looked up by name, not read through.
    if path.ends_with(".ftl") {
        return None;
    }
    let lines = text.lines().count();
    (lines > 400 && !made.contains(&path)).then(|| format!("{lines} lines"))
}

/// A function outside of tests has 60 lines at most, from its first line to the bracket that
/// rustfmt sets below it.
pub(super) fn too_long_a_function(path: &str, text: &str) -> Option<String> {
    let tests = path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("tests.rs");
    if !path.ends_with(".rs") || tests {
        return None;
    }
    let text = &without_tests(text);
    let lines: Vec<&str> = text.lines().collect();
    let begins = |line: &&str| {
        let words = line.trim_start().split(' ').skip_while(|word| {
            ["pub", "const", "async", "unsafe"].contains(word) || word.starts_with("pub(") || *word == "super)"
        });
        words.take(1).any(|word| word == "fn")
    };
    lines.iter().zip(0..).filter(|(line, _)| begins(line)).find_map(|(line, start)| {
        let indent = &line[..line.len() - line.trim_start().len()];
        let ends = |line: &&str| {
            line.strip_prefix(indent).is_some_and(|rest| !rest.starts_with(' ') && rest.ends_with(['}', ';']))
        };
        let length = 1 + lines[start..].iter().position(ends).unwrap_or_default();
        (length > 60).then(|| format!("{length} lines: {}", line.trim()))
    })
}

/// Functions that are lists of actions, read entry by entry.
const LISTS: [&str; 2] = ["ui/src/pageactions.ts", "ui/src/features/browse/placeactions.ts"];

/// A function of the page has 60 lines at most as well, to the bracket that prettier sets below it.
pub(super) fn too_long_a_function_of_the_page(path: &str, text: &str) -> Option<String> {
    let svelte = path.ends_with(".svelte");
    let made = path.ends_with("contract.ts") || path.contains(".test.") || LISTS.contains(&path);
    if !path.starts_with("ui/src/") || made || !(svelte || path.ends_with(".ts")) {
        return None;
    }
    // Of a view the script counts; its markup is no function.
    let script = text.split("<script").nth(1).and_then(|rest| rest.split("</script>").next());
    let lines: Vec<&str> = if svelte { script.unwrap_or_default() } else { text }.lines().collect();
    lines.iter().zip(0..).filter(|(line, _)| begins_a_function(line)).find_map(|(line, start)| {
        let indent = &line[..line.len() - line.trim_start().len()];
        let ends = |line: &&str| line.strip_prefix(indent).is_some_and(|rest| rest.starts_with('}'));
        let length = 2 + lines[start + 1..].iter().position(ends).unwrap_or_default();
        (length > 60).then(|| format!("{length} lines: {}", line.trim()))
    })
}

/// A function with a name, an arrow with a body, or a method.
fn begins_a_function(line: &str) -> bool {
    let before = ["export", "default", "async", "static", "get", "set", "override", "private"];
    let first = line.trim_start().split(' ').find(|word| !before.contains(word)).unwrap_or_default();
    let name = first.split_once(['(', '<']).map_or("", |(name, _)| name);
    let named = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "#_$".contains(c));
    let method = named && (line.ends_with(") {") || line.contains("): "));
    line.ends_with('{') && (first == "function" || line.ends_with("=> {") || method)
}

#[test]
fn functions_of_the_page_are_found_however_they_are_written() {
    let body = "\n".repeat(60);
    for (path, head) in [
        ("ui/src/lib/x.ts", "export async function x<T>(a: T): Promise<void> {"),
        ("ui/src/lib/x.ts", "  #take({ a }: X): void {"),
        ("ui/src/lib/x.ts", "  get shown(): X[] {"),
        ("ui/src/lib/x.ts", "const x = (a: number) => {"),
        ("ui/src/lib/x.svelte", "<script lang=\"ts\">\n  $effect(() => {"),
    ] {
        let end = if head.contains("  ") { "  }\n" } else { "}\n" };
        assert!(too_long_a_function_of_the_page(path, &format!("{head}\n{body}{end}")).is_some(), "{head}");
        assert!(too_long_a_function_of_the_page(path, &format!("{head}\n{end}{body}")).is_none(), "{head}");
    }
    assert_eq!(too_long_a_function_of_the_page("ui/src/x.ts", &format!("export class X {{\n{body}}}\n")), None);
    assert_eq!(too_long_a_function_of_the_page("ui/src/x.ts", &format!("if (a) {{\n{body}}}\n")), None);
}
