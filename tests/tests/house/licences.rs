//! What the project takes from others: under which licences, with which known faults, and what it
//! does not take at all. Needs no network: reads the lock files, and the manifests that the build
//! has fetched for this platform.

mod advisories;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use bucketwise_tests::root;
use serde_json::Value;
use spdx::{Expression, ParseMode};

/// Licences whose terms a desktop program under MIT OR Apache-2.0 can keep by naming its parts.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "IJG",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "PSF-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Tools of the page's build whose licences ask more; none of them is in what people install.
const BUILD_ONLY: &[&str] = &["CC-BY-4.0", "Python-2.0"];

/// A second TLS, or C libraries where a Rust one is in use.
const BANNED: &[&str] = &["aws-lc-rs", "aws-lc-sys", "native-tls", "openssl", "openssl-sys"];

/// Two majors of one of these would be two runtimes, two TLS stacks or two windows in one program.
const ONE_OF: &[&str] =
    &["aws-sdk-s3", "aws-smithy-types", "gtk", "hyper", "keyring", "rustls", "tauri", "tokio", "wry"];

fn fits(licence: &str, more: &[&str]) -> bool {
    let allowed = |name: &str| ALLOWED.contains(&name) || more.contains(&name);
    let parsed = Expression::parse_mode(licence, ParseMode::LAX);
    parsed.is_ok_and(|expression| expression.evaluate(|needed| needed.license.id().is_some_and(|id| allowed(id.name))))
}

/// Crates of `cargo metadata` under a licence that is not allowed, our own left out.
fn refused_crates(metadata: &Value) -> Vec<String> {
    let crates = metadata["packages"].as_array().expect("a list").iter().filter(|package| !package["source"].is_null());
    let licence = |package: &Value| package["license"].as_str().unwrap_or("none").to_string();
    crates
        .filter(|p| !fits(&licence(p), &[]))
        .map(|p| format!("{} {}: {}", p["name"], p["version"], licence(p)))
        .collect()
}

/// What of the npm lock file is under a licence that is not allowed. What is not marked `dev`
/// reaches people.
fn refused_packages(lock: &Value) -> Vec<String> {
    let packages = lock["packages"].as_object().expect("an object").iter().filter(|(path, _)| !path.is_empty());
    let fine = |package: &Value| {
        let more = if package["dev"] == true { BUILD_ONLY } else { &[] };
        package["license"].as_str().is_some_and(|licence| fits(licence, more))
    };
    packages
        .filter(|(_, package)| !fine(package))
        .map(|(path, package)| format!("{path}: {}", package["license"]))
        .collect()
}

