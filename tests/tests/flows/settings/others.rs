//! The settings beside CORS, the four states, and the server that has none.

use bucketwise_tests::{
    root,
    servers::{Kind, Server},
    tools,
};
use engine::settings::{SettingKind, SettingState, SettingValue, Settings, cors::Rule};
use store::{
    Encryption, LifecycleRule, Listed, Logging, May, Ownership, Payer, PublicAccess, Retention, Tag, Versioning,
    Website, When, Whom,
};

use super::{asked, bucket, login, opened, rule, rules, saved, store};

/// Another account may open files of the bucket that all of these tests are about.
const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"OtherAccountReads","Effect":"Allow",
    "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::settings-all/*"}]}"#;

fn wanted(kind: SettingKind) -> SettingValue {
    let tag = |name: &str, value: &str| Tag { name: name.into(), value: value.into() };
    match kind {
        SettingKind::Cors => rules(&[Rule { max_age: Some(3000), ..rule("https://a.example.org", &["GET"]) }]).unwrap(),
        SettingKind::Policy => SettingValue::Policy { text: policy::parse(POLICY).sound().unwrap().pretty() },
        SettingKind::Versioning => SettingValue::Versioning { versioning: Versioning::On },
        SettingKind::PublicAccess => SettingValue::PublicAccess {
            locks: PublicAccess { block_acls: true, ignore_acls: true, block_policy: true, restrict: true },
        },
        SettingKind::Ownership => SettingValue::Ownership { ownership: Ownership::Preferred },
        SettingKind::AccessList => {
            SettingValue::AccessList { list: vec![Listed { who: Whom::Records, may: May::Write }] }
        }
        SettingKind::Encryption => SettingValue::Encryption { encryption: Encryption::Storage },
        SettingKind::Lifecycle => SettingValue::Lifecycle {
            rules: vec![LifecycleRule {
                id: "old-logs".into(),
                on: true,
                prefix: "logs/".into(),
                expire: Some(When::Days { days: 30 }),
                ..LifecycleRule::default()
            }],
        },
        SettingKind::Website => SettingValue::Website {
            website: Website::Pages { index: "index.html".into(), error: "missing.html".into(), routes: 0 },
        },
        SettingKind::Logging => SettingValue::Logging {
            logging: Logging { bucket: "settings-all".into(), prefix: "records/".into(), ..Logging::default() },
        },
        SettingKind::Payer => SettingValue::Payer { payer: Payer::Requester },
        SettingKind::Lock => {
            SettingValue::Lock { retention: Some(Retention { for_everybody: false, days: Some(3), years: None }) }
        }
        SettingKind::Tags => SettingValue::Tags { tags: vec![tag("cost centre", ""), tag("team", "Harbour é")] },
    }
}

fn held(state: &SettingState) -> Option<SettingValue> {
    match state {
        SettingState::Configured { value } => Some(value.clone()),
        _ => None,
    }
}

/// How aws-cli asks for a setting, and what it then says when [`wanted`] is set.
fn asked_elsewhere(kind: SettingKind) -> (&'static str, &'static str) {
    match kind {
        SettingKind::Cors => ("get-bucket-cors", "https://a.example.org"),
        SettingKind::Policy => ("get-bucket-policy", "111122223333"),
        SettingKind::Versioning => ("get-bucket-versioning", "Enabled"),
        SettingKind::Lifecycle => ("get-bucket-lifecycle-configuration", "old-logs"),
        SettingKind::PublicAccess => ("get-public-access-block", "true"),
        SettingKind::Ownership => ("get-bucket-ownership-controls", "BucketOwnerPreferred"),
        SettingKind::AccessList => ("get-bucket-acl", "LogDelivery"),
        SettingKind::Encryption => ("get-bucket-encryption", "AES256"),
        SettingKind::Lock => ("get-object-lock-configuration", "GOVERNANCE"),
        SettingKind::Website => ("get-bucket-website", "missing.html"),
        SettingKind::Logging => ("get-bucket-logging", "records/"),
        SettingKind::Payer => ("get-bucket-request-payment", "Requester"),
        SettingKind::Tags => ("get-bucket-tagging", "Harbour"),
    }
}

/// Whether a client nobody here wrote sees what was saved.
fn is_seen_elsewhere(server: &Server, bucket: &str, kind: SettingKind) -> bool {
    let (command, says) = asked_elsewhere(kind);
    tools::aws(server, ["s3api", command, "--bucket", bucket]).contains(says)
}

