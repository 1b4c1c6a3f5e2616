//! Filling a copy: its files are copied and held against their originals, up to three times, until
//! both places were seen to hold the same. What it leaves behind is [`super::run`]'s.

use std::collections::BTreeSet;

use futures_util::{StreamExt, stream};
use store::ObjectAt;

use super::{
    claim::Claimed,
    clean,
    compare::{self, Compared},
    copy,
    dated::Dated,
    ended::Halt,
    inventory::{Inventory, is_marker},
    names,
    record::{self, Record},
    run::{Phase, Route, Run},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    listing::Selected,
    transfers::at_sight,
};

/// How often a file that changes is copied again.
const ROUNDS: u32 = 3;
/// Files that are compared at once.
const ABREAST: usize = 8;

impl Run<'_> {
    /// Copies until every file is there and compared; answers what the copy then holds.
    pub(super) async fn fill(&self, first: Inventory, claimed: &Claimed) -> Result<Inventory, Halt> {
        let Route { source, from, target, to } = self.route;
        let folder = &clean::folder(to, claimed.copy);
        if claimed.again {
            clean::end_uploads(target, folder).await?;
        }
        let mut there = Inventory::read(target, folder, self.stop, |_| {}).await?;
        let mut put = match claimed.again {
            true => names::read(target, to, claimed.copy).await?,
            false => BTreeSet::new(),
        };
        match there.0.keys().next() {
            None => {}
            Some(_) if claimed.again => {
                self.only_ours(claimed.copy, &claimed.record, &there, |name| {
                    put.contains(name) || first.0.contains_key(name)
                })
                .await?;
                self.drop_beyond(&there, &first, folder).await?;
            }
            // Nothing was copied yet: whatever is there is somebody else's.
            Some(name) => return Err(self.left(claimed, fault::backup::disturbed_before(name)).await),
        }
        // What is there now is this backup's; what others put there from now on is not overwritten.
        let mut ours: BTreeSet<String> = there.0.keys().cloned().collect();
        put.extend(first.0.keys().cloned());
        names::note(target, to, claimed.copy, put.iter()).await?;
        let mut wanted: BTreeSet<String> = first.lacking(&there).map(|(name, _)| name.clone()).collect();
        let mut original = first.clone();
        let mut trouble = None;
        for _ in 0..ROUNDS {
            let file = |name: &String| {
                let size = original.0.get(name).map_or(0, |seen| seen.size);
                Selected::File { key: format!("{}{name}", from.prefix), size, modified: None, etag: None }
            };
            for anew in [true, false] {
                let picked = wanted.iter().filter(|name| anew != ours.contains(*name)).map(file).collect();
                let copied = copy::copy(self.route, (picked, anew), folder, self.pacing, self.stop, &self.say).await?;
                trouble = copied.refused.or(trouble);
                if let Some(name) = copied.taken.filter(|name| !has_twin(&first, name)) {
                    return Err(self.left(claimed, fault::backup::disturbed_name(&name)).await);
                }
            }
            ours.extend(wanted);
            original = Inventory::read(source, from, self.stop, |_| {}).await?;
            there = Inventory::read(target, folder, self.stop, |_| {}).await?;
            if let Some(name) = there.beyond(&original).find(|name| !first.0.contains_key(*name)) {
                return Err(self.left(claimed, fault::backup::disturbed(name)).await);
            }
            wanted = self.unlike(&first, &original, &there, folder).await?;
            if wanted.is_empty() {
                return Ok(there);
            }
        }
        let name = wanted.first().map_or("", String::as_str);
        let before = first.0.get(name);
        let unchanged = before.is_some() && before == original.0.get(name);
        let why = if unchanged { fault::backup::not_kept } else { fault::backup::never_still };
        Err(trouble.unwrap_or_else(|| why(name)).into())
    }

    /// The copy is not this run's alone.
    async fn left(&self, claimed: &Claimed, disturbed: Fault) -> Halt {
        self.leave(claimed.copy, &claimed.record, disturbed).await
    }

    /// Before anything of a half copy is removed: a file in it that no run put there leaves it as
    /// it is.
    pub(super) async fn only_ours(
        &self,
        copy: Dated,
        record: &Record,
        there: &Inventory,
        ours: impl Fn(&str) -> bool,
    ) -> Result<(), Halt> {
        let theirs = there.0.iter().find(|(name, seen)| !is_marker(name, seen) && !ours(name));
        match theirs {
            None => Ok(()),
            Some((name, _)) => Err(self.leave(copy, record, fault::backup::half_left(&copy.to_string(), name)).await),
        }
    }

    /// Somebody else's file is in the copy. The record says so, and from then on only a person
    /// removes what is there.
    async fn leave(&self, copy: Dated, record: &Record, disturbed: Fault) -> Halt {
        let marked = Record { disturbed: true, ..record.clone() };
        match record::replace(&self.route.target, &self.route.to, copy, &record.run, &marked).await {
            Ok(()) => disturbed.into(),
            Err(unwritten) => disturbed.details(format!("the record could not say so: {}", unwritten.title)).into(),
        }
    }

    /// Of a half copy that is gone on with: what has left the original since.
    async fn drop_beyond(&self, there: &Inventory, first: &Inventory, folder: &Place) -> Result<(), Halt> {
        let beyond: Vec<String> = there.beyond(first).map(|name| format!("{}{name}", folder.prefix)).collect();
        let refused = match beyond.is_empty() {
            true => Vec::new(),
            false => self.route.target.delete_many(&folder.bucket, beyond).await?,
        };
        refused.into_iter().next().map_or(Ok(()), |(_, error)| Err(error.into()))
    }

    /// Names of files that the copy lacks, or has with other bytes.
    async fn unlike(
        &self,
        first: &Inventory,
        original: &Inventory,
        there: &Inventory,
        folder: &Place,
    ) -> Result<BTreeSet<String>, Halt> {
        let (mut unlike, mut asked) = (BTreeSet::new(), Vec::new());
        for (name, seen) in original.0.iter().filter(|(name, seen)| !is_marker(name, seen)) {
            match there.0.get(name) {
                None if first.0.contains_key(name) => drop(unlike.insert(name.clone())),
                // Added since the run began.
                None => {}
                Some(found) if found.size != seen.size => drop(unlike.insert(name.clone())),
                Some(found) if compare::same_etag(seen, found) => {}
                Some(_) => asked.push(name.clone()),
            }
        }
        let files = there.files();
        let mut done = files.saturating_sub(asked.len() as u64);
        self.say.files(Phase::Checking, done, files, 0, 0);
        let mut compared = stream::iter(asked).map(|name| self.compared(name, folder)).buffer_unordered(ABREAST);
        while let Some(one) = self.stop.unless(compared.next()).await?.transpose()? {
            done += 1;
            self.say.files(Phase::Checking, done, files, 0, 0);
            if let (name, Compared::Differs) = one {
                unlike.insert(name);
            }
        }
        Ok(unlike)
    }

    async fn compared(&self, name: String, folder: &Place) -> Result<(String, Compared), Halt> {
        let Route { source, from, target, .. } = self.route;
        let at = |place: &Place| ObjectAt::new(place.bucket.clone(), format!("{}{name}", place.prefix));
        let compared = compare::compare((source, &at(from)), (target, &at(folder))).await?;
        Ok((name, compared))
    }
}

/// Whether a server may take this name and another one of the original for the same, as where it
/// folds slashes or case: the one is then in the other's way, and nobody else's.
fn has_twin(first: &Inventory, name: &str) -> bool {
    let at = |key: &str| ObjectAt::new("", key);
    let own = at(name);
    first.0.keys().any(|other| other != name && at_sight(true, &own, &at(other)).is_none())
}

#[cfg(test)]
mod tests {
    use super::{super::inventory::Seen, *};

    #[test]
    fn names_that_a_server_may_take_for_one_are_twins() {
        let seen = |name: &str| (name.to_owned(), Seen { size: 1, etag: None });
        let first = Inventory(["a.txt", "b//c", "b/c", "Notes", "notes"].map(seen).into_iter().collect());
        let twins = ["a.txt", "b//c", "b/c", "Notes", "notes", "stranger"].map(|name| has_twin(&first, name));
        assert_eq!(twins, [false, true, true, true, true, false]);
    }
}
