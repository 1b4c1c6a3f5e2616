//! The whole way: answered, set up, read back by `aws`, checked, set up again, taken back.

use engine::integrations::{CheckResult, Fate, Filled, IntegrationState, Stepped};

use super::PARTNER;
use super::world::{World, came, failed};

/// All was as wanted.
fn in_place(step: &Stepped) -> bool {
    step.detail.as_ref().is_some_and(|words| *words == "Already in place.")
}

pub(super) const KOLENA: [(&str, &str); 2] = [("partner", PARTNER), ("external_id", "c0ffee00-1234")];

#[tokio::test]
async fn kolena_reads_a_bucket_and_stops_reading_it() {
    let world = World::new("kolena-live");
    let theirs =
        r#"{"CORSRules":[{"ID":"theirs","AllowedMethods":["PUT"],"AllowedOrigins":["https://theirs.example.com"]}]}"#;
    world.works(&["s3api", "put-bucket-cors", "--bucket", "kolena-live", "--cors-configuration", theirs]);
    let sheet = world.draft("kolena", "", &KOLENA).await;
    assert_eq!(sheet.filled.account, super::ACCOUNT, "the account is read, not asked");
    let name = sheet.plan.unwrap().name;
    assert_eq!(world.written(), "", "a draft writes nothing");

    let view = world.set_up(&sheet.id).await;
    assert_eq!(view.state, IntegrationState::Unchecked);
    let role = world.asked(["iam", "get-role", "--role-name", &name]);
    let trust = &role["Role"]["AssumeRolePolicyDocument"]["Statement"][0];
    assert_eq!(trust["Principal"]["AWS"], PARTNER);
    assert_eq!(trust["Condition"]["StringEquals"]["sts:ExternalId"], "c0ffee00-1234");
    let access = world.asked(["iam", "get-role-policy", "--role-name", &name, "--policy-name", &name]);
    assert_eq!(access["PolicyDocument"]["Statement"][1]["Action"], "s3:GetObject");
    let rules = world.rules();
    assert_eq!((&rules[0]["ID"], &rules[1]["ID"]), (&"theirs".into(), &name.as_str().into()));
    let arn = format!("arn:aws:iam::{}:role/{name}", super::ACCOUNT);
    let told: Vec<_> = view.values.iter().map(|value| value.value.as_deref().unwrap_or_default()).collect();
    // This storage is not Amazon's own, so its address and its way of addressing are told too.
    assert_eq!(told, [arn.as_str(), world.server.endpoint.as_str(), "us-east-1", "On"]);

    let (view, lines) = world.verify(&sheet.id, true).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
    for id in ["region", "role", "policy", "trust-right", "trust-without", "trust-wrong", "trust-stranger", "session"] {
        assert_eq!(came(&lines, id), CheckResult::Pass, "{id}: {lines:#?}");
    }
    for id in ["list", "read", "write", "cors-kolena-live-https://app.kolena.com", "page", "anonymous"] {
        assert_eq!(came(&lines, id), CheckResult::Pass, "{id}: {lines:#?}");
    }
    let listed = world.asked(["s3api", "list-objects-v2", "--bucket", "kolena-live"]);
    assert_eq!(listed["Contents"].as_array().map(Vec::len), Some(3), "the check leaves nothing: {listed}");

    // Once more: nothing to do, nothing doubled.
    let again = world.draft("kolena", "", &KOLENA).await;
    let (view, steps) = world.apply(&again.id).await;
    assert_eq!(view.unwrap().id, sheet.id, "it goes on with the record that is there");
    assert!(steps.iter().all(in_place), "{steps:#?}");
    assert_eq!(world.rules().as_array().unwrap().len(), 2);
    assert_eq!(world.desk.list().unwrap().len(), 1);

    // Back.
    let removal = world.removal(&sheet.id).await;
    assert!(removal.items.iter().all(|item| item.fate == Fate::Goes && !item.changed), "{removal:#?}");
    let view = world.remove(&sheet.id, &removal.token).await.unwrap();
    assert_eq!((view.state, view.made.len()), (IntegrationState::Removed, 0));
    assert!(!world.works(&["iam", "get-role", "--role-name", &name]));
    assert_eq!(world.rules().as_array().unwrap().len(), 1, "theirs stays");
    world.desk.forget(&sheet.id).unwrap();
    assert!(world.desk.list().unwrap().is_empty());
}