/// What a server cannot do of all settings; measured, so that a change of it is seen.
fn cannot(server: Kind, kind: SettingKind) -> bool {
    match server {
        Kind::Practice => !matches!(kind, SettingKind::Cors | SettingKind::Versioning | SettingKind::Lock),
        Kind::SeaweedFs => {
            matches!(kind, SettingKind::PublicAccess | SettingKind::Website | SettingKind::Logging | SettingKind::Payer)
        }
        Kind::MiniStack => kind == SettingKind::Payer,
        Kind::Rclone => true,
        Kind::Moto | Kind::LocalStack => unreachable!("they are met in the store suite alone"),
    }
}

/// Servers that read a setting and say only when it is written that they do not have it.
const MAY_REFUSE: [Kind; 2] = [Kind::Practice, Kind::SeaweedFs];

#[tokio::test(flavor = "multi_thread")]
async fn every_setting_is_saved_read_back_and_undone_or_said_to_be_missing() {
    let mut table = String::from(
        "| setting | server | as it was opened | read back after saving | after undo |\n|---|---|---|---|---|\n",
    );
    for server in Kind::ALL.map(Server::shared) {
        tools::aws(server, ["s3api", "create-bucket", "--bucket", name_for(SettingKind::Cors)]);
        let lock = ["s3api", "create-bucket", "--object-lock-enabled-for-bucket", "--bucket"];
        tools::aws(server, lock.into_iter().chain([name_for(SettingKind::Lock)]));
        tools::aws(server, ["s3api", "create-bucket", "--bucket", name_for(SettingKind::AccessList)]);
        if matches!(server.kind, Kind::MiniStack | Kind::SeaweedFs) {
            let on = "Rules=[{ObjectOwnership=BucketOwnerPreferred}]";
            let name = name_for(SettingKind::AccessList);
            tools::aws(
                server,
                ["s3api", "put-bucket-ownership-controls", "--ownership-controls", on, "--bucket", name],
            );
        }
    }
    for kind in SettingKind::ALL {
        for server in Kind::ALL.map(Server::shared) {
            let [opened, seen, back] = walked(server, kind).await;
            table.push_str(&format!("| {kind:?} | {} | {opened} | {seen} | {back} |\n", server.name));
        }
    }
    println!("{table}");
    std::fs::write(root().join("target/settings-table.md"), table).unwrap();
}

/// The bucket that a setting is tried on: locking is chosen when a bucket is made, and ACLs
/// count only where ownership leaves them on.
fn name_for(kind: SettingKind) -> &'static str {
    match kind {
        SettingKind::Lock => "settings-lockable",
        SettingKind::AccessList => "settings-listed",
        _ => "settings-all",
    }
}

/// Opens, saves, reads back and undoes a setting; what was seen at each step.
async fn walked(server: &Server, kind: SettingKind) -> [String; 3] {
    let (settings, name) = (Settings::default(), name_for(kind));
    let (id, state) = opened(&settings, server, name, kind).await;
    let what = format!("{} {kind:?}", server.name);
    let first = match held(&state) {
        Some(value) => format!("configured: {}", cell(&Some(value))),
        None => serde_json::to_value(&state).unwrap()["state"].as_str().unwrap().replace('_', " "),
    };
    if cannot(server.kind, kind) {
        // A server may say "none" truly and that it takes none only when it is tried.
        let unread = matches!(state, SettingState::NotSupported { .. });
        let refused = settings.apply(&id, Some(wanted(kind))).await.unwrap_err();
        // Of a bucket that was made without locking it is known without asking.
        let codes: &[&str] = match (unread, kind) {
            (true, _) => &["setting_unread"],
            (false, SettingKind::Lock) => &["setting_unfit"],
            (false, _) => &["not_supported", "refused"],
        };
        assert!(codes.contains(&refused.code), "{what}: {refused:?}");
        assert!(unread || MAY_REFUSE.contains(&server.kind), "{what}: {state:?}");
        return [first, format!("not changed: {}", refused.title), "—".into()];
    }
    assert!(matches!(state, SettingState::NotConfigured | SettingState::Configured { .. }), "{what}: {state:?}");
    let applied = settings.apply(&id, Some(wanted(kind))).await;
    let read = saved(applied.unwrap_or_else(|fault| panic!("{what}: {fault:?}")));
    assert_eq!(read, Some(wanted(kind)), "{what}");
    assert!(is_seen_elsewhere(server, name, kind), "{what}");
    let seen = format!("{}, also by aws-cli", cell(&read));
    // What was so already has nothing to go back to.
    if Some(wanted(kind)) == held(&state) {
        return [first, seen, "as before".into()];
    }
    // Back again, or at what "nothing set" comes to.
    let back = saved(settings.undo(&id).await.unwrap());
    let forgets = !matches!(kind, SettingKind::Versioning | SettingKind::Ownership | SettingKind::Encryption);
    assert!(!forgets || back == held(&state), "{what}: {back:?}");
    [first, seen, cell(&back)]
}

