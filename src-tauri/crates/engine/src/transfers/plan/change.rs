//! What changing properties would touch, and what it would cost the files, counted before anybody
//! says yes; and then the plan of it.
//!
//! Counting reads the listing once, and so does the plan: nothing is kept but the time of the
//! newest file that was counted. What came later is left as it is, however long the question stays
//! open, also where the plan is made anew after a restart; what is another file when its turn comes
//! fails ([`crate::transfers::change`]). Dropped, a count or plan leaves nothing behind.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use store::{ObjectAt, Store, StoreErrorKind as Kind};
use ts_rs::TS;
use words::Words;

use super::{
    Picked,
    expand::{Expanded, Expansion, PickedFile},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    files::{
        acls,
        archive::is_archive,
        owed::{ChargedFile, EarlyClass, Owed},
        properties::{check::check, edits::PropertyEdits},
    },
    listing::Choice,
    ticks::Ticks,
    transfers::{
        job::{Action, Task},
        limits::CopySizes,
        remains::Remains,
        terms::TransferKind,
        title,
        work::KeptWork,
    },
};

/// Files picked by themselves of which the class is asked for; of those in folders the listing has
/// it.
const LOOKED_AT: usize = 20;

/// What is counted so far. `copies`: files are copied onto themselves, which gives them another
/// date; without, their tags alone are different. `large` of them go in parts, `archived` ones
/// cannot be copied, `frozen` ones can be read now and are copied into an archive, `early` ones are
/// charged for as if they were deleted. `locked`: the bucket has Object Lock. `acl`: each file has
/// an ACL that counts, and loses it. `remains`: what is left of what they are now. `unseen` were
/// not asked for their class.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ChangeCount {
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub bytes: u64,
    pub copies: bool,
    #[ts(type = "number")]
    pub large: u64,
    #[ts(type = "number")]
    pub archived: u64,
    #[ts(type = "number")]
    pub frozen: u64,
    #[ts(type = "number")]
    pub unseen: u64,
    pub early: Vec<EarlyClass>,
    pub locked: bool,
    pub acl: bool,
    pub remains: Option<Remains>,
    pub complete: bool,
    pub fault: Option<Fault>,
}

/// A counted change of properties, ready to run.
pub struct ChangePlan {
    pub(crate) store: Store,
    pub(crate) place: Place,
    pub(crate) title: Words,
    pub(crate) picked: Choice,
    pub(crate) edits: Arc<PropertyEdits>,
    /// The newest file that was counted; none where no server told a time.
    pub(crate) until: Option<i64>,
    /// What will be different, as it was counted.
    pub count: ChangeCount,
}

impl ChangePlan {
    /// As an earlier start of the program counted it; what was picked is in the journal.
    pub(crate) fn restored(store: Store, place: Place, edits: PropertyEdits, until: Option<i64>) -> Self {
        let picked = Choice::default();
        let title = title::of_picked(TransferKind::Change, &picked, &place.prefix);
        Self { store, place, title, picked, edits: Arc::new(edits), until, count: ChangeCount::default() }
    }

    pub(in crate::transfers) fn kept(&self) -> KeptWork {
        KeptWork::Change { from: self.place.clone(), edits: Box::new((*self.edits).clone()), until: self.until }
    }
}

/// Counts what changing `picked` would touch; `sink` sees the count at most ten times a second and
/// at the end.
///
/// # Errors
/// What the listing answered, also told to `sink`; or the edits cannot be carried out. Dropping the
/// future stops the count.
pub(crate) async fn count(
    store: Store,
    place: Place,
    picked: Choice,
    edits: PropertyEdits,
    sink: impl Fn(ChangeCount),
) -> Result<ChangePlan, Fault> {
    let title = title::of_picked(TransferKind::Change, &picked, &place.prefix);
    let mut counting = Counting::begin(&store, &place.bucket, &edits).await;
    let counted = match edits.is_empty() || !check(&edits).is_empty() {
        true => Err(fault::edits_unfit()),
        false => counting.all(&store, &place.bucket, &picked, &sink).await,
    };
    if let Err(fault) = counted {
        sink(ChangeCount { fault: Some(fault.clone()), ..counting.count });
        return Err(fault);
    }
    let (count, until) = (ChangeCount { complete: true, ..counting.count }, counting.until);
    sink(count.clone());
    Ok(ChangePlan { store, place, title, picked, edits: Arc::new(edits), until, count })
}

struct Counting {
    count: ChangeCount,
    until: Option<i64>,
    owed: Owed,
    /// In milliseconds since 1970.
    now: i64,
    looked: usize,
    /// The class that every copy gets; none where each keeps its own.
    class: Option<String>,
}

/// What a count knows of one file.
struct Counted<'a> {
    size: u64,
    modified: Option<i64>,
    class: Option<&'a str>,
    archived: bool,
}

