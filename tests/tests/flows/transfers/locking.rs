//! Object Lock for a selection: the versions that were counted, by their ids, and no others. Judged
//! by aws-cli. That nobody of Amazon's can lift compliance is not proved here.

use std::{
    process::Stdio,
    sync::{Arc, Mutex},
};

use bucketwise_tests::{
    faults::{Act, Proxy},
    recorded::{Answer, Recorded},
    servers::{Kind, Server},
    tools::aws,
};
use engine::{
    files::locks::{LockWish, Retained, RetentionMode},
    listing::{Choice, Selected},
    transfers::{GroupState, JobFilter, LockCount, LockPlan, OnConflict, Options, Work},
};
use jiff::Timestamp;
use store::ObjectAt;

use super::{
    deleting::put,
    limits::{child, in_child_that_remembers},
    restoring::{added, picked},
    world::World,
};
use crate::browse::past::a_later_second;

const KINDS: [Kind; 3] = [Kind::MiniStack, Kind::SeaweedFs, Kind::Practice];

async fn lockable(kind: Kind, endpoint: Option<String>, bucket: &str) -> World {
    let server = Server::shared(kind);
    aws(server, ["s3api", "create-bucket", "--bucket", bucket, "--object-lock-enabled-for-bucket"]);
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let endpoint = endpoint.unwrap_or_else(|| server.endpoint.clone());
    World::at(&endpoint, server.region, keys, bucket).await
}

fn until(mode: RetentionMode, days: i64) -> Retained {
    Retained { mode, until: Timestamp::now().as_second() * 1000 + days * 86_400_000 }
}

fn retain(retained: Retained) -> LockWish {
    LockWish::Retain { retained, bypass: false }
}

fn folder(prefix: &str) -> Selected {
    Selected::Folder { prefix: prefix.into() }
}

async fn planned(world: &World, picked: impl Into<Choice>, wish: LockWish) -> LockPlan {
    let counts = Mutex::new(Vec::new());
    let sink = |count: LockCount| counts.lock().unwrap().push(count);
    let plan = world.transfers.plan_lock(world.store.clone(), world.place(""), picked, wish, sink).await.unwrap();
    assert_eq!(counts.lock().unwrap().last(), Some(&plan.count), "what is shown is what is planned");
    plan
}

async fn run(world: &World, plan: LockPlan) -> engine::transfers::GroupView {
    world.done(&world.add(Work::Lock(plan), OnConflict::Ask).await).await
}

/// The current version of a key.
async fn current(world: &World, key: &str) -> ObjectAt {
    let versions = world.store.first_versions(&world.bucket, key).await.unwrap();
    let newest = versions.into_iter().find(|version| version.key == key).unwrap();
    ObjectAt::new(world.bucket.clone(), key).version(&newest.id)
}

