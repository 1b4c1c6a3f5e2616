//! Comparing, file by file, a few at once.

use std::{cmp::Reverse, collections::BTreeMap, pin::pin};

use futures_util::{StreamExt, TryStreamExt, stream};
use store::{Algorithm, Checksum, Get, Hasher, ListRequest, ObjectAt, ObjectHead, Store};
use words::{Words, files, say};

use super::{
    Against, CompareCount, Compared, ComparedFile, Comparison,
    list::{self, SumList, Sums},
    local::{self, Local},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    files::properties::named,
    listing::{Choice, Selected},
    ticks::Ticks,
};

/// Files that are compared at once.
const AT_ONCE: usize = 4;

/// A file, as far as it is on either side.
enum Pair {
    /// In the storage alone.
    Stored,
    /// On this computer or in the list alone.
    Here,
    /// Both: with a local file.
    Local(ObjectAt, Local),
    /// Both: with the sums of a list.
    Listed(ObjectAt, Sums),
}

/// What came of a file, and why.
type Verdict = (Compared, Words);

/// Compares everything; those that are not the same come first, by name.
pub(super) async fn run(
    wanted: Comparison,
    count: &mut CompareCount,
    sink: &(impl Fn(CompareCount) + Sync),
) -> Result<Vec<ComparedFile>, Fault> {
    let Comparison { store, place, picked, against, downloads } = wanted;
    let stored = stored(&store, &place, &picked).await?;
    let alone = picked.alone().is_some_and(|picked| !picked.is_folder());
    let folder = base(&place, &picked).trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let by_list = matches!(against, Against::List(_));
    let pairs = match against {
        Against::Local(path) => {
            let walked = tokio::task::spawn_blocking({
                let path = path.clone();
                move || local::walk(&path)
            });
            let walked = walked.await.map_err(|_| fault::defect("reading a folder"))?;
            let here = walked.map_err(|error| fault::transfer::reading(&path, &error))?;
            paired(stored, here.ok_or_else(|| fault::compare_many(local::MOST))?, alone, Pair::Local)
        }
        Against::List(text) => {
            let list = list::read(&text).ok_or_else(|| fault::compare_many(list::MOST))?;
            count.odd = list.odd;
            if list.files.is_empty() {
                return Err(fault::compare_no_list());
            }
            let sums = sums_by_name(&stored, list, &folder, alone);
            paired(stored, sums, alone, Pair::Listed)
        }
    };
    count.of = pairs.len();
    let (mut ticks, mut found) = (Ticks::new(), Vec::with_capacity(pairs.len()));
    let compared = stream::iter(pairs).map(|(name, pair)| {
        let store = &store;
        async move {
            let (result, why) = one(store, pair, (by_list, downloads)).await;
            ComparedFile { name, result, why }
        }
    });
    let mut compared = pin!(compared.buffer_unordered(AT_ONCE));
    while let Some(file) = compared.next().await {
        count.add(file.result);
        found.push(file);
        if ticks.is_due() {
            sink(count.clone());
        }
    }
    found.sort_unstable_by(|a, b| (a.result, &a.name).cmp(&(b.result, &b.name)));
    Ok(found)
}

/// What names are below.
fn base(place: &Place, picked: &Choice) -> String {
    match picked.alone() {
        Some(Selected::Folder { prefix }) => prefix,
        Some(one) => one.key()[..one.key().rfind('/').map_or(0, |at| at + 1)].to_owned(),
        None => place.prefix.clone(),
    }
}

/// The files that were picked by their names, those in folders among them; markers of folders are
/// none.
async fn stored(store: &Store, place: &Place, picked: &Choice) -> Result<BTreeMap<String, ObjectAt>, Fault> {
    let (base, mut found) = (base(place, picked), BTreeMap::new());
    let mut add = |key: String| {
        let name = key.strip_prefix(&base).unwrap_or(&key).to_owned();
        found.insert(name, ObjectAt::new(&place.bucket, key));
        if found.len() > local::MOST { Err(fault::compare_many(local::MOST)) } else { Ok(()) }
    };
    for one in picked {
        match one {
            Selected::File { key, .. } => add(key)?,
            Selected::Folder { prefix } => {
                let below = ListRequest { bucket: place.bucket.clone(), prefix, ..ListRequest::default() };
                let mut pages = pin!(store.pages(below));
                while let Some(page) = pages.try_next().await.map_err(|error| fault::from_store(&error))? {
                    let mut files =
                        page.entries.into_iter().filter(|entry| entry.size > 0 || !entry.key.ends_with('/'));
                    files.try_for_each(|entry| add(entry.key))?;
                }
            }
            Selected::Version { .. } | Selected::FolderAt { .. } => return Err(fault::of_the_past()),
        }
    }
    Ok(found)
}

