//! The checks that look at one thing each, and what was done to it on purpose: that one fails, says
//! why, and no other does. A stranger's account is put to the trust policy as the server has it,
//! since no server here lets another account come; where our own login is let in, the role is taken
//! for real.

use bucketwise_tests::tools::aws;
use engine::integrations::{CheckLine, CheckResult, IntegrationState, Sheet};

use super::PARTNER;
use super::broken::limited;
use super::world::{World, came, failed};

fn evidence(lines: &[CheckLine], id: &str) -> String {
    let line = lines.iter().find(|line| line.id.starts_with(id));
    line.unwrap_or_else(|| panic!("no {id} in {lines:#?}")).evidence.to_string()
}

impl World {
    /// What is set up, and passes every check; with the name of what was made.
    async fn working(bucket: &str, product: &str, answers: &[(&str, &str)]) -> (Self, Sheet, String) {
        let world = Self::new(bucket);
        let sheet = world.draft(product, "", answers).await;
        let name = sheet.plan.as_ref().unwrap_or_else(|| panic!("{:?}", sheet.findings)).name.clone();
        world.set_up(&sheet.id).await;
        let (view, lines) = world.verify(&sheet.id, true).await;
        assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
        (world, sheet, name)
    }

    async fn fails(&self, sheet: &Sheet, write: bool, wanted: &[&str]) -> Vec<CheckLine> {
        let (view, lines) = self.verify(&sheet.id, write).await;
        assert_eq!((view.state, failed(&lines)), (IntegrationState::Broken, wanted.to_vec()), "{lines:#?}");
        lines
    }

    fn trusts(&self, role: &str, statements: &str) {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
        aws(self.server, ["iam", "update-assume-role-policy", "--role-name", role, "--policy-document", &text]);
    }

    /// Removes what somebody named, with all its versions.
    fn empty(&self) {
        let versions = self.asked(["s3api", "list-object-versions", "--bucket", &self.bucket]);
        for kind in ["Versions", "DeleteMarkers"] {
            for one in versions[kind].as_array().into_iter().flatten() {
                let (key, id) = (one["Key"].as_str().unwrap(), one["VersionId"].as_str().unwrap());
                aws(
                    self.server,
                    ["s3api", "delete-object", "--bucket", &self.bucket, "--key", key, "--version-id", id],
                );
            }
        }
    }
}

#[tokio::test]
async fn a_bucket_that_was_made_anew_elsewhere() {
    let (world, sheet, _) = World::working("moved-live", "nuvolos-rclone", &[("level", "read")]).await;
    world.empty();
    aws(world.server, ["s3api", "delete-bucket", "--bucket", "moved-live"]);
    let there = ["--region", "eu-west-1"];
    let place = "LocationConstraint=eu-west-1";
    let made = ["s3api", "create-bucket", "--bucket", "moved-live", "--create-bucket-configuration", place];
    aws(world.server, made.into_iter().chain(there));
    aws(world.server, ["s3api", "put-object", "--bucket", "moved-live", "--key", "a.txt"].into_iter().chain(there));
    let lines = world.fails(&sheet, false, &["region-moved-live"]).await;
    assert_eq!(evidence(&lines, "region"), "The bucket is in eu-west-1, but the product uses us-east-1.");
}

#[tokio::test]
async fn a_key_that_is_switched_off() {
    let (world, sheet, name) = World::working("off-live", "nuvolos-rclone", &[("level", "read")]).await;
    let keys = world.asked(["iam", "list-access-keys", "--user-name", &name]);
    let key = keys["AccessKeyMetadata"][0]["AccessKeyId"].as_str().unwrap().to_owned();
    let switch = |to: &str| {
        aws(world.server, ["iam", "update-access-key", "--user-name", &name, "--access-key-id", &key, "--status", to]);
    };
    switch("Inactive");
    let lines = world.fails(&sheet, false, &["session"]).await;
    assert!(lines.iter().all(|line| !line.id.starts_with("list")), "nothing is claimed that was not tried: {lines:#?}");
    switch("Active");
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, came(&lines, "list")), (IntegrationState::Working, CheckResult::Pass), "{lines:#?}");
}

