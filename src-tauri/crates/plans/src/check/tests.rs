#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ground::Severity;

use super::*;
use crate::plan::tests::{answers, given};
use crate::preset;
use crate::{AnswerFinding, Scope};
use crate::{Outcome, plan};

fn text(text: &str) -> Given {
    Given::Text(text.into())
}

/// The finding for a field, after one answer was changed.
fn found(id: &str, field: &str, change: impl Fn(&mut Answers)) -> Option<AnswerFinding> {
    let preset = preset(id).unwrap();
    let mut answers = answers(preset, "eu-central-1");
    change(&mut answers);
    let Outcome { findings, plan, .. } = plan(preset, &answers);
    assert_eq!(plan.is_none(), findings.iter().any(|finding| finding.severity == Severity::Stop));
    findings.into_iter().find(|finding| finding.field == field)
}

fn answered(field: &str, value: &str) -> Option<AnswerFinding> {
    found("kolena", field, |answers| {
        answers.answers.insert(field.into(), text(value));
    })
}

#[test]
fn external_ids_have_a_form() {
    let long = "a".repeat(1225);
    for (id, expected) in
        [("x", "This one has 1."), (long.as_str(), "This one has 1,225."), ("agreed id", "cannot contain “ ”")]
    {
        let finding = answered("external_id", id).unwrap();
        assert!(finding.severity == Severity::Stop && finding.text.to_string().contains(expected), "{}", finding.text);
    }
    assert_eq!(answered("external_id", &"a".repeat(1224)), None);
    assert_eq!(answered("external_id", "abc").unwrap().severity, Severity::Warn);
    assert!(answered("external_id", "").unwrap().text.to_string().starts_with("Answer needed"));
}

#[test]
fn partners_are_named_so_that_aws_finds_them() {
    for (who, expected) in [
        ("arn:aws-us-gov:iam::444455556666:role/x", "AWS partition “aws-us-gov”"),
        ("4444555566", "12 digits"),
        ("arn:aws:iam::444455556666", "six parts"),
        ("arn:aws:s3:::bucket", "user or role"),
        ("arn:aws:iam::444455556666:role/*", "cannot contain wildcards"),
    ] {
        let finding = answered("partner", who).unwrap();
        assert!(finding.severity == Severity::Stop && finding.text.to_string().contains(expected), "{}", finding.text);
    }
    assert_eq!(answered("partner", "4444-5555-6666").unwrap().suggestion.as_deref(), Some("444455556666"));
    let session = answered("partner", "arn:aws:sts::444455556666:assumed-role/reader/s1").unwrap();
    assert_eq!(session.suggestion.as_deref(), Some("arn:aws:iam::444455556666:role/reader"));
    assert_eq!(answered("partner", "arn:aws:iam::444455556666:root").unwrap().severity, Severity::Warn);
    assert_eq!(answered("partner", "444455556666"), None);
}

#[test]
fn websites_are_mended_to_what_browsers_send() {
    for (origin, right) in [
        ("app.example.com", Some("https://app.example.com")),
        ("https://App.Example.com/", Some("https://app.example.com")),
        ("https://app.example.com:443", Some("https://app.example.com")),
        ("https://app.example.com/start?x=1", Some("https://app.example.com")),
        ("localhost:5173", Some("http://localhost:5173")),
        ("203.0.113.7", Some("http://203.0.113.7")),
        ("https://a.example.com, b.example.com", Some("https://a.example.com, https://b.example.com")),
        ("https://*.*.com", None),
        ("YOUR.OTHER.APP.IP", None),
    ] {
        let finding = answered("websites", origin).unwrap_or_else(|| panic!("{origin}"));
        assert_eq!((finding.severity, finding.suggestion.as_deref()), (Severity::Stop, right), "{origin}");
    }
    assert_eq!(answered("websites", "https://app.example.com, https://*.example.org"), None);
    // Storage takes these two as they are.
    for wide in ["*", "*.example.com"] {
        assert_eq!(answered("websites", wide).unwrap().severity, Severity::Warn, "{wide}");
    }
}

#[test]
fn names_take_no_spaces() {
    let finding = found("kolena", "name", |answers| answers.name = "Kolena reads our bucket".into()).unwrap();
    assert_eq!(finding.suggestion.as_deref(), Some("Kolena-reads-our-bucket"));
    let finding = found("scale", "name", |answers| answers.name = "scale".into()).unwrap();
    assert_eq!(finding.suggestion.as_deref(), Some("ScaleAI-Integration"));
}