/// A value as the table shows it: in short, on one line.
fn cell(value: &Option<SettingValue>) -> String {
    let Some(value) = value else { return "nothing set".to_owned() };
    let mut json = serde_json::to_value(value).unwrap();
    json.as_object_mut().unwrap().remove("kind");
    let text = json.to_string().replace(['|', '\n'], " ");
    let short: String = text.chars().take(90).collect();
    format!("`{short}{}`", if short.len() < text.len() { "…" } else { "" })
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_locked_by_default_only_where_locking_was_chosen_with_the_bucket() {
    for server_kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let server = bucket(server_kind, "settings-unlocked");
        let make = ["s3api", "create-bucket", "--object-lock-enabled-for-bucket", "--bucket", "settings-locked"];
        tools::aws(server, make);
        let settings = Settings::default();
        let (id, state) = opened(&settings, server, "settings-unlocked", SettingKind::Lock).await;
        assert_eq!(state, SettingState::NotConfigured, "{}", server.name);
        let refused = settings.apply(&id, Some(wanted(SettingKind::Lock))).await.unwrap_err();
        assert_eq!(refused.code, "setting_unfit");
        let (id, state) = opened(&settings, server, "settings-locked", SettingKind::Lock).await;
        let open = Some(SettingValue::Lock { retention: None });
        assert_eq!(held(&state), open, "{}", server.name);
        let applied = settings.apply(&id, Some(wanted(SettingKind::Lock))).await.unwrap();
        assert_eq!(saved(applied), Some(wanted(SettingKind::Lock)));
        assert!(is_seen_elsewhere(server, "settings-locked", SettingKind::Lock), "{}", server.name);
        assert_eq!(saved(settings.undo(&id).await.unwrap()), open, "{}", server.name);
        println!("{} Lock: saved, read back, seen by aws-cli and undone", server.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_server_without_settings_no_bucket_is_lost_or_made() {
    // One that no other test makes buckets on.
    let server = &Server::start(Kind::Rclone);
    tools::aws(server, ["s3", "mb", "s3://rclone-empty"]);
    let before = tools::aws(server, ["s3", "ls"]);
    let settings = Settings::default();
    for bucket in ["rclone-empty", "rclone-never-made"] {
        for kind in SettingKind::ALL {
            let opened = settings.open(store(server), bucket.into(), kind).await;
            assert!(
                !matches!(opened.state, SettingState::Configured { .. } | SettingState::NotConfigured),
                "{opened:?}"
            );
            for draft in [Some(wanted(kind)), None] {
                settings.check(&opened.setting, draft.clone()).await.unwrap();
                assert_eq!(settings.apply(&opened.setting, draft).await.unwrap_err().code, "setting_unread");
            }
            assert!(settings.undo(&opened.setting).await.is_err());
        }
    }
    let (id, _) = opened(&settings, server, "rclone-empty", SettingKind::Cors).await;
    let _ = settings.check_cors_live(&id, &asked("https://a.example.org", "GET", &[])).await;
    assert_eq!(tools::aws(server, ["s3", "ls"]), before, "the same buckets as before");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_may_not_look_is_told_so_and_changes_nothing() {
    let server = bucket(Kind::MiniStack, "settings-guarded");
    let iam = |args: &[&str]| tools::aws(server, [&["iam"], args].concat());
    iam(&["create-user", "--user-name", "guest"]);
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket","s3:GetBucketCORS"],"Resource":"*"}]}"#;
    iam(&["put-user-policy", "--user-name", "guest", "--policy-name", "look", "--policy-document", policy]);
    let keys = iam(&[
        "create-access-key",
        "--user-name",
        "guest",
        "--query",
        "AccessKey.[AccessKeyId,SecretAccessKey]",
        "--output",
        "text",
    ]);
    let (access_key, secret) = keys.trim().split_once('\t').unwrap();
    let guest = login(server, access_key, secret);

    let settings = Settings::default();
    let versions = settings.open(guest.clone(), "settings-guarded".into(), SettingKind::Versioning).await;
    assert!(matches!(versions.state, SettingState::NotPermitted { .. }), "{versions:?}");
    // May look and not write: the draft is refused by the storage, with its reason.
    let cors = settings.open(guest, "settings-guarded".into(), SettingKind::Cors).await;
    assert_eq!(cors.state, SettingState::NotConfigured);
    let refused = settings.apply(&cors.setting, Some(wanted(SettingKind::Cors))).await.unwrap_err();
    assert_eq!(refused.code, "not_permitted");
    let (_, state) = opened(&settings, server, "settings-guarded", SettingKind::Cors).await;
    assert_eq!(state, SettingState::NotConfigured);
}
