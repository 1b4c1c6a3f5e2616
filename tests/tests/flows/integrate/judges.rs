//! What is generated, judged by programs that nobody here wrote: parliament reads every access
//! policy, and `aws` takes a role by the profile that the plan makes.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use bucketwise_tests::root;
use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools::{ask_aws, command, tool};
use engine::integrations::{Given, presets, questions};
use serde_json::Value;
use tempfile::TempDir;

use super::world::World;
use super::{answers, answers_at, planned, works, written};

/// What parliament finds in each policy.
fn parliament(texts: &[String]) -> Vec<BTreeSet<String>> {
    let mut judge = Command::new(tool("python3"));
    judge.arg("-W").arg("ignore").arg(root().join("tests/judges/findings.py"));
    let mut child = judge.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let input: String = texts.iter().map(|text| format!("{}\n", Value::from(text.as_str()))).collect();
    let mut stdin = child.stdin.take().unwrap();
    let write = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    write.join().unwrap().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Every access policy of every product, by each way, level and text, for a bucket and for a
/// folder.
#[test]
fn parliament_finds_nothing_in_our_own_policies() {
    let (mut names, mut texts) = (Vec::new(), Vec::new());
    for preset in presets() {
        let ways = questions(preset, &Default::default()).into_iter().find(|asked| asked.id == "way");
        let ways =
            ways.map_or_else(|| vec![String::new()], |asked| asked.choices.into_iter().map(|(id, _)| id).collect());
        for (way, level) in ways.iter().flat_map(|way| preset.levels.iter().map(move |level| (way, level))) {
            for folder in ["", "in/2026"] {
                let mut answers = answers_at(&preset.id, "acme-datasets", way, Some(&level.id));
                answers.buckets[0].folder = folder.into();
                answers.buckets[0].kms_key = Some("arn:aws:kms:us-east-1:000000000000:key/1234".into());
                let plan = planned(&preset.id, &answers);
                let access = plan.documents.iter().find(|document| document.file == "access-policy.json");
                if let Some(access) = access {
                    names.push(format!("{} {way} {} {folder}", preset.id, level.id));
                    texts.push(access.text.clone());
                }
            }
        }
    }
    assert!(texts.len() > 60, "{}", texts.len());
    // It would say so: the published Apperate policy, broken as published.
    let broken = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket","s3:GetBucketLocation"],"Resource":"arn:aws:s3:::b","Condition":{"StringLike":{"s3:prefix":["a/*"]}}}]}"#;
    texts.push(broken.to_owned());
    let found = parliament(&texts);
    assert!(found[texts.len() - 1].contains("UNKNOWN_CONDITION_FOR_ACTION"));
    // Seeing the names of all buckets, and queues of one's own, are asked for on purpose.
    let meant = |issue: &String| issue == "RESOURCE_STAR";
    let faults: Vec<_> = names.iter().zip(&found).filter(|(_, found)| !found.iter().all(meant)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The profile of the plan, put where `aws` looks for profiles: it takes the role with the external
/// ID and reads.
#[tokio::test]
async fn aws_takes_the_role_by_the_profile_of_the_plan() {
    let world = World::new("profile-live");
    let me = world.store.caller().await.unwrap().arn;
    let mut answers = answers("program", "profile-live", "role");
    answers.answers.insert("partner".into(), Given::Text(me));
    let plan = planned("program", &answers);
    let dir = TempDir::new().unwrap();
    written(&plan, dir.path());
    let server = Server::shared(Kind::MiniStack);
    assert!(works(server, dir.path(), "setup.sh").contains(&plan.name));
    let profile = std::fs::read_to_string(dir.path().join("aws-config")).unwrap();
    let with = |profile: &str| {
        let config = dir.path().join("config");
        let login = format!(
            "{profile}\n[profile default]\naws_access_key_id = {}\naws_secret_access_key = {}\nregion = us-east-1\n",
            server.access_key, server.secret_key
        );
        std::fs::write(&config, login.replace("[profile default]", "[default]")).unwrap();
        let mut aws = command(server, "aws");
        aws.env_remove("AWS_ACCESS_KEY_ID").env_remove("AWS_SECRET_ACCESS_KEY").env("AWS_CONFIG_FILE", &config);
        // It keeps sessions in the home folder, and would use one that another server gave it.
        aws.env("HOME", dir.path());
        ask_aws(aws.args(["--profile", &plan.name, "s3", "ls", "s3://profile-live/in/"]))
    };
    assert!(with(&profile).unwrap().contains("a.txt"));
    assert!(with(&profile.replace("c0ffee00-1234", "another-id")).unwrap_err().contains("AccessDenied"));
}
