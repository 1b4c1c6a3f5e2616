//! Readable JSON files in the program's configuration folder: how they are read, and how they are
//! changed without losing anything. What is in them belongs to their owners (`connections`,
//! `places`).
//!
//! A file is written whole to a neighbour and renamed over the old one, so that a crash leaves
//! either the old or the new one. A file that a person's own choices are in and that cannot be read
//! is never overwritten: the person is told instead. Two Bucketwise that run side by side share it:
//! a change is made to what is on the disk, under a lock, so neither drops what the other has
//! saved.

pub(crate) mod paths;
pub(crate) mod table;

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    marker::PhantomData,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::fault::Fault;

/// What stands in a file: its content, and the version of its shape.
#[derive(Serialize, Deserialize)]
struct Written<T> {
    version: u32,
    #[serde(flatten)]
    content: T,
}

/// Why a file was not changed.
#[derive(Debug)]
pub(crate) enum Unchanged {
    /// It is damaged, of a newer program, or may not be opened.
    Unreadable(String),
    /// It could not be written.
    Unwritable(io::Error),
}

/// A file that holds a list of things with ids, and nothing else.
pub(crate) trait Listed: Default + Serialize + DeserializeOwned {
    /// A thing of the list.
    type Item: Clone;
    /// What a thing is known by.
    type Id: PartialEq;
    /// The file's name in the program's configuration folder.
    const FILE: &'static str;
    /// Raised when the shape of a thing changes so that an older program could not read it.
    const VERSION: u32;

    fn items(&mut self) -> &mut Vec<Self::Item>;
    fn id(item: &Self::Item) -> &Self::Id;
    /// No thing has the id any more.
    fn gone() -> Fault;
    fn unreadable(why: &str) -> Fault;
    fn unwritable(why: &str) -> Fault;
}

/// Such a list on the disk, read and written whole.
#[derive(Debug)]
pub(crate) struct Book<L> {
    file: PathBuf,
    list: PhantomData<L>,
}

impl<L: Listed> Book<L> {
    /// The one in `folder`. Nothing is read yet.
    pub(crate) fn open(folder: &Path) -> Self {
        Self { file: folder.join(L::FILE), list: PhantomData }
    }

    pub(crate) fn all(&self) -> Result<Vec<L::Item>, Fault> {
        let mut list: L = read(&self.file, L::VERSION).map_err(|why| L::unreadable(&why))?;
        Ok(std::mem::take(list.items()))
    }

    pub(crate) fn get(&self, id: &L::Id) -> Result<L::Item, Fault> {
        self.all()?.into_iter().find(|item| L::id(item) == id).ok_or_else(L::gone)
    }

    /// Changes the list as it is on the disk now.
    pub(crate) fn change<R>(&self, changed: impl FnOnce(&mut Vec<L::Item>) -> Result<R, Fault>) -> Result<R, Fault> {
        // What was refused is written back as it was.
        let written = change(&self.file, L::VERSION, |list: &mut L| changed(list.items()));
        let (_, result) = written.map_err(|why| match why {
            Unchanged::Unreadable(why) => L::unreadable(&why),
            Unchanged::Unwritable(error) => L::unwritable(&error.to_string()),
        })?;
        result
    }

    /// Changes one thing; what it is then.
    pub(crate) fn change_one(&self, id: &L::Id, changed: impl FnOnce(&mut L::Item)) -> Result<L::Item, Fault> {
        self.change(|all| {
            let item = all.iter_mut().find(|item| L::id(item) == id).ok_or_else(L::gone)?;
            changed(item);
            Ok(item.clone())
        })
    }

    /// Takes one off the list, if it is on it.
    pub(crate) fn remove(&self, id: &L::Id) -> Result<(), Fault> {
        self.change(|all| {
            all.retain(|item| L::id(item) != id);
            Ok(())
        })
    }
}

/// What the file holds; no file holds nothing.
pub(crate) fn read<T: DeserializeOwned + Default>(file: &Path, version: u32) -> Result<T, String> {
    let text = match store::bounds::read_file(file, store::bounds::KEPT) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(T::default()),
        Err(error) => return Err(error.to_string()),
    };
    let written: Written<T> = serde_json::from_slice(&text).map_err(|error| error.to_string())?;
    if written.version > version {
        return Err(format!("written by a newer Bucketwise (version {} of the file)", written.version));
    }
    Ok(written.content)
}

/// Changes what is on the disk now, and writes the file; when that fails nothing has changed.
pub(crate) fn change<T: Serialize + DeserializeOwned + Default, R>(
    file: &Path,
    version: u32,
    change: impl FnOnce(&mut T) -> R,
) -> Result<(T, R), Unchanged> {
    let _lock = lock(file).map_err(Unchanged::Unwritable)?;
    let mut content = read(file, version).map_err(Unchanged::Unreadable)?;
    let result = change(&mut content);
    let written = Written { version, content };
    write(file, &written).map_err(Unchanged::Unwritable)?;
    Ok((written.content, result))
}

/// Writes a file anew, whatever it held.
pub(crate) fn replace<T: Serialize>(file: &Path, version: u32, content: T) -> io::Result<()> {
    fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
    write(file, &Written { version, content })
}

/// Waits for the file; dropped, others may have it. It is held for the moment of one writing. The
/// lock is an empty file beside it and is left in place.
fn lock(file: &Path) -> io::Result<File> {
    fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
    let lock = File::create(file.with_extension("lock"))?;
    lock.lock()?;
    Ok(lock)
}

/// Writes what a person saves to the file that they chose: whole or not at all, and readable by
/// its owner alone.
pub(crate) fn write_whole(file: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(file, bytes)?.persist(file)?;
    Ok(())
}

/// What is to take the place of a file, whole and on the disk; gone again when dropped.
pub(crate) fn beside(file: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut part = tempfile::NamedTempFile::new_in(file.parent().unwrap_or(Path::new(".")))?;
    part.write_all(bytes)?;
    part.as_file().sync_all()?;
    Ok(part)
}

fn write<T: Serialize>(file: &Path, content: &T) -> io::Result<()> {
    // Somebody keeps the file elsewhere and links to it: what the link leads to is replaced, not
    // the link.
    let whole = fs::canonicalize(file);
    let file = whole.as_deref().unwrap_or(file);
    let folder = file.parent().unwrap_or(Path::new("."));
    // A temporary file is readable by its owner alone, and stays so under its new name.
    let mut part = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer_pretty(&mut part, content)?;
    part.write_all(b"\n")?;
    part.as_file().sync_all()?;
    part.persist(file)?;
    Ok(())
}
