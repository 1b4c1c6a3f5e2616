#![allow(clippy::unwrap_used, clippy::panic)]
//! What goes into the journal comes out of it.

use std::path::PathBuf;

use store::{Algorithm, Checksum, ObjectAt, Part, Upload};

use super::{
    super::{
        job::{Action, Task},
        terms::{GroupState, Proof, TransferKind},
    },
    *,
};
use words::{jobs, say};

use crate::{
    at::Place,
    fault::{self, Certain, Fault, Refusal, RefusedBy},
    listing::{AsListed, Selected},
    transfers::{queue::stage::Stage, work::KeptWork},
};

pub(super) fn group(id: &str) -> Group {
    let to = Place { connection: "c".into(), bucket: "b".into(), prefix: String::new() };
    let mut group =
        Group::new(id.into(), TransferKind::Upload, say!(jobs::UploadItems, count = 4_u32), Some(to.clone()), 0);
    group.op_id = format!("op {id}");
    group.work = Some(KeptWork::Upload { paths: vec!["/somewhere".into()], to });
    for key in ["done", "failed", "waits", "runs"] {
        group.push(Task { key: key.into(), bytes: 10, action: Action::Upload { source: PathBuf::from(key) } });
    }
    group
}

fn ended(group: &mut Group) {
    group.planning = crate::transfers::queue::group::Planning::Done;
    group.job_mut(JobId(0)).unwrap().proof = Some(Proof::Checksum);
    group.put(JobId(0), Stage::Done);
    let refusal = Refusal {
        who: Some("arn:aws:iam::111122223333:user/anna".into()),
        tried: "add “failed” to “b”".into(),
        action: "s3:PutObject".into(),
        resource: "arn:aws:s3:::b/failed".into(),
        by: RefusedBy::NothingAllows,
        certain: Certain::Said,
        cause: "Nothing allows it.".into(),
        looked_at: Vec::new(),
        ask: "Let anna add files to b.".into(),
        statement: Some("{}".into()),
    };
    let fault = Fault { refusal: Some(Box::new(refusal)), ..fault::defect("a test") };
    group.job_mut(JobId(1)).unwrap().fault = Some(Box::new(fault));
    group.put(JobId(1), Stage::Failed);
}

#[tokio::test]
async fn a_queue_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, found) = Journal::open(Some(&path));
    assert!(found.is_empty() && journal.lasts);
    let mut one = group("one");
    ended(&mut one);
    one.put(JobId(3), Stage::Running);
    one.paused = true;
    one.notes = vec![say!(jobs::Links, count = 2_u32)];
    journal.save(&one, &[0, 1, 2, 3].map(JobId));
    let part = |number| Part {
        number,
        etag: format!("e{number}"),
        size: 4,
        checksum: Some(Checksum::of(Algorithm::Crc64Nvme, b"four")),
    };
    let at = ObjectAt::new("b", "waits");
    let kept = KeptUpload {
        upload: Upload { at, id: "id".into(), begun: None, by: None },
        size: 10,
        modified: Some(7),
        version: Some("v".into()),
        parts: vec![part(1), part(2)],
    };
    let ledger = journal.ledger(one.id.clone(), JobId(2));
    ledger.begun(kept.clone()).await;
    kept.parts.iter().for_each(|part| ledger.part(part));
    journal.close().await;

    let (journal, found) = Journal::open(Some(&path));
    let [again] = &found[..] else { panic!("{} groups", found.len()) };
    assert_eq!((again.op_id.as_str(), again.state()), ("op one", GroupState::Waiting));
    assert_eq!((&again.title, &again.notes), (&one.title, &one.notes), "its words are messages still");
    assert_eq!(again.tally().of(Stage::Waiting), 2);
    assert_eq!((again.tally().proved(Proof::Checksum), again.tally().bytes_done), (1, 18));
    let failed = &again.job(JobId(1)).unwrap().fault;
    assert_eq!(*failed, one.job(JobId(1)).unwrap().fault);
    assert!(failed.as_ref().unwrap().refusal.is_some(), "why it was refused is still known");
    assert_eq!(format!("{:?}", again.work), format!("{:?}", one.work));
    assert_eq!(journal.under_way(one.id.clone()).await, Some(vec![JobId(2)]));
    assert_eq!(journal.ledger(one.id.clone(), JobId(2)).upload().await, Some(kept));
    journal.forget(one.id.clone());
    assert_eq!(journal.under_way(one.id).await, Some(Vec::new()));
    journal.close().await;
    assert!(Journal::open(Some(&path)).1.is_empty());
}

