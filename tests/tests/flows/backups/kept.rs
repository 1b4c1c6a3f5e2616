//! How many copies stay.

use bucketwise_tests::{
    servers::{Kind, Server},
    tools,
};
use engine::backups::BackupRetention;

use super::world::{World, filled, login, small, with_keys};

#[tokio::test(flavor = "multi_thread")]
async fn only_as_many_copies_stay_as_the_rules_say() {
    let world = World::between(
        Kind::Practice,
        Kind::Practice,
        "few",
        BackupRetention { last: 2, ..BackupRetention::default() },
    )
    .await;
    let local = filled(&world, &small()).await;
    for day in [1, 2, 3, 5] {
        world.run(day).await.unwrap();
    }
    assert_eq!(world.good().await, ["2026-03-05", "2026-03-03"]);
    world.holds("2026/03/03", local.path());
    world.holds("2026/03/05", local.path());
    assert_eq!(world.keys().len(), 2 * (local_files() + 1), "nothing is left of those that went");
}

fn local_files() -> usize {
    small().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_without_a_good_copy_lets_none_go() {
    let world = World::between(
        Kind::Practice,
        Kind::Practice,
        "none-goes",
        BackupRetention { last: 1, ..BackupRetention::default() },
    )
    .await;
    filled(&world, &small()).await;
    world.run(1).await.unwrap();
    let keys = world.keys();
    // Everything in the original goes: by accident, says the program, and leaves the copy.
    for (name, _) in small() {
        let at = store::ObjectAt::new("none-goes", name);
        world.route.source.delete(&at).await.unwrap();
    }
    world.run(2).await.unwrap_err();
    assert_eq!(world.keys(), keys);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_may_not_delete_still_makes_good_copies() {
    let server = Server::shared(Kind::MiniStack);
    let admin = login(server, &server.endpoint);
    for bucket in ["append", "append-copies"] {
        admin.create_bucket(bucket).await.unwrap();
    }
    let iam = |args: &[&str]| tools::aws(server, [&["iam"], args, &["--user-name", "appender"]].concat());
    iam(&["create-user"]);
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:ListBucket","s3:GetObjectTagging"],"Resource":"*"}]}"#;
    iam(&["put-user-policy", "--policy-name", "p", "--policy-document", policy]);
    let key: serde_json::Value = serde_json::from_str(&iam(&["create-access-key"])).unwrap();
    let text = |name: &str| key["AccessKey"][name].as_str().unwrap().to_owned();
    let appender = with_keys("aws", server, &server.endpoint, (&text("AccessKeyId"), &text("SecretAccessKey")));
    let world =
        World::of(admin, appender, false, server, "append", BackupRetention { last: 1, ..BackupRetention::default() });
    let local = filled(&world, &small()).await;
    assert_eq!(world.run(1).await.unwrap().trouble, None);
    let made = world.run(2).await.unwrap();
    assert_eq!((made.gone.len(), made.trouble.map(|fault| fault.code)), (0, Some("not_permitted")));
    world.holds("2026/03/02", local.path());
    let last = world.backups.list().unwrap().remove(0).last.unwrap();
    assert!(last.good && last.what.to_string().contains("could not be deleted"), "{last:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_removed_by_hand_and_the_last_one_only_knowingly() {
    let world = World::between(Kind::Practice, Kind::Practice, "by-choice", BackupRetention::default()).await;
    filled(&world, &small()).await;
    world.run(1).await.unwrap();
    world.run(2).await.unwrap();
    let remove = |copy: &'static str, last| {
        let (backups, target, id) = (&world.backups, &world.route.target, &world.backup.id);
        async move { backups.remove_copy(target, id, copy, last).await.map_err(|fault| fault.code) }
    };
    assert_eq!(remove("2026-03-01", false).await, Ok(()));
    assert_eq!(remove("2026-03-01", false).await, Err("gone"));
    assert_eq!(remove("../../x", true).await, Err("gone"));
    assert_eq!(remove("2026-03-02", false).await, Err("backup_last_copy"));
    assert_eq!(world.good().await, ["2026-03-02"]);
    assert_eq!(remove("2026-03-02", true).await, Ok(()));
    assert_eq!(world.keys(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runs_of_one_day_both_stay() {
    let world = World::between(
        Kind::Practice,
        Kind::Practice,
        "same-day",
        BackupRetention { last: 1, ..BackupRetention::default() },
    )
    .await;
    let local = filled(&world, &small()).await;
    for number in 1..=3 {
        assert_eq!(world.run(7).await.unwrap().copy.number, number);
    }
    assert_eq!(world.good().await, ["2026-03-07-3", "2026-03-07-2", "2026-03-07"]);
    world.holds("2026/03/07", local.path());
    // With the next day's the rules hold as they are said.
    world.run(8).await.unwrap();
    assert_eq!(world.good().await, ["2026-03-08"]);
}
