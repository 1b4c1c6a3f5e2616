//! A copy, a move or another name, as asked for: checked before anything is planned, so that what
//! cannot be is said at once and to the person who asks.

use std::{collections::BTreeMap, sync::Arc};

use store::{ObjectAt, Store};
use words::{Words, jobs, say};

use super::Aim;
use crate::{
    at::{FileAt, Place},
    fault::{self, Fault},
    files::{folders, versions::Current},
    listing::{AsListed, Choice, Selected},
    transfers::{
        identity::{self, Identity, Seen},
        safe::{numbered, time_in_name},
        terms::TransferKind,
        title,
        work::Copies,
    },
};

/// Numbers that are tried for a folder beside its original.
const NUMBERS: u32 = 100;

impl Copies {
    /// Everything picked in `from` to the folder `to`. A folder copied to where it is gets a
    /// number; files do so when they are copied. What is of an earlier time gets that time into its
    /// name there.
    ///
    /// # Errors
    /// A folder would go into itself, a move leads to where the things are or is of an earlier
    /// time; or the storage refused to look.
    pub async fn to(
        (store, from, picked): (&Store, Place, impl Into<Choice>),
        (target, to): (&Store, Place),
        leave: bool,
    ) -> Result<Self, Fault> {
        let picked = picked.into();
        let moment = picked.moment();
        if leave && picked.into_iter().any(|item| item.is_past()) {
            return Err(fault::of_the_past());
        }
        let ends = Ends { store, from: &from, target, to: &to };
        let mut here = None;
        let mut named = BTreeMap::new();
        for item in &picked {
            if let Selected::Folder { prefix } | Selected::FolderAt { prefix, .. } = &item
                && ends.lead_into(prefix).await?
            {
                return Err(fault::transfer::into_itself());
            }
            // What a search found may lie deeper: it stays where it is only where that is what it
            // becomes.
            if folder_of(item.key()) != to.prefix && from.prefix != to.prefix {
                continue;
            }
            let here = match here {
                Some(here) => here,
                None => *here.insert(ends.are_one(item.key(), &to.prefix, &to.prefix).await?),
            };
            if here && leave {
                return Err(fault::transfer::already_here());
            }
            if let Selected::Folder { prefix } = item
                && here
                && folder_of(&prefix) == to.prefix
            {
                let free = free_folder(target, &to, &prefix).await?;
                named.insert(prefix, free);
            }
        }
        let stays = !leave && here == Some(true) && from.prefix == to.prefix;
        let note = moment.filter(|_| stays).map(time_in_name);
        let stays = stays && note.is_none();
        Ok(Self { picked, from, to, named, leave, stays, title: None, note, over: None, readable: false })
    }

    /// All that lies in the folder `from`, into the folder `to`.
    pub(crate) fn all_of(from: Place, to: Place, title: Words) -> Self {
        let picked = Selected::Folder { prefix: from.prefix.clone() }.into();
        let named = BTreeMap::from([(from.prefix.clone(), to.prefix.clone())]);
        let (title, note, over) = (Some(title), None, None);
        Self { picked, from, to, named, leave: false, stays: false, title, note, over, readable: false }
    }

    /// Makes a version of a file the current one again, by a copy of it onto its own key, in the
    /// place of `over` alone. What is there now stays in the file's history: where it would not,
    /// the copy is refused when its turn comes.
    #[must_use]
    pub fn restore(at: &FileAt, id: String, size: u64, over: Current) -> Self {
        let FileAt { connection, bucket, key } = at.clone();
        let from = Place { connection, bucket, prefix: folder_of(&key).to_owned() };
        let title = say!(jobs::RestoreVersion, name = name_of(&key));
        let named = BTreeMap::from([(key.clone(), key.clone())]);
        let picked = Selected::Version { key, size, id, saved_as: None, listed: AsListed::default() }.into();
        let (title, note, over) = (Some(title), None, Some(over));
        Self { picked, to: from.clone(), from, named, leave: false, stays: false, title, note, over, readable: false }
    }

    /// Gives one file or folder another name.
    ///
    /// # Errors
    /// The name cannot be, or something has it; or the storage refused to look.
    pub async fn rename(store: &Store, from: Place, picked: Selected, name: &str) -> Result<Self, Fault> {
        if picked.is_past() {
            return Err(fault::of_the_past());
        }
        let name = name.trim();
        let key = picked.key();
        let to = Place { prefix: folder_of(key).to_owned(), ..from.clone() };
        folders::check_free(store, &to, name).await?;
        let ending = if matches!(picked, Selected::Folder { .. }) { "/" } else { "" };
        let named = BTreeMap::from([(key.to_owned(), format!("{}{name}{ending}", to.prefix))]);
        let (title, note, over) = (None, None, None);
        Ok(Self {
            picked: picked.into(),
            from,
            to,
            named,
            leave: true,
            stays: false,
            title,
            note,
            over,
            readable: false,
        })
    }

    pub(crate) fn title(&self) -> Words {
        if let Some(title) = &self.title {
            return title.clone();
        }
        match self.named.first_key_value().filter(|_| self.leave) {
            Some((old, new)) => say!(jobs::Rename, old = name_of(old), new = name_of(new)),
            None => {
                let kind = if self.leave { TransferKind::Move } else { TransferKind::Copy };
                title::of_picked(kind, &self.picked, &self.from.prefix)
            }
        }
    }

    pub(in crate::transfers) fn aim(&self) -> Aim {
        let (from, to, note) = (self.from.prefix.clone(), self.to.prefix.clone(), self.note.clone());
        Aim { from, to, named: Arc::new(self.named.clone()), note }
    }

    /// Files are copied to where they are.
    pub(crate) fn stays(&self) -> bool {
        self.stays
    }
}

/// Where things come from and go to, with the logins.
struct Ends<'a> {
    store: &'a Store,
    from: &'a Place,
    target: &'a Store,
    to: &'a Place,
}

impl Ends<'_> {
    /// Whether the folder picked at `prefix` has the other end inside it, under whatever name or
    /// spelling.
    async fn lead_into(&self, prefix: &str) -> Result<bool, Fault> {
        match identity::below(prefix, &self.to.prefix) {
            Some(below) => self.are_one(prefix, &self.to.prefix, &format!("{prefix}{below}")).await,
            None => Ok(false),
        }
    }

    /// Whether the folder `there` of the one end and `here` of the other are one; `picked` lies at
    /// the other end. Where a login is not allowed to find out, addresses decide; before an
    /// original goes, it is looked again.
    async fn are_one(&self, picked: &str, there: &str, here: &str) -> Result<bool, Fault> {
        let one_login = self.from.connection == self.to.connection;
        let file = |bucket: &str, folder: &str| ObjectAt::new(bucket, format!("{folder}file"));
        let (copy, original) = (file(&self.to.bucket, there), file(&self.from.bucket, here));
        let identity = match identity::at_sight(one_login, &original, &copy) {
            Some(identity) => identity,
            // What is at the one end would be seen at the other.
            None if folders::is_there(self.target, &self.to.bucket, picked).await.is_ok_and(|seen| !seen) => {
                Identity::Different
            }
            None => {
                let seen = |store, at| Seen { store, at };
                let asked = identity::by_note(seen(self.target, &copy), seen(self.store, &original)).await;
                asked.map_err(|error| fault::from_store(&error))?
            }
        };
        let by_address = copy == original && (one_login || self.store.is_same_server(self.target));
        Ok(identity == Identity::Same || identity == Identity::Unknown && by_address)
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
