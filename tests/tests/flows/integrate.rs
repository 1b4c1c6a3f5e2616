//! Integrations handed over as a folder of files: judged by the tools that administrators use, and
//! run by `aws` against a server that enforces users, roles and policies; and set up, checked and
//! taken back by the program itself. What AWS itself would say is not proved here.

mod adopted;
mod broken;
mod checked;
mod every;
mod granted;
mod judges;
mod keys;
mod killed;
mod moved;
mod one_by_one;
mod procedures;
mod reached;
mod set_up;
mod widened;
mod world;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools::{self, ask_aws, aws, command, tool, try_aws};
use engine::integrations::{
    AnswerKind, Answers, Bucket, CorsRule, Given, Plan, Question, handoff, plan, preset, presets, questions,
};
use serde_json::Value;
use tempfile::TempDir;

/// The account that every key of MiniStack belongs to.
const ACCOUNT: &str = "000000000000";
/// Whose mark the folders of these tests set.
const MADE_BY: &str = "b1946ac9-2492-4d23-8d3c-4d6f5a1f7c11";
const PARTNER: &str = "arn:aws:iam::444455556666:role/reader";

/// Answers that the product takes, by one way in or the first.
fn answers(id: &str, bucket: &str, way: &str) -> Answers {
    answers_at(id, bucket, way, None)
}

/// The same for one level of access.
fn answers_at(id: &str, bucket: &str, way: &str, level: Option<&str>) -> Answers {
    let bucket = Bucket { name: bucket.into(), region: "us-east-1".into(), ..Bucket::default() };
    let mut answers = Answers { account: ACCOUNT.into(), buckets: vec![bucket], ..Answers::default() };
    answers.answers.insert("way".into(), Given::Text(way.into()));
    answers.answers.extend(level.map(|level| ("level".to_owned(), Given::Text(level.into()))));
    let asked = questions(preset(id).unwrap(), &answers);
    let open = |asked: &Question| {
        asked.default.is_none() && !asked.optional && matches!(asked.kind, AnswerKind::Text | AnswerKind::List)
    };
    for asked in asked.into_iter().filter(open) {
        let text = match asked.id.as_str() {
            "partner" => PARTNER,
            "external_id" => "c0ffee00-1234",
            "websites" => "https://app.example.com",
            "person" => "arn:aws:iam::000000000000:user/staff/anna",
            "queue_arn" => "arn:aws:sqs:us-east-1:000000000000:files",
            _ => "acme-thing",
        };
        answers.answers.insert(asked.id, Given::Text(text.into()));
    }
    answers
}

fn planned(id: &str, answers: &Answers) -> Plan {
    let outcome = plan(preset(id).unwrap(), answers);
    outcome.plan.unwrap_or_else(|| panic!("{id}: {:?}", outcome.findings))
}

/// Writes the folder.
fn written(plan: &Plan, dir: &Path) {
    fs::create_dir_all(dir).unwrap();
    for file in handoff::package(plan, &MADE_BY.into()) {
        fs::write(dir.join(file.name), file.text).unwrap();
    }
}

/// The folder of every product by each way in, for a whole bucket and for a folder with an awkward
/// name.
fn everything(dir: &Path) {
    for preset in presets() {
        let first = questions(preset, &Answers::default()).into_iter().find(|asked| asked.id == "way");
        let ways = first.map_or_else(|| vec![(String::new(), preset.title())], |asked| asked.choices);
        for (way, _) in ways {
            for folder in ["", "it's/a $folder"] {
                let mut answers = answers(&preset.id, "acme.datasets", &way);
                answers.buckets[0].folder = folder.into();
                if !folder.is_empty() {
                    answers.buckets[0].kms_key = Some("arn:aws:kms:us-east-1:000000000000:key/1234".into());
                }
                let name = format!("{}-{way}-{}", preset.id, folder.len());
                written(&planned(&preset.id, &answers), &dir.join(name));
            }
        }
    }
}

