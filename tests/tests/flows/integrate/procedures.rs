//! The four procedures as their vendors describe them, each along what people do next with it:
//! rclone itself with the file and key of Nuvolos, a program with the key of Cloud.gov, several
//! buckets of Kolena, a partner who answers later.

use std::fs;
use std::process::{Command, Output};

use bucketwise_tests::tools::{aws, tool};
use engine::integrations::{
    BucketChoice, CheckResult, DocumentKind, Filled, Given, IntegrationState, IntegrationView, Scope, Sheet,
};
use store::Store;
use tempfile::TempDir;

use super::PARTNER;
use super::world::{World, came, failed, login};

/// rclone as the add-on of Nuvolos runs it: with the file that was handed over, and both keys in
/// its environment.
struct Rclone {
    dir: TempDir,
    keys: (String, String),
}

impl Rclone {
    async fn of(world: &World, sheet: &Sheet, view: &IntegrationView) -> Self {
        let dir = TempDir::new().unwrap();
        let file = sheet.plan.as_ref().unwrap().documents.iter().find(|one| one.file == "rclone.conf").unwrap();
        fs::write(dir.path().join("rclone.conf"), &file.text).unwrap();
        let secret = world.desk.secret(&view.id).await.unwrap();
        let key = view.values.iter().find(|value| value.label == "AWS_ACCESS_KEY_ID").unwrap();
        Self { dir, keys: (key.value.clone().unwrap(), secret.expose().to_owned()) }
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(tool("rclone"));
        command.env_clear().env("HOME", self.dir.path()).arg("--config").arg(self.dir.path().join("rclone.conf"));
        command.env("AWS_ACCESS_KEY_ID", &self.keys.0).env("AWS_SECRET_ACCESS_KEY", &self.keys.1);
        command.args(["--retries", "1", "--low-level-retries", "1"]).args(args).output().unwrap()
    }

    fn works(&self, args: &[&str]) -> String {
        let Output { status, stdout, stderr } = self.run(args);
        assert!(status.success(), "{args:?}: {}", String::from_utf8_lossy(&stderr));
        String::from_utf8(stdout).unwrap()
    }

    /// Writes a file of so many bytes beside the configuration, and answers its path.
    fn file(&self, name: &str, size: usize) -> String {
        let file = self.dir.path().join(name);
        fs::write(&file, vec![b'x'; size]).unwrap();
        file.to_str().unwrap().to_owned()
    }
}

/// The user may wait a moment for IAM; MiniStack does not.
async fn chosen(world: &World, sheet: &Sheet, buckets: Vec<BucketChoice>) -> Sheet {
    let filled = Filled { buckets, ..sheet.filled.clone() };
    world.desk.answer(&world.store, &sheet.id, filled).await.unwrap()
}

#[tokio::test]
async fn rclone_itself_copies_with_what_nuvolos_is_given() {
    let world = World::new("rclone-live");
    let sheet = world.draft("nuvolos-rclone", "", &[("level", "write")]).await;
    let view = world.set_up(&sheet.id).await;
    let rclone = Rclone::of(&world, &sheet, &view).await;
    let (one, large) = (rclone.file("t.csv", 10), rclone.file("large.bin", 12 << 20));
    // A single file, a folder, and a large file in parts.
    rclone.works(&["copyto", &one, "s3:rclone-live/up/t.csv"]);
    rclone.works(&["copy", rclone.dir.path().to_str().unwrap(), "s3:rclone-live/folder", "--include", "*.csv"]);
    let parts = ["--s3-upload-cutoff", "5M", "--s3-chunk-size", "5M"];
    rclone.works(&[&["copyto", &large, "s3:rclone-live/up/large.bin"][..], &parts].concat());
    assert_eq!(rclone.works(&["lsf", "s3:rclone-live/up"]), "large.bin\nt.csv\n");
    rclone.works(&["check", "--download", &large, "s3:rclone-live/up"]);
    rclone.works(&["delete", "s3:rclone-live/up"]);

    // Without its last line rclone asks for a bucket to be made, which is refused.
    let file = rclone.dir.path().join("rclone.conf");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("no_check_bucket = true\n", "")).unwrap();
    let refused = rclone.run(&["copyto", &one, "s3:rclone-live/up/t.csv"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("CreateBucket"), "{said}");

    let (view, lines) = world.verify(&view.id, true).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
    let parts = lines.iter().find(|line| line.id == "multipart-rclone-live").unwrap();
    assert!(parts.evidence.to_string().contains("One upload was completed"), "{}", parts.evidence);
}

