//! Two readers take in profiles of the AWS tools: that of the files on this computer, which
//! Amazon's own parser has a part in, and that of what is pasted. Each text is given to both: they
//! find the same profiles, with the same keys, regions and addresses.

use std::time::SystemTime;

use bucketwise_tests::recorded::{Answer, Recorded};
use engine::connections::import::Imports;
use store::Environment;

use super::*;

const KEYS: [&str; 2] = ["AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE"];

fn pair(key: &str) -> String {
    format!("aws_access_key_id = {key}\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n")
}

/// Files as they are really found: aws-cli#3419, aws-xray-daemon#37, aws-toolkit-jetbrains#3279 and
/// #1443, and the guides of those who rent storage.
fn corpus() -> Vec<(&'static str, String)> {
    let [one, two] = KEYS.map(pair);
    let plain = format!("[default]\n{one}region = eu-west-1\n\n[work]\n{two}region = us-east-2\n");
    let nested = format!("[default]\n{one}region = fr-par\ns3 =\n  endpoint_url = https://s3.fr-par.scw.cloud\n");
    vec![
        ("plain", plain.clone()),
        ("windows", format!("\u{feff}{}", plain.replace('\n', "\r\n"))),
        ("no spaces", plain.replace(" = ", "=")),
        ("many spaces", plain.replace(" = ", "   =   ")),
        ("indented", plain.lines().map(|line| format!("\t{line}\n")).collect()),
        ("remarks", format!("# mine\n; and theirs\n{}", plain.replace("eu-west-1", "eu-west-1 # near"))),
        ("a note between", plain.replace("[work]\n", "[work]\nthis line is a note\n")),
        ("nested", nested.clone()),
        ("nested by tabs", nested.replace("  endpoint", "\tendpoint")),
        ("flat", format!("[default]\n{one}region = us-east-1\nendpoint_url = https://s3.example.com\n")),
        ("a key below a broken head", format!("[default]\n{one}[broken\n{two}")),
        ("a profile without keys", format!("[default]\n{one}\n[profile other]\nregion = eu-west-3\n")),
    ]
}

/// A profile: its key, region and address.
type Found = (String, String, String);

/// What the files' reader has, signing once with each profile.
async fn from_files(text: &str) -> Vec<Found> {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join(".aws")).unwrap();
    std::fs::write(home.path().join(".aws/credentials"), text).unwrap();
    let environment = || Environment::new([], home.path().to_owned());
    let connections = Connections::open_in(&home.path().join("config"), &home.path().join("data"), environment());
    let mut found = Vec::new();
    for profile in connections.profiles().await.unwrap().profiles {
        let server = Recorded::always(Answer::new(200, "<ListBucketResult/>"));
        let login = Login {
            provider: "other".into(),
            endpoint: server.endpoint.clone(),
            method: SignInMethod::Profile,
            profile: profile.name.clone(),
            bucket: "bucket".into(),
            path_style: Some(true),
            ..Login::default()
        };
        connections.probe(login, now_ms(), &|_| {}).await;
        let seen = server.seen();
        let signed = seen.iter().find_map(|request| request.split_once("Credential=")?.1.split('/').next());
        let Some(key) = signed else { continue };
        found.push((key.to_owned(), profile.region.unwrap_or_default(), profile.endpoint.unwrap_or_default()));
    }
    found.sort();
    found
}

fn from_paste(text: &str) -> Vec<Found> {
    let cards = Imports::default().read(text, SystemTime::now()).unwrap().cards;
    let keyed = cards.into_iter().filter(|card| !card.fill.access_key.is_empty());
    let mut found: Vec<_> = keyed.map(|card| (card.fill.access_key, card.fill.region, card.fill.endpoint)).collect();
    found.sort();
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn both_readers_of_profiles_find_the_same() {
    let mut wrong = Vec::new();
    for (name, text) in corpus() {
        let (files, paste) = (from_files(&text).await, from_paste(&text));
        if files != paste || files.is_empty() {
            wrong.push(format!("{name}: {files:?} by the files, {paste:?} pasted"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
