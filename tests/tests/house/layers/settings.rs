//! The order of the files in the engine's module of settings: each knows those before it in the
//! list, and a setting's own file knows no other setting. So a setting is added, read and removed
//! without the rest.

use super::uses::{paths, within};

/// From the ground up. `value` is the list of the settings; the files below it are the settings
/// themselves.
const ORDER: [&str; 11] =
    ["fact", "around", "check", "setting", "value", "create", "overview", "removal", "earlier", "open", "mod"];

const MODULE: &str = "src-tauri/crates/engine/src/settings/";

/// The first path in a file of the module that leads up.
pub(crate) fn leads_up(path: &str, text: &str) -> Option<String> {
    let file = path.strip_prefix(MODULE)?.strip_suffix(".rs")?;
    let own: Vec<&str> = file.split('/').filter(|part| *part != "mod").collect();
    let Some(rank) = rank(&own) else { return Some("it has no place in the order".to_owned()) };
    let up = |to: &Vec<String>| {
        let to: Vec<&str> = to.iter().map(String::as_str).collect();
        match own.as_slice() {
            ["value", setting, ..] => to.get(..2) != Some(&["value", setting]) && self::rank(&to) >= Some(rank),
            _ => to.first() != own.first() && self::rank(&to) >= Some(rank),
        }
    };
    let used = paths(text).into_iter().filter_map(|path| within("settings", &own, &path));
    used.filter(up).map(|to| format!("it uses settings::{}", to.join("::"))).next()
}

/// A name that is no file of the module lies in the door itself.
fn rank(module: &[&str]) -> Option<usize> {
    let first = module.first().copied().unwrap_or("mod");
    let is_file = first.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    ORDER.iter().position(|name| *name == first).or_else(|| (!is_file).then_some(ORDER.len() - 1))
}

#[test]
fn what_leads_up_is_found_however_it_is_written() {
    for (file, text) in [
        ("check.rs", "use super::value::Held;\n"),
        ("check.rs", "use super::{\n    fact,\n    value::{Held, SettingValue},\n};\n"),
        ("around.rs", "use super::Settings;\n"),
        ("setting.rs", "pub(super) use crate::settings::value;\n"),
        ("value.rs", "use super::{around::Around, open::Open};\n"),
        ("value/cors.rs", "use super::SettingValue;\n"),
        ("value/cors.rs", "use crate::{fault, settings::{check, value::lifecycle::Kind}};\n"),
        ("value/cors/live.rs", "use super::super::tags;\n"),
        ("value/cors/live.rs", "use crate::settings::Settings;\n"),
        ("stranger.rs", ""),
    ] {
        assert!(leads_up(&format!("{MODULE}{file}"), text).is_some(), "{file}: {text}");
    }
    for (file, text) in [
        (
            "value/cors.rs",
            "mod live;\n\npub use self::live::LiveCheck;\nuse crate::settings::{around::Around, check};\n",
        ),
        ("value/cors/live.rs", "use super::Kind;\nuse crate::settings::around::first_key;\n"),
        ("value.rs", "use super::{around::Around, setting::Setting};\nuse self::cors::Kind;\n"),
        ("mod.rs", "use self::{open::Open, value::Held};\n"),
        ("open.rs", "use super::value;\nuse crate::fault::{self, Fault};\n"),
        ("fact.rs", "mod tests {\n    use super::*;\n}\n"),
    ] {
        assert_eq!(leads_up(&format!("{MODULE}{file}"), text), None, "{file}: {text}");
    }
}