impl Counting {
    /// What is known of the bucket. Reads only; what cannot be read is taken for the worst.
    async fn begin(store: &Store, bucket: &str, edits: &PropertyEdits) -> Self {
        let copies = edits.copies();
        let mut count = ChangeCount { copies, ..ChangeCount::default() };
        if copies {
            let (lock, acl, remains) =
                tokio::join!(store.get_lock(bucket), acls::count_in(store, bucket), Remains::of(store, bucket));
            count.locked = lock.as_ref().map_or_else(|error| error.kind != Kind::NotSupported, Option::is_some);
            count.acl = acl;
            count.remains = Some(remains);
        }
        let now = Timestamp::now().as_millisecond();
        Self { count, until: None, owed: Owed::default(), now, looked: 0, class: edits.class.clone() }
    }

    async fn all(
        &mut self,
        store: &Store,
        bucket: &str,
        picked: &Choice,
        sink: &impl Fn(ChangeCount),
    ) -> Result<(), Fault> {
        let mut found = Expansion::new(store.clone(), bucket.to_owned(), Picked::from(picked));
        let mut ticks = Ticks::new();
        if picked.into_iter().any(|one| one.is_past()) {
            return Err(fault::of_the_past());
        }
        while let Some(step) = found.step().await? {
            match step {
                Expanded::Files(files) => self.files(store, bucket, files).await,
                Expanded::Below(_, entries) => {
                    for PickedFile { key, size, listed, .. } in entries {
                        if stands_for_folder(&key, size) {
                            continue;
                        }
                        let restored = listed.restore.is_some_and(|restore| !restore.under_way);
                        let class = listed.class.as_deref();
                        let archived = is_archive(class) && !restored;
                        self.add(store, &Counted { size, modified: listed.modified, class, archived });
                    }
                }
            }
            self.count.early = self.owed.told();
            if ticks.is_due() {
                sink(self.count.clone());
            }
        }
        Ok(())
    }

    async fn files(&mut self, store: &Store, bucket: &str, files: Vec<PickedFile>) {
        for PickedFile { key, size, listed, .. } in files {
            let asked = match self.count.copies && self.looked < LOOKED_AT {
                true => store.archive(&ObjectAt::new(bucket, key)).await.ok(),
                false => None,
            };
            self.looked += usize::from(asked.is_some());
            self.count.unseen += u64::from(self.count.copies && asked.is_none());
            let class = asked.as_ref().and_then(|asked| asked.class.clone());
            let restored = asked.as_ref().and_then(|asked| asked.restore).is_some_and(|restore| !restore.under_way);
            let tier = asked.is_some_and(|asked| asked.tier.is_some());
            let archived = (is_archive(class.as_deref()) || tier) && !restored;
            self.add(store, &Counted { size, modified: listed.modified, class: class.as_deref(), archived });
        }
    }

    fn add(&mut self, store: &Store, file: &Counted<'_>) {
        let Counted { size, modified, class, archived } = *file;
        self.count.files += 1;
        self.count.bytes = self.count.bytes.saturating_add(size);
        self.until = self.until.max(modified);
        if !self.count.copies {
            return;
        }
        self.count.large += u64::from(size > CopySizes::default().one_copy);
        self.count.archived += u64::from(archived);
        self.count.frozen += u64::from(!archived && is_archive(self.class.as_deref().or(class)));
        let charged = ChargedFile::of(store, class, size, modified, self.now);
        charged.iter().for_each(|file| self.owed.add(file));
    }
}

/// A key that stands for a folder has nothing that anybody could be served.
fn stands_for_folder(key: &str, size: u64) -> bool {
    size == 0 && key.ends_with('/')
}

/// A selection, being expanded to the files that change.
pub(in super::super) struct Changing {
    pub(super) found: Expansion,
    until: Option<i64>,
}

impl Changing {
    pub(in super::super) fn new(store: Store, bucket: String, picked: Picked, until: Option<i64>) -> Self {
        Self { found: Expansion::new(store, bucket, picked), until }
    }

    /// The next files (perhaps none yet), or `None` at the end.
    pub(super) async fn tasks(&mut self) -> Result<Option<Vec<Task>>, Fault> {
        let Some(found) = self.found.step().await? else { return Ok(None) };
        let change = |key, bytes, etag, modified| Task { key, bytes, action: Action::Change { etag, modified } };
        Ok(Some(match found {
            Expanded::Files(files) => files
                .into_iter()
                .map(|file| change(file.key, file.size, file.listed.etag, file.listed.modified))
                .collect(),
            Expanded::Below(_, entries) => {
                let later = |modified: Option<i64>| modified.zip(self.until).is_some_and(|(at, until)| at > until);
                let files = entries
                    .into_iter()
                    .filter(|entry| !stands_for_folder(&entry.key, entry.size) && !later(entry.listed.modified));
                files.map(|entry| change(entry.key, entry.size, entry.listed.etag, entry.listed.modified)).collect()
            }
        }))
    }
}
