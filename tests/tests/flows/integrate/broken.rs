//! What goes wrong: checks fail when something is broken on purpose, a crash half-way is gone on
//! from, a login that may not is told so, and what somebody else did is not written over.

use bucketwise_tests::servers::Kind;
use bucketwise_tests::tools::aws;
use engine::integrations::{CheckResult, Fate, IntegrationState};

use super::PARTNER;
use super::world::{World, came, failed, login};

const KOLENA: [(&str, &str); 2] = [("partner", PARTNER), ("external_id", "c0ffee00-1234")];

#[tokio::test]
async fn checks_fail_when_trust_policy_or_rules_are_broken() {
    let world = World::new("broken-live");
    let sheet = world.draft("kolena", "", &KOLENA).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    world.set_up(&sheet.id).await;
    let (view, _) = world.verify(&sheet.id, false).await;
    assert_eq!(view.state, IntegrationState::Working);

    // The external ID is no longer asked for.
    let open = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"{PARTNER}"}},"Action":"sts:AssumeRole"}}]}}"#
    );
    aws(world.server, ["iam", "update-assume-role-policy", "--role-name", &name, "--policy-document", &open]);
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!(view.state, IntegrationState::Broken);
    assert_eq!(failed(&lines), ["role-trust", "trust-without", "trust-wrong"], "{lines:#?}");

    // The policy opens nothing any more.
    let shut = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::elsewhere"}]}"#;
    let put = ["iam", "put-role-policy", "--role-name", &name, "--policy-name", &name, "--policy-document", shut];
    aws(world.server, put);
    // The rules are gone.
    aws(world.server, ["s3api", "delete-bucket-cors", "--bucket", "broken-live"]);
    let (_, lines) = world.verify(&sheet.id, false).await;
    for id in ["policy", "list", "read", "cors-broken-live-https://app.kolena.com", "page"] {
        assert_eq!(came(&lines, id), CheckResult::Fail, "{id}: {lines:#?}");
    }

    // Set up again, all is well.
    world.set_up(&sheet.id).await;
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
}

/// A login that may make users and no keys: the user is there, the rest is not, and somebody who
/// may goes on.
#[tokio::test]
async fn a_refusal_half_way_is_gone_on_from() {
    let mut world = World::new("halfway-live");
    let limited = limited(
        &world,
        r#"["iam:GetUser","iam:ListUserTags","iam:CreateUser","iam:GetUserPolicy","s3:*","sts:GetCallerIdentity"]"#,
    );
    let administrator = std::mem::replace(&mut world.store, limited);
    let sheet = world.draft("nuvolos-rclone", "", &[("level", "read")]).await;
    let (refused, steps) = world.apply(&sheet.id).await;
    let fault = refused.unwrap_err();
    assert_eq!(fault.code, "iam_refused", "{fault:?}");
    assert_eq!(steps.len(), 2, "{steps:#?}");

    world.restart();
    let kept = world.desk.list().unwrap();
    assert_eq!((kept[0].state, kept[0].made.len()), (IntegrationState::Unfinished, 1));
    world.store = administrator;
    let view = world.set_up(&sheet.id).await;
    assert_eq!((view.state, view.made.len()), (IntegrationState::Unchecked, 3));
    let (_, lines) = world.verify(&sheet.id, false).await;
    assert_eq!(failed(&lines), Vec::<&str>::new(), "{lines:#?}");
}

