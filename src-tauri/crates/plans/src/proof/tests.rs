#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::plan::tests::given;
use crate::{Given, plan, preset, presets};

fn fails(plan: &Plan, answers: &Answers) -> Vec<String> {
    let proofs = prove(plan, answers);
    proofs.into_iter().filter(|proof| proof.result == ProofResult::Fail).map(|proof| proof.text.to_string()).collect()
}

fn made(id: &str, folder: &str) -> (Plan, Answers) {
    let preset = preset(id).unwrap();
    let mut answers = given(preset, "eu-central-1", &[]);
    answers.buckets[0].folder = folder.into();
    (plan(preset, &answers).plan.unwrap(), answers)
}

#[test]
fn every_plan_of_ours_keeps_its_promises() {
    for preset in presets() {
        for (way, level) in preset.ways.iter().flat_map(|way| preset.levels.iter().map(move |level| (way, level))) {
            for folder in ["", "incoming"] {
                let with = [("way", Given::Text(way.id.clone())), ("level", Given::Text(level.id.clone()))];
                let mut answers = given(preset, "eu-central-1", &with);
                answers.buckets[0].folder = folder.into();
                let plan = plan(preset, &answers).plan.unwrap();
                assert_eq!(fails(&plan, &answers), Vec::<String>::new(), "{} {} {}", preset.id, way.id, level.id);
            }
        }
    }
}

#[test]
fn what_is_broken_on_purpose_is_found_out() {
    for (file, from, to, expected) in [
        ("access-policy.json", "/incoming/*\"", "/*\"", "Cannot open files outside the folder"),
        ("access-policy.json", "incoming/*\"\n", "incoming*\"\n", "Cannot list acme-datasets/incoming-beside/"),
        ("access-policy.json", "\"s3:GetObject\"", "\"s3:GetObjectAcl\"", "Can open files in acme-datasets/incoming/"),
        ("access-policy.json", "\"s3:GetObject\"", "\"s3:*Object\"", "Cannot add files in acme-datasets/incoming/"),
        ("trust-policy.json", "sts:ExternalId", "aws:username", "The partner can assume the role"),
        ("trust-policy.json", "StringEquals", "StringEqualsIfExists", "Denied without the external ID"),
        (
            "trust-policy.json",
            "\"StringEquals\": {\n          \"sts:ExternalId\": \"c0ffee00-1234\"",
            "\"StringLike\": {\n          \"sts:ExternalId\": \"c0ffee*\"",
            "Denied with another external ID",
        ),
        (
            "trust-policy.json",
            "\"arn:aws:iam::444455556666:role/reader\"",
            "\"*\"",
            "No other account can assume the role",
        ),
    ] {
        let (mut plan, answers) = made("kolena", "incoming");
        let document = plan.documents.iter_mut().find(|document| document.file == file).unwrap();
        assert!(document.text.contains(from), "{}", document.text);
        document.text = document.text.replace(from, to);
        assert!(fails(&plan, &answers).iter().any(|text| text == expected), "{expected}: {:?}", fails(&plan, &answers));
    }
}

#[test]
fn a_vendor_that_asks_for_more_is_seen_to_get_it() {
    let fivetran = preset("fivetran").unwrap();
    let answers = given(fivetran, "eu-central-1", &[("text", Given::Text("asked".into()))]);
    let plan = plan(fivetran, &answers).plan.unwrap();
    assert!(plan.sentences[0].to_string().contains("every setting"));
}