/// A crash at any moment before the job is done finds what its object or file is known by; one
/// after it finds nothing.
#[tokio::test]
async fn what_was_under_way_goes_in_the_instant_in_which_its_job_is_done() {
    let (journal, _) = Journal::open(None);
    let mut one = group("one");
    let at = ObjectAt::new("b", "waits");
    let kept = |id: &str| KeptUpload {
        upload: Upload { at: at.clone(), id: id.into(), begun: None, by: None },
        size: 4,
        modified: Some(7),
        version: None,
        parts: vec![Part { number: 1, etag: "e".into(), size: 4, checksum: None }],
    };
    let [whole, left, file] = [0, 1, 2].map(|job| journal.ledger(one.id.clone(), JobId(job)));
    for (ledger, id) in [(&whole, "whole"), (&left, "left")] {
        ledger.begun(kept(id)).await;
        ledger.part(&kept(id).parts[0]);
    }
    file.landing(KeptDownload { part: "x.part".into(), etag: "e".into(), size: 4 }).await;
    whole.whole();
    assert_eq!(whole.upload().await, Some(kept("whole")));

    [0, 1, 2].map(JobId).into_iter().for_each(|job| one.put(job, Stage::Done));
    journal.save(&one, &[0, 1, 2].map(JobId));
    assert_eq!((whole.upload().await, file.download().await), (None, None));
    assert_eq!(left.upload().await, Some(kept("left")), "it may still have to be ended");
    assert_eq!(journal.under_way(one.id).await, Some(vec![JobId(1)]));
}

#[tokio::test]
async fn a_very_large_group_is_in_the_journal_and_not_in_memory() {
    const FILES: u32 = 30_000;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, _) = Journal::open(Some(&path));
    let mut large = group("large");
    for at in 0..FILES {
        let target = if at == 0 { "zero_".to_owned() } else { format!("{at}") };
        large.push(Task {
            key: format!("{at}"),
            bytes: 1,
            action: Action::Download { target, version: None, seen: None },
        });
    }
    let step = |group: &mut Group, jobs: std::ops::Range<u32>, stage| {
        for id in jobs.map(JobId) {
            group.job_mut(id).unwrap().fault = Some(Box::new(fault::defect("a test")));
            group.put(id, stage);
        }
        let changed = std::mem::take(&mut group.changed);
        journal.save(group, &changed);
        group.put_away(false);
    };
    step(&mut large, 4..FILES, Stage::Done);
    step(&mut large, 2..4, Stage::Failed);
    assert_eq!((large.ids().len(), large.tally().of(Stage::Done)), (FILES as usize + 4, FILES - 4));
    assert!(large.at_hand().count() < 11_000, "{}", large.at_hand().count());
    assert!(large.job(JobId(2)).is_some() && large.job(JobId(4)).is_none());
    let read = journal.jobs(large.id.clone(), vec![JobId(4), JobId(2)]).await.unwrap();
    assert_eq!((read[&JobId(4)].stage, read[&JobId(4)].task.key.as_str()), (Stage::Done, "0"));
    assert_eq!(large.renamed().collect::<Vec<_>>(), [JobId(4)], "also of what is not at hand");

    journal.close().await;
    let (_, found) = Journal::open(Some(&path));
    assert_eq!(found[0].tally(), large.tally());
    assert!(found[0].at_hand().count() < 11_000, "nor after a restart");
    assert_eq!(found[0].renamed().len(), 1);
}

