//! Files and folders of this computer as uploads.
//!
//! Treatment, each with its line in the summary: a chosen link is followed, a link inside a folder
//! is left out (so circles cannot happen); sockets, pipes and devices are left out; an empty folder
//! becomes a folder marker; a folder that may not be opened, and a chosen file that is gone, become
//! jobs that fail, so that they are seen; names that are not UTF-8 are left out.

use std::{
    collections::{HashSet, VecDeque},
    fs::{self, DirEntry, ReadDir},
    io,
    path::{Path, PathBuf},
};

use words::Words;

use super::{
    super::{
        job::{Action, Task},
        safe::numbered,
    },
    note::Note,
};

const ENTRIES_A_STEP: usize = 256;

/// A walk over chosen files and folders; holds one open folder per level.
pub(in super::super) struct LocalPlan {
    chosen: VecDeque<PathBuf>,
    open: Vec<Level>,
    prefix: String,
    /// Names given to chosen things: two of one name from different folders must not become one
    /// object.
    top: HashSet<String>,
    note: Note,
}

struct Level {
    path: PathBuf,
    entries: ReadDir,
    /// Key of the folder, ending with `/`.
    key: String,
    empty: bool,
}

impl LocalPlan {
    /// `prefix`: where in the bucket, empty or ending with `/`.
    pub(in super::super) fn new(chosen: Vec<PathBuf>, prefix: String) -> Self {
        Self { chosen: chosen.into(), open: Vec::new(), prefix, top: HashSet::new(), note: Note::default() }
    }

    pub(super) fn note(&self) -> Vec<Words> {
        self.note.words()
    }

    /// Looks at the next entries. Blocking.
    pub(super) fn step(&mut self) -> Option<Vec<Task>> {
        if self.open.is_empty() && self.chosen.is_empty() {
            return None;
        }
        let mut tasks = Vec::new();
        for _ in 0..ENTRIES_A_STEP {
            match (self.open.last_mut().map(|level| level.entries.next()), self.chosen.is_empty()) {
                (Some(Some(entry)), _) => tasks.extend(self.entry(entry)),
                (Some(None), _) => tasks.extend(self.close()),
                (None, false) => tasks.extend(self.choose()),
                (None, true) => break,
            }
        }
        Some(tasks)
    }

    fn choose(&mut self) -> Option<Task> {
        let path = self.chosen.pop_front()?;
        let whole = fs::canonicalize(&path);
        let name = path.file_name().or_else(|| whole.as_ref().ok().and_then(|path| path.file_name()));
        let Some(name) = name.and_then(|name| name.to_str()) else {
            self.note.not_text += 1;
            return None;
        };
        let free = |name: &String| !self.top.contains(name);
        let name = Some(name.to_owned()).filter(free).or_else(|| (2..).map(|n| numbered(name, n)).find(free))?;
        self.top.insert(name.clone());
        let key = format!("{}{name}", self.prefix);
        match fs::metadata(&path) {
            Ok(found) if found.is_dir() => self.enter(path, key),
            Ok(found) if !found.is_file() => {
                self.note.special += 1;
                None
            }
            Ok(found) => Some(upload(path, key, found.len())),
            // Gone or closed to us: the job says so.
            Err(_) => Some(upload(path, key, 0)),
        }
    }