#[tokio::test]
async fn several_buckets_of_nuvolos_are_opened_by_rclone_side_by_side() {
    let world = World::new("rclone-first");
    aws(world.server, ["s3api", "create-bucket", "--bucket", "rclone-second"]);
    let sheet = world.draft("nuvolos-rclone", "", &[("level", "write")]).await;
    let alone = world.set_up(&sheet.id).await;
    assert!(alone.values.iter().any(|value| value.label == "RCLONE_AWS_BUCKET"));
    // From one bucket to two.
    let sheet = world.desk.read(&world.store, &sheet.id).await.unwrap();
    let both = ["rclone-first", "rclone-second"].map(|name| BucketChoice::new(name, "")).to_vec();
    let sheet = chosen(&world, &sheet, both).await;
    let view = world.set_up(&sheet.id).await;
    assert!(view.values.iter().all(|value| value.label != "RCLONE_AWS_BUCKET"));
    assert!(view.by_hand.iter().any(|line| line.to_string().contains("RCLONE_AWS_BUCKET, delete it")));
    let rclone = Rclone::of(&world, &sheet, &view).await;
    let names = rclone.works(&["lsf", "s3:"]);
    assert!(names.contains("rclone-first/\n") && names.contains("rclone-second/\n"), "{names}");
    let one = rclone.file("t.csv", 10);
    rclone.works(&["copyto", &one, "s3:rclone-second/t.csv"]);
    let (view, lines) = world.verify(&view.id, true).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
    assert_eq!(came(&lines, "names"), CheckResult::Pass);
}

/// The rehearsal stands where rclone would: what rclone may not look at again it does not take for
/// stored.
#[tokio::test]
async fn what_rclone_would_fail_at_fails_in_the_check() {
    let world = World::new("rclone-blind");
    let sheet = world.draft("nuvolos-rclone", "", &[("level", "write")]).await;
    let view = world.set_up(&sheet.id).await;
    let name = &sheet.plan.as_ref().unwrap().name;
    let blind = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket"],"Resource":"arn:aws:s3:::rclone-blind"},
        {"Effect":"Allow","Action":["s3:PutObject","s3:DeleteObject","s3:AbortMultipartUpload"],"Resource":"arn:aws:s3:::rclone-blind/*"}]}"#;
    let put = ["iam", "put-user-policy", "--user-name", name, "--policy-name", name, "--policy-document", blind];
    aws(world.server, put);
    let rclone = Rclone::of(&world, &sheet, &view).await;
    let one = rclone.file("t.csv", 10);
    assert!(!rclone.run(&["copyto", &one, "s3:rclone-blind/t.csv"]).status.success());
    aws(world.server, ["s3", "rm", "s3://rclone-blind/t.csv"]);
    let before = world.asked(["s3api", "list-objects-v2", "--bucket", "rclone-blind"])["KeyCount"].clone();
    let (_, lines) = world.verify(&view.id, true).await;
    assert_eq!(
        failed(&lines),
        ["policy", "read-rclone-blind", "write-rclone-blind", "multipart-rclone-blind"],
        "{lines:#?}"
    );
    assert_eq!(came(&lines, "left"), CheckResult::Pass, "{lines:#?}");
    assert_eq!(world.asked(["s3api", "list-objects-v2", "--bucket", "rclone-blind"])["KeyCount"], before);
}

