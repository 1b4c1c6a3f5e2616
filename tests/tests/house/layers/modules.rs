//! The order of the engine's modules: each knows those before it in the list, by name and in a
//! `use`, and none after it. So a module can be read, and changed, without those that stand on it.

use super::{bounds::without_tests, uses::paths};

/// From the ground up.
const ORDER: [&str; 31] = [
    "unproved",
    "background",
    "beginning",
    "stop",
    "ticks",
    "until",
    "json",
    "at",
    "names",
    "finding",
    "fault",
    "kept",
    "held",
    "near",
    "history",
    "typed",
    "sweep",
    "connections",
    "listing",
    "files",
    "transfers",
    "sync",
    "opened",
    "places",
    "backups",
    "pairs",
    "mounts",
    "settings",
    "integrations",
    "reach",
    "lib",
];

const ENGINE: &str = "src-tauri/crates/engine/src/";

/// The first path in a file of the engine that leads up, or that no module has.
pub(crate) fn leads_up(path: &str, text: &str) -> Option<String> {
    let file = path.strip_prefix(ENGINE)?.strip_suffix(".rs")?;
    let own = file.split('/').next()?;
    let Some(rank) = rank(own) else { return Some(format!("{path}: the module {own} has no place in the order")) };
    let used =
        paths(&without_tests(text)).into_iter().filter_map(|path| Some(path.strip_prefix("crate::")?.to_owned()));
    let up = |to: &String| {
        let module = to.split("::").next().unwrap_or_default();
        module != own && self::rank(module).is_some_and(|to| to >= rank)
    };
    used.filter(up).map(|to| format!("{path} uses {to}, which stands above it")).next()
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|name| *name == module)
}

#[test]
fn the_first_path_that_leads_up_is_named() {
    for (file, text) in [
        ("listing/x.rs", "use crate::files::folders;\n"),
        ("fault/x.rs", "use crate::{finding::Finding, settings::{SettingKind, SettingValue}};\n"),
        ("transfers/up/x.rs", "use crate::{\n    at::Place,\n    backups::BackupRetention,\n};\n"),
        ("transfers/x.rs", "use crate::sync::SyncSide;\n"),
        ("stranger.rs", ""),
    ] {
        assert!(leads_up(&format!("{ENGINE}{file}"), text).is_some(), "{file}: {text}");
    }
    for (file, text) in [
        ("listing/x.rs", "use crate::{at::Place, fault::{self, Fault}, ids::ListingId};\n"),
        ("fault/remedy.rs", "use crate::{finding::LoginField, names::check_name};\n"),
        ("at.rs", "#[cfg(test)]\nmod tests {\n    use crate::transfers::Work;\n}\n"),
        ("lib.rs", "pub mod at;\n"),
    ] {
        assert_eq!(leads_up(&format!("{ENGINE}{file}"), text), None, "{file}: {text}");
    }
}