/// The program dies right after the key was made: nobody knows its secret, so it is exchanged, and
/// there is one key.
#[tokio::test]
async fn a_key_that_a_crash_left_without_a_secret_is_exchanged() {
    let mut world = World::new("crash-live");
    let sheet = world.draft("nuvolos-rclone", "", &[("level", "read")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    world.set_up(&sheet.id).await;
    let before = world.asked(["iam", "list-access-keys", "--user-name", &name])["AccessKeyMetadata"][0].clone();
    world.forget_that_the_key_was_made();
    world.restart();
    world.set_up(&sheet.id).await;
    let keys = world.asked(["iam", "list-access-keys", "--user-name", &name])["AccessKeyMetadata"].clone();
    assert_eq!(keys.as_array().unwrap().len(), 1);
    assert_ne!(keys[0]["AccessKeyId"], before["AccessKeyId"]);
    let (_, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((came(&lines, "session"), failed(&lines)), (CheckResult::Pass, vec![]), "{lines:#?}");
}

#[tokio::test]
async fn a_role_of_somebody_else_is_left_alone() {
    let world = World::new("taken-live");
    let sheet = world.draft("kolena", "", &KOLENA).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    let trust = r#"{"Version":"2012-10-17","Statement":[]}"#;
    aws(world.server, ["iam", "create-role", "--role-name", &name, "--assume-role-policy-document", trust]);
    let (refused, _) = world.apply(&sheet.id).await;
    assert_eq!(refused.unwrap_err().code, "iam_taken");
    let removal = world.removal(&sheet.id).await;
    assert!(removal.items.is_empty(), "{removal:#?}");
    world.remove(&sheet.id, &removal.token).await.unwrap();
    assert!(world.works(&["iam", "get-role", "--role-name", &name]));
}

#[tokio::test]
async fn what_changed_since_the_preview_stops_the_removal() {
    let world = World::new("meanwhile-live");
    let sheet = world.draft("website-shows", "", &[("websites", "https://site.example.com")]).await;
    world.set_up(&sheet.id).await;
    let removal = world.removal(&sheet.id).await;
    let more = r#"{"CORSRules":[{"ID":"new","AllowedMethods":["PUT"],"AllowedOrigins":["https://new.example.com"]}]}"#;
    aws(world.server, ["s3api", "put-bucket-cors", "--bucket", "meanwhile-live", "--cors-configuration", more]);
    assert_eq!(world.remove(&sheet.id, &removal.token).await.unwrap_err().code, "integration_changed");
    let removal = world.removal(&sheet.id).await;
    assert_eq!(removal.items[0].fate, Fate::Gone, "{removal:#?}");
    world.remove(&sheet.id, &removal.token).await.unwrap();
    assert_eq!(world.rules()[0]["ID"], "new", "what somebody wrote meanwhile stays");
}

/// A storage without IAM: the step says so in words, and the folder for an administrator is the way
/// on.
#[tokio::test]
async fn storage_without_users_says_so() {
    for kind in [Kind::Practice, Kind::Rclone] {
        let mut world = World::new(&format!("elsewhere-{}", kind as usize));
        let server = bucketwise_tests::servers::Server::shared(kind);
        world.store = login(server, &server.access_key, &server.secret_key);
        world.store.create_bucket(&world.bucket).await.unwrap();
        let sheet = world.draft("kolena", "", &KOLENA).await;
        let (refused, _) = world.apply(&sheet.id).await;
        let fault = refused.unwrap_err();
        assert_eq!(fault.code, "iam_missing", "{kind:?}: {fault:?}");
    }
}

/// A user who may do these things alone, and its login.
pub(super) fn limited(world: &World, actions: &str) -> store::Store {
    let name = format!("limited-{}", world.bucket);
    let policy =
        format!(r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":{actions},"Resource":"*"}}]}}"#);
    aws(world.server, ["iam", "create-user", "--user-name", &name]);
    aws(
        world.server,
        ["iam", "put-user-policy", "--user-name", &name, "--policy-name", "p", "--policy-document", &policy],
    );
    let key = world.asked(["iam", "create-access-key", "--user-name", &name])["AccessKey"].clone();
    login(world.server, key["AccessKeyId"].as_str().unwrap(), key["SecretAccessKey"].as_str().unwrap())
}

impl World {
    /// What the record says when the program dies between making a key and writing it down.
    fn forget_that_the_key_was_made(&self) {
        let mut record: serde_json::Value = serde_json::from_str(&self.written()).unwrap();
        let record_of = &mut record["integrations"][0];
        record_of["stage"] = "unfinished".into();
        let key = record_of["made"].as_array_mut().unwrap().iter_mut().find(|made| made["thing"]["what"] == "key");
        let key = key.unwrap();
        key["after"] = "".into();
        key["done"] = false.into();
        key["since"] = super::world::clock().into();
        self.write(&record.to_string());
    }
}