/// The sums of a list by the names of what is stored: a list may have been made one folder up, and
/// one of a file alone may have any name, or none. In the list of a whole tree that file is the one
/// whose path ends most like its key.
fn sums_by_name(
    stored: &BTreeMap<String, ObjectAt>,
    list: SumList,
    folder: &str,
    alone: bool,
) -> BTreeMap<String, Sums> {
    let mut listed = list.files;
    if alone && let Some((own, at)) = stored.first_key_value() {
        let most = listed.keys().map(|name| alike(name, &at.key)).max().unwrap_or_default();
        let only = listed.len() == 1;
        let is_it = |name: &str| match most {
            (0, _) => only || name.is_empty(),
            most => alike(name, &at.key) == most,
        };
        let mut sums = Sums::default();
        listed.into_iter().filter(|(name, _)| is_it(name)).for_each(|(_, more)| sums.extend(more));
        return (sums != Sums::default()).then(|| (own.clone(), sums)).into_iter().collect();
    }
    // A sum without a name is of no file that could be told.
    listed.remove("");
    if listed.keys().any(|name| stored.contains_key(name)) {
        return listed;
    }
    let (within, mut below) = (format!("{folder}/"), BTreeMap::<_, Sums>::new());
    for (name, sums) in listed {
        let name = name.strip_prefix(&within).map(str::to_owned).unwrap_or(name);
        below.entry(name).or_default().extend(sums);
    }
    below
}

/// How many parts a listed path and a key have in common, from their ends on; and of two that have
/// as many, the path with less before them.
fn alike(path: &str, key: &str) -> (usize, Reverse<usize>) {
    let shared = path.rsplit('/').zip(key.rsplit('/')).take_while(|(one, other)| one == other).count();
    (shared, Reverse(path.split('/').count() - shared))
}

fn paired<T>(
    mut stored: BTreeMap<String, ObjectAt>,
    here: BTreeMap<String, T>,
    alone: bool,
    both: impl Fn(ObjectAt, T) -> Pair,
) -> Vec<(String, Pair)> {
    // One file is held against one file, whatever both are called.
    if alone && here.len() == 1 && stored.len() == 1 {
        let (named, one) = (stored.into_iter().next(), here.into_values().next());
        return named.zip(one).map(|((name, at), here)| (name, both(at, here))).into_iter().collect();
    }
    let mut pairs: Vec<_> = Vec::new();
    for (name, one) in here {
        match stored.remove(&name) {
            Some(at) => pairs.push((name, both(at, one))),
            // Of all else in a folder where one file was looked for nothing is wanted.
            None if alone => {}
            None => pairs.push((name, Pair::Here)),
        }
    }
    pairs.extend(stored.into_keys().map(|name| (name, Pair::Stored)));
    pairs
}

async fn one(store: &Store, pair: Pair, (by_list, downloads): (bool, bool)) -> Verdict {
    let told = match pair {
        Pair::Stored if by_list => return (Compared::OnlyStored, say!(files::CompareWhyNotListed)),
        Pair::Stored => return (Compared::OnlyStored, say!(files::CompareWhyNotHere)),
        Pair::Here if by_list => return (Compared::OnlyHere, say!(files::CompareWhyListed)),
        Pair::Here => return (Compared::OnlyHere, say!(files::CompareWhyNotStored)),
        Pair::Local(at, local) => with_local(store, &at, &local, downloads).await,
        Pair::Listed(at, sums) => with_sums(store, &at, &sums, downloads).await,
    };
    told.unwrap_or_else(|fault| (Compared::Unclear, fault.title))
}

async fn with_local(store: &Store, at: &ObjectAt, local: &Local, downloads: bool) -> Result<Verdict, Fault> {
    let head = store.head(at).await.map_err(|error| fault::from_store(&error))?;
    if head.size != local.size {
        let why = say!(files::CompareWhySize, here = local.size, stored = head.size);
        return Ok((Compared::Differs, why));
    }
    if let Some(hasher) = store.hasher(at, &head).await {
        let sum = sum_of(local, hasher).await?;
        if let Some(same) = head.agrees(&sum) {
            return Ok(by_sum(same, sum.algorithm));
        }
    }
    if !downloads {
        return Ok((Compared::Unclear, say!(files::CompareWhyNothing)));
    }
    let hasher = || Hasher::new(Algorithm::Sha256);
    let here = sum_of(local, hasher()).await?;
    Ok(by_bytes(download(store, at, &head, vec![hasher()]).await? == [here]))
}