/// Every file of this name below `dir`.
fn named(dir: &Path, name: &str) -> Vec<String> {
    let mut found: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path().join(name))
        .filter(|file| file.exists())
        .map(|file| file.to_str().unwrap().to_owned())
        .collect();
    found.sort();
    found
}

fn run(command: &mut Command) -> Output {
    command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

fn judged(command: &mut Command) {
    let Output { status, stdout, stderr } = run(command);
    let said = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    assert!(status.success(), "{said}");
}

#[test]
fn scripts_and_templates_satisfy_their_own_tools() {
    let dir = TempDir::new().unwrap();
    everything(dir.path());
    let scripts = [named(dir.path(), "setup.sh"), named(dir.path(), "remove.sh")].concat();
    let templates = named(dir.path(), "cloudformation.json");
    assert!(scripts.len() > 100 && templates.len() > 40, "{} {}", scripts.len(), templates.len());
    judged(Command::new("shellcheck").args(&scripts));
    judged(Command::new(tool("cfn-lint")).args(&templates));
}

#[test]
fn the_tools_would_say_if_something_were_wrong() {
    let dir = TempDir::new().unwrap();
    written(&planned("kolena", &answers("kolena", "acme-datasets", "")), dir.path());
    let break_one = |name: &str, from: &str, to: &str| {
        let file = dir.path().join(name);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        fs::write(&file, text.replacen(from, to, 1)).unwrap();
        file
    };
    let script = break_one("setup.sh", "[[ $account ==", "[[ $accnt ==");
    assert!(!run(Command::new("shellcheck").arg(script)).status.success());
    let template = break_one("cloudformation.json", "\"RoleName\"", "\"RollName\"");
    assert!(!run(Command::new(tool("cfn-lint")).arg(template)).status.success());
}

#[test]
fn rclone_reads_its_file() {
    for (id, remote) in [("nuvolos-rclone", "s3"), ("rclone-sync", "bucketwise")] {
        let dir = TempDir::new().unwrap();
        written(&planned(id, &answers(id, "acme-datasets", "")), dir.path());
        let config = dir.path().join("rclone.conf");
        let shown = run(Command::new(tool("rclone")).arg("--config").arg(&config).args(["config", "show", remote]));
        let shown = String::from_utf8(shown.stdout).unwrap();
        for line in ["type = s3", "env_auth = true", "provider = AWS", "region = us-east-1", "no_check_bucket = true"] {
            assert!(shown.contains(line), "{shown}");
        }
    }
}

/// Runs a script of the folder as the administrator of `server`.
fn script(server: &Server, dir: &Path, name: &str) -> Output {
    run(&mut tools::script(server, &dir.join(name)))
}

fn works(server: &Server, dir: &Path, name: &str) -> String {
    let Output { status, stdout, stderr } = script(server, dir, name);
    assert!(status.success(), "{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

fn asked<const N: usize>(server: &Server, args: [&str; N]) -> Value {
    serde_json::from_str(&aws(server, args)).unwrap()
}

fn bucket(server: &Server, name: &str) {
    aws(server, ["s3api", "create-bucket", "--bucket", name]);
}

#[test]
fn kolena_by_script_twice_and_back() {
    let server = Server::shared(Kind::MiniStack);
    let dir = TempDir::new().unwrap();
    bucket(server, "kolena-files");
    let mut answers = answers("kolena", "kolena-files", "");
    let theirs = CorsRule {
        id: Some("theirs".into()),
        allowed_methods: vec!["PUT".into()],
        allowed_origins: vec!["https://theirs.example.com".into()],
        ..CorsRule::default()
    };
    answers.buckets[0].cors = vec![theirs];
    let rules =
        r#"{"CORSRules":[{"ID":"theirs","AllowedMethods":["PUT"],"AllowedOrigins":["https://theirs.example.com"]}]}"#;
    aws(server, ["s3api", "put-bucket-cors", "--bucket", "kolena-files", "--cors-configuration", rules]);
    let plan = planned("kolena", &answers);
    written(&plan, dir.path());

    assert!(works(server, dir.path(), "setup.sh").contains(":role/bucketwise-kolena-kolena-files"));
    assert!(works(server, dir.path(), "setup.sh").contains("already has these CORS rules"));

    let role = asked(server, ["iam", "get-role", "--role-name", &plan.name]);
    let trust = &role["Role"]["AssumeRolePolicyDocument"]["Statement"][0];
    assert_eq!(trust["Principal"]["AWS"], PARTNER);
    assert_eq!(trust["Condition"]["StringEquals"]["sts:ExternalId"], "c0ffee00-1234");
    let access = ["iam", "get-role-policy", "--role-name", &plan.name, "--policy-name", &plan.name];
    assert_eq!(asked(server, access)["PolicyDocument"]["Statement"][1]["Action"], "s3:GetObject");
    let rules = || asked(server, ["s3api", "get-bucket-cors", "--bucket", "kolena-files"])["CORSRules"].clone();
    assert_eq!(rules()[0]["ID"], "theirs");
    assert_eq!(rules()[1]["AllowedOrigins"][0], "https://app.kolena.com");

    works(server, dir.path(), "remove.sh");
    assert_eq!(rules().as_array().unwrap().len(), 1);
    assert!(try_aws(server, ["iam", "get-role", "--role-name", &plan.name]).is_err());
}

#[test]
fn a_key_is_granted_by_script_twice_and_back() {
    let server = Server::shared(Kind::MiniStack);
    let key = asked(server, ["kms", "create-key"])["KeyMetadata"]["Arn"].as_str().unwrap().to_owned();
    let grants = || asked(server, ["kms", "list-grants", "--key-id", &key])["Grants"].as_array().unwrap().clone();
    for (id, who) in [("nuvolos-rclone", "user/bucketwise/"), ("kolena", "role/"), ("account", "reader")] {
        let dir = TempDir::new().unwrap();
        let bucket_name = format!("granted-{id}");
        bucket(server, &bucket_name);
        let mut answers = answers(id, &bucket_name, "");
        answers.buckets[0].kms_key = Some(key.clone());
        written(&planned(id, &answers), dir.path());
        works(server, dir.path(), "setup.sh");
        assert!(works(server, dir.path(), "setup.sh").contains("The grant on the KMS key of"));
        let all = grants();
        assert_eq!(all.len(), 1, "{all:#?}");
        assert!(all[0]["GranteePrincipal"].as_str().unwrap().contains(who), "{all:#?}");
        works(server, dir.path(), "remove.sh");
        assert!(grants().is_empty());
        // CloudFormation knows no grants, so the folder says what to add to the key's policy.
        let statement = dir.path().join(format!("key-policy-statement-{bucket_name}.json"));
        if id == "account" {
            assert!(!statement.exists() && !dir.path().join("cloudformation.json").exists());
            continue;
        }
        let statement: Value = serde_json::from_str(&fs::read_to_string(statement).unwrap()).unwrap();
        assert_eq!(statement["Principal"]["AWS"], all[0]["GranteePrincipal"]);
        assert!(statement["Action"].as_array().unwrap().contains(&"kms:Decrypt".into()), "{statement}");
        assert!(fs::read_to_string(dir.path().join("README.txt")).unwrap().contains("key-policy-statement-"));
    }
}

#[test]
fn rules_changed_meanwhile_are_left_alone() {
    let server = Server::shared(Kind::MiniStack);
    let dir = TempDir::new().unwrap();
    bucket(server, "changed-files");
    written(&planned("website-shows", &answers("website-shows", "changed-files", "")), dir.path());
    let rules = r#"{"CORSRules":[{"AllowedMethods":["PUT"],"AllowedOrigins":["https://new.example.com"]}]}"#;
    aws(server, ["s3api", "put-bucket-cors", "--bucket", "changed-files", "--cors-configuration", rules]);
    let Output { status, stderr, .. } = script(server, dir.path(), "setup.sh");
    assert!(
        !status.success() && String::from_utf8_lossy(&stderr).contains("were changed after these files were created")
    );
    let now = asked(server, ["s3api", "get-bucket-cors", "--bucket", "changed-files"]);
    assert_eq!(now["CORSRules"][0]["AllowedOrigins"][0], "https://new.example.com");
}

#[test]
fn a_bucket_policy_grows_by_ours_and_shrinks_again() {
    let server = Server::shared(Kind::MiniStack);
    let dir = TempDir::new().unwrap();
    bucket(server, "shared-files");
    let theirs = r#"{"Version":"2012-10-17","Statement":[{"Sid":"OnlyTls","Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::shared-files/*","Condition":{"StringEquals":{"aws:UserAgent":"nobody"}}}]}"#;
    aws(server, ["s3api", "put-bucket-policy", "--bucket", "shared-files", "--policy", theirs]);
    let mut answers = answers("account", "shared-files", "");
    answers.buckets[0].policy = Some(theirs.into());
    written(&planned("account", &answers), dir.path());
    works(server, dir.path(), "setup.sh");
    assert!(works(server, dir.path(), "setup.sh").contains("already has these statements"));
    let policy = || -> Value {
        let answer = asked(server, ["s3api", "get-bucket-policy", "--bucket", "shared-files"]);
        serde_json::from_str(answer["Policy"].as_str().unwrap()).unwrap()
    };
    let statements = policy()["Statement"].as_array().unwrap().clone();
    assert_eq!(statements[0]["Sid"], "OnlyTls");
    assert!(statements[1..].iter().all(|ours| ours["Principal"]["AWS"] == PARTNER) && statements.len() == 3);
    works(server, dir.path(), "remove.sh");
    assert_eq!(policy(), serde_json::from_str::<Value>(theirs).unwrap());
}

/// The key that the script prints, used for real: its own folder opens, the rest stays shut.
#[test]
fn a_key_by_script_opens_its_folder_alone() {
    let server = Server::shared(Kind::MiniStack);
    let dir = TempDir::new().unwrap();
    bucket(server, "nuvolos-files");
    for key in ["in/a.txt", "inside/b.txt"] {
        let file = dir.path().join("one.txt");
        fs::write(&file, key).unwrap();
        aws(server, ["s3", "cp", file.to_str().unwrap(), &format!("s3://nuvolos-files/{key}")]);
    }
    let mut answers = answers("nuvolos-rclone", "nuvolos-files", "");
    answers.buckets[0].folder = "in".into();
    written(&planned("nuvolos-rclone", &answers), dir.path());
    let said = works(server, dir.path(), "setup.sh");
    let (access_key, secret_key) = said.lines().find_map(|line| line.split_once('\t')).expect(&said);
    let with_key = |args: &[&str]| {
        let mut aws = command(server, "aws");
        aws.env("AWS_ACCESS_KEY_ID", access_key).env("AWS_SECRET_ACCESS_KEY", secret_key);
        ask_aws(aws.args(args)).is_ok()
    };
    let to = dir.path().join("back.txt");
    assert!(with_key(&["s3", "ls", "s3://nuvolos-files/in/"]));
    assert!(with_key(&["s3", "cp", "s3://nuvolos-files/in/a.txt", to.to_str().unwrap()]));
    assert!(!with_key(&["s3", "ls", "s3://nuvolos-files/"]));
    assert!(!with_key(&["s3", "ls", "s3://nuvolos-files/inside/"]));
    assert!(!with_key(&["s3", "rm", "s3://nuvolos-files/inside/b.txt"]));
    assert!(works(server, dir.path(), "setup.sh").contains("cannot be shown again"));
    works(server, dir.path(), "remove.sh");
    assert!(!with_key(&["s3", "ls", "s3://nuvolos-files/in/"]));
}
