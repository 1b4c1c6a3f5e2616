//! Known faults in what we take from others, against the notes in `tests/advisories.toml`.
//! Exceptions are those of `.deny.toml`, each with its reason. The databases themselves need the
//! network: `make audit` asks them.

use std::collections::BTreeSet;

use semver::Version;
use serde_json::Value;
use toml::Table;

use super::read;

/// What the notes and the exceptions say of a lock file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    /// `name version: advisory`, for what is locked in spite of an advisory that nobody has
    /// excepted.
    bad: Vec<String>,
    /// Exceptions that were needed.
    used: BTreeSet<String>,
}

impl Told {
    fn of<'a>(locked: impl Iterator<Item = (&'a str, &'a str)>, notes: &Table, of: &str, excepted: &[&str]) -> Self {
        let (mut told, none) = (Self::default(), Table::new());
        let fixed = notes.get(of).and_then(toml::Value::as_table).unwrap_or(&none);
        let unfixed = notes.get("unfixed").and_then(toml::Value::as_table).filter(|_| of == "crates").unwrap_or(&none);
        for (name, version) in locked {
            let unsafe_yet = fixed.get(name).and_then(|note| {
                let (from, id) = (note[0].as_str().expect("a version"), note[1].as_str().expect("an advisory"));
                (number(version) < number(from)).then_some(id)
            });
            for id in unsafe_yet.into_iter().chain(unfixed.get(name).and_then(toml::Value::as_str)) {
                match excepted.contains(&id) {
                    true => drop(told.used.insert(id.into())),
                    false => told.bad.push(format!("{name} {version}: {id}")),
                }
            }
        }
        told
    }
}

/// Python's versions have more or fewer numbers and an end of their own (`2.9.0.post0`): the first
/// three count.
fn number(version: &str) -> Version {
    let numbers = || version.split('.').map_while(|part| part.parse().ok()).chain([0, 0, 0]);
    let [major, minor, patch] = std::array::from_fn(|at| numbers().nth(at).unwrap_or_default());
    Version::parse(version).unwrap_or_else(|_| Version::new(major, minor, patch))
}

/// The ids that `.deny.toml` excepts; each has a reason worth reading.
fn exceptions(deny: &Table) -> Vec<&str> {
    let ignored = deny["advisories"]["ignore"].as_array().expect("a list");
    let told = ignored.iter().map(|one| {
        let reason = one["reason"].as_str().unwrap_or_default();
        assert!(reason.len() > 15, "{one}: an exception needs a reason");
        one["id"].as_str().expect("an advisory")
    });
    told.collect()
}

fn crates(lock: &Table) -> impl Iterator<Item = (&str, &str)> {
    let packages = lock["package"].as_array().expect("a list").iter();
    packages.filter_map(|package| Some((package.get("name")?.as_str()?, package.get("version")?.as_str()?)))
}

fn packages(lock: &Value) -> impl Iterator<Item = (&str, &str)> {
    let packages = lock["packages"].as_object().expect("an object").iter();
    packages.filter_map(|(path, package)| Some((path.rsplit_once("node_modules/")?.1, package["version"].as_str()?)))
}

/// Lines `name==version ; marker \\` of a list that pip installs from.
fn pinned(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.lines().filter_map(|line| {
        let (name, rest) = line.split_once("==")?;
        let name_like = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        name_like.then(|| (name, rest.split([' ', ';', '\\']).next().unwrap_or_default()))
    })
}

const NPM: [&str; 2] = ["ui/package-lock.json", "tests/judges/package-lock.json"];
const PYTHON: [&str; 2] = ["tests/requirements.txt", "tests/localstack.txt"];

#[test]
fn nothing_with_a_known_fault_is_locked() {
    let notes: Table = read("tests/advisories.toml").parse().unwrap();
    let deny: Table = read(".deny.toml").parse().unwrap();
    let lock: Table = read("Cargo.lock").parse().unwrap();
    let excepted = exceptions(&deny);
    let told = Told::of(crates(&lock), &notes, "crates", &excepted);
    assert_eq!(told.bad, Vec::<String>::new());
    assert_eq!(told.used, excepted.iter().map(|id| (*id).to_owned()).collect(), "exceptions that nothing needs");
    for file in NPM {
        let lock: Value = serde_json::from_str(&read(file)).unwrap();
        assert_eq!(Told::of(packages(&lock), &notes, "packages", &[]).bad, Vec::<String>::new(), "{file}");
    }
    for file in PYTHON {
        let list = read(file);
        assert!(pinned(&list).count() > 50, "{file} is not read");
        assert_eq!(Told::of(pinned(&list), &notes, "python", &[]).bad, Vec::<String>::new(), "{file}");
    }
}

/// A note about a name that is no longer locked would be read by nobody.
#[test]
fn every_note_is_about_something_that_is_locked() {
    let notes: Table = read("tests/advisories.toml").parse().unwrap();
    let lock: Table = read("Cargo.lock").parse().unwrap();
    let npm = NPM.map(|file| serde_json::from_str::<Value>(&read(file)).unwrap());
    let python = PYTHON.map(read);
    let there: BTreeSet<_> = crates(&lock).map(|(name, _)| name).collect();
    let npm: BTreeSet<_> = npm.iter().flat_map(packages).map(|(name, _)| name).collect();
    let python: BTreeSet<_> = python.iter().flat_map(|list| pinned(list)).map(|(name, _)| name).collect();
    for (of, there) in [("crates", &there), ("unfixed", &there), ("packages", &npm), ("python", &python)] {
        let noted = notes[of].as_table().unwrap().keys().map(String::as_str);
        assert_eq!(noted.filter(|name| !there.contains(name)).collect::<Vec<_>>(), Vec::<&str>::new(), "[{of}]");
    }
}

#[test]
fn a_fault_is_seen() {
    let notes = "[crates]\na = [\"1.2.0\", \"A-1\"]\nb = [\"2.0.0\", \"B-1\"]\n[unfixed]\nc = \"C-1\"\n";
    let notes: Table = notes.parse().unwrap();
    let locked = [("a", "1.1.9"), ("a", "1.2.0"), ("b", "1.10.0"), ("c", "9.0.0"), ("d", "0.1.0")];
    let told = Told::of(locked.into_iter(), &notes, "crates", &["B-1"]);
    assert_eq!(told.bad, ["a 1.1.9: A-1", "c 9.0.0: C-1"]);
    assert_eq!(told.used, BTreeSet::from(["B-1".to_owned()]));

    let notes: Table = "[python]\na = [\"2.9.1\", \"A-1\"]\nb = [\"3.7\", \"B-1\"]\n".parse().unwrap();
    let list = "# a==0.1\na==2.9.0.post0 ; python_version < '4' \\\n    --hash=sha256:0==1\nb==3.11\nb==3.6\n";
    let told = Told::of(pinned(list), &notes, "python", &[]);
    assert_eq!(told.bad, ["a 2.9.0.post0: A-1", "b 3.6: B-1"]);
}
