//! Each check, proved to fail when what it looks at is broken on purpose, and what is different
//! since the check before.

use bucketwise_tests::tools::aws;
use engine::integrations::{CheckResult, IntegrationState, ReportShape, Sheet};

use super::PARTNER;
use super::world::{NOW, World, came, failed};

async fn nuvolos(bucket: &str, folder: &str) -> (World, Sheet, String) {
    let world = World::new(bucket);
    let sheet = world.draft("nuvolos-rclone", folder, &[("level", "write")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    world.set_up(&sheet.id).await;
    let (view, lines) = world.verify(&sheet.id, true).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
    for id in ["list", "read", "write", "multipart", "delete", "left", "anonymous", "denies", "fact-encryption"] {
        let wanted = if id.starts_with("fact") { CheckResult::Info } else { CheckResult::Pass };
        assert_eq!(came(&lines, id), wanted, "{id}: {lines:#?}");
    }
    (world, sheet, name)
}

impl World {
    fn policy_of(&self, user: &str, statements: &str) {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
        let put = ["iam", "put-user-policy", "--user-name", user, "--policy-name", user, "--policy-document", &text];
        aws(self.server, put);
    }

    fn bucket_policy(&self, statement: &str) {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statement}]}}"#);
        aws(self.server, ["s3api", "put-bucket-policy", "--bucket", &self.bucket, "--policy", &text]);
    }

    /// How many objects, versions, markers and unfinished uploads there are.
    fn everything(&self) -> [usize; 3] {
        let versions = self.asked(["s3api", "list-object-versions", "--bucket", &self.bucket]);
        let uploads = aws(self.server, ["s3api", "list-multipart-uploads", "--bucket", &self.bucket]);
        let uploads: serde_json::Value = serde_json::from_str(&uploads).unwrap_or_default();
        let count = |list: &serde_json::Value| list.as_array().map_or(0, Vec::len);
        [count(&versions["Versions"]), count(&versions["DeleteMarkers"]), count(&uploads["Uploads"])]
    }
}

