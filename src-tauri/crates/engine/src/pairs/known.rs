//! The file of names that both places of a pair had at its last run, in the order of their bytes:
//! of each its length (4 bytes), and the name. Written whole to a neighbour and renamed. What
//! cannot be read is not known, and what is not known is not removed.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Write},
    iter,
    path::Path,
};

use crate::{
    fault::{self, Fault},
    sync::{Comparison, SyncWish},
};

/// Bytes of one name, at most: no disk and no bucket has longer ones.
const LONGEST: u32 = 64 << 10;

/// The names of before; none where there is no file. Blocking, as are its items.
pub(super) fn read(file: &Path) -> impl Iterator<Item = String> + use<> {
    let mut file = File::open(file).ok().map(BufReader::new);
    let mut last = None;
    iter::from_fn(move || {
        let name = one(file.as_mut()?).ok()?;
        // Out of order, the file is damaged: nothing behind this is known.
        if last.as_ref().is_some_and(|last| *last >= name) {
            file = None;
            return None;
        }
        last = Some(name.clone());
        Some(name)
    })
    .fuse()
}

fn one(file: &mut impl Read) -> io::Result<String> {
    let mut len = [0; 4];
    file.read_exact(&mut len)?;
    let len = u32::from_le_bytes(len);
    if len > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut name = vec![0; len as usize];
    file.read_exact(&mut name)?;
    String::from_utf8(name).map_err(io::Error::other)
}

/// Writes down the names that both places have, now or once `after` is carried out. Blocking.
///
/// # Errors
/// The file could not be written; the one of before is then as it was.
pub(super) fn write(file: &Path, comparison: &Comparison, after: Option<SyncWish>) -> Result<(), Fault> {
    let unwritable = |error: io::Error| fault::sync::book_unwritable(&error.to_string());
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(unwritable)?;
    let mut part = BufWriter::new(tempfile::NamedTempFile::new_in(folder).map_err(unwritable)?);
    comparison.common(after, |name| {
        let len = u32::try_from(name.len()).ok().filter(|len| *len <= LONGEST);
        part.write_all(&len.ok_or(io::ErrorKind::InvalidInput)?.to_le_bytes())?;
        part.write_all(name.as_bytes())
    })?;
    let part = part.into_inner().map_err(|error| unwritable(error.into_error()))?;
    part.as_file().sync_all().map_err(unwritable)?;
    part.persist(file).map(drop).map_err(|error| unwritable(error.error))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn written(names: &[&str]) -> Vec<u8> {
        names
            .iter()
            .flat_map(|name| [&u32::try_from(name.len()).unwrap().to_le_bytes(), name.as_bytes()].concat())
            .collect()
    }

    #[test]
    fn what_is_damaged_is_not_known() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("names");
        assert_eq!(read(&file).count(), 0, "no file");
        let all = |bytes: &[u8]| {
            std::fs::write(&file, bytes).unwrap();
            read(&file).collect::<Vec<_>>()
        };
        let whole = written(&["a", "b\n/c", "é"]);
        assert_eq!(all(&whole), ["a", "b\n/c", "é"]);
        assert_eq!(all(&whole[..whole.len() - 1]), ["a", "b\n/c"], "cut off");
        assert_eq!(all(&written(&["b", "a", "c"])), ["b"], "out of order");
        assert_eq!(all(&[written(&["a"]), vec![255; 8]].concat()), ["a"], "no length");
    }
}