/// A mistyped bucket stops everything before anything is written; one that is gone later is one red
/// line.
#[tokio::test]
async fn a_bucket_that_is_not_there_is_said_once_and_nothing_is_written() {
    let world = World::new("typed-right");
    let user = |name: &str| world.works(&["iam", "get-user", "--user-name", name]);
    let sheet = world.draft("nuvolos-rclone", "", &[("level", "write")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    let typed = ["typed-right", "typed-rihgt"].map(|name| BucketChoice::new(name, "")).to_vec();
    let wrong = chosen(&world, &sheet, typed).await;
    let told: Vec<_> = wrong.findings.iter().map(|finding| finding.text.to_string()).collect();
    assert!(wrong.plan.is_none() && told.iter().any(|text| text.contains("no bucket “typed-rihgt”")), "{told:?}");
    assert_eq!(world.apply(&sheet.id).await.0.unwrap_err().code, "integration_unfit");
    assert!(world.written().is_empty() && !user(&name));

    // Made now, it is found; gone again before it is set up, it is refused there.
    aws(world.server, ["s3api", "create-bucket", "--bucket", "typed-rihgt"]);
    let sheet = chosen(&world, &wrong, wrong.filled.buckets.clone()).await;
    assert!(sheet.plan.is_some(), "{:?}", sheet.findings);
    aws(world.server, ["s3api", "delete-bucket", "--bucket", "typed-rihgt"]);
    let fault = world.apply(&sheet.id).await.0.unwrap_err();
    assert!(fault.code == "integration_unfit" && fault.what.to_string().contains("typed-rihgt"), "{fault:?}");
    assert!(world.written().is_empty() && !user(&name));

    aws(world.server, ["s3api", "create-bucket", "--bucket", "typed-rihgt"]);
    world.set_up(&sheet.id).await;
    aws(world.server, ["s3api", "delete-bucket", "--bucket", "typed-rihgt"]);
    let (view, lines) = world.verify(&sheet.id, true).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Broken, vec!["region-typed-rihgt"]), "{lines:#?}");
    assert_eq!(lines.iter().filter(|line| line.id.ends_with("typed-rihgt")).count(), 1, "{lines:#?}");
    assert_eq!(came(&lines, "write-typed-right"), CheckResult::Pass);
}

