//! A copy, a move or another name, as asked for: checked before anything is planned, so that what cannot be is said at
//! once and to the person who asks.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};
use store::Store;

use super::{plan::Aim, safe::numbered, title};
use crate::{
    fault::{self, Fault},
    folders,
    listing::{Choice, Place, Selected},
};

/// Numbers that are tried for a folder beside its original.
const NUMBERS: u32 = 100;

/// What is copied, and where to. Kept over a restart; never a login.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Copies {
    /// Kept beside the rest, not with it.
    #[serde(skip)]
    pub(super) picked: Choice,
    pub(super) from: Place,
    pub(super) to: Place,
    /// Keys and prefixes that go elsewhere than below `to` under their own names.
    pub(super) named: BTreeMap<String, String>,
    /// The originals go.
    pub(super) leave: bool,
    /// What it is called, where that does not follow from the rest.
    #[serde(default)]
    title: Option<String>,
}

impl Copies {
    /// Everything picked in `from` to the folder `to`. A folder copied to where it is gets a number; files do so when
    /// they are copied.
    ///
    /// # Errors
    /// A folder would go into itself, or a move leads to where the things are; or the storage refused to look.
    pub async fn to(
        (store, from, picked): (&Store, Place, impl Into<Choice>),
        (target, to): (&Store, Place),
        leave: bool,
    ) -> Result<Self, Fault> {
        let picked = picked.into();
        let one_server = from.connection == to.connection || store.is_same_server(target);
        let here = one_server && from.bucket == to.bucket;
        let into = |picked: &Selected| matches!(picked, Selected::Folder { prefix } if to.prefix.starts_with(prefix));
        if here && picked.into_iter().any(|picked| into(&picked)) {
            return Err(fault::transfer::into_itself());
        }
        let mut named = BTreeMap::new();
        // What a search found may lie deeper: only what is directly here stays where it is.
        let stays = |prefix: &str| here && folder_of(prefix) == to.prefix;
        for item in &picked {
            if leave && stays(item.key()) {
                return Err(fault::transfer::already_here());
            }
            if let Selected::Folder { prefix } = item
                && stays(&prefix)
            {
                let free = free_folder(target, &to, &prefix).await?;
                named.insert(prefix, free);
            }
        }
        Ok(Self { picked, from, to, named, leave, title: None })
    }

    /// All that lies in the folder `from`, into the folder `to`.
    pub(crate) fn all_of(from: Place, to: Place, title: String) -> Self {
        let picked = Selected::Folder { prefix: from.prefix.clone() }.into();
        let named = BTreeMap::from([(from.prefix.clone(), to.prefix.clone())]);
        Self { picked, from, to, named, leave: false, title: Some(title) }
    }

    /// Gives one file or folder another name.
    ///
    /// # Errors
    /// The name cannot be, or something has it; or the storage refused to look.
    pub async fn rename(store: &Store, from: Place, picked: Selected, name: &str) -> Result<Self, Fault> {
        let name = name.trim();
        let key = picked.key();
        let to = Place { prefix: folder_of(key).to_owned(), ..from.clone() };
        folders::check_free(store, &to, name).await?;
        let ending = if matches!(picked, Selected::Folder { .. }) { "/" } else { "" };
        let named = BTreeMap::from([(key.to_owned(), format!("{}{name}{ending}", to.prefix))]);
        Ok(Self { picked: picked.into(), from, to, named, leave: true, title: None })
    }

    pub(super) fn title(&self) -> String {
        if let Some(title) = &self.title {
            return title.clone();
        }
        match self.named.first_key_value().filter(|_| self.leave) {
            Some((old, new)) => format!("Rename {} to {}", name_of(old), name_of(new)),
            None => title::of_picked(if self.leave { "Move" } else { "Copy" }, &self.picked, &self.from.prefix),
        }
    }

    pub(super) fn aim(&self) -> Aim {
        Aim { from: self.from.prefix.clone(), to: self.to.prefix.clone(), named: Arc::new(self.named.clone()) }
    }

    /// Files are copied to where they are.
    pub(super) fn stays(&self) -> bool {
        (&self.from.connection, &self.from.bucket, &self.from.prefix)
            == (&self.to.connection, &self.to.bucket, &self.to.prefix)
            && !self.leave
    }
}

/// The folder that a key or prefix lies in.
fn folder_of(key: &str) -> &str {
    let end = key.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1);
    &key[..end]
}

fn name_of(key: &str) -> &str {
    key[folder_of(key).len()..].trim_end_matches('/')
}

/// The next number for a folder beside its original.
async fn free_folder(store: &Store, to: &Place, prefix: &str) -> Result<String, Fault> {
    for number in 2..=NUMBERS {
        let free = format!("{}{}/", to.prefix, numbered(name_of(prefix), number));
        if !folders::is_there(store, &to.bucket, &free).await? {
            return Ok(free);
        }
    }
    Err(fault::transfer::no_free_name(name_of(prefix)))
}

#[cfg(test)]
mod tests {
    use super::{folder_of, name_of};

    #[test]
    fn a_key_has_a_folder_and_a_name() {
        for (key, folder, name) in
            [("a", "", "a"), ("a/", "", "a"), ("a/b", "a/", "b"), ("a/b/", "a/", "b"), ("a//b", "a//", "b")]
        {
            assert_eq!((folder_of(key), name_of(key)), (folder, name), "{key}");
        }
    }
}