/// What a user may do is taken away and added to, one thing after the other; each is found out, and
/// nothing else is.
#[tokio::test]
async fn what_a_key_can_do_too_little_or_too_much_is_found_out() {
    let (world, sheet, name) = nuvolos("wrong-key", "in").await;
    let b = "arn:aws:s3:::wrong-key";
    let list = format!(
        r#"{{"Effect":"Allow","Action":"s3:ListBucket","Resource":"{b}","Condition":{{"StringLike":{{"s3:prefix":"in/*"}}}}}}"#
    );
    let files = |actions: &str| format!(r#"{{"Effect":"Allow","Action":[{actions}],"Resource":"{b}/in/*"}}"#);
    let (get, put) = (r#""s3:GetObject""#, r#""s3:PutObject""#);
    let (delete, abort) = (r#""s3:DeleteObject""#, r#""s3:AbortMultipartUpload""#);
    let before = world.everything();
    for (statements, broken) in [
        (files(&[get, put, delete, abort].join(",")), vec!["list"]),
        (format!("{list},{}", files(&[put, delete, abort].join(","))), vec!["read", "write", "multipart"]),
        (format!("{list},{}", files(&[get, delete, abort].join(","))), vec!["write", "multipart"]),
        (format!("{list},{}", files(&[get, put, delete].join(","))), vec!["multipart"]),
        (format!("{list},{}", files(&[get, put, abort].join(","))), vec!["delete"]),
        (
            format!(
                r#"{{"Effect":"Allow","Action":"s3:ListBucket","Resource":"{b}"}},{}"#,
                files(&[get, put, delete, abort].join(","))
            ),
            vec!["outside"],
        ),
    ] {
        world.policy_of(&name, &statements);
        let (view, lines) = world.verify(&sheet.id, true).await;
        let short: Vec<_> = failed(&lines).into_iter().map(|id| id.trim_end_matches("-wrong-key")).collect();
        let mut wanted = vec!["policy"];
        wanted.extend(broken);
        assert_eq!((view.state, short), (IntegrationState::Broken, wanted), "{statements}: {lines:#?}");
        assert_eq!(world.everything(), before, "nothing of the check is left");
    }
    let (_, lines) = {
        world.works(&["iam", "delete-user-policy", "--user-name", &name, "--policy-name", &name]);
        world.verify(&sheet.id, true).await
    };
    assert!(failed(&lines).contains(&"policy"), "{lines:#?}");
}

/// What stands at the bucket: a Deny of its policy, a door that is open to everybody, a key,
/// another place.
#[tokio::test]
async fn what_is_wrong_with_the_bucket_is_found_out() {
    let (world, sheet, _) = nuvolos("wrong-bucket", "").await;
    let check = async || world.verify(&sheet.id, false).await;
    world.bucket_policy(
        r#"{"Sid":"OnlyOffice","Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::wrong-bucket/*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#,
    );
    let (_, lines) = check().await;
    // From where the product comes is not known: the statement may refuse it, and the try from here
    // is refused.
    assert_eq!(failed(&lines), ["read-wrong-bucket"], "{lines:#?}");
    let denies = lines.iter().find(|line| line.id.starts_with("denies")).unwrap();
    let said = denies.evidence.to_string();
    assert!(said.contains("OnlyOffice") && said.contains("203.0.113.0/24") && said.contains("may deny"), "{said}");
    assert_eq!(came(&lines, "denies"), CheckResult::Skip);

    // New buckets are locked against that; somebody took the lock off.
    world.works(&["s3api", "delete-public-access-block", "--bucket", "wrong-bucket"]);
    world.bucket_policy(
        r#"{"Effect":"Allow","Principal":"*","Action":"s3:ListBucket","Resource":"arn:aws:s3:::wrong-bucket"}"#,
    );
    let (_, lines) = check().await;
    assert_eq!(failed(&lines), ["anonymous-wrong-bucket"], "{lines:#?}");
    world.works(&["s3api", "delete-bucket-policy", "--bucket", "wrong-bucket"]);

    let key = world.encrypted();
    let (view, lines) = check().await;
    assert_eq!(failed(&lines), ["key-wrong-bucket"], "{lines:#?}");
    // What is different since the check before is told, and nothing else.
    let drift = view.drift.unwrap();
    let told: Vec<_> = drift.lines.iter().map(|line| line.title.to_string()).collect();
    assert!(told.iter().any(|title| title.contains("encrypted")), "{told:?}");
    assert!(told.iter().any(|title| title.contains("cannot be listed without signing in")), "{told:?}");
    // Gone on from, the new key is in the policy.
    let sheet = world.desk.read(&world.store, &sheet.id).await.unwrap();
    assert!(sheet.plan.unwrap().documents[0].text.contains(&key));
    world.set_up(&sheet.id).await;
    let (_, lines) = check().await;
    assert_eq!(came(&lines, "key"), CheckResult::Pass, "{lines:#?}");
}

/// A role's rights by the storage's own simulation, and what a page of another site sees.
#[tokio::test]
async fn a_role_that_may_too_much_and_rules_for_everybody_are_found_out() {
    let world = World::new("wrong-role");
    let sheet = world.draft("kolena", "", &[("partner", PARTNER), ("external_id", "c0ffee00-1234")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    world.set_up(&sheet.id).await;
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
    for id in ["simulate", "page-wrong-role", "page-unknown"] {
        assert_eq!(came(&lines, id), CheckResult::Pass, "{id}: {lines:#?}");
    }
    let all = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;
    let put = ["iam", "put-role-policy", "--role-name", &name, "--policy-name", "more", "--policy-document", all];
    aws(world.server, put);
    let open = r#"{"CORSRules":[{"AllowedMethods":["GET"],"AllowedOrigins":["*"]}]}"#;
    aws(world.server, ["s3api", "put-bucket-cors", "--bucket", "wrong-role", "--cors-configuration", open]);
    let (_, lines) = world.verify(&sheet.id, false).await;
    assert_eq!(failed(&lines), ["simulate-wrong-role", "rules-wrong-role"], "{lines:#?}");
    for id in ["cors-wrong-role-unknown", "page-unknown"] {
        assert_eq!(came(&lines, id), CheckResult::Info, "{id}: {lines:#?}");
    }
    let said = lines.iter().find(|line| line.id.starts_with("simulate")).unwrap().evidence.to_string();
    assert!(said.contains("Deleting files is allowed"), "{said}");
    world.works(&["iam", "delete-role", "--role-name", &name]);
    let (_, lines) = {
        world.works(&["iam", "delete-role-policy", "--role-name", &name, "--policy-name", "more"]);
        world.works(&["iam", "delete-role-policy", "--role-name", &name, "--policy-name", &name]);
        assert!(world.works(&["iam", "delete-role", "--role-name", &name]));
        world.verify(&sheet.id, false).await
    };
    assert!(failed(&lines).contains(&"role"), "{lines:#?}");
}

/// Where old versions are kept, a check leaves neither a version nor a marker behind.
#[tokio::test]
async fn a_check_that_writes_leaves_no_old_versions() {
    let world = World::new("versions-live");
    aws(
        world.server,
        ["s3api", "put-bucket-versioning", "--bucket", "versions-live", "--versioning-configuration", "Status=Enabled"],
    );
    let sheet = world.draft("nuvolos-rclone", "", &[("level", "write")]).await;
    world.set_up(&sheet.id).await;
    let before = world.everything();
    let (view, lines) = world.verify(&sheet.id, true).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
    assert_eq!(came(&lines, "left"), CheckResult::Pass);
    assert_eq!(world.everything(), before);
}

/// Reports are kept over a restart, and handed on as a page and as JSON.
#[tokio::test]
async fn a_report_is_kept_compared_and_handed_on() {
    let mut world = World::new("report-live");
    let sheet = world.draft("website-shows", "", &[("websites", "https://site.example.com")]).await;
    world.set_up(&sheet.id).await;
    assert_eq!(world.desk.report(&sheet.id, ReportShape::Html).unwrap_err().code, "no_report");
    world.verify(&sheet.id, false).await;
    aws(world.server, ["s3api", "delete-bucket-cors", "--bucket", "report-live"]);
    world.restart();
    let view = world.desk.verify(&world.store, &sheet.id, false, NOW + 1, &|_| ()).await.unwrap();
    let drift = view.drift.unwrap();
    assert_eq!(drift.since, NOW);
    let turned: Vec<_> = drift.lines.iter().map(|line| (line.was, line.now)).collect();
    assert!(turned.contains(&(Some(CheckResult::Pass), Some(CheckResult::Fail))), "{drift:#?}");
    let folder = tempfile::tempdir().unwrap();
    for (shape, word) in
        [(ReportShape::Html, "Changes since"), (ReportShape::Json, "\"drift\""), (ReportShape::Pdf, "Changes since")]
    {
        let (name, report) = world.desk.report(&sheet.id, shape).unwrap();
        assert!(name.starts_with("website-shows-report-live-2026-"), "{name}");
        let file = folder.path().join(name);
        engine::integrations::write_report(&file, &report).unwrap();
        let text = match shape {
            ReportShape::Pdf => {
                let read = std::process::Command::new("pdftotext").arg(&file).arg("-").output().unwrap();
                String::from_utf8(read.stdout).unwrap()
            }
            _ => std::fs::read_to_string(file).unwrap(),
        };
        assert!(text.contains(word), "{text}");
    }
}