#[test]
fn buckets_and_folders_have_forms() {
    let bucket =
        |name: &'static str| found("kolena", "buckets[0].name", move |answers| answers.buckets[0].name = name.into());
    assert_eq!(bucket("s3://acme-datasets/").unwrap().suggestion.as_deref(), Some("acme-datasets"));
    assert_eq!(bucket("arn:aws:s3:::acme-datasets/*").unwrap().suggestion.as_deref(), Some("acme-datasets"));
    assert!(bucket("Acme Data").is_some() && bucket("ab").is_some() && bucket("acme.data-1").is_none());
    let folder = |path: &'static str| {
        found("kolena", "buckets[0].folder", move |answers| answers.buckets[0].folder = path.into())
    };
    assert_eq!(folder("/a//b").unwrap().suggestion.as_deref(), Some("a/b"));
    assert_eq!(folder("日本").unwrap().severity, Severity::Warn);
    assert_eq!(folder("2026/März"), None);
    assert!(found("kolena", "buckets", |answers| answers.buckets.clear()).is_some());
    assert!(
        found("kolena", "buckets", |answers| {
            answers.buckets.push(crate::Bucket {
                name: "other".into(),
                region: "cn-north-1".into(),
                ..Default::default()
            });
        })
        .is_some()
    );
}

#[test]
fn numbers_of_accounts_and_unknown_answers_are_seen() {
    assert!(found("snowflake", "account", |answers| answers.account.clear()).is_some());
    assert!(found("kolena", "account", |answers| answers.account.clear()).is_none());
    assert!(answered("level", "everything").is_some());
    assert!(answered("colour", "blue").unwrap().text.to_string().contains("no such question"));
    assert!(
        found("cloudtrail", "trail", |answers| {
            answers.answers.insert("trail".into(), text("<trail>"));
        })
        .unwrap()
        .text
        .to_string()
        .contains("placeholder")
    );
}

#[test]
fn products_of_the_public_part_stay_there() {
    let preset = preset("scale").unwrap();
    let outcome = plan(preset, &given(preset, "us-gov-west-1", &[]));
    assert!(outcome.plan.is_none() && outcome.findings[0].text.to_string().contains("standard AWS partition"));
}

const ACCESS: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],
    "Resource":["arn:aws:s3:::acme-datasets","arn:aws:s3:::acme-datasets/*"]}]}"#;
const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
    "Principal":{"AWS":"arn:aws:iam::444455556666:role/kolena"},
    "Condition":{"StringEquals":{"sts:ExternalId":"c0ffee00-1234"}}}]}"#;

#[test]
fn pasted_texts_are_used_as_they_are() {
    let kolena = preset("kolena").unwrap();
    let with = [("access_json", text(ACCESS)), ("trust_json", text(TRUST))];
    let mut answers = given(kolena, "eu-central-1", &with);
    answers.answers.remove("partner");
    answers.answers.remove("external_id");
    let plan = plan(kolena, &answers).plan.unwrap();
    let compact = |file: &str| {
        let document = plan.documents.iter().find(|document| document.file == file).unwrap();
        policy::parse(&document.text).document.unwrap().compact()
    };
    assert_eq!(compact("access-policy.json"), policy::parse(ACCESS).document.unwrap().compact());
    assert_eq!(compact("trust-policy.json"), policy::parse(TRUST).document.unwrap().compact());
    assert!(plan.choice.unwrap().as_asked);
}