/// What could not be written is not told to be left.
#[tokio::test]
async fn nothing_is_left_where_nothing_was_written() {
    let world = World::new("shut-to-all");
    let sheet = world.draft("nuvolos-rclone", "", &[("level", "write")]).await;
    world.set_up(&sheet.id).await;
    let deny = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::shut-to-all/*"}]}"#;
    aws(world.server, ["s3api", "put-bucket-policy", "--bucket", "shut-to-all", "--policy", deny]);
    // The root of MiniStack is refused nothing, so an administrator who is a user looks.
    let admin = administrator(&world, "shut-admin");
    let lines = world.desk.verify(&admin, &sheet.id, true, super::world::NOW, &|_| ()).await.unwrap();
    let lines = lines.report.unwrap().lines;
    let red = failed(&lines);
    assert!(red.contains(&"write-shut-to-all") && red.contains(&"multipart-shut-to-all"), "{lines:#?}");
    assert!(lines.iter().all(|line| !line.id.starts_with("left")), "{lines:#?}");
    assert_eq!(came(&lines, "delete"), CheckResult::Skip);
}

fn administrator(world: &World, name: &str) -> Store {
    let all = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    user(world, name, all)
}

/// A user of this name with a policy, signed in.
fn user(world: &World, name: &str, policy: &str) -> Store {
    aws(world.server, ["iam", "create-user", "--user-name", name]);
    let put = ["iam", "put-user-policy", "--user-name", name, "--policy-name", "p", "--policy-document", policy];
    aws(world.server, put);
    let key = world.asked(["iam", "create-access-key", "--user-name", name])["AccessKey"].clone();
    login(world.server, key["AccessKeyId"].as_str().unwrap(), key["SecretAccessKey"].as_str().unwrap())
}

/// The key of Cloud.gov is the connection's: it is tried as it is, and websites may do what was
/// chosen.
#[tokio::test]
async fn a_bucket_of_cloud_gov_is_tried_with_the_key_it_came_with() {
    let world = World::new("cg-live-0000");
    let policy = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":["s3:ListBucket","s3:ListBucketVersions","s3:ListBucketMultipartUploads","s3:GetBucketCORS","s3:PutBucketCORS","s3:GetBucketLocation"],"Resource":"arn:aws:s3:::cg-live-0000"},
        {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:DeleteObject","s3:AbortMultipartUpload"],"Resource":"arn:aws:s3:::cg-live-0000/*"}]}"#;
    let theirs = user(&world, "cg-service", policy);
    let at = engine::ids::ConnectionId::from("cloudgov");
    let buckets = vec![BucketChoice::new("cg-live-0000", "")];
    let sheet = world.desk.begin(&theirs, at, "cloudgov", buckets, super::world::NOW).await.unwrap();
    let methods = Given::List(["GET", "HEAD", "PUT"].map(str::to_owned).to_vec());
    let websites = Given::Text("https://app.example.gov".into());
    let answers = [("websites".to_owned(), websites), ("methods".to_owned(), methods)].into();
    let filled = Filled { answers, ..sheet.filled.clone() };
    let sheet = world.desk.answer(&theirs, &sheet.id, filled).await.unwrap();
    let plan = sheet.plan.as_ref().unwrap();
    assert!(plan.sentences[0].to_string().contains("open and download files"), "{:?}", plan.sentences);
    assert!(plan.documents.iter().all(|document| document.kind != DocumentKind::ClientFile));
    let view = world.desk.apply(&theirs, &sheet.id, false, super::world::NOW, &|_| ()).await.unwrap();
    assert_eq!(world.rules()[0]["AllowedMethods"], serde_json::json!(["GET", "HEAD", "PUT"]));
    let view = world.desk.verify(&theirs, &view.id, true, super::world::NOW, &|_| ()).await.unwrap();
    let lines = view.report.unwrap().lines;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
    for id in ["session", "list", "read", "write", "delete", "left"] {
        assert_eq!(came(&lines, id), CheckResult::Pass, "{id}: {lines:#?}");
    }
    let cors = lines.iter().find(|line| line.id.starts_with("cors-cg-live-0000-https")).unwrap();
    assert!(cors.evidence.to_string().contains("for PUT"), "{}", cors.evidence);
}

/// Until the partner has answered nobody can take the role: its external ID is random, and nobody
/// is told it.
#[tokio::test]
async fn the_interim_external_id_is_random_and_stays_the_same() {
    let mut world = World::new("interim-live");
    let id = |world: &World, name: &str| {
        let role = world.asked(["iam", "get-role", "--role-name", name]);
        let trust = &role["Role"]["AssumeRolePolicyDocument"]["Statement"][0];
        trust["Condition"]["StringEquals"]["sts:ExternalId"].as_str().unwrap().to_owned()
    };
    let sheet = world.draft("apperate", "", &[]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    let view = world.set_up(&sheet.id).await;
    let first = id(&world, &name);
    assert!(first.len() > 32 && !first.contains(&name), "{first}");
    assert!(view.by_hand.iter().any(|line| line.to_string().contains("Come back here and enter both")));
    assert!(view.values.iter().all(|value| value.value.as_deref() != Some(first.as_str())));
    // Gone on from another day, and begun anew: nothing changes.
    world.restart();
    let again = world.desk.read(&world.store, &sheet.id).await.unwrap();
    world.set_up(&again.id).await;
    assert_eq!(id(&world, &name), first);
    let anew = world.draft("apperate", "", &[]).await;
    let view = world.set_up(&anew.id).await;
    assert_eq!((view.id, id(&world, &name)), (sheet.id.clone(), first.clone()));
    // Answered, nothing is waited for any more.
    let sheet = world.desk.read(&world.store, &sheet.id).await.unwrap();
    let sheet = world.answered(&sheet, &[("partner", PARTNER), ("external_id", "iex-7781")]).await;
    let view = world.set_up(&sheet.id).await;
    assert_eq!(id(&world, &name), "iex-7781");
    assert!(
        view.by_hand.iter().all(|line| !line.to_string().contains("Come back here and enter both")),
        "{:?}",
        view.by_hand
    );
    // Another one has another.
    let other = World::new("interim-other");
    let sheet = other.draft("apperate", "", &[]).await;
    other.set_up(&sheet.id).await;
    assert_ne!(id(&other, &sheet.plan.unwrap().name), first);
}

/// A bucket that is added says how much of it is opened before anything can be set up.
#[tokio::test]
async fn an_added_bucket_is_asked_for_its_scope() {
    let world = World::new("scope-first");
    aws(world.server, ["s3api", "create-bucket", "--bucket", "scope-second"]);
    let sheet = world.draft("apperate", "in", &[]).await;
    let mut buckets = sheet.filled.buckets.clone();
    assert_eq!(buckets[0].scope, Scope::Folder);
    buckets.push(BucketChoice { scope: Scope::Unanswered, ..BucketChoice::new("scope-second", "") });
    let added = chosen(&world, &sheet, buckets.clone()).await;
    let stop = added.findings.iter().find(|finding| finding.field == "buckets[1].folder").unwrap();
    assert!(added.plan.is_none() && stop.text.to_string().contains("the whole bucket scope-second"), "{stop:?}");
    buckets[1].scope = Scope::Folder;
    assert!(chosen(&world, &added, buckets.clone()).await.plan.is_none(), "a folder without a name is none");
    buckets[1].scope = Scope::Whole;
    let whole = chosen(&world, &added, buckets).await.plan.unwrap();
    assert!(
        whole.sentences[0].to_string().contains("the folder in/ of scope-first and scope-second"),
        "{:?}",
        whole.sentences
    );
}

/// Several buckets of Kolena, by the texts that its page shows; a bucket that only the text names
/// can be added.
#[tokio::test]
async fn the_texts_of_kolena_open_the_buckets_they_name() {
    let world = World::new("kolena-first");
    aws(world.server, ["s3api", "create-bucket", "--bucket", "kolena-second"]);
    let access = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],
        "Resource":["arn:aws:s3:::kolena-first","arn:aws:s3:::kolena-first/*","arn:aws:s3:::kolena-second","arn:aws:s3:::kolena-second/*"]}]}"#;
    let trust = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{{"AWS":"{PARTNER}"}},"Condition":{{"StringEquals":{{"sts:ExternalId":"c0ffee00-1234"}}}}}}]}}"#
    );
    let sheet = world.draft("kolena", "", &[("access_json", access), ("trust_json", &trust)]).await;
    let lacks = sheet.findings.iter().find_map(|finding| finding.bucket.clone()).unwrap();
    assert!(sheet.plan.is_none() && lacks == "kolena-second");
    let asked: Vec<_> = sheet.questions.iter().map(|asked| asked.id.as_str()).collect();
    assert_eq!(asked, ["access_json", "trust_json", "websites"]);
    let both = ["kolena-first", &lacks].map(|name| BucketChoice::new(name, "")).to_vec();
    let sheet = chosen(&world, &sheet, both).await;
    assert!(
        sheet.first.iter().any(|line| line.to_string().contains("kolena-first and kolena-second")),
        "{:?}",
        sheet.first
    );
    let view = world.set_up(&sheet.id).await;
    let told: Vec<_> = view.values.iter().map(|value| value.label.to_string()).collect();
    assert_eq!(told, ["Role ARN", "Endpoint URL", "Region", "Force Path Style"]);
    let (view, lines) = world.verify(&view.id, false).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
}
