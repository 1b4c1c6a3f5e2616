//! The README promises commands, files and a map of the tree; here each promise is held against the
//! Makefile and the tree. Whether its sentences are true is left to readers.
//!
//! The map is the fenced block after the heading "Map". Each line is a path and, after two spaces,
//! what it is; an indented line lies inside the last one above it that is indented less. A folder
//! ends with a slash.

use std::fs;
use std::path::Path;

use bucketwise_tests::root;

fn file(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// `make X` in the README for which the Makefile has no target.
fn unknown_commands(readme: &str, makefile: &str) -> Vec<String> {
    let code: Vec<&str> = readme
        .split("make ")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or_default())
        .collect();
    let told = readme.lines().any(|line| line == "make run") && readme.lines().any(|line| line == "make test");
    let known =
        |name: &str| makefile.lines().any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(':')));
    // Outside code, "make" is a word: only what stands in backticks or alone on a line is a
    // command.
    let shown = |name: &&str| {
        readme.contains(&format!("`make {name}`"))
            || readme.lines().any(|line| line.starts_with(&format!("make {name}")))
    };
    let mut unknown: Vec<String> =
        code.into_iter().filter(shown).filter(|name| !known(name)).map(str::to_string).collect();
    if !told {
        unknown.push("make run and make test are not told".into());
    }
    unknown
}

/// The paths of the map.
fn map(readme: &str) -> Vec<String> {
    let block = readme.split("\n## Map\n").nth(1).and_then(|rest| rest.split("```").nth(1)).unwrap_or_default();
    let mut above: Vec<(usize, String)> = Vec::new();
    let mut paths = Vec::new();
    for line in block.lines().filter(|line| !line.trim().is_empty()) {
        let indent = line.len() - line.trim_start().len();
        above.retain(|(depth, _)| *depth < indent);
        let parent = above.last().map(|(_, path)| path.as_str()).unwrap_or_default();
        let path = format!("{parent}{}", line.trim_start().split("  ").next().unwrap_or_default().trim());
        if path.ends_with('/') {
            above.push((indent, path.clone()));
        }
        paths.push(path);
    }
    paths
}

/// Local files that the README links to or shows.
fn links(readme: &str) -> Vec<String> {
    let targets = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://") && !target.starts_with('#')).map(str::to_string).collect()
}

fn missing(paths: Vec<String>) -> Vec<String> {
    let there = |path: &str| {
        if path.ends_with('/') { root().join(path).is_dir() } else { Path::new(&root().join(path)).is_file() }
    };
    paths.into_iter().filter(|path| !there(path)).collect()
}

#[test]
fn every_command_of_the_readme_exists() {
    assert_eq!(unknown_commands(&file("README.md"), &file("Makefile")), Vec::<String>::new());
}

#[test]
fn every_path_of_the_map_exists() {
    let paths = map(&file("README.md"));
    assert!(paths.len() > 10, "the map has {} lines", paths.len());
    assert_eq!(missing(paths), Vec::<String>::new());
}

#[test]
fn every_picture_and_link_of_the_readme_exists() {
    assert_eq!(missing(links(&file("README.md"))), Vec::<String>::new());
}

/// The pages of the documentation that lead nowhere, and the decisions that no list leads to.
#[test]
fn every_page_of_the_docs_is_reached() {
    let docs = root().join("src-tauri/docs");
    let pages =
        ["architecture.md", "decisions.md", "glossary.md", "measured.md"].map(|page| format!("src-tauri/docs/{page}"));
    let led: Vec<_> = pages.iter().flat_map(|page| links(&file(page))).collect();
    let nowhere: Vec<_> = led.iter().filter(|link| !docs.join(link).is_file()).collect();
    assert_eq!(nowhere, Vec::<&String>::new());
    let mut lost: Vec<_> = fs::read_dir(docs.join("decisions"))
        .unwrap()
        .map(|page| format!("decisions/{}", page.unwrap().file_name().to_str().unwrap()))
        .filter(|page| !led.contains(page))
        .collect();
    lost.sort();
    assert_eq!(lost, Vec::<String>::new());
    assert_eq!(missing(links(&file("CONTRIBUTING.md"))), Vec::<String>::new());
}

#[test]
fn a_false_promise_is_seen() {
    let readme = "# X\n![a](no/such.png)\nmake run\nmake test\nTry `make coffee` and make do.\n\n## Map\n\n```\ntests/  here\n  nowhere/  not here\n    a.rs  nor this\n```\n";
    assert_eq!(unknown_commands(readme, "run: x\ntest:\n"), ["coffee"]);
    assert_eq!(map(readme), ["tests/", "tests/nowhere/", "tests/nowhere/a.rs"]);
    assert_eq!(missing(map(readme)), ["tests/nowhere/", "tests/nowhere/a.rs"]);
    assert_eq!(missing(links(readme)), ["no/such.png"]);
}