/// The rehearsal in the partner's place: our own login narrowed to the policy as it is.
#[tokio::test]
async fn a_rehearsal_without_a_policy_and_by_a_login_that_cannot_be_narrowed() {
    let answers = [("partner", PARTNER), ("external_id", "c0ffee00-1234")];
    let (mut world, sheet, name) = World::working("rehearsed-live", "kolena", &answers).await;
    let put = |policy: &str| {
        let put = ["iam", "put-role-policy", "--role-name", &name, "--policy-name", &name, "--policy-document", policy];
        aws(world.server, put);
    };
    let see = r#"{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::rehearsed-live"}"#;
    put(&format!(r#"{{"Version":"2012-10-17","Statement":[{see}]}}"#));
    let lines = world.fails(&sheet, false, &["policy", "simulate-rehearsed-live", "read-rehearsed-live"]).await;
    assert!(evidence(&lines, "session").contains("limited to the current policy"), "{lines:#?}");
    assert_eq!(came(&lines, "list"), CheckResult::Pass, "what is still open passes: {lines:#?}");

    aws(world.server, ["iam", "delete-role-policy", "--role-name", &name, "--policy-name", &name]);
    let lines = world.fails(&sheet, false, &["policy", "simulate-rehearsed-live", "session"]).await;
    assert_eq!(evidence(&lines, "session"), "The policy no longer exists, so it gives no permissions.");

    world.set_up(&sheet.id).await;
    world.store = limited(&world, r#"["iam:Get*","iam:List*","iam:SimulatePrincipalPolicy","s3:*"]"#);
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, came(&lines, "session")), (IntegrationState::Working, CheckResult::Skip), "{lines:#?}");
    assert!(lines.iter().all(|line| !line.id.starts_with("list")), "{lines:#?}");
}

#[tokio::test]
async fn a_trust_in_another_id_in_a_stranger_and_in_nobody_who_was_asked_for() {
    let answers = [("partner", PARTNER), ("external_id", "c0ffee00-1234")];
    let (world, sheet, name) = World::working("trusted-live", "kolena", &answers).await;
    let lets = |who: &str, condition: &str| {
        format!(r#"{{"Effect":"Allow","Principal":{{"AWS":"{who}"}},"Action":"sts:AssumeRole"{condition}}}"#)
    };
    let with = |id: &str| format!(r#","Condition":{{"StringEquals":{{"sts:ExternalId":"{id}"}}}}"#);
    let agreed = with("c0ffee00-1234");
    let stranger = "arn:aws:iam::999999999999:root";

    world.trusts(&name, &lets(PARTNER, &with("somebody-elses")));
    let lines = world.fails(&sheet, false, &["role-trust", "trust-right"]).await;
    assert!(evidence(&lines, "trust-right").starts_with("By the current trust policy: "), "{lines:#?}");
    assert_eq!(came(&lines, "trust-wrong"), CheckResult::Pass);

    world.trusts(&name, &[lets(PARTNER, &agreed), lets(stranger, &agreed)].join(","));
    world.fails(&sheet, false, &["role-trust", "trust-stranger"]).await;
    world.trusts(&name, &lets(stranger, &agreed));
    world.fails(&sheet, false, &["role-trust", "trust-right", "trust-stranger"]).await;

    // Our own account is let in as well, without what was agreed: the role is taken for real.
    let own = lets(&format!("arn:aws:iam::{}:root", super::ACCOUNT), "");
    world.trusts(&name, &[lets(PARTNER, &agreed), own].join(","));
    let lines = world.fails(&sheet, false, &["role-trust", "take-without", "take-wrong"]).await;
    assert_eq!(evidence(&lines, "take-without"), "Allowed, but it should be denied.");
    assert_eq!((came(&lines, "take-right"), came(&lines, "trust-right")), (CheckResult::Pass, CheckResult::Pass));

    world.set_up(&sheet.id).await;
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
}

/// A role that signs in elsewhere: principals are the same, and only the conditions say which
/// tokens may take it.
#[tokio::test]
async fn a_trust_in_other_repositories_and_other_audiences() {
    let (mut world, sheet, name) =
        World::working("signed-live", "github-actions", &[("repository", "acme/thing")]).await;
    let trust = || world.asked(["iam", "get-role", "--role-name", &name])["Role"]["AssumeRolePolicyDocument"].clone();
    let ours = trust();
    let statement = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut changed = ours["Statement"][0].clone();
        change(&mut changed["Condition"]);
        changed.to_string()
    };
    let sub = "token.actions.githubusercontent.com:sub";
    let aud = "token.actions.githubusercontent.com:aud";
    world.trusts(&name, &statement(&|now| now["StringLike"][sub] = "repo:*".into()));
    let lines = world.fails(&sheet, false, &["role-trust", "token-other"]).await;
    assert!(evidence(&lines, "role-trust").contains("another subject (sub)"), "{lines:#?}");
    assert!(lines.iter().all(|line| !line.evidence.to_string().contains("Waiting for the partner")), "{lines:#?}");

    // The same where an administrator made it, who may word it differently.
    let mut record: serde_json::Value = serde_json::from_str(&world.written()).unwrap();
    record["integrations"][0]["made"] = serde_json::json!([]);
    world.write(&record.to_string());
    world.restart();
    world.fails(&sheet, false, &["role-trust", "token-other"]).await;
    world.trusts(&name, &statement(&|now| drop(now["StringEquals"].as_object_mut().unwrap().remove(aud))));
    let lines = world.fails(&sheet, false, &["role-trust", "token-other"]).await;
    assert!(evidence(&lines, "token-other").contains("audience (aud)"), "{lines:#?}");
    world.trusts(
        &name,
        &statement(&|now| {
            let whose = now.as_object_mut().unwrap().remove("StringLike").unwrap()[sub].clone();
            now["StringEquals"][sub] = whose;
        }),
    );
    let (_, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((came(&lines, "role-trust"), failed(&lines)), (CheckResult::Skip, vec![]), "{lines:#?}");
}

#[tokio::test]
async fn statements_that_somebody_took_out_of_the_buckets_policy_or_changed() {
    let partner = [("partner", PARTNER)];
    let (world, sheet, _) = World::working("statement-live", "account", &partner).await;
    let policy = || world.asked(["s3api", "get-bucket-policy", "--bucket", "statement-live"])["Policy"].clone();
    let ours = policy().as_str().unwrap().to_owned();
    let put = |text: &str| {
        aws(world.server, ["s3api", "put-bucket-policy", "--bucket", "statement-live", "--policy", text]);
    };
    put(&ours.replace("s3:GetObject", "s3:GetObjectTagging"));
    let lines = world.fails(&sheet, false, &["statement-statement-live"]).await;
    assert!(evidence(&lines, "statement").starts_with("Changed since setup."), "{lines:#?}");

    // Another one beside ours is nobody's business here; without ours it is.
    let theirs = r#"{"Sid":"Theirs","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"s3:ListBucket","Resource":"arn:aws:s3:::statement-live"}"#;
    put(&ours.replacen('[', &format!("[{theirs},"), 1));
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
    put(&format!(r#"{{"Version":"2012-10-17","Statement":[{theirs}]}}"#));
    world.fails(&sheet, false, &["statement-statement-live"]).await;
    aws(world.server, ["s3api", "delete-bucket-policy", "--bucket", "statement-live"]);
    let lines = world.fails(&sheet, false, &["statement-statement-live"]).await;
    assert_eq!(evidence(&lines, "statement"), "Not found.");
}

/// What a check that writes cannot take away again is named, so that a person can.
#[tokio::test]
async fn what_a_check_leaves_behind() {
    let (mut world, sheet, _) = World::working("left-live", "program", &[("way", "key"), ("level", "drop")]).await;
    let look = r#""iam:Get*","iam:List*","sts:*","s3:Get*","s3:List*","s3:PutObject""#;
    let mine = limited(&world, &format!("[{look}]"));
    let all = std::mem::replace(&mut world.store, mine);
    let lines = world.fails(&sheet, true, &["left-left-live"]).await;
    let listed = world.asked(["s3api", "list-objects-v2", "--bucket", "left-live"]);
    let keys = listed["Contents"].as_array().unwrap().iter().map(|one| one["Key"].as_str().unwrap());
    let left: Vec<_> = keys.filter(|key| key.contains("bucketwise-check")).collect();
    assert_eq!(left.len(), 1, "{listed}");
    let said = evidence(&lines, "left");
    assert!(said.contains(left[0]) && said.contains("403") && said.ends_with("Delete it by hand."), "{said}");
    assert_eq!(came(&lines, "delete"), CheckResult::Pass, "it is not to delete, and cannot");

    // Where old versions are kept, this login deletes the file and not its versions.
    world.store = all;
    world.empty();
    aws(
        world.server,
        ["s3api", "put-bucket-versioning", "--bucket", "left-live", "--versioning-configuration", "Status=Enabled"],
    );
    aws(
        world.server,
        [
            "iam",
            "put-user-policy",
            "--user-name",
            "limited-left-live",
            "--policy-name",
            "more",
            "--policy-document",
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:DeleteObject","Resource":"*"}]}"#,
        ],
    );
    let keys = world.asked(["iam", "create-access-key", "--user-name", "limited-left-live"])["AccessKey"].clone();
    let (id, secret) = (keys["AccessKeyId"].as_str().unwrap(), keys["SecretAccessKey"].as_str().unwrap());
    world.store = super::world::login(world.server, id, secret);
    let (_, lines) = world.verify(&sheet.id, true).await;
    assert_eq!((came(&lines, "left"), failed(&lines)), (CheckResult::Info, vec![]), "{lines:#?}");
    assert!(evidence(&lines, "left").contains("2 old versions of .bucketwise-check-"), "{lines:#?}");
}

/// An upload that the product begins and neither it nor this login may end.
#[tokio::test]
async fn an_unfinished_upload_that_a_check_leaves_behind() {
    let (mut world, sheet, _) = World::working("parts-live", "segment", &[("external_id", "workspace-1")]).await;
    let may = r#"["iam:Get*","iam:List*","iam:SimulatePrincipalPolicy","sts:*","s3:Get*","s3:List*","s3:PutObject","s3:PutObjectAcl","s3:DeleteObject"]"#;
    world.store = limited(&world, may);
    let lines = world.fails(&sheet, true, &["multipart-parts-live"]).await;
    let uploads = world.asked(["s3api", "list-multipart-uploads", "--bucket", "parts-live"]);
    let key = uploads["Uploads"][0]["Key"].as_str().unwrap();
    let said = evidence(&lines, "multipart");
    assert!(said.contains(key) && said.starts_with("An unfinished upload is left at"), "{said}");
}