#[tokio::test]
async fn what_was_picked_is_kept_until_it_is_planned() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, _) = Journal::open(Some(&path));
    let file =
        |at: u64| Selected::File { key: format!("a/{at}"), size: at, modified: Some(7), etag: Some(format!("{at:x}")) };
    let mut picked: Vec<_> = (0..2_500).map(file).collect();
    picked.push(Selected::Folder { prefix: "a/b/".into() });
    let listed = AsListed { etag: Some("an etag".into()), modified: Some(7) };
    for saved_as in [None, Some("a (2026-01-31 14.05)".to_owned())] {
        picked.push(Selected::Version {
            key: "a/0".into(),
            size: 3,
            id: "an id".into(),
            saved_as,
            listed: listed.clone(),
        });
    }
    let kept = group("kept");
    for id in [&kept.id, &GroupId::from("never kept")] {
        journal.pick(id, &picked.clone().into());
    }
    journal.save(&kept, &[]);
    let upload = |id: &str| KeptUpload {
        upload: Upload { at: ObjectAt::new("b", "k"), id: id.into(), begun: None, by: None },
        size: 4,
        modified: Some(7),
        version: None,
        parts: Vec::new(),
    };
    journal.ledger(kept.id.clone(), JobId(2)).begun(upload("ours")).await;
    journal.ledger("never kept".into(), JobId(0)).begun(upload("of nobody")).await;
    journal.close().await;

    let (journal, _) = Journal::open(Some(&path));
    let ours = HashSet::from(["ours".to_owned()]);
    assert_eq!(journal.uploads().await, Some(ours), "the other can be ended by hand");
    let mut read = Vec::new();
    while let Some(more) = journal.picked(kept.id.clone(), read.len(), 1_000).await.filter(|more| !more.is_empty()) {
        read.extend(more);
    }
    assert_eq!(read, picked);
    assert_eq!(journal.picked("never kept".into(), 0, 1).await, Some(Vec::new()), "nothing is left of it");
    journal.planned(kept.id.clone());
    assert_eq!(journal.picked(kept.id, 0, 1).await, Some(Vec::new()));
}

#[tokio::test]
async fn history_is_bounded_and_what_waits_is_never_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, _) = Journal::open(Some(&path));
    journal.save(&group("waits"), &[JobId(0)]);
    for at in 0..HISTORY + 3 {
        let mut over = group(&format!("over {at}"));
        ended(&mut over);
        [2, 3].into_iter().for_each(|job| over.put(JobId(job), Stage::Cancelled));
        journal.save(&over, &[0, 1, 2, 3].map(JobId));
    }
    journal.close().await;
    let (_, found) = Journal::open(Some(&path));
    let names: Vec<_> = found.iter().map(|group| group.id.as_str().to_owned()).collect();
    assert_eq!((names.len(), names[0].as_str(), names[1].as_str()), (HISTORY + 1, "waits", "over 3"));
}

#[tokio::test]
async fn a_file_that_is_no_journal_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    std::fs::write(&path, "not a database, and longer than the head of one, so that nobody can take it for new")
        .unwrap();
    let (journal, found) = Journal::open(Some(&path));
    assert!(found.is_empty() && journal.lasts);
    assert!(matches!(journal.trouble, Some(Trouble::SetAside(_))), "it is said: {:?}", journal.trouble);
    journal.save(&group("one"), &[JobId(0)]);
    journal.close().await;
    let (journal, found) = Journal::open(Some(&path));
    assert_eq!((found.len(), journal.trouble), (1, None));
    assert!(folder.path().join("journal.broken").exists());
}

/// Damage that shows only when the groups are read is damage too: going on in such a file would
/// spoil what is left of it.
#[tokio::test]
async fn a_journal_with_a_damaged_page_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, _) = Journal::open(Some(&path));
    (0..400).for_each(|at| journal.save(&group(&format!("{at}")), &[0, 1, 2, 3].map(JobId)));
    journal.close().await;
    let mut whole = std::fs::read(&path).unwrap();
    // The head stays, which says how large a page is.
    whole.iter_mut().skip(4_096).for_each(|byte| *byte ^= 0x5A);
    std::fs::write(&path, &whole).unwrap();
    let (journal, found) = Journal::open(Some(&path));
    assert!(found.is_empty() && journal.lasts && matches!(journal.trouble, Some(Trouble::SetAside(_))));
    assert_eq!(std::fs::read(folder.path().join("journal.broken")).unwrap(), whole);
}

#[tokio::test]
async fn one_program_at_a_time_has_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (first, _) = Journal::open(Some(&path));
    first.save(&group("one"), &[JobId(0)]);
    first.flush().await;
    let (second, found) = Journal::open(Some(&path));
    assert!(found.is_empty(), "another's transfers are not this program's to run");
    assert_eq!((second.lasts, &second.trouble), (false, &Some(Trouble::Taken)));
    // What the second has of its own it keeps to itself, and the first goes on.
    second.save(&group("two"), &[JobId(0)]);
    assert_eq!(second.under_way("two".into()).await, Some(Vec::new()));
    first.save(&group("three"), &[JobId(0)]);
    first.close().await;
    let (third, found) = Journal::open(Some(&path));
    let ids: Vec<_> = found.iter().map(|group| group.id.as_str()).collect();
    assert_eq!((ids, third.trouble), (vec!["one", "three"], None));
}

