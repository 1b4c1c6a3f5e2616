//! What the four procedures tell people to do, and how it follows the server, the buckets and the
//! answers.

use super::*;
use crate::answers::Storage;

/// The texts for other programs follow the server: its address, what rclone calls it, how buckets
/// are addressed.
#[test]
fn texts_follow_the_server() {
    let told = |id: &str, storage: Storage| {
        let preset = preset(id).unwrap();
        let mut answers = given(preset, "eu-central-1", &[]);
        answers.storage = storage;
        let plan = planned(preset, &answers);
        let files = plan.documents.iter().filter(|document| document.kind == DocumentKind::ClientFile);
        let values =
            plan.values.iter().map(|back| format!("{}: {}", back.label, back.value.clone().unwrap_or_default()));
        let words: Vec<_> = files
            .map(|file| file.text.clone())
            .chain(values)
            .chain(plan.by_hand.iter().map(ToString::to_string))
            .collect();
        words.join("\n")
    };
    let amazon = Storage::default;
    let fips = || Storage { endpoint: "https://s3-fips.us-gov-west-1.amazonaws.com".into(), ..Storage::default() };
    let own = || Storage { provider: "other".into(), endpoint: "http://127.0.0.1:9000".into(), path_style: true };
    let head = "[s3]\ntype = s3\nenv_auth = true\nprovider =";
    for (storage, rest) in [
        (amazon(), " AWS\nregion = eu-central-1\nno_check_bucket = true\n"),
        (
            fips(),
            " AWS\nregion = eu-central-1\nendpoint = https://s3-fips.us-gov-west-1.amazonaws.com\n\
             force_path_style = false\nno_check_bucket = true\n",
        ),
        (
            own(),
            " Other\nregion = eu-central-1\nendpoint = http://127.0.0.1:9000\nforce_path_style = true\n\
             no_check_bucket = true\n",
        ),
    ] {
        let text = told("nuvolos-rclone", storage);
        assert!(text.contains(&format!("{head}{rest}")), "{text}");
    }
    let kolena = [told("kolena", amazon()), told("kolena", own())];
    assert!(kolena[0].contains("Leave Endpoint URL empty") && kolena[0].contains("Leave Force Path Style off"));
    assert!(kolena[1].contains("Endpoint URL: http://127.0.0.1:9000") && kolena[1].contains("Force Path Style: On"));
    assert!(!kolena[1].contains("Leave "), "{}", kolena[1]);
    assert!(told("restic", own()).contains("restic -r s3:http://127.0.0.1:9000/acme-datasets/"));
    assert!(told("mountpoint", own()).contains("--endpoint-url http://127.0.0.1:9000"));
    assert!(told("program", own()).contains("endpoint_url = http://127.0.0.1:9000"));
    assert!(
        told("terraform-state", own()).contains("endpoints                   = { s3 = \"http://127.0.0.1:9000\" }")
    );
    for id in ["restic", "mountpoint", "program", "terraform-state"] {
        assert!(!told(id, amazon()).contains("ndpoint"), "{id}");
    }
}

/// From one bucket to several: the name of the one has to go, or it stays the only one that is
/// shown.
#[test]
fn several_buckets_of_nuvolos_are_shown_side_by_side() {
    let preset = preset("nuvolos-rclone").unwrap();
    let mut answers = given(preset, "eu-central-1", &[("level", text("read"))]);
    let one = planned(preset, &answers);
    assert!(one.values.iter().any(|value| value.label == "RCLONE_AWS_BUCKET"));
    assert!(!one.promises.contains_key("s3:ListAllMyBuckets"));
    answers.buckets.push(Bucket { name: "acme-more".into(), ..answers.buckets[0].clone() });
    let both = planned(preset, &answers);
    assert!(both.values.iter().all(|value| value.label != "RCLONE_AWS_BUCKET"));
    assert!(both.promises.contains_key("s3:ListAllMyBuckets"));
    assert!(both.by_hand.iter().any(|line| line.to_string().contains("RCLONE_AWS_BUCKET, delete it")));
}

fn told(lines: Vec<words::Words>) -> String {
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[test]
fn kolena_is_told_of_every_bucket_that_was_chosen() {
    let kolena = preset("kolena").unwrap();
    let mut answers = given(kolena, "eu-central-1", &[]);
    let said = told(plan(kolena, &answers).first);
    assert!(said.contains("Untick") && said.contains("enter acme-datasets."), "{said}");
    answers.buckets.push(Bucket { name: "acme-more".into(), ..answers.buckets[0].clone() });
    let said = told(plan(kolena, &answers).first);
    assert!(said.contains("Leave “Use role by default") && said.contains("acme-datasets and acme-more."), "{said}");
}

/// A key that comes from elsewhere is called what it is, and what websites may do is as chosen.
#[test]
fn a_bucket_of_cloud_gov_is_used_with_the_key_it_has() {
    let preset = preset("cloudgov").unwrap();
    let methods = Given::List(vec!["GET".into(), "PUT".into(), "DELETE".into()]);
    let plan = planned(preset, &given(preset, "us-gov-west-1", &[("methods", methods)]));
    assert!(plan.own_key && plan.sentences[0].to_string().contains("open and download files"), "{:?}", plan.sentences);
    assert!(!plan.sentences[1].to_string().contains("open files"), "{:?}", plan.sentences);
    let cors = plan.documents.iter().find(|document| document.kind == DocumentKind::Cors).unwrap();
    let rule: serde_json::Value = serde_json::from_str(&cors.text).unwrap();
    assert_eq!(rule["CORSRules"][0]["AllowedMethods"], serde_json::json!(["GET", "PUT", "DELETE"]));
}

/// Come back here and enter both, it says; and says so no more once they are there.
#[test]
fn what_is_waited_for_is_said_while_it_is_waited_for() {
    let preset = preset("apperate").unwrap();
    let mut answers = given(preset, "eu-central-1", &[]);
    let done = planned(preset, &answers);
    assert!(
        !done.waiting && done.by_hand.iter().all(|line| !line.to_string().contains("Come back here and enter both"))
    );
    answers.answers.remove("external_id");
    let half = planned(preset, &answers);
    assert!(half.waiting && half.by_hand.iter().any(|line| line.to_string().contains("Come back here and enter both")));
}