#[tokio::test(flavor = "multi_thread")]
async fn current_versions_are_retained_and_what_is_locked_for_longer_stays_so() {
    use RetentionMode::{Compliance, Governance};
    for kind in KINDS {
        let world = lockable(kind, None, "lock-many").await;
        for key in ["in/a", "in/a", "in/deep/b", "in/longer", "in/firm", "in/gone", "alone", "not-picked"] {
            put(&world, key).await;
        }
        world.store.delete(&ObjectAt::new("lock-many", "in/gone")).await.unwrap();
        let (longer, firm) = (current(&world, "in/longer").await, current(&world, "in/firm").await);
        let (long, hard) = (until(Governance, 40), until(Compliance, 1));
        world.store.retain(&longer, Some(long), false).await.unwrap();
        world.store.retain(&firm, Some(hard), false).await.unwrap();

        let wanted = until(Governance, 20);
        let alone = Selected::File { key: "alone".into(), size: 5, modified: None, etag: None };
        let plan = planned(&world, vec![folder("in/"), alone], retain(wanted)).await;
        let LockCount { versions, changes, bytes, overrides, same, longer: left, firm: hardened, .. } = plan.count;
        assert_eq!((versions, changes, bytes, overrides), (5, 3, 15, 0), "{kind:?}");
        assert_eq!((same, left, hardened), (0, 1, 1), "{kind:?}");
        let group = run(&world, plan).await;
        assert_eq!((group.files_done, group.title.to_string().as_str()), (3, "Change Object Lock of 2 items"));
        for key in ["in/a", "in/deep/b", "alone"] {
            let kept = world.store.retained(&current(&world, key).await).await.unwrap();
            assert_eq!(kept, Some(wanted), "{kind:?}: {key}");
        }
        let told = |key: &str| {
            let server = Server::shared(kind);
            aws(server, ["s3api", "get-object-retention", "--bucket", "lock-many", "--key", key])
        };
        assert!(told("in/a").contains("GOVERNANCE"), "{kind:?}: another client sees it");
        assert_eq!(world.store.retained(&longer).await.unwrap(), Some(long), "{kind:?}");
        assert_eq!(world.store.retained(&firm).await.unwrap(), Some(hard), "{kind:?}");
        let older = world.store.first_versions("lock-many", "in/a").await.unwrap().pop().unwrap();
        let older = ObjectAt::new("lock-many", "in/a").version(&older.id);
        assert_eq!(world.store.retained(&older).await.unwrap(), None, "{kind:?}: an older version is not selected");
        let again = planned(&world, vec![folder("in/")], retain(wanted)).await.count;
        assert_eq!((again.changes, again.same), (0, 2), "{kind:?}");
    }
}

/// Whatever has the name meanwhile: the version that was counted is locked.
#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_was_counted_is_locked_and_never_another() {
    for kind in KINDS {
        let world = lockable(kind, None, "lock-counted").await;
        for key in ["f/over", "f/deleted"] {
            put(&world, key).await;
        }
        let (over, deleted) = (current(&world, "f/over").await, current(&world, "f/deleted").await);
        let wanted = until(RetentionMode::Governance, 10);
        let plan = planned(&world, vec![folder("f/")], retain(wanted)).await;
        for key in ["f/over", "f/late"] {
            put(&world, key).await;
        }
        world.store.delete(&ObjectAt::new("lock-counted", "f/deleted")).await.unwrap();
        assert_eq!(run(&world, plan).await.files_done, 2);
        for counted in [&over, &deleted] {
            assert_eq!(world.store.retained(counted).await.unwrap(), Some(wanted), "{kind:?}: {}", counted.key);
        }
        for key in ["f/over", "f/late"] {
            let newer = current(&world, key).await;
            assert_eq!(world.store.retained(&newer).await.unwrap(), None, "{kind:?}: {key}");
        }
    }
}

/// No server here lets versioning be suspended once there is a lock; others do. What has the id
/// `null` by then is another file.
#[tokio::test(flavor = "multi_thread")]
async fn a_null_version_that_was_overwritten_since_it_was_counted_is_not_locked() {
    for (etag, state, code) in
        [("then", GroupState::Done, None), ("now", GroupState::Failed, Some("changed_since_listed"))]
    {
        let server = Recorded::start(move |request| {
            let line = request.lines().next().unwrap();
            match line {
                _ if line.starts_with("HEAD") => Answer::new(200, "")
                    .header("content-length", "3")
                    .header("etag", &format!("\"{etag}\""))
                    .header("last-modified", "Fri, 11 Oct 2024 13:22:41 GMT"),
                _ if line.contains("object-lock") => Answer::new(
                    200,
                    "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>",
                ),
                _ if line.starts_with("PUT") => Answer::new(200, ""),
                _ if line.contains("legal-hold") => Answer::new(200, "<LegalHold><Status>OFF</Status></LegalHold>"),
                _ => Answer::new(
                    200,
                    "<ListVersionsResult><IsTruncated>false</IsTruncated><Version><Key>f/a</Key>\
                     <VersionId>null</VersionId><IsLatest>true</IsLatest><Size>3</Size><ETag>\"then\"</ETag>\
                     <LastModified>2024-10-11T13:22:41.000Z</LastModified></Version></ListVersionsResult>",
                ),
            }
        });
        let world = World::with("aws", &server.endpoint, "us-east-1", ("ann", "annsecret"), "b").await;
        let plan = planned(&world, vec![folder("f/")], LockWish::Hold { on: true }).await;
        assert_eq!(plan.count.changes, 1);
        let id = world.add(Work::Lock(plan), OnConflict::Ask).await;
        assert_eq!(world.end(&id).await.state, state, "{etag}");
        let failed = world.transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap().jobs;
        assert_eq!(failed.first().map(|job| job.fault.as_ref().unwrap().code), code, "{etag}");
        let locked = server.seen().iter().any(|request| request.starts_with("PUT"));
        assert_eq!(locked, code.is_none(), "{etag}");
    }
}