/// The crates of Cargo.lock that are banned, or there in two majors.
fn refused_locked(lock: &str) -> Vec<String> {
    let lock: toml::Table = lock.parse().expect("Cargo.lock is TOML");
    let mut majors = BTreeMap::<&str, BTreeSet<String>>::new();
    for package in lock["package"].as_array().expect("a list") {
        let text = |field: &str| package[field].as_str().expect("a string");
        let mut parts = text("version").split('.');
        let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        // Below 1.0 the second number is the one that breaks.
        let major = if first == "0" { format!("0.{second}") } else { first.into() };
        majors.entry(text("name")).or_default().insert(major);
    }
    let banned = majors.keys().filter(|name| BANNED.contains(name)).map(|name| format!("{name} is banned"));
    let twice = majors
        .iter()
        .filter(|(name, found)| ONE_OF.contains(name) && found.len() > 1)
        .map(|(name, found)| format!("{name} in {found:?}"));
    banned.chain(twice).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Of cargo, for the platform that this runs on.
fn metadata() -> Value {
    let host = String::from_utf8(Command::new("rustc").arg("-vV").output().unwrap().stdout).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    serde_json::from_slice(&cargo.stdout).unwrap()
}

/// Our crates that are to be compiled within seconds, and what is never among what they stand on.
const LIGHT: &[&str] = &["policy", "ground", "import", "plans"];
const HEAVY: &[&str] =
    &["aws-", "engine", "hyper", "libsqlite3-sys", "practice", "rusqlite", "rustls", "store", "tokio"];

/// What is compiled before a crate of ours is: the names of everything that it stands on, tests
/// left out.
fn stands_on(metadata: &Value, name: &str) -> BTreeSet<String> {
    let packages = metadata["packages"].as_array().expect("a list");
    let of = |id: &Value| packages.iter().find(|package| package["id"] == *id).expect("a package");
    let ours = packages.iter().find(|package| package["name"] == name && package["source"].is_null());
    let nodes = metadata["resolve"]["nodes"].as_array().expect("a list");
    let (mut found, mut next) = (BTreeSet::new(), vec![&ours.expect("a crate of ours")["id"]]);
    while let Some(id) = next.pop() {
        let node = nodes.iter().find(|node| node["id"] == *id).expect("a node");
        for dep in node["deps"].as_array().expect("a list") {
            let built = dep["dep_kinds"].as_array().expect("a list").iter().any(|kind| kind["kind"] != "dev");
            let name = of(&dep["pkg"])["name"].as_str().expect("a name");
            if built && found.insert(name.to_owned()) {
                next.push(&dep["pkg"]);
            }
        }
    }
    found
}

#[test]
fn the_pure_crates_compile_without_sdk_runtime_or_database() {
    let metadata = metadata();
    let heavy =
        |name: &str| HEAVY.iter().any(|heavy| name == *heavy || heavy.ends_with('-') && name.starts_with(heavy));
    for name in LIGHT {
        let heavy: Vec<_> = stands_on(&metadata, name).into_iter().filter(|name| heavy(name)).collect();
        assert_eq!(heavy, Vec::<String>::new(), "{name}");
    }
    // The rule sees what it is for.
    assert!(stands_on(&metadata, "store").iter().filter(|name| heavy(name)).count() > 10);
}

#[test]
fn every_crate_has_an_allowed_licence() {
    let metadata = metadata();
    assert!(metadata["packages"].as_array().unwrap().len() > 200);
    assert_eq!(refused_crates(&metadata), Vec::<String>::new());
}

#[test]
fn every_npm_package_has_an_allowed_licence() {
    let lock: Value = serde_json::from_str(&read("ui/package-lock.json")).unwrap();
    assert_eq!(refused_packages(&lock), Vec::<String>::new());
}

#[test]
fn nothing_banned_or_doubled_is_locked() {
    assert_eq!(refused_locked(&read("Cargo.lock")), Vec::<String>::new());
}

#[test]
fn what_is_refused_is_seen() {
    assert!(
        fits("MIT/Apache-2.0", &[])
            && fits("(MIT OR GPL-3.0) AND ISC", &[])
            && fits("Apache-2.0 WITH LLVM-exception", &[])
    );
    assert!(!fits("GPL-3.0-only", &[]) && !fits("MIT AND AGPL-3.0-only", &[]) && !fits("none", &[]));
    let metadata = serde_json::json!({ "packages": [
        { "name": "ours", "version": "1.0.0", "source": null, "license": null },
        { "name": "theirs", "version": "1.0.0", "source": "registry", "license": "AGPL-3.0-only" },
        { "name": "mute", "version": "1.0.0", "source": "registry", "license": null },
    ] });
    assert_eq!(refused_crates(&metadata).len(), 2);
    let lock = serde_json::json!({ "packages": { "": {}, "node_modules/a": { "license": "CC-BY-4.0" }, "node_modules/b": { "license": "CC-BY-4.0", "dev": true }, "node_modules/c": {} } });
    assert_eq!(refused_packages(&lock).len(), 2);
    let lock = "[[package]]\nname = \"tokio\"\nversion = \"1.2.0\"\n[[package]]\nname = \"tokio\"\nversion = \"0.2.0\"\n[[package]]\nname = \"openssl-sys\"\nversion = \"0.9.0\"\n";
    assert_eq!(refused_locked(lock).len(), 2);
}
