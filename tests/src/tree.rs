//! The project's own files, for the tests that hold them against the rules of the house.

use std::fs;
use std::path::Path;

/// A file of the project.
#[derive(Clone, Debug)]
pub struct Source {
    /// From the root, with slashes.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// Every text file of the project, without what is built, fetched or kept by git.
pub fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    walk(&crate::root(), "", &mut found);
    found
}

/// The names in the root that belong to the project.
pub fn top_level() -> Vec<String> {
    let entries = fs::read_dir(crate::root()).expect("the root can be read").flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| !built(name)).collect()
}

fn walk(dir: &Path, prefix: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display())).flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if built(&name) || path == "src-tauri/gen" {
        } else if entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), found);
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            found.push(Source { path, text });
        }
    }
}

/// What .gitignore names, and git itself.
fn built(name: &str) -> bool {
    ["target", "node_modules", "dist", ".git"].contains(&name)
}