#[test]
fn pasted_texts_are_read_strictly() {
    let broken = ACCESS.replace("]}]}", "],}]}");
    let mended = answered("access_json", &broken).unwrap().suggestion.unwrap();
    assert!(policy::parse(&mended).findings.is_empty());
    for (field, pasted, expected) in [
        ("access_json", ACCESS.replace("acme-datasets/*", "other-files/*"), "other-files"),
        ("access_json", ACCESS.replace("arn:aws:", "arn:aws-cn:"), "not in the AWS partition"),
        ("access_json", TRUST.into(), "it is the trust policy"),
        ("trust_json", ACCESS.into(), "it is the access policy"),
        ("trust_json", TRUST.replace("arn:aws:", "arn:aws-cn:"), "AWS partition “aws-cn”"),
        (
            "trust_json",
            TRUST.replace(r#"{"AWS":"arn:aws:iam::444455556666:role/kolena"}"#, "\"*\""),
            "Anyone with an AWS account",
        ),
        ("trust_json", "our trust policy".into(), "Line 1"),
    ] {
        let finding = answered(field, &pasted).unwrap_or_else(|| panic!("{expected}"));
        assert!(finding.severity == Severity::Stop && finding.text.to_string().contains(expected), "{}", finding.text);
    }
    let open = TRUST.replace(",\n    \"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"c0ffee00-1234\"}}", "");
    assert_eq!(answered("trust_json", &open).unwrap().severity, Severity::Warn);
}

/// What people copy out of pages: each is said with its line, and mended where what was meant is
/// plain.
#[test]
fn what_pages_add_to_a_text_is_mended_and_what_they_leave_out_is_said() {
    let smart = ACCESS.replace('"', "\u{201d}").replacen('\u{201d}', "\u{201c}", 1);
    let commas = ACCESS.replace("]}]}", "],}]}");
    for pasted in [format!("```json\n{ACCESS}\n```\n"), commas, smart] {
        let finding = answered("access_json", &pasted).unwrap_or_else(|| panic!("{pasted}"));
        assert_eq!(finding.severity, Severity::Stop, "{pasted}");
        let mended = finding.suggestion.unwrap_or_else(|| panic!("{pasted}: {}", finding.text));
        let (mended, right) = (policy::parse(&mended).sound().unwrap(), policy::parse(ACCESS).sound().unwrap());
        assert_eq!(mended.compact(), right.compact());
    }
    for (pasted, expected) in [
        (ACCESS.replace("acme-datasets\"", "BUCKET_NAME\""), "to be replaced"),
        (ACCESS.replace("acme-datasets/*", "<your bucket>/*"), "to be replaced"),
        (ACCESS.replace("arn:aws:s3:::acme-datasets/*", "arn:aws:s3:::s3://acme-datasets/*"), "s3://"),
        (ACCESS.replace("arn:aws:s3:::acme-datasets/*", "s3://acme-datasets/*"), "s3://"),
        (ACCESS.replace("s3:GetObject", "s3:HeadObject"), "HeadObject"),
        (ACCESS.replace("s3:GetObject", "s3:ReadFiles"), "ReadFiles"),
        (ACCESS.replace("Allow", "allow"), "Effect"),
    ] {
        let finding = answered("access_json", &pasted).unwrap_or_else(|| panic!("{expected}"));
        assert_eq!(finding.severity, Severity::Stop, "{expected}");
        assert!(
            finding.text.to_string().starts_with("Line ") && finding.text.to_string().contains(expected),
            "{}",
            finding.text
        );
    }
    let broad = answered("access_json", &ACCESS.replace("s3:GetObject", "s3:Get*")).map(|found| found.severity);
    assert_eq!(broad, None, "what a vendor asks for broadly is explained in the plan, not refused");
    let trust = TRUST.replace("arn:aws:iam::444455556666:role/kolena", "<KOLENA_ARN>");
    let finding = answered("trust_json", &trust).unwrap();
    assert!(
        finding.severity == Severity::Stop && finding.text.to_string().contains("<KOLENA_ARN>"),
        "{}",
        finding.text
    );
}

/// What is in no ARN is not taken for one, whatever it would do in a script.
#[test]
fn an_arn_is_made_of_the_letters_that_arns_have() {
    for odd in ["$(touch_x)", "`touch_x`", "';touch_x;'", "\"x", "x;y", "x|y", "x&y", "x\\y", "x#y", "x%y", "x{y}", "é"]
    {
        let role = format!("arn:aws:iam::444455556666:role/x{odd}");
        let finding = answered("partner", &role).unwrap();
        assert!(
            finding.severity == Severity::Stop && finding.text.to_string().contains("cannot contain"),
            "{role}: {}",
            finding.text
        );
        let user = format!("arn:aws:iam::111122223333:user/{odd}");
        let finding = found("person", "person", |answers| {
            answers.answers.insert("way".into(), text("existing"));
            answers.answers.insert("person".into(), text(&user));
        });
        assert_eq!(finding.unwrap().severity, Severity::Stop, "{user}");
        let key = format!("arn:aws:kms:eu-central-1:111122223333:key/{odd}");
        let finding = found("kolena", "buckets[0].kms_key", |answers| answers.buckets[0].kms_key = Some(key.clone()));
        assert_eq!(finding.unwrap().severity, Severity::Stop, "{key}");
    }
    for fits in ["arn:aws:iam::444455556666:role/team/a.b_c+d=e,f@g-h", "arn:aws:iam::444455556666:user/x"] {
        assert_eq!(answered("partner", fits), None);
    }
    assert!(found("kolena", "name", |answers| answers.name = "..".into()).is_some(), "a folder is named so");
}

/// A bucket that was added says how much of it is opened; an empty folder is not taken for all of
/// it, nor for a limit.
#[test]
fn each_bucket_says_how_much_of_it_is_opened() {
    let scope = |scope: Scope, folder: &'static str| {
        found("apperate", "buckets[0].folder", move |answers| {
            (answers.buckets[0].scope, answers.buckets[0].folder) = (scope, folder.into());
        })
    };
    for (unsaid, folder, expected) in [
        (Scope::Unanswered, "", "Choose access to the whole bucket acme-datasets"),
        (Scope::Unanswered, "in", "Choose access to the whole bucket acme-datasets"),
        (Scope::Folder, "", "Enter a folder"),
        (Scope::Folder, " / ", "Enter a folder"),
    ] {
        let finding = scope(unsaid, folder).unwrap_or_else(|| panic!("{unsaid:?} {folder}"));
        assert!(finding.severity == Severity::Stop && finding.text.to_string().contains(expected), "{}", finding.text);
    }
    assert_eq!((scope(Scope::Whole, ""), scope(Scope::Folder, "in")), (None, None));
    // Rules for websites know of no folders, so none is asked for and one that is named is not
    // passed over.
    let website = found("website-shows", "buckets[0].folder", |answers| {
        (answers.buckets[0].scope, answers.buckets[0].folder) = (Scope::Unanswered, "in".into());
    });
    assert_eq!(website.unwrap().severity, Severity::Warn);
}

