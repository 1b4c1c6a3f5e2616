//! A bucket whose files are encrypted with a key of the account's own: the grant on that key is
//! made, found, checked, broken on purpose and taken back, on a server that keeps grants and
//! enforces who may make them. It does not ask grants when a file is opened, so that a grant opens
//! a file is not proved here.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};

use bucketwise_tests::recorded::{Answer, Recorded};
use bucketwise_tests::tools::aws;
use engine::integrations::{CheckResult, Fate, IntegrationState};
use store::{Access, Credentials, Endpoint, Grant, Secret, Store, StoreErrorKind};

use super::PARTNER;
use super::broken::limited;
use super::world::{World, came, failed, login_at};

#[tokio::test]
async fn a_grant_is_made_once_checked_widened_and_taken_back() {
    let mut world = World::new("granted-live");
    let key = world.encrypted();
    let theirs = ["--grantee-principal", "arn:aws:iam::000000000000:user/main", "--operations", "Decrypt"];
    aws(world.server, ["kms", "create-grant", "--key-id", &key, "--name", "theirs"].into_iter().chain(theirs));

    let sheet = world.draft("nuvolos-rclone", "", &[("level", "read")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    let view = world.set_up(&sheet.id).await;
    assert!(view.made.iter().any(|made| *made == *format!("Grant on the KMS key {key}")), "{:?}", view.made);
    let user = world.asked(["iam", "get-user", "--user-name", &name])["User"]["Arn"].clone();
    let ours = || {
        let all = world.grants(&key);
        let ours: Vec<_> = all.into_iter().filter(|grant| grant["Name"] != "theirs").collect();
        assert_eq!(ours.len(), 1, "{ours:#?}");
        ours[0].clone()
    };
    assert_eq!((&ours()["GranteePrincipal"], &ours()["Operations"]), (&user, &serde_json::json!(["Decrypt"])));
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
    assert_eq!((came(&lines, "grant"), came(&lines, "key")), (CheckResult::Pass, CheckResult::Pass));

    // Once more: nothing to do.
    let (again, steps) = world.apply(&sheet.id).await;
    again.unwrap();
    let granted = steps.iter().find(|step| step.title.to_string().contains("access to the KMS key")).unwrap();
    assert!(granted.detail.as_ref().is_some_and(|words| *words == "Already in place."), "{granted:?}");
    let first = ours()["GrantId"].clone();

    // Broken on purpose: the grant is gone, or for somebody else. Nothing but its check fails.
    let id = first.as_str().unwrap();
    aws(world.server, ["kms", "revoke-grant", "--key-id", &key, "--grant-id", id]);
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Broken, vec!["grant-granted-live"]), "{lines:#?}");
    let mark = world.mark();
    let other = ["--grantee-principal", "arn:aws:iam::000000000000:user/main", "--operations", "Decrypt"];
    aws(world.server, ["kms", "create-grant", "--key-id", &key, "--name", &mark].into_iter().chain(other));
    let (_, lines) = world.verify(&sheet.id, false).await;
    assert_eq!(failed(&lines), ["grant-granted-live"], "{lines:#?}");

    // Gone on from with another level: the right grant is there, the wrong one is not.
    let sheet = world.desk.read(&world.store, &sheet.id).await.unwrap();
    let told = &sheet.plan.as_ref().unwrap().steps;
    assert!(told.iter().all(|step| step.before.to_string().starts_with("Already set up.")), "{told:#?}");
    let sheet = world.answered(&sheet, &[("level", "write")]).await;
    let told = &sheet.plan.as_ref().unwrap().steps[1];
    assert!(
        told.title.to_string().starts_with("Update the permissions of the user")
            && told.before.to_string().starts_with("Now: "),
        "{told:#?}"
    );
    assert!(told.after.to_string().contains("delete") && !told.before.to_string().contains("delete"), "{told:#?}");
    world.set_up(&sheet.id).await;
    assert_eq!(ours()["Operations"], serde_json::json!(["Decrypt", "GenerateDataKey"]));
    assert_eq!(ours()["GranteePrincipal"], user);
    let (view, lines) = world.verify(&sheet.id, true).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");

    // Back, a year later: theirs stays.
    world.restart();
    let removal = world.removal(&sheet.id).await;
    let item = removal.items.iter().find(|item| item.text.to_string().contains("on the KMS key")).unwrap();
    assert_eq!((item.fate, item.changed), (Fate::Goes, false), "{removal:#?}");
    let view = world.remove(&sheet.id, &removal.token).await.unwrap();
    assert_eq!((view.state, view.made.len()), (IntegrationState::Removed, 0));
    let left = world.grants(&key);
    assert_eq!((left.len(), &left[0]["Name"]), (1, &"theirs".into()), "{left:#?}");
}

