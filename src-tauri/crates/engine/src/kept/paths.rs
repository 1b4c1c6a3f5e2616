//! Paths in what is kept over a restart (`#[serde(with = "kept::paths")]`): as text where they are
//! text, else as the units that the system makes names of, bytes on Unix and 16 bits on Windows. A
//! folder that an old system named in Latin-1 is found again by them.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[cfg(unix)]
type Unit = u8;
#[cfg(windows)]
type Unit = u16;

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum KeptPath {
    Text(String),
    Units(Vec<Unit>),
}

impl From<&Path> for KeptPath {
    fn from(path: &Path) -> Self {
        path.to_str().map_or_else(|| Self::Units(units(path)), |text| Self::Text(text.to_owned()))
    }
}

impl From<KeptPath> for PathBuf {
    fn from(kept: KeptPath) -> Self {
        match kept {
            KeptPath::Text(text) => text.into(),
            KeptPath::Units(units) => of_units(units).into(),
        }
    }
}

#[cfg(unix)]
fn units(path: &Path) -> Vec<Unit> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(unix)]
fn of_units(units: Vec<Unit>) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(units)
}

#[cfg(windows)]
fn units(path: &Path) -> Vec<Unit> {
    use std::os::windows::ffi::OsStrExt;
    path.as_os_str().encode_wide().collect()
}

#[cfg(windows)]
fn of_units(units: Vec<Unit>) -> OsString {
    use std::os::windows::ffi::OsStringExt;
    OsString::from_wide(&units)
}

pub(crate) fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
    KeptPath::from(path).serialize(to)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
    KeptPath::deserialize(from).map(PathBuf::from)
}

/// The same for several.
pub(crate) mod many {
    use super::{Deserialize, Deserializer, KeptPath, PathBuf, Serializer};

    pub(crate) fn serialize<S: Serializer>(paths: &[PathBuf], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(paths.iter().map(|path| KeptPath::from(path.as_path())))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<PathBuf>, D::Error> {
        Ok(Vec::<KeptPath>::deserialize(from)?.into_iter().map(PathBuf::from).collect())
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Kept {
        #[serde(with = "super")]
        one: PathBuf,
        #[serde(with = "super::many")]
        all: Vec<PathBuf>,
    }

    #[test]
    fn a_path_comes_back_as_it_was_and_text_stays_text() {
        let old = PathBuf::from(of_units(b"/home/anna/M\xe4rz".to_vec()));
        let kept = Kept { one: old.clone(), all: vec!["/a".into(), old.clone()] };
        let text = serde_json::to_string(&kept).unwrap();
        assert!(text.contains(r#""all":["/a",["#), "{text}");
        let read: Kept = serde_json::from_str(&text).unwrap();
        assert_eq!((read.one, read.all), (old.clone(), vec!["/a".into(), old]));
    }
}
