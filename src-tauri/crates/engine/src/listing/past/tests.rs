//! The rows of the past, held against the bucket of the model; pages of every size.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use store::{Version, VersionPage};

use super::*;
use crate::history::tests::{Model, deeds};

/// The versions below `prefix`, gathered at the next `/`, in pages of so many.
fn pages(listed: &[Version], prefix: &str, size: usize) -> Vec<VersionPage> {
    let mut pages = vec![VersionPage::default()];
    let mut last = None;
    for version in listed.iter().filter(|version| version.key.starts_with(prefix)) {
        let below = &version.key[prefix.len()..];
        let folder = below.split_once('/').map(|(folder, _)| format!("{prefix}{folder}/"));
        if folder.is_some() && folder == last {
            continue;
        }
        if pages.last().unwrap().entries.len() + pages.last().unwrap().prefixes.len() == size {
            pages.last_mut().unwrap().next = Some(Next::from("on".to_owned()));
            pages.push(VersionPage::default());
        }
        let page = pages.last_mut().unwrap();
        match &folder {
            Some(folder) => page.prefixes.push(folder.clone()),
            None => page.entries.push(version.clone()),
        }
        last = folder;
    }
    pages
}

/// What lies in the folder, folders with their `/`.
fn level(keys: impl IntoIterator<Item = String>, prefix: &str) -> BTreeSet<String> {
    let below = |key: &str| key.strip_prefix(prefix).filter(|below| !below.is_empty()).map(str::to_owned);
    let level = |key: String| below(&key).map(|below| below.split_inclusive('/').next().unwrap_or_default().to_owned());
    keys.into_iter().filter_map(level).map(|name| format!("{prefix}{name}")).collect()
}

struct Rows {
    files: Vec<(String, Past)>,
    folders: Vec<String>,
    reached: Reached,
}

fn read(mut reached: Reached, pages: Vec<VersionPage>, until: Option<i64>, prefix: &str) -> Rows {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for page in pages {
        let arrived = reached.take(page, until, prefix);
        let (of_folders, of_files) = arrived.past.split_at(arrived.page.prefixes.len());
        assert!(of_folders.iter().all(|folder| folder.gone && folder.version.is_none()));
        assert_eq!(of_files.len(), arrived.page.entries.len());
        files.extend(arrived.page.entries.iter().map(|entry| entry.key.clone()).zip(of_files.iter().cloned()));
        folders.extend(arrived.page.prefixes);
    }
    Rows { files, folders, reached }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_was_deleted_is_what_is_missing_now(deeds in deeds(), size in 1..5_usize) {
        let model = Model::of(&deeds);
        let there: Vec<String> = model.there().keys().map(|key| (*key).to_owned()).collect();
        for prefix in ["", "a/", "a/c/"] {
            let now = level(there.clone(), prefix);
            let ever = level(model.listed().into_iter().map(|version| version.key), prefix);
            let folders = now.iter().filter(|name| name.ends_with('/')).cloned().collect();
            let rows = read(Reached { folders, ..Reached::default() }, pages(&model.listed(), prefix, size), None, prefix);
            prop_assert!(rows.reached.ended && rows.files.iter().all(|(_, past)| past.gone));
            let told: Vec<_> = rows.files.iter().map(|(key, _)| key.clone()).chain(rows.folders).collect();
            let once: BTreeSet<_> = told.iter().cloned().collect();
            prop_assert_eq!(told.len(), once.len(), "told once");
            prop_assert_eq!(once, ever.difference(&now).cloned().collect::<BTreeSet<_>>());
        }
    }

    #[test]
    fn a_moment_has_the_files_that_were_there_then(deeds in deeds(), size in 1..5_usize) {
        let model = Model::of(&deeds);
        for (moment, was) in model.past().range(model.began()..) {
            for prefix in ["", "a/"] {
                let rows = read(Reached::default(), pages(&model.listed(), prefix, size), Some(*moment), prefix);
                let nulls = model.listed().iter().any(|version| version.id == "null");
                for (key, past) in &rows.files {
                    let became = match (was.get(key.as_str()), model.there().get(key.as_str())) {
                        (Some(then), Some(now)) => if then == now { Since::Same } else { Since::Changed },
                        (Some(_), None) => Since::Deleted,
                        (None, _) => Since::Added,
                    };
                    prop_assert!(past.since == Some(became) || nulls, "{key} at {moment}: {past:?}, {became:?}");
                }
                let then = rows.files.into_iter().filter(|(_, past)| past.since != Some(Since::Added));
                let files: BTreeSet<_> = then.map(|(key, _)| key).collect();
                let was = level(was.keys().map(|key| (*key).to_owned()), prefix);
                let was: BTreeSet<_> = was.into_iter().filter(|name| !name.ends_with('/')).collect();
                prop_assert!(files == was || nulls, "{prefix} at {moment}: {files:?}, was {was:?}");
                let folders = level(model.listed().into_iter().map(|version| version.key), prefix);
                let folders: Vec<_> = folders.into_iter().filter(|name| name.ends_with('/')).collect();
                prop_assert_eq!(Vec::from(rows.reached.unseen), folders, "every folder is looked into");
            }
        }
    }
}
