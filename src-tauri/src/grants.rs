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
    ids::GrantId,
};
use serde::Serialize;
use ts_rs::TS;

/// Names shown of a grant; the rest is counted.
const NAMES: usize = 5;

/// Files or a folder that the person chose or dropped. Names are for showing; the paths stay in
/// Rust.
#[derive(Clone, Debug, Serialize, TS)]
pub(crate) struct Granted {
    pub(crate) grant: GrantId,
    pub(crate) names: Vec<String>,
    pub(crate) files: usize,
    pub(crate) folders: usize,
}

/// Every path granted since the program began.
#[derive(Default)]
pub(crate) struct Grants {
    paths: Mutex<HashMap<GrantId, Vec<PathBuf>>>,
}

impl Grants {
    /// Remembers paths that a person pointed at.
    pub(crate) fn grant(&self, paths: Vec<PathBuf>) -> Granted {
        let folders = paths.iter().filter(|path| path.is_dir()).count();
        let granted = Granted {
            grant: GrantId::fresh(),
            names: paths.iter().take(NAMES).map(|path| name(path)).collect(),
            files: paths.len() - folders,
            folders,
        };
        self.paths.lock().unwrap_or_else(PoisonError::into_inner).insert(granted.grant.clone(), paths);
        granted
    }

    /// The paths of a grant, in the order they were given.
    pub(crate) fn paths(&self, grant: &GrantId) -> Result<Vec<PathBuf>, Fault> {
        let paths = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        paths.get(grant).cloned().ok_or_else(|| fault::gone("files"))
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_page_learns_names_and_counts_and_only_a_known_grant_opens_paths() {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = (0..7).map(|n| folder.path().join(format!("{n}.txt"))).collect();
        let grants = Grants::default();
        let granted = grants.grant(paths.iter().cloned().chain([folder.path().to_owned()]).collect());
        assert_eq!((granted.files, granted.folders, granted.names.len()), (7, 1, NAMES));
        let told = serde_json::to_string(&granted).unwrap();
        assert!(!told.contains(&*folder.path().to_string_lossy()), "no path goes to the page: {told}");
        assert_eq!(grants.paths(&granted.grant).unwrap().len(), 8);
        assert_eq!(grants.paths(&GrantId::fresh()).unwrap_err().code, "gone");
    }
}