/// The header is sent where a person chose it and a version needs it, and nowhere else.
#[tokio::test(flavor = "multi_thread")]
async fn governance_ends_early_only_by_the_header_that_was_chosen() {
    use RetentionMode::{Compliance, Governance};
    for kind in KINDS {
        let world = lockable(kind, None, "lock-lift").await;
        for key in ["f/free", "f/governed", "f/firm"] {
            put(&world, key).await;
        }
        let (governed, firm) = (current(&world, "f/governed").await, current(&world, "f/firm").await);
        world.store.retain(&governed, Some(until(Governance, 30)), false).await.unwrap();
        world.store.retain(&firm, Some(until(Compliance, 1)), false).await.unwrap();

        let (store, place) = (world.store.clone(), world.place(""));
        let silent = LockWish::Release { bypass: false };
        let refused = world.transfers.plan_lock(store, place, vec![folder("f/")], silent, |_| {}).await;
        assert_eq!(refused.err().map(|fault| fault.code), Some("bypass_unsaid"), "{kind:?}");

        let sooner = LockWish::Retain { retained: until(Governance, 5), bypass: true };
        let count = planned(&world, vec![folder("f/")], sooner).await.count;
        assert_eq!((count.changes, count.overrides, count.firm), (2, 1, 1), "{kind:?}");

        let plan = planned(&world, vec![folder("f/")], LockWish::Release { bypass: true }).await;
        let LockCount { versions, changes, overrides, same, firm: kept, .. } = plan.count;
        assert_eq!((versions, changes, overrides, same, kept), (3, 1, 1, 1, 1), "{kind:?}");
        run(&world, plan).await;
        // These servers take no empty retention: it ends within a minute.
        let kept = world.store.retained(&governed).await.unwrap();
        let soon = Timestamp::now().as_millisecond() + 61_000;
        assert!(kept.is_none_or(|kept| kept.until <= soon), "{kind:?}: {kept:?}");
        assert!(world.store.retained(&firm).await.unwrap().is_some(), "{kind:?}");
    }
}

