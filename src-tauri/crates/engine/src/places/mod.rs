//! Places that a person comes back to: favourites, those of late, the tabs that were open, and how
//! lists are shown; and the addresses by which people name places.
//!
//! All of it is one readable file in the configuration folder ([`crate::kept`]): names of buckets
//! and folders, never a login. A file that cannot be read is left alone and told once; the program
//! then goes on without what is in it.

mod address;
mod locate;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use store::{Endpoint, Store};
use ts_rs::TS;

use self::address::{Base, Storage};
pub use self::locate::{Located, LocatedFile};
use crate::{
    at::Place,
    connections::ConnectionView,
    fault::{self, Fault},
    ids::ConnectionId,
    kept::{self, Unchanged},
    listing::Sort,
};

/// The file's name in the program's configuration folder.
const FILE: &str = "places.json";
/// Raised when the shape of [`PlacesView`] changes so that an older program could not read it.
const VERSION: u32 = 1;
/// Places of late that are kept.
const RECENTS: usize = 12;
/// More tabs than anybody reads the titles of.
const TABS: usize = 40;

/// What is kept, and what the page is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct PlacesView {
    /// In the order they were chosen. A bucket's prefix is empty; a connection's bucket is empty
    /// too.
    pub favourites: Vec<Place>,
    /// Places that were open, the latest first.
    pub recents: Vec<Place>,
    pub tabs: Vec<Place>,
    /// Which of `tabs` was in front.
    pub active: usize,
    pub look: Look,
}

/// How lists of files are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Look {
    /// As tiles rather than as a table.
    pub tiles: bool,
    /// Pictures show what kind of file they are, and no thumbnail is made of them.
    pub plain: bool,
    /// The table has small thumbnails in the place of pictures of the kind.
    pub thumbs: bool,
    /// Columns that the person changed.
    pub columns: Vec<ColumnLook>,
    /// The buttons of the bar have their words below their pictures.
    pub words: bool,
    /// The size of text and rows, in percent; 0: the usual one.
    pub zoom: u16,
    /// The language that was chosen: a folder of the catalogue; empty: the computer's.
    pub language: String,
    /// The details pane is open.
    pub details: bool,
    /// Lines of the sidebar that are not as they are at first: connections that are open, groups
    /// of places that were turned.
    pub tree: Vec<String>,
    /// Buckets whose files are not shown by name, the latest first.
    pub sorts: Vec<SortLook>,
}

/// The order in which a bucket's files are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SortLook {
    /// The bucket; its prefix is empty.
    pub at: Place,
    /// The order in which its files are shown.
    pub sort: Sort,
}

/// A column that the person changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ColumnLook {
    /// The column's name in the page.
    pub id: String,
    /// In pixels of a text of usual size; null: as wide as the program thinks best.
    pub width: Option<u32>,
    /// Whether a person wants to see it.
    pub shown: bool,
}

/// What a person comes back to: favourites, recent places, looks of lists; one file on disk.
#[derive(Debug)]
pub struct Places {
    file: PathBuf,
}

impl Places {
    /// The places kept in `folder`. Nothing is read yet.
    #[must_use]
    pub fn open(folder: &Path) -> Self {
        Self { file: folder.join(FILE) }
    }

