//! Paths that a person chose in a dialog or dropped on the window. The page learns a name for them
//! and never a path it could send back, so a page that was led astray cannot read or write where
//! nobody pointed.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use engine::{
    fault::{self, Fault},
    ids::ChosenId,
};
use serde::Serialize;
use ts_rs::TS;

/// Names shown of a choice; the rest is counted.
const NAMES: usize = 5;

/// Files or a folder that the person chose or dropped. Names are for showing; the paths stay in
/// Rust.
#[derive(Clone, Debug, Serialize, TS)]
pub(crate) struct ChosenPath {
    pub(crate) id: ChosenId,
    pub(crate) names: Vec<String>,
    pub(crate) files: usize,
    pub(crate) folders: usize,
}

/// Every path chosen since the program began.
#[derive(Default)]
pub(crate) struct ChosenPaths {
    paths: Mutex<HashMap<ChosenId, Vec<PathBuf>>>,
}

impl ChosenPaths {
    /// Remembers paths that a person pointed at.
    pub(crate) fn remember(&self, paths: Vec<PathBuf>) -> ChosenPath {
        let folders = paths.iter().filter(|path| path.is_dir()).count();
        let chosen = ChosenPath {
            id: ChosenId::fresh(),
            names: paths.iter().take(NAMES).map(|path| name(path)).collect(),
            files: paths.len() - folders,
            folders,
        };
        self.paths.lock().unwrap_or_else(PoisonError::into_inner).insert(chosen.id.clone(), paths);
        chosen
    }

    /// The paths of a choice, in the order they were given.
    pub(crate) fn paths(&self, id: &ChosenId) -> Result<Vec<PathBuf>, Fault> {
        let paths = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        paths.get(id).cloned().ok_or_else(|| fault::gone("files"))
    }
}

/// The last part of a path, as it is shown.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_page_learns_names_and_counts_and_only_a_known_id_opens_paths() {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = (0..7).map(|n| folder.path().join(format!("{n}.txt"))).collect();
        let all = ChosenPaths::default();
        let chosen = all.remember(paths.iter().cloned().chain([folder.path().to_owned()]).collect());
        assert_eq!((chosen.files, chosen.folders, chosen.names.len()), (7, 1, NAMES));
        let told = serde_json::to_string(&chosen).unwrap();
        assert!(!told.contains(&*folder.path().to_string_lossy()), "no path goes to the page: {told}");
        assert_eq!(all.paths(&chosen.id).unwrap().len(), 8);
        assert_eq!(all.paths(&ChosenId::fresh()).unwrap_err().code, "gone");
    }
}