/// Of a folder at an earlier time, the versions of then: what was not there yet has none, and no
/// file of a selection goes unsaid.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_there_at_the_time_that_is_shown_is_counted_and_left_out() {
    for kind in KINDS {
        let world = lockable(kind, None, "lock-then").await;
        for key in ["f/then", "f/expired", "f/in/then"] {
            put(&world, key).await;
        }
        let then = current(&world, "f/then").await;
        let moment = a_later_second(&world.store).await;
        a_later_second(&world.store).await;
        for key in ["f/then", "f/expired", "f/new", "f/later/a", "f/later/b"] {
            put(&world, key).await;
        }
        let names = ["then", "expired", "in/"];
        let chosen = picked(&world, "f/", moment, &names).await;
        let later = added(&world, "f/", moment, 2).await;
        let expired = world.store.first_versions("lock-then", "f/expired").await.unwrap().pop().unwrap();
        let doomed = vec![(expired.key, expired.id)];
        assert!(world.store.delete_versions("lock-then", doomed).await.unwrap().is_empty());
        let plan = planned(&world, chosen, retain(until(RetentionMode::Governance, 3))).await;
        let LockCount { versions, changes, absent, .. } = plan.count;
        assert_eq!((versions, changes, absent), (2, 2, 1), "{kind:?}: each that was selected is counted");
        run(&world, plan).await;
        let plan = planned(&world, later, retain(until(RetentionMode::Governance, 3))).await;
        let LockCount { versions, changes, absent, .. } = plan.count;
        assert_eq!((versions, changes, absent), (0, 0, 3), "{kind:?}: a file, and a folder with two");
        assert!(world.store.retained(&then).await.unwrap().is_some(), "{kind:?}");
        for key in ["f/then", "f/new", "f/later/a"] {
            let now = current(&world, key).await;
            assert_eq!(world.store.retained(&now).await.unwrap(), None, "{kind:?}: {key}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_is_put_on_all_and_ended_again() {
    for kind in KINDS {
        let world = lockable(kind, None, "lock-hold").await;
        for key in ["f/a", "f/b"] {
            put(&world, key).await;
        }
        let held = current(&world, "f/a").await;
        world.store.set_legal_hold(&held, true).await.unwrap();
        for (on, same) in [(true, 1), (false, 0)] {
            let plan = planned(&world, vec![folder("f/")], LockWish::Hold { on }).await;
            assert_eq!((plan.count.versions, plan.count.same), (2, same), "{kind:?}");
            run(&world, plan).await;
            for key in ["f/a", "f/b"] {
                assert_eq!(world.store.legal_hold(&current(&world, key).await).await.unwrap(), on, "{kind:?}: {key}");
            }
        }
    }
}

/// Whoever calls: what nobody can undo needs the bucket's name, and a bucket that has no lock says
/// so before anything is counted.
#[tokio::test(flavor = "multi_thread")]
async fn compliance_is_confirmed_and_a_bucket_without_a_lock_is_said() {
    let world = lockable(Kind::MiniStack, None, "lock-sure").await;
    put(&world, "f/a").await;
    let wanted = until(RetentionMode::Compliance, 1);
    let plan = planned(&world, vec![folder("f/")], retain(wanted)).await;
    for typed in [None, Some(""), Some("lock"), Some("LOCK-SURE")] {
        assert_eq!(plan.confirmed(typed).err().map(|fault| fault.code), Some("lock_unconfirmed"), "{typed:?}");
    }
    plan.confirmed(Some("lock-sure ")).unwrap();
    run(&world, plan).await;
    assert_eq!(world.store.retained(&current(&world, "f/a").await).await.unwrap(), Some(wanted));

    let hold = LockWish::Hold { on: true };
    assert!(planned(&world, vec![folder("f/")], hold).await.confirmed(None).is_ok(), "a hold can be ended");
    let past = retain(until(RetentionMode::Governance, -1));
    let (store, place) = (world.store.clone(), world.place(""));
    let refused = world.transfers.plan_lock(store, place, vec![folder("f/")], past, |_| {}).await;
    assert_eq!(refused.err().map(|fault| fault.code), Some("retention_past"));

    let server = Server::shared(Kind::MiniStack);
    let plain = World::over(server, &server.endpoint, "lock-none").await;
    put(&plain, "f/a").await;
    let (store, place) = (plain.store.clone(), plain.place(""));
    let refused = plain.transfers.plan_lock(store, place, vec![folder("f/")], hold, |_| {}).await;
    assert_eq!(refused.err().map(|fault| fault.code), Some("no_object_lock"));
}

/// One that is refused says so, the others are locked; and of all requests only those that shorten
/// something say that governance is overridden.
#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_is_refused_is_told_by_itself() {
    let server = Server::shared(Kind::SeaweedFs);
    let proxy = Proxy::start(&server.endpoint).await;
    let world = lockable(Kind::SeaweedFs, Some(proxy.endpoint()), "lock-refused").await;
    for key in ["f/a", "f/forbidden"] {
        put(&world, key).await;
    }
    let plan = planned(&world, vec![folder("f/")], retain(until(RetentionMode::Governance, 3))).await;
    let lines = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&lines);
    proxy.script(move |line| {
        noted.lock().unwrap().push(line.to_owned());
        let refused = line.starts_with("PUT") && line.contains("forbidden");
        if refused { Act::Refuse("403 Forbidden", "AccessDenied") } else { Act::Pass }
    });
    let id = world.add(Work::Lock(plan), OnConflict::Ask).await;
    let group = world.end(&id).await;
    assert_eq!((group.state, group.files_done, group.files_failed), (GroupState::Failed, 1, 1), "{group:#?}");
    let failed = world.transfers.jobs(id, JobFilter::Failed, 0, 10).await.unwrap().jobs;
    assert_eq!(failed[0].name, "f/forbidden");
    let lines = lines.lock().unwrap();
    assert!(lines.iter().filter(|line| line.starts_with("PUT")).all(|line| line.contains("versionId=")), "{lines:?}");
}