/// A file that another program has locked, or that cannot be opened for whatever reason that may
/// pass.
#[tokio::test]
async fn a_journal_that_cannot_be_opened_now_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, _) = Journal::open(Some(&path));
    journal.save(&group("one"), &[JobId(0)]);
    journal.close().await;
    let names = || {
        let names = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.filter_map(|name| name.into_string().ok()).collect();
        names.sort();
        names
    };
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").unwrap();
    let (journal, found) = Journal::open(Some(&path));
    assert!(found.is_empty() && !journal.lasts);
    assert!(matches!(journal.trouble, Some(Trouble::Unusable(_))), "{:?}", journal.trouble);
    drop((journal, other));
    assert!(!names().iter().any(|name| name.contains("broken")), "{:?}", names());
    assert_eq!(Journal::open(Some(&path)).1.len(), 1, "the next start has it");

    // A folder in its place: nothing of it is moved away.
    let odd = folder.path().join("odd");
    std::fs::create_dir(&odd).unwrap();
    let (journal, _) = Journal::open(Some(&odd));
    assert!(!journal.lasts && matches!(journal.trouble, Some(Trouble::Unusable(_))));
    assert!(odd.is_dir() && !names().iter().any(|name| name.contains("broken")), "{:?}", names());
}

#[tokio::test]
async fn what_a_newer_program_wrote_stays_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, _) = Journal::open(Some(&path));
    journal.save(&group("ours"), &[JobId(0)]);
    journal.save(&group("theirs"), &[JobId(0)]);
    journal.close().await;
    let change = |sql: &str| Connection::open(&path).unwrap().execute(sql, []).unwrap();
    assert_eq!(change("UPDATE groups SET body = '{\"shape\": \"of tomorrow\"}' WHERE id = 'theirs'"), 1);
    for _ in 0..2 {
        let (journal, found) = Journal::open(Some(&path));
        assert_eq!((found.len(), found[0].id.as_str()), (1, "ours"));
        journal.close().await;
    }
    assert_eq!(change("UPDATE jobs SET bytes = bytes WHERE grp = 'theirs'"), 1, "its jobs are there too");
}

#[tokio::test]
async fn what_an_older_program_said_in_a_text_is_said_still() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, _) = Journal::open(Some(&path));
    for id in ["one", "two"] {
        journal.save(&group(id), &[]);
    }
    journal.close().await;
    for (id, note) in [("one", "1 symbolic link was skipped."), ("two", "")] {
        let sql = "UPDATE groups SET body = json_set(body, '$.note', ?2, '$.title', 'Upload 4 items') WHERE id = ?1";
        assert_eq!(Connection::open(&path).unwrap().execute(sql, [id, note]).unwrap(), 1);
    }
    let (_, found) = Journal::open(Some(&path));
    assert!(found.iter().all(|group| group.title == "Upload 4 items"));
    assert_eq!(found[0].notes, ["1 symbolic link was skipped."]);
    assert!(found[1].notes.is_empty(), "{:?}", found[1].notes);
}

#[tokio::test]
async fn a_group_that_an_older_program_wrote_goes_where_its_connection_leads() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, _) = Journal::open(Some(&path));
    let mut one = group("one");
    one.servers = super::super::servers::Servers::of(vec!["https://s3.example.com".into()]);
    journal.save(&one, &[]);
    journal.close().await;
    let (journal, found) = Journal::open(Some(&path));
    assert_eq!(found[0].servers.begun, ["https://s3.example.com"]);
    journal.close().await;
    let sql = "UPDATE groups SET body = json_remove(body, '$.servers')";
    assert_eq!(Connection::open(&path).unwrap().execute(sql, []).unwrap(), 1);
    let (_, mut found) = Journal::open(Some(&path));
    found[0].servers.lead_to(vec!["aws".into()]);
    assert!(!found[0].servers.are_others());
}

/// Their name on disk is that of the first version that had them.
#[tokio::test]
async fn options_that_an_older_program_wrote_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, _) = Journal::open(Some(&path));
    journal.save(&group("one"), &[]);
    journal.close().await;
    let options = r#"{"class":"STANDARD_IA","encryption":"aws:kms","kms_key":"k"}"#;
    let sql = "UPDATE groups SET body = json_set(body, '$.keeping', json(?1))";
    assert_eq!(Connection::open(&path).unwrap().execute(sql, [options]).unwrap(), 1);
    let (_, found) = Journal::open(Some(&path));
    let read = &found[0].upload_options;
    assert_eq!((read.class.as_deref(), read.kms_key.as_deref()), (Some("STANDARD_IA"), Some("k")));
}