async fn with_sums(store: &Store, at: &ObjectAt, sums: &Sums, downloads: bool) -> Result<Verdict, Fault> {
    if sums.contradict() {
        return Ok((Compared::Unclear, say!(files::CompareWhySeveral)));
    }
    let head = store.head(at).await.map_err(|error| fault::from_store(&error))?;
    let (mut told, mut untold) = (None, Vec::new());
    for sum in sums.iter() {
        match head.agrees(sum) {
            // One that differs is enough, whatever else agrees.
            Some(false) => return Ok(by_sum(false, sum.algorithm)),
            Some(true) => told = Some(sum.algorithm),
            None => untold.push(sum),
        }
    }
    if downloads && !untold.is_empty() {
        let hashers = untold.iter().map(|sum| Hasher::new(sum.algorithm)).collect();
        let found = download(store, at, &head, hashers).await?;
        return Ok(by_bytes(found.iter().eq(untold)));
    }
    match (told, sums.strongest()) {
        (Some(algorithm), _) => Ok(by_sum(true, algorithm)),
        (None, Some(sum)) => Ok((Compared::Unclear, say!(files::CompareWhyOther, algorithm = named(sum.algorithm)))),
        (None, None) => Err(fault::defect("a list without sums")),
    }
}

fn by_sum(same: bool, algorithm: Algorithm) -> Verdict {
    let algorithm = named(algorithm);
    match same {
        true => (Compared::Same, say!(files::CompareWhySum, algorithm)),
        false => (Compared::Differs, say!(files::CompareWhyOtherSum, algorithm)),
    }
}

fn by_bytes(same: bool) -> Verdict {
    match same {
        true => (Compared::Same, say!(files::CompareWhyBytes)),
        false => (Compared::Differs, say!(files::CompareWhyOtherBytes)),
    }
}

async fn sum_of(local: &Local, hasher: Hasher) -> Result<Checksum, Fault> {
    let (path, size) = (local.path.clone(), local.size);
    let read = tokio::task::spawn_blocking(move || local::sum(&path, hasher)).await;
    let read = read.map_err(|_| fault::defect("reading a file"))?;
    let (sum, read) = read.map_err(|error| fault::transfer::reading(&local.path, &error))?;
    if read == size { Ok(sum) } else { Err(fault::transfer::changed_while_read(&local.path, false)) }
}

/// What the bytes of a file come to as they pass, in each of these ways; none of them stays.
async fn download(
    store: &Store,
    at: &ObjectAt,
    head: &ObjectHead,
    mut hashers: Vec<Hasher>,
) -> Result<Vec<Checksum>, Fault> {
    let told = |error| fault::from_store(&error);
    let mut body = store.get(at, Get { if_match: head.etag.clone(), ..Get::default() }).await.map_err(told)?;
    while let Some(chunk) = body.chunk().await.map_err(told)? {
        hashers.iter_mut().for_each(|hasher| hasher.update(&chunk));
    }
    Ok(hashers.into_iter().map(Hasher::finish).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sums, each of another text, that one file is held against.
    fn held_against(key: &str, list: &[(&str, &str)]) -> Vec<String> {
        let mut sums = SumList::default();
        for (name, text) in list {
            sums.files.entry((*name).to_owned()).or_default().extend([Checksum::of(Algorithm::Md5, text.as_bytes())]);
        }
        let name = key.rsplit('/').next().unwrap_or_default().to_owned();
        let stored = BTreeMap::from([(name, ObjectAt::new("bucket", key))]);
        let found: Vec<_> = sums_by_name(&stored, sums, "folder", true).into_values().flatten().collect();
        let texts = list.iter().map(|(_, text)| *text);
        let is_of = |text: &str| found.contains(&Checksum::of(Algorithm::Md5, text.as_bytes()));
        texts.filter(|text| is_of(text)).map(str::to_owned).collect()
    }

    #[test]
    fn one_file_of_a_tree_is_the_one_whose_path_ends_like_its_key() {
        let tree = [("a/x", "1"), ("b/x", "2"), ("x", "3"), ("deep/b/x", "4"), ("y", "5")];
        assert_eq!(held_against("in/b/x", &tree), ["2"]);
        assert_eq!(held_against("in/deep/b/x", &tree), ["4"]);
        assert_eq!(held_against("in/x", &tree), ["3"]);
        assert_eq!(held_against("in/c/x", &tree[..2]), ["1", "2"], "nobody knows which");
        assert!(held_against("in/z", &tree).is_empty());
        assert_eq!(held_against("in/z", &tree[..1]), ["1"], "whatever both are called");
        assert_eq!(held_against("in/x", &[("", "1"), ("x", "2")]), ["2"]);
        assert_eq!(held_against("in/z", &[("", "1"), ("x", "2")]), ["1"]);
    }
}
