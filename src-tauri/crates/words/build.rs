//! Makes a type of each message that Rust says, so that one without a value, or with another's,
//! does not compile; and the list of the catalogue's files.

#[path = "src/placeholders.rs"]
mod placeholders;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use fluent_syntax::ast::{Entry, Message};
use fluent_syntax::parser;

/// The files whose messages Rust says by type. Those of presets it finds by names that follow from
/// the preset; all others are the page's own.
const MODULES: [&str; 14] = [
    "bucket", "checks", "cors", "faults", "files", "import", "jobs", "plans", "policy", "probe", "reach", "shell",
    "sync", "types",
];

fn main() -> io::Result<()> {
    let var = |name: &str| env::var(name).map_err(io::Error::other);
    let locales = Path::new(&var("CARGO_MANIFEST_DIR")?).join("../../locales");
    println!("cargo:rerun-if-changed={}", locales.display());
    let out = PathBuf::from(var("OUT_DIR")?);
    fs::write(out.join("catalogue.rs"), catalogue(&locales)?)?;
    let mut said = String::new();
    for module in MODULES {
        let file = locales.join("en").join(format!("{module}.ftl"));
        let text = fs::read_to_string(&file)?;
        let resource = parser::parse(text.as_str())
            .map_err(|(_, wrong)| io::Error::other(format!("{}: {wrong:?}", file.display())))?;
        let messages = resource.body.iter().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message),
            _ => None,
        });
        writeln!(said, "/// Messages of `{module}.ftl`.\npub mod {module} {{").map_err(io::Error::other)?;
        for message in messages {
            said += &typed(module, message).map_err(io::Error::other)?;
        }
        said += "}\n";
    }
    fs::write(out.join("said.rs"), said)
}

/// `[("en", "browse.ftl", include_str!(…)), …]`
fn catalogue(locales: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for folder in fs::read_dir(locales)? {
        for file in fs::read_dir(folder?.path())? {
            files.push(file?.path());
        }
    }
    files.sort();
    let mut list = String::from("[\n");
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "ftl")) {
        let language = file.parent().and_then(Path::file_name).unwrap_or_default();
        writeln!(list, "    ({language:?}, include_str!({file:?})),").map_err(io::Error::other)?;
    }
    Ok(list + "]\n")
}

/// The type of a message: a field for each of its values. One that has attributes in the place of a
/// text is told in three.
fn typed(module: &str, message: &Message<&str>) -> Result<String, std::fmt::Error> {
    let id = message.id.name;
    let patterns = message.value.iter().chain(message.attributes.iter().map(|attribute| &attribute.value));
    let values: BTreeSet<String> = patterns.flat_map(placeholders::names).collect();
    let name = camel(id.strip_prefix(module).unwrap_or(id));
    let mut text = format!("    /// `{id}`\n    #[allow(missing_docs)]\n    pub struct {name} {{\n");
    for value in &values {
        writeln!(text, "        pub {}: crate::Value,", value.replace('-', "_"))?;
    }
    let made = if message.value.is_some() { "Words" } else { "Told" };
    writeln!(text, "    }}\n    impl From<{name}> for crate::{made} {{\n        #[allow(unused_variables)]")?;
    let ids = match message.value {
        Some(_) => format!("{id:?}"),
        None => format!("{:?}", ["title", "what", "next"].map(|part| format!("{id}.{part}"))),
    };
    writeln!(text, "        fn from(message: {name}) -> Self {{\n            Self::new({ids}, [")?;
    for value in &values {
        writeln!(text, "                ({value:?}, message.{}),", value.replace('-', "_"))?;
    }
    writeln!(text, "            ])\n        }}\n    }}")?;
    Ok(text)
}

/// `"-not-permitted"` → `NotPermitted`.
fn camel(name: &str) -> String {
    let parts = name.split(['-', '_']).filter(|part| !part.is_empty());
    parts.map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}