/// The program is killed while it locks; the next start goes on with the versions that were
/// counted.
#[tokio::test(flavor = "multi_thread")]
async fn a_killed_lock_goes_on_with_what_was_counted() {
    let server = Server::shared(Kind::MiniStack);
    let world = lockable(Kind::MiniStack, None, "lock-killed").await;
    let keys: Vec<_> = (0..80).map(|at| format!("f/{at:02}")).collect();
    let mut counted = Vec::new();
    for key in &keys {
        put(&world, key).await;
        counted.push(current(&world, key).await);
    }
    let folder = tempfile::tempdir().unwrap();
    let proxy = Proxy::start(&server.endpoint).await;
    let writes = Mutex::new(0);
    // The thirtieth request is never answered: the program is killed in the middle of it.
    proxy.script(move |line| {
        let mut writes = writes.lock().unwrap();
        *writes += u32::from(line.starts_with("PUT") && line.contains("retention"));
        if *writes > 30 { Act::Busy(Some(60)) } else { Act::Pass }
    });
    let mut command = child("locking::locking", server, "lock-killed", folder.path(), &[]);
    command.env("CHILD_ENDPOINT", proxy.endpoint()).stdout(Stdio::piped());
    super::killed::kill_midway(command).await;
    proxy.heal();
    // Somebody stores another version under a name that was counted.
    put(&world, "f/79").await;
    let options = Options { journal: Some(folder.path().join("journal")), ..Options::default() };
    let keys = (server.access_key.as_str(), server.secret_key.as_str());
    let second = World::resuming("other", &proxy.endpoint(), server.region, keys, "lock-killed", options).await;
    let ended = |tick: &engine::transfers::TransferTick| {
        tick.groups.iter().any(|group| group.state == GroupState::Done && group.files_done == 80)
    };
    bucketwise_tests::patience::told(&second.ticks(), "all are locked", ended).await;
    for version in &counted {
        assert!(world.store.retained(version).await.unwrap().is_some(), "{}", version.key);
    }
    assert_eq!(world.store.retained(&current(&world, "f/79").await).await.unwrap(), None, "never another");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "killed by another test"]
async fn locking() {
    let (world, _) = in_child_that_remembers("other").await;
    let plan = planned(&world, vec![folder("f/")], retain(until(RetentionMode::Governance, 3))).await;
    let id = world.add(Work::Lock(plan), OnConflict::Ask).await;
    world.when(&id, |group| group.files_done >= 20).await;
    println!("midway");
    std::future::pending::<()>().await;
}