    /// What is kept, of connections that `known` names: those of a session end with it.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn read(&self, known: &[ConnectionId]) -> Result<PlacesView, Fault> {
        let mut kept: PlacesView = kept::read(&self.file, VERSION).map_err(|why| self.unreadable(&why))?;
        kept.keep(|place| known.contains(&place.connection));
        Ok(kept)
    }

    /// Keeps the tabs as they are now; where the one in front leads becomes the latest place.
    /// Answers those of late.
    ///
    /// # Errors
    /// The file could not be changed.
    pub fn keep_tabs(&self, tabs: Vec<Place>, active: usize) -> Result<Vec<Place>, Fault> {
        self.change(|kept| {
            if let Some(here) = tabs.get(active).filter(|place| !place.bucket.is_empty()) {
                kept.recents.retain(|place| place != here);
                kept.recents.insert(0, here.clone());
                kept.recents.truncate(RECENTS);
            }
            (kept.tabs, kept.active) = (tabs.into_iter().take(TABS).collect(), active);
            kept.recents.clone()
        })
    }

    /// Makes a place a favourite, or no longer one. Answers all favourites.
    ///
    /// # Errors
    /// The file could not be changed.
    pub fn set_favourite(&self, place: Place, favourite: bool) -> Result<Vec<Place>, Fault> {
        self.change(|kept| {
            let known = kept.favourites.contains(&place);
            match (known, favourite) {
                (false, true) => kept.favourites.push(place),
                (true, false) => kept.favourites.retain(|other| *other != place),
                _ => {}
            }
            kept.favourites.clone()
        })
    }

    /// Keeps how lists are shown.
    ///
    /// # Errors
    /// The file could not be changed.
    pub fn keep_look(&self, look: Look) -> Result<(), Fault> {
        self.change(|kept| kept.look = look)
    }

    /// Forgets every place of a connection.
    ///
    /// # Errors
    /// The file could not be changed.
    pub fn forget(&self, connection: &ConnectionId) -> Result<(), Fault> {
        self.change(|kept| kept.keep(|place| place.connection != *connection))
    }

    fn change<R>(&self, change: impl FnOnce(&mut PlacesView) -> R) -> Result<R, Fault> {
        let changed = kept::change(&self.file, VERSION, change);
        changed.map(|(_, result)| result).map_err(|why| match why {
            Unchanged::Unreadable(why) => self.unreadable(&why),
            Unchanged::Unwritable(error) => fault::places_unwritable(&self.file.to_string_lossy(), &error.to_string()),
        })
    }

    fn unreadable(&self, why: &str) -> Fault {
        fault::places_unreadable(&self.file.to_string_lossy(), why)
    }
}

impl PlacesView {
    fn keep(&mut self, kept: impl Fn(&Place) -> bool) {
        let front = self.tabs.get(self.active).cloned();
        for places in [&mut self.favourites, &mut self.recents, &mut self.tabs] {
            places.retain(&kept);
        }
        self.look.sorts.retain(|look| kept(&look.at));
        self.active = front.and_then(|front| self.tabs.iter().position(|tab| *tab == front)).unwrap_or_default();
    }
}

/// Where what a person typed leads, from `bucket` of this connection (empty in the list of
/// buckets).
///
/// # Errors
/// It is no address, one of another storage, or nothing is there that this login may see.
pub async fn locate(store: &Store, connection: &ConnectionView, bucket: &str, text: &str) -> Result<Located, Fault> {
    let base = Base { bucket: bucket.to_owned(), storage: storage(connection) };
    let address = address::read(text, &base).map_err(|problem| fault::wrong_address(&problem))?;
    locate::locate(store, &connection.id, address).await
}

fn storage(connection: &ConnectionView) -> Storage {
    let needs_endpoint = store::provider(&connection.provider).is_none_or(|provider| provider.needs_endpoint);
    let endpoint = Endpoint::parse(&connection.endpoint).ok();
    // An address of Amazon's own (FIPS, PrivateLink) leads to what all its addresses lead to.
    let partition = endpoint.as_ref().and_then(|it| store::host(it.host())).map_or("", |host| host.partition);
    if !partition.is_empty() {
        return Storage::Aws { partition };
    }
    if needs_endpoint || !connection.endpoint.is_empty() {
        return Storage::Own { endpoint };
    }
    let regions = store::provider(&connection.provider).map_or(&[][..], |provider| provider.regions);
    let region = regions.iter().find(|region| region.id == connection.region);
    Storage::Aws { partition: region.map_or("aws", |region| region.partition) }
}

#[cfg(test)]
mod tests;