/// A second grant of our name that lets do more goes along, and is shown before.
#[tokio::test]
async fn operations_that_were_added_to_our_grant_are_shown_to_go() {
    let world = World::new("wider-grant-live");
    let key = world.encrypted();
    let sheet = world.draft("account", "", &[("partner", PARTNER), ("level", "read")]).await;
    world.set_up(&sheet.id).await;
    assert!(world.removal(&sheet.id).await.items.iter().all(|item| item.rest.is_empty()));
    let more = ["--grantee-principal", PARTNER, "--operations", "Decrypt", "Encrypt", "DescribeKey"];
    aws(world.server, ["kms", "create-grant", "--key-id", &key, "--name", &world.mark()].into_iter().chain(more));
    let removal = world.removal(&sheet.id).await;
    let rest: Vec<_> = removal.items.iter().flat_map(|item| &item.rest).map(ToString::to_string).collect();
    let told =
        |line: &&String| line.contains("removed too") && line.contains("Encrypt") && line.contains("DescribeKey");
    assert_eq!(rest.iter().filter(told).count(), 1, "{removal:#?}");
    world.remove(&sheet.id, &removal.token).await.unwrap();
    assert!(world.grants(&key).is_empty());
}

/// Another account comes by the bucket's policy, and is let use the key as well.
#[tokio::test]
async fn another_account_is_granted_the_key() {
    let world = World::new("account-key-live");
    let key = world.encrypted();
    let sheet = world.draft("account", "", &[("partner", PARTNER), ("level", "write")]).await;
    world.set_up(&sheet.id).await;
    assert_eq!(world.grants(&key)[0]["GranteePrincipal"], PARTNER);
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
    // The key is deleted: nothing is left to take back, and that is said.
    aws(world.server, ["s3api", "delete-bucket-encryption", "--bucket", "account-key-live"]);
    for grant in world.grants(&key) {
        let id = grant["GrantId"].as_str().unwrap();
        aws(world.server, ["kms", "retire-grant", "--key-id", &key, "--grant-id", id]);
    }
    let removal = world.removal(&sheet.id).await;
    let item = removal.items.iter().find(|item| item.text.to_string().contains("on the KMS key")).unwrap();
    assert_eq!(item.fate, Fate::Gone, "{removal:#?}");
    world.remove(&sheet.id, &removal.token).await.unwrap();
}