/// Apperate answers only after it has been told the role: the record waits, also over a restart.
#[tokio::test]
async fn a_partner_answers_later() {
    let mut world = World::new("apperate-live");
    let sheet = world.draft("apperate", "in", &[("level", "read")]).await;
    let plan = sheet.plan.as_ref().unwrap();
    assert!(plan.waiting);
    let name = plan.name.clone();
    let view = world.set_up(&sheet.id).await;
    assert_eq!(view.state, IntegrationState::Waiting);
    let (_, lines) = world.verify(&sheet.id, false).await;
    assert_eq!(failed(&lines), Vec::<&str>::new(), "{lines:#?}");
    assert_eq!(came(&lines, "trust"), CheckResult::Info);

    world.restart();
    let sheet = world.desk.read(&world.store, &sheet.id).await.unwrap();
    let me = world.store.caller().await.unwrap().arn;
    // The partner is somebody of our own account here, so that taking the role can be tried for
    // real.
    let answers = [("level", "read"), ("partner", me.as_str()), ("external_id", "iex-7781")];
    let sheet = world.answered(&sheet, &answers).await;
    assert!(!sheet.plan.as_ref().unwrap().waiting, "{:?}", sheet.findings);
    let (view, steps) = world.apply(&sheet.id).await;
    assert_eq!(view.unwrap().state, IntegrationState::Unchecked);
    let there: Vec<_> = steps.iter().map(in_place).collect();
    assert_eq!(there, [false, true], "the trust changes, the access stays: {steps:#?}");
    let role = world.asked(["iam", "get-role", "--role-name", &name]);
    let trust = &role["Role"]["AssumeRolePolicyDocument"]["Statement"][0];
    assert_eq!(trust["Condition"]["StringEquals"]["sts:ExternalId"], "iex-7781");

    let (view, lines) = world.verify(&sheet.id, true).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
    for id in ["take-right", "take-without", "take-wrong", "session", "list", "outside", "read", "write"] {
        assert_eq!(came(&lines, id), CheckResult::Pass, "{id}: {lines:#?}");
    }
    let session = lines.iter().find(|line| line.id == "session").unwrap();
    assert_eq!(session.evidence, "With the role itself.");

    let removal = world.removal(&sheet.id).await;
    world.remove(&sheet.id, &removal.token).await.unwrap();
    assert!(!world.works(&["iam", "get-role", "--role-name", &name]));
}

/// A key is made, used for real, and goes with its user. Its secret is in no file.
#[tokio::test]
async fn a_key_opens_its_folder_and_is_written_nowhere() {
    let world = World::new("nuvolos-live");
    let sheet = world.draft("nuvolos-rclone", "in", &[("level", "write")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    let view = world.set_up(&sheet.id).await;
    let secret = world.desk.secret(&sheet.id).await.unwrap();
    assert!(secret.expose().len() > 20 && !world.written().contains(secret.expose()));
    let value = |label: &str| view.values.iter().find(|value| value.label == label).unwrap().value.clone();
    assert_eq!(value("AWS_SECRET_ACCESS_KEY"), None, "the page is never told");
    let id = value("AWS_ACCESS_KEY_ID").unwrap();
    let keys = world.asked(["iam", "list-access-keys", "--user-name", &name]);
    assert_eq!(keys["AccessKeyMetadata"][0]["AccessKeyId"], id.as_str());

    let (view, lines) = world.verify(&sheet.id, true).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
    for id in ["session", "list", "outside", "read", "write"] {
        assert_eq!(came(&lines, id), CheckResult::Pass, "{id}: {lines:#?}");
    }
    let (_, steps) = world.apply(&sheet.id).await;
    assert!(steps.iter().all(in_place), "{steps:#?}");

    let removal = world.removal(&sheet.id).await;
    world.remove(&sheet.id, &removal.token).await.unwrap();
    assert!(!world.works(&["iam", "get-user", "--user-name", &name]));
    assert_eq!(world.desk.secret(&sheet.id).await.unwrap_err().code, "key_secret_gone");
}

/// A bucket's policy gets our statements and loses them again; what others wrote stays as it is.
#[tokio::test]
async fn another_account_is_let_in_by_the_buckets_policy() {
    let world = World::new("shared-live");
    let theirs = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::shared-live/*","Condition":{"StringEquals":{"aws:UserAgent":"nobody"}}}]}"#;
    world.works(&["s3api", "put-bucket-policy", "--bucket", "shared-live", "--policy", theirs]);
    let sheet = world.draft("account", "", &[("partner", PARTNER)]).await;
    world.set_up(&sheet.id).await;
    let policy = || -> serde_json::Value {
        let answer = world.asked(["s3api", "get-bucket-policy", "--bucket", "shared-live"]);
        serde_json::from_str(answer["Policy"].as_str().unwrap()).unwrap()
    };
    assert_eq!(policy()["Statement"][0]["Sid"], "Theirs");
    assert_eq!(policy()["Statement"].as_array().unwrap().len(), 3);
    let (_, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((came(&lines, "statement"), failed(&lines)), (CheckResult::Pass, vec![]), "{lines:#?}");
    // Another name does not lose what was made: it keeps its own, and is found again below.
    let renamed = Filled { name: "another-name".into(), ..sheet.filled.clone() };
    let renamed = world.desk.answer(&world.store, &sheet.id, renamed).await.unwrap();
    assert_eq!(renamed.plan.unwrap().name, sheet.plan.as_ref().unwrap().name);
    world.set_up(&sheet.id).await;
    assert_eq!(policy()["Statement"].as_array().unwrap().len(), 3);
    let removal = world.removal(&sheet.id).await;
    world.remove(&sheet.id, &removal.token).await.unwrap();
    assert_eq!(policy(), serde_json::from_str::<serde_json::Value>(theirs).unwrap());
}
