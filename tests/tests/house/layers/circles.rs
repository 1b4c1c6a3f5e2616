//! The parts of a module of the engine, its files and folders, make no circle: of any two one can
//! be read without the other. What lies in a module's door (`mod.rs`) is left out: the door knows
//! all of them. A method that a part gives to another one's type is left out as well.

use std::collections::{BTreeMap, BTreeSet};

use bucketwise_tests::tree::sources;

use super::{
    bounds::without_tests,
    uses::{inline, paths, within},
};

const ENGINE: &str = "src-tauri/crates/engine/src/";

/// What each part of each module knows of the other parts: by `module::part`.
type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The circles, each once, as `module::a → module::b → module::a`.
fn circles<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let arrows = arrows(files);
    let mut found = Vec::new();
    let (mut left, mut way) = (arrows.keys().cloned().collect::<BTreeSet<_>>(), Vec::new());
    while let Some(part) = left.first().cloned() {
        walk(&arrows, &part, &mut left, &mut way, &mut found);
    }
    found
}

/// Every way on from a part that nobody came to before; one that leads back to itself is found.
fn walk(arrows: &Arrows, at: &str, left: &mut BTreeSet<String>, way: &mut Vec<String>, found: &mut Vec<String>) {
    if let Some(begin) = way.iter().position(|part| part == at) {
        found.push([&way[begin..], &[at.to_owned()]].concat().join(" → "));
        return;
    }
    if !left.remove(at) {
        return;
    }
    way.push(at.to_owned());
    for to in arrows.get(at).into_iter().flatten() {
        walk(arrows, to, left, way, found);
    }
    way.pop();
}

fn arrows<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Arrows {
    let mut all = Arrows::new();
    let mut known = Vec::new();
    for (path, text) in files {
        let Some(file) = path.strip_prefix(ENGINE).and_then(|file| file.strip_suffix(".rs")) else { continue };
        let mut place = file.split('/').filter(|part| *part != "mod");
        let (Some(module), place) = (place.next(), place.collect::<Vec<_>>()) else { continue };
        let Some(part) = place.first().filter(|_| !place.contains(&"tests")) else { continue };
        let code = without_tests(text);
        let named = paths(&code).into_iter().chain(inline(&code));
        let to = named.filter_map(|path| within(module, &place, &path)?.into_iter().next());
        known.extend(to.map(|to| (format!("{module}::{part}"), format!("{module}::{to}"))));
        all.entry(format!("{module}::{part}")).or_default();
    }
    for (from, to) in known {
        if from != to && all.contains_key(&to) {
            all.entry(from).or_default().insert(to);
        }
    }
    all
}

#[test]
fn the_parts_of_a_module_make_no_circle() {
    let sources = sources();
    let found = circles(sources.iter().map(|source| (source.path.as_str(), source.text.as_str())));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_circle_is_found_however_it_is_written_and_nothing_else_is_one() {
    let of = |files: &[(&str, &str)]| {
        let files: Vec<_> = files.iter().map(|(file, text)| (format!("{ENGINE}m/{file}.rs"), *text)).collect();
        circles(files.iter().map(|(file, text)| (file.as_str(), *text)))
    };
    for (b, c) in [
        ("use super::c::C;\n", "use super::a::A;\n"),
        ("use crate::{\n    fault::Fault,\n    m::{c::C, mod_wide},\n};\n", "fn c() {\n    super::a::run();\n}\n"),
    ] {
        let found = of(&[("a", "use super::b::B;\n"), ("b/mod", b), ("b/deep", ""), ("c", c)]);
        assert_eq!(found, ["m::a → m::b → m::c → m::a"]);
        // One arrow less.
        assert_eq!(of(&[("a", "use super::b::B;\n"), ("b/mod", b), ("c", "")]), [""; 0]);
    }
    let deep = [("a", "use super::b::B;\n"), ("b/mod", ""), ("b/deep", "use super::super::a::A;\n")];
    assert_eq!(of(&deep), ["m::a → m::b → m::a"]);
    let tests = "#[cfg(test)]\nmod tests {\n    use crate::m::a::A;\n}\n";
    for (a, b) in [
        ("use super::b::B;\n", tests),
        ("use super::b::B;\n", "// use super::a::A;\n"),
        ("use super::b::B;\n", "use super::Door;\nuse crate::a::A;\n"),
        ("use super::b::B;\n", "mod own;\nuse self::own::a;\n"),
    ] {
        assert_eq!(of(&[("a", a), ("b", b), ("mod", "use self::{a::A, b::B};\n")]), [""; 0], "{b}");
    }
}