/// Whoever may manage users and not the key is told so, and somebody who may goes on; a key that is
/// gone is said.
#[tokio::test]
async fn a_key_that_this_login_may_not_share_or_that_is_gone() {
    let mut world = World::new("no-key-live");
    let key = world.encrypted();
    let mine = limited(&world, r#"["iam:*","s3:*","sts:*","kms:ListGrants"]"#);
    let all = std::mem::replace(&mut world.store, mine);
    let sheet = world.draft("kolena", "", &[("partner", PARTNER), ("external_id", "c0ffee00-1234")]).await;
    let (refused, _) = world.apply(&sheet.id).await;
    let fault = refused.unwrap_err();
    assert_eq!(fault.code, "iam_refused", "{fault:?}");
    assert!(fault.what.to_string().contains("CreateGrant"), "{fault:?}");
    assert!(world.grants(&key).is_empty());
    world.restart();
    world.store = all;
    world.set_up(&sheet.id).await;
    assert_eq!(world.grants(&key).len(), 1);
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");

    let gone = World::new("gone-key-live");
    let rule = r#"{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"arn:aws:kms:us-east-1:000000000000:key/gone"}}]}"#;
    let put = ["s3api", "put-bucket-encryption", "--bucket", "gone-key-live"];
    aws(gone.server, put.into_iter().chain(["--server-side-encryption-configuration", rule]));
    let sheet = gone.draft("nuvolos-rclone", "", &[("level", "read")]).await;
    let fault = gone.apply(&sheet.id).await.0.unwrap_err();
    assert_eq!(fault.code, "key_unusable", "{fault:?}");
}

/// AWS's keys do not know a user or role for some seconds after it was made (CreateGrant,
/// InvalidArnException). This server knows everybody at once, so the answer is AWS's, word for
/// word, and all else is the server's.
#[tokio::test]
async fn a_key_that_does_not_know_the_role_yet_is_asked_again() {
    let mut world = World::new("late-key-live");
    let key = world.encrypted();
    let (server, asked) = (world.server.endpoint.clone(), AtomicUsize::new(0));
    let late = Recorded::start(move |request| {
        let makes = request.contains("TrentService.CreateGrant");
        if makes && asked.fetch_add(1, Ordering::Relaxed) < 2 {
            let said = r#"{"__type":"InvalidArnException","message":"ARN does not refer to a valid principal"}"#;
            return Answer::new(400, said).header("content-type", "application/x-amz-json-1.1");
        }
        passed_on(&server, request)
    });
    world.store = login_at(&late.endpoint, world.server.region, &world.server.access_key, &world.server.secret_key);
    let sheet = world.draft("kolena", "", &[("partner", PARTNER), ("external_id", "c0ffee00-1234")]).await;
    world.set_up(&sheet.id).await;
    let makes = late.seen().iter().filter(|request| request.contains("TrentService.CreateGrant")).count();
    assert_eq!((makes, world.grants(&key).len()), (3, 1));
}

#[tokio::test]
async fn a_connection_for_looking_only_grants_nothing() {
    let world = World::new("look-key-live");
    let key = world.encrypted();
    let keys = Credentials {
        access_key: world.server.access_key.clone(),
        secret: Secret::new(world.server.secret_key.clone()),
        session_token: None,
    };
    let looking = Store::open(Access {
        endpoint: Some(Endpoint::parse(&world.server.endpoint).unwrap()),
        region: world.server.region.into(),
        path_style: true,
        sign_in: keys.into(),
        read_only: true,
        ..Access::to(store::provider("other").unwrap())
    });
    let looking = looking.unwrap();
    let grant =
        Grant { name: "Mine".into(), grantee: PARTNER.into(), operations: vec!["Decrypt".into()], ..Grant::default() };
    assert_eq!(looking.create_grant(&key, &grant).await.unwrap_err().kind, StoreErrorKind::ReadOnly);
    assert!(world.grants(&key).is_empty());
    world.store.create_grant(&key, &grant).await.unwrap();
    let there = looking.list_grants(&key, "Mine").await.unwrap();
    assert_eq!((there.len(), there[0].grantee.as_str()), (1, PARTNER));
    assert_eq!(looking.revoke_grant(&key, &there[0].id).await.unwrap_err().kind, StoreErrorKind::ReadOnly);
    world.store.revoke_grant(&key, &there[0].id).await.unwrap();
    world.store.revoke_grant(&key, &there[0].id).await.unwrap();
    assert!(world.grants(&key).is_empty(), "and once more is no error");
}

fn passed_on(server: &str, request: &str) -> Answer {
    let mut line = TcpStream::connect(server.trim_start_matches("http://")).unwrap();
    line.write_all(request.replacen("\r\n", "\r\nconnection: close\r\n", 1).as_bytes()).unwrap();
    let mut answer = Vec::new();
    line.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let headers = head.lines().filter_map(|line| line.split_once(": "));
    let framing = ["content-length", "connection", "transfer-encoding"];
    let kept = headers.filter(|(name, _)| !framing.iter().any(|one| name.eq_ignore_ascii_case(one)));
    kept.fold(Answer::new(status, body), |answer, (name, value)| answer.header(name, value))
}

impl World {
    /// The name of our grant, as the record has it.
    fn mark(&self) -> String {
        let record: serde_json::Value = serde_json::from_str(&self.written()).unwrap();
        let made =
            record["integrations"][0]["made"].as_array().unwrap().iter().find(|made| made["thing"]["what"] == "grant");
        made.unwrap()["thing"]["name"].as_str().unwrap().to_owned()
    }
}
