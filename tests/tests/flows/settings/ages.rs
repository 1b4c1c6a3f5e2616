//! What a lifecycle rule would do, counted on files of real servers, as of a day that has not come.

use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools;
use engine::settings::{RuleCount, SettingKind, Settings};
use store::{LifecycleRule, When};

use super::{bucket, opened};

const DAY: i64 = 24 * 60 * 60 * 1000;

fn in_days(days: i64) -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(now.as_millis()).unwrap() + days * DAY
}

fn put(server: &Server, bucket: &str, key: &str) {
    tools::aws(server, ["s3api", "put-object", "--bucket", bucket, "--key", key, "--body", "/etc/hostname"]);
}

async fn counted(server: &Server, bucket: &str, rule: &LifecycleRule, now: i64) -> RuleCount {
    let settings = Settings::default();
    let (id, _) = opened(&settings, server, bucket, SettingKind::Lifecycle).await;
    let last = Mutex::new(RuleCount::default());
    settings.count_rule(&id, rule.clone(), now, |count| *last.lock().unwrap() = count).await.unwrap();
    last.into_inner().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_is_counted_on_what_is_there_and_touches_nothing() {
    for kind in [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs] {
        let name = "ages-plain";
        let server = bucket(kind, name);
        for key in ["logs/1", "logs/2", "logs/3", "photos/1"] {
            put(server, name, key);
        }
        tools::aws(server, ["s3api", "create-multipart-upload", "--bucket", name, "--key", "logs/half"]);
        let rule = LifecycleRule {
            on: true,
            prefix: "logs/".into(),
            expire: Some(When::Days { days: 30 }),
            abort: Some(7),
            ..LifecycleRule::default()
        };
        let today = counted(server, name, &rule, in_days(0)).await;
        assert_eq!((today.looked, today.expire, today.uploads, today.complete), (3, 0, 0, true), "{}", server.name);
        let later = counted(server, name, &rule, in_days(31)).await;
        assert_eq!((later.looked, later.expire, later.uploads), (3, 3, 1), "{}", server.name);
        assert!(later.expire_bytes > 0);
        let listed = tools::aws(server, ["s3", "ls", "--recursive", &format!("s3://{name}")]);
        assert_eq!(listed.lines().count(), 4, "{}: {listed}", server.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn old_versions_are_counted_from_when_they_were_replaced() {
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let name = "ages-versions";
        let server = bucket(kind, name);
        let on = ["s3api", "put-bucket-versioning", "--versioning-configuration", "Status=Enabled", "--bucket", name];
        tools::aws(server, on);
        for _ in 0..3 {
            put(server, name, "a.txt");
        }
        put(server, name, "b.txt");
        tools::aws(server, ["s3api", "delete-object", "--bucket", name, "--key", "b.txt"]);
        let rule = LifecycleRule { on: true, old_expire: Some(30), ..LifecycleRule::default() };
        assert_eq!(counted(server, name, &rule, in_days(29)).await.old, 0, "{}", server.name);
        assert_eq!(counted(server, name, &rule, in_days(31)).await.old, 3, "{}", server.name);
        let one_kept = LifecycleRule { old_keep: Some(1), ..rule };
        assert_eq!(counted(server, name, &one_kept, in_days(31)).await.old, 1, "{}", server.name);
    }
}