#[test]
fn a_bucket_that_is_not_there_stops_everything_and_one_that_is_shut_is_told() {
    let standing = |standing: crate::Standing| {
        found("nuvolos-rclone", "buckets[1].name", move |answers| {
            let other = crate::Bucket { name: "acme-dta".into(), ..answers.buckets[0].clone() };
            answers.buckets.push(crate::Bucket { standing, ..other });
        })
    };
    let missing = standing(crate::Standing::Missing).unwrap();
    assert!(
        missing.severity == Severity::Stop && missing.text.to_string().contains("no bucket “acme-dta”"),
        "{}",
        missing.text
    );
    assert_eq!(standing(crate::Standing::Shut).unwrap().severity, Severity::Warn);
    assert_eq!(standing(crate::Standing::There), None);
}

#[test]
fn a_bucket_of_the_pasted_text_can_be_added() {
    let pasted =
        ACCESS.replace("\"arn:aws:s3:::acme-datasets\"", "\"arn:aws:s3:::acme-datasets\",\"arn:aws:s3:::more\"");
    let finding = answered("access_json", &pasted).unwrap();
    assert_eq!((finding.severity, finding.bucket.as_deref()), (Severity::Stop, Some("more")));
    let added = found("kolena", "access_json", |answers| {
        answers.answers.insert("access_json".into(), text(&pasted));
        let more = crate::Bucket { name: "more".into(), ..answers.buckets[0].clone() };
        answers.buckets.push(more);
    });
    assert_eq!(added, None);
}

/// What an answer makes needless is not asked, and a choice from before it does not overrule it.
#[test]
fn answered_questions_are_not_asked_for() {
    let kolena = preset("kolena").unwrap();
    let asked = |answers: &Answers| {
        let asked = crate::questions(kolena, answers);
        asked.into_iter().map(|asked| asked.id).collect::<Vec<_>>()
    };
    let before = asked(&given(kolena, "eu-central-1", &[]));
    assert!(["text", "partner", "external_id", "old_versions"].iter().all(|id| before.iter().any(|one| one == id)));
    let with = [("access_json", text(ACCESS)), ("trust_json", text(TRUST)), ("text", text("tighter"))];
    let pasted = given(kolena, "eu-central-1", &with);
    assert_eq!(asked(&pasted), ["access_json", "trust_json", "websites"]);
    let made = plan(kolena, &pasted).plan.unwrap();
    let access = made.documents.iter().find(|document| document.file == "access-policy.json").unwrap();
    let (used, wanted) = (policy::parse(&access.text), policy::parse(ACCESS));
    assert_eq!(used.document.unwrap().compact(), wanted.document.unwrap().compact(), "what was pasted is used");

    let nuvolos = preset("nuvolos-rclone").unwrap();
    let mut one = given(nuvolos, "eu-central-1", &[]);
    let all_names =
        |answers: &Answers| crate::questions(nuvolos, answers).into_iter().any(|asked| asked.id == "all_names");
    assert!(all_names(&one));
    let other = crate::Bucket { name: "other-files".into(), ..one.buckets[0].clone() };
    one.buckets.push(other);
    assert!(!all_names(&one), "several buckets need it, so it is not asked");
}

#[test]
fn methods_are_chosen_and_something_is_left() {
    let methods = |given: Given| {
        found("cloudgov", "methods", move |answers| {
            answers.answers.insert("methods".into(), given.clone());
        })
    };
    assert_eq!(methods(Given::List(vec!["GET".into(), "PUT".into(), "DELETE".into()])), None);
    assert_eq!(methods(Given::List(Vec::new())).unwrap().severity, Severity::Stop);
    assert_eq!(methods(Given::List(vec!["PATCH".into()])).unwrap().severity, Severity::Stop);
}
