//! Every reader has a bound: what is read from outside goes through functions that stop at one.

use super::line;

/// Files and programs are read through `store::bounds`, or with a `take` on the same line.
pub(crate) fn reads_without_a_bound(path: &str, text: &str) -> Option<String> {
    let ours = path.ends_with(".rs") && path.starts_with("src-tauri/") && !path.contains("/tests");
    let ours = ours && !path.contains("/examples/") && !path.contains("/testing");
    // Our own texts while we are built, the kernel's tables, and the contract that a test compares.
    let known = [
        "mounts/table.rs",
        "store/src/list/answer.rs",
        "crates/practice/",
        "contract/typescript.rs",
        "crates/words/build.rs",
    ];
    let known = known.iter().any(|known| path.contains(known));
    line(&without_tests(text), |line| {
        let any = |reads: &[&str]| reads.iter().any(|read| line.contains(read));
        let whole = !known && any(&["fs::read(", "read_to_string(", "read_to_end("]) && !line.contains("take(");
        let program = any(&[".output()", ".wait_with_output()"]);
        ours && (whole || program) && !line.trim_start().starts_with("//")
    })
}

/// The text with the lines of everything that is there for tests alone left empty: of modules,
/// functions and imports behind `#[cfg(test)]`, as rustfmt lays them out.
pub(super) fn without_tests(text: &str) -> String {
    let (mut kept, mut lines) = (String::new(), text.lines());
    while let Some(line) = lines.next() {
        let attribute = line.trim_start();
        if !attribute.starts_with("#[cfg(test)]") && !attribute.starts_with("#[cfg(all(test") {
            kept.push_str(line);
            kept.push('\n');
            continue;
        }
        kept.push('\n');
        // The item ends with its own brace, which is as far in as the attribute, or where a line of
        // it ends as one.
        let margin = &line[..line.len() - attribute.len()];
        let mut opened = false;
        for line in lines.by_ref() {
            kept.push('\n');
            opened |= line.ends_with('{');
            let code = line.strip_prefix(margin).unwrap_or_default();
            if if opened { code.starts_with('}') } else { line.ends_with([';', ',', '}']) } {
                break;
            }
        }
    }
    kept
}

#[test]
fn what_is_there_for_tests_alone_is_left_out_and_nothing_else() {
    let text = "use a;\n#[cfg(test)]\nmod odd;\nfn one() {\n    #[cfg(test)]\n    wait();\n    two();\n}\n\
        #[cfg(test)]\n#[allow(x)]\nmod tests {\n    fn a() {\n    }\n}\nfn last() {}\n\
        #[cfg(all(test, unix))]\nmod more {\n    use b;\n}\nuse c;\n";
    let kept = without_tests(text);
    assert_eq!(kept.lines().count(), text.lines().count(), "lines keep their numbers");
    let kept: Vec<&str> = kept.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(kept, ["use a;", "fn one() {", "    two();", "}", "fn last() {}", "use c;"]);
}