    fn entry(&mut self, entry: io::Result<DirEntry>) -> Option<Task> {
        let Ok(entry) = entry else { return self.lose() };
        let level = self.open.last_mut()?;
        let path = entry.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            self.note.not_text += 1;
            return None;
        };
        let key = format!("{}{name}", level.key);
        let Ok(kind) = entry.file_type() else { return Some(upload(path, key, 0)) };
        if kind.is_symlink() {
            self.note.links += 1;
            return None;
        }
        if !kind.is_dir() && !kind.is_file() {
            self.note.special += 1;
            return None;
        }
        level.empty = false;
        if kind.is_dir() { self.enter(path, key) } else { Some(upload(path, key, size(&entry))) }
    }

    fn enter(&mut self, path: PathBuf, key: String) -> Option<Task> {
        let key = format!("{key}/");
        match fs::read_dir(&path) {
            Ok(entries) => {
                self.open.push(Level { path, entries, key, empty: true });
                None
            }
            Err(_) => Some(Task { key, bytes: 0, action: Action::Unreadable { source: path } }),
        }
    }

    /// The folder stopped answering midway.
    fn lose(&mut self) -> Option<Task> {
        let level = self.open.pop()?;
        Some(Task { key: level.key, bytes: 0, action: Action::Unreadable { source: level.path } })
    }

    fn close(&mut self) -> Option<Task> {
        let level = self.open.pop()?;
        self.note.empty += u64::from(level.empty);
        level.empty.then_some(Task { key: level.key, bytes: 0, action: Action::Marker })
    }
}

fn size(entry: &DirEntry) -> u64 {
    entry.metadata().map_or(0, |found| found.len())
}

fn upload(source: impl AsRef<Path>, key: String, bytes: u64) -> Task {
    Task { key, bytes, action: Action::Upload { source: source.as_ref().to_owned() } }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::{collections::BTreeMap, fs};

    use super::{Action, LocalPlan};

    fn all(mut plan: LocalPlan) -> (BTreeMap<String, Action>, String) {
        let mut tasks = BTreeMap::new();
        while let Some(step) = plan.step() {
            for task in step {
                assert!(tasks.insert(task.key, task.action).is_none(), "one key twice");
            }
        }
        (tasks, plan.note().iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_tree_becomes_keys() {
        let root = tempfile::tempdir().unwrap();
        let photos = root.path().join("photos");
        fs::create_dir_all(photos.join("2026/empty")).unwrap();
        fs::write(photos.join("2026/ä b+c.jpg"), "x").unwrap();
        fs::write(root.path().join("one.txt"), "x").unwrap();
        let (tasks, note) = all(LocalPlan::new(vec![photos, root.path().join("one.txt")], "to/".into()));
        let keys: Vec<_> = tasks.keys().map(String::as_str).collect();
        assert_eq!(keys, ["to/one.txt", "to/photos/2026/empty/", "to/photos/2026/ä b+c.jpg"]);
        assert_eq!(tasks["to/photos/2026/empty/"], Action::Marker);
        assert_eq!(note, "1 empty folder is included.");
    }

    #[test]
    fn two_of_one_name_stay_two() {
        let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let paths = [&a, &b].map(|root| root.path().join("same.txt"));
        paths.iter().for_each(|path| fs::write(path, "x").unwrap());
        let (tasks, _) = all(LocalPlan::new(paths.into(), String::new()));
        assert_eq!(tasks.into_keys().collect::<Vec<_>>(), ["same (2).txt", "same.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_pipes_and_odd_names_are_counted() {
        use std::os::unix::{ffi::OsStrExt, fs::symlink, net::UnixListener};
        let root = tempfile::tempdir().unwrap();
        let top = root.path().join("top");
        fs::create_dir_all(top.join("in")).unwrap();
        symlink(&top, top.join("in/circle")).unwrap();
        fs::write(top.join(std::ffi::OsStr::from_bytes(b"bad\xff")), "x").unwrap();
        let _socket = UnixListener::bind(top.join("socket")).unwrap();
        symlink(root.path().join("nowhere"), root.path().join("dangling")).unwrap();
        let (tasks, note) = all(LocalPlan::new(vec![top, root.path().join("dangling")], String::new()));
        // A folder that holds nothing we can send is kept as an empty folder; a chosen dangling
        // link fails as a job.
        assert_eq!(tasks.into_keys().collect::<Vec<_>>(), ["dangling", "top/in/"]);
        for part in ["1 symbolic link ", "1 device, pipe or socket ", "1 file or folder "] {
            assert!(note.contains(part), "{note}");
        }
    }
}
