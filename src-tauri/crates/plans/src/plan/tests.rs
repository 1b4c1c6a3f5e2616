#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod procedures;

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

use super::*;
use crate::answers::{Bucket, CorsRule, Given};
use crate::preset::QuestionKind;
use crate::{preset, presets};
use policy::decide::{Verdict, decide_alone};
use policy::{Context, Document, Request};

/// Answers that every preset understands, for one part of AWS.
pub(crate) fn answers(preset: &Preset, region: &str) -> Answers {
    let partition = policy::arn::partition_of(region);
    let bucket = Bucket { name: "acme-datasets".into(), region: region.into(), ..Bucket::default() };
    let interim_id = "nobody-knows-it".into();
    let mut answers =
        Answers { account: "111122223333".into(), buckets: vec![bucket], interim_id, ..Answers::default() };
    for question in &preset.questions {
        let text = match question.kind {
            QuestionKind::YesNo | QuestionKind::Methods => continue,
            QuestionKind::AccessPolicy | QuestionKind::TrustPolicy => continue,
            _ if question.default.is_some() => continue,
            QuestionKind::Choice => question.choices[0].clone(),
            QuestionKind::Text => "acme-thing".into(),
            QuestionKind::Partner => format!("arn:{partition}:iam::444455556666:role/reader"),
            QuestionKind::ExternalId => "c0ffee00-1234".into(),
            QuestionKind::Origins => "https://app.example.com".into(),
            QuestionKind::Account => "444455556666".into(),
            QuestionKind::Person => format!("arn:{partition}:iam::111122223333:user/staff/anna"),
            QuestionKind::Arn => format!("arn:{partition}:sqs:{region}:111122223333:files"),
        };
        answers.answers.insert(question.id.clone(), Given::Text(text));
    }
    answers
}

pub(crate) fn given(preset: &Preset, region: &str, with: &[(&str, Given)]) -> Answers {
    let mut answers = answers(preset, region);
    answers.answers.extend(with.iter().map(|(id, given)| ((*id).to_owned(), given.clone())));
    answers
}

fn text(text: &str) -> Given {
    Given::Text(text.into())
}

fn planned(preset: &Preset, answers: &Answers) -> Plan {
    let outcome = plan(preset, answers);
    outcome.plan.unwrap_or_else(|| panic!("{}: {:?}", preset.id, outcome.findings))
}

fn document(plan: &Plan, kind: DocumentKind) -> Document {
    let found = plan.documents.iter().find(|document| document.kind == kind).unwrap();
    policy::parse(&found.text).sound().unwrap_or_else(|findings| panic!("{}: {findings:?}", plan.preset))
}

/// The plan as it is kept in `snapshots/`: short, and every letter of every document.
fn printed(outcome: &Outcome) -> String {
    let mut out = String::new();
    for finding in &outcome.findings {
        let _ = writeln!(out, "! {}: {}", finding.field, finding.text);
    }
    let Some(plan) = &outcome.plan else { return out };
    let _ = writeln!(out, "{} ({:?}{})", plan.name, plan.kind, if plan.waiting { ", waiting" } else { "" });
    plan.sentences.iter().chain(&plan.caveats).for_each(|line| out.push_str(&format!("{line}\n")));
    for reason in plan.choice.iter().flat_map(|choice| &choice.reasons) {
        let _ = writeln!(out, "Other text: {reason}");
    }
    for step in &plan.steps {
        let _ = writeln!(out, "* {} [{}]", step.title, step.files.join(" "));
    }
    plan.by_hand.iter().for_each(|line| out.push_str(&format!("> {line}\n")));
    for value in &plan.values {
        let _ = writeln!(out, "= {}: {}", value.label, value.value.as_deref().unwrap_or("(when it is made)"));
    }
    let _ = writeln!(out, "Checks: {:?}", plan.checks);
    for document in &plan.documents {
        let _ = writeln!(out, "\n--- {} {:?}\n{}", document.file, document.size, document.text.trim_end());
    }
    if let Some(choice) = &plan.choice {
        let _ = writeln!(out, "\n--- the other text\n{}", choice.other.trim_end());
    }
    out
}

/// Regions of the three parts of AWS that people can reach.
const REGIONS: [&str; 3] = ["eu-central-1", "us-gov-west-1", "cn-north-1"];

/// In words, how the file of its plans ends, and what makes it one.
type KindOfBucket = (&'static str, &'static str, fn(&mut Bucket));

/// Kinds of bucket that people have: nothing set; one folder of one; and one with everything set
/// that changes a plan.
const KINDS: [KindOfBucket; 3] = [
    ("a whole bucket", "", |_| ()),
    ("a folder", ".folder", |bucket| bucket.folder = "incoming/2026".into()),
    ("a bucket with everything set", ".set", |bucket| {
        let partition = policy::arn::partition_of(&bucket.region);
        let region = bucket.region.clone();
        bucket.acls_off = Some(true);
        bucket.versions_kept = Some(true);
        bucket.requester_pays = true;
        bucket.kms_key = Some(format!("arn:{partition}:kms:{region}:111122223333:key/1234"));
        bucket.policy = Some(format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Sid":"OnlyOffice","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:{partition}:s3:::{}/*","Condition":{{"NotIpAddress":{{"aws:SourceIp":"203.0.113.0/24"}}}}}}]}}"#,
            bucket.name
        ));
        bucket.cors = vec![CorsRule {
            id: Some("theirs".into()),
            allowed_methods: vec!["GET".into()],
            allowed_origins: vec!["https://theirs.example.com".into()],
            ..CorsRule::default()
        }];
    }),
];

#[test]
fn every_plan_is_as_it_was() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/plan/snapshots");
    let write = env::var_os("BUCKETWISE_WRITE_PLANS").is_some();
    let mut changed = Vec::new();
    for (preset, (name, ending, set)) in
        presets().iter().flat_map(|preset| KINDS.iter().map(move |kind| (preset, kind)))
    {
        let mut now = String::new();
        for region in REGIONS {
            // Elsewhere only the names differ, so one level shows it.
            let levels = if region == REGIONS[0] && ending.is_empty() { preset.levels.len() } else { 1 };
            for level in &preset.levels[..levels] {
                let mut answers = given(preset, region, &[("level", text(&level.id))]);
                set(&mut answers.buckets[0]);
                let outcome = printed(&plan(preset, &answers));
                let _ = writeln!(now, "##### {} in {region}, {name}\n{outcome}", level.id);
            }
        }
        let file = folder.join(format!("{}{ending}.txt", preset.id));
        if write {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&file, &now).unwrap();
        } else if fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n") != now {
            changed.push(format!("{}{ending}", preset.id));
        }
    }
    assert!(changed.is_empty(), "plans changed: {changed:?}; look at them with BUCKETWISE_WRITE_PLANS=1 and git diff");
}

/// Every way, level, site, folder and text of every preset gives documents that the policy language
/// takes, that stay in their part of AWS, and that open nothing of another bucket.
#[test]
fn every_choice_of_every_preset_gives_sound_documents() {
    let mut plans = 0;
    for preset in presets() {
        for way in &preset.ways {
            for (level, folder) in preset.levels.iter().flat_map(|level| [(level, ""), (level, "incoming/2026")]) {
                for region in REGIONS {
                    for choice in if preset.asked.is_some() { &["tighter", "asked"][..] } else { &["tighter"] } {
                        let with = [("way", text(&way.id)), ("level", text(&level.id)), ("text", text(choice))];
                        let mut answers = given(preset, region, &with);
                        answers.buckets[0].folder = folder.into();
                        let outcome = plan(preset, &answers);
                        let Some(plan) = outcome.plan else {
                            let why = outcome.findings.iter().map(|finding| finding.field.as_str());
                            let reason = why.collect::<Vec<_>>();
                            let vendor = !way.partners.is_empty() && region != REGIONS[0];
                            let whole = *choice == "asked" && !folder.is_empty();
                            assert!(vendor || whole, "{} {region}: {reason:?}", preset.id);
                            continue;
                        };
                        plans += 1;
                        is_sound(&plan, region, *choice == "tighter");
                    }
                }
            }
        }
    }
    assert!(plans > 250, "{plans}");
}

fn is_sound(plan: &Plan, region: &str, ours: bool) {
    let partition = policy::arn::partition_of(region);
    for one in &plan.documents {
        assert!(!one.text.contains("{bucket}") && !one.text.contains("{path}"), "{}", one.text);
        if !matches!(one.kind, DocumentKind::AccessPolicy | DocumentKind::TrustPolicy | DocumentKind::BucketPolicy) {
            continue;
        }
        let read = policy::parse(&one.text);
        assert!(read.findings.is_empty(), "{}: {:?}", plan.preset, read.findings);
        let read = read.document.unwrap();
        for statement in &read.statements {
            let resources = statement.resource.iter().flat_map(|resource| &resource.of.list);
            for arn in resources.filter(|arn| *arn != "*") {
                assert!(arn.starts_with(&format!("arn:{partition}:")), "{}: {arn}", plan.preset);
            }
            for name in statement.action.of.list.iter().filter(|_| ours) {
                let Some(action) = policy::action::find(name) else { continue };
                for arn in statement.resource.iter().flat_map(|resource| &resource.of.list) {
                    assert!(action.works_on(arn), "{}: {name} on {arn}", plan.preset);
                }
                for condition in &statement.conditions {
                    let known = action.knows_key(&condition.key) || !condition.key.starts_with("s3:");
                    assert!(known, "{}: {name} under {}", plan.preset, condition.key);
                }
            }
        }
        if one.kind == DocumentKind::AccessPolicy {
            let other = format!("arn:{partition}:s3:::acme-datasets2/x");
            for action in ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"] {
                assert_eq!(ask(&read, action, &other, &[]), Verdict::Deny, "{}: {action}", plan.preset);
            }
        }
    }
}

fn ask(document: &Document, action: &str, resource: &str, context: &[(&str, &str)]) -> Verdict {
    let context: Context = context.iter().copied().collect();
    decide_alone(document, &Request::new(None, action, resource, context)).verdict
}

#[test]
fn a_folder_is_a_folder() {
    let preset = preset("apperate").unwrap();
    let mut answers = given(preset, "eu-central-1", &[]);
    answers.buckets[0].folder = "incoming/".into();
    let access = document(&planned(preset, &answers), DocumentKind::AccessPolicy);
    let bucket = "arn:aws:s3:::acme-datasets";
    for (action, resource, prefix, expected) in [
        ("s3:ListBucket", bucket.to_owned(), Some("incoming/"), Verdict::Allow),
        ("s3:ListBucket", bucket.to_owned(), Some("incoming/2026/"), Verdict::Allow),
        ("s3:ListBucket", bucket.to_owned(), Some("incoming2/"), Verdict::Deny),
        ("s3:ListBucket", bucket.to_owned(), Some(""), Verdict::Deny),
        ("s3:ListBucket", bucket.to_owned(), None, Verdict::Deny),
        ("s3:GetBucketLocation", bucket.to_owned(), None, Verdict::Allow),
        ("s3:GetObject", format!("{bucket}/incoming/a"), None, Verdict::Allow),
        ("s3:GetObject", format!("{bucket}/incoming2/a"), None, Verdict::Deny),
        ("s3:DeleteObjectVersion", format!("{bucket}/incoming/a"), None, Verdict::Deny),
    ] {
        let context: Vec<_> = prefix.map(|prefix| ("s3:prefix", prefix)).into_iter().collect();
        assert_eq!(ask(&access, action, &resource, &context), expected, "{action} {resource} {prefix:?}");
    }
}

#[test]
fn the_published_apperate_text_never_tells_where_the_bucket_lies() {
    let preset = preset("apperate").unwrap();
    let mut answers = given(preset, "eu-central-1", &[("text", text("asked"))]);
    answers.buckets[0].folder = "PREFIX".into();
    let access = document(&planned(preset, &answers), DocumentKind::AccessPolicy);
    assert_eq!(ask(&access, "s3:GetBucketLocation", "arn:aws:s3:::acme-datasets", &[]), Verdict::Deny);
}

#[test]
fn nuvolos_gets_its_own_text_when_that_is_wanted() {
    let preset = preset("nuvolos-rclone").unwrap();
    let mut answers = given(preset, "eu-central-1", &[("text", text("asked")), ("all_names", Given::Yes(true))]);
    answers.buckets[0].name = "bucket-one".into();
    answers.buckets.push(Bucket { name: "bucket-two".into(), ..answers.buckets[0].clone() });
    let plan = planned(preset, &answers);
    let theirs = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket","s3:DeleteObject",
        "s3:GetObject","s3:PutObject","s3:PutObjectAcl"],"Resource":["arn:aws:s3:::bucket-one/*","arn:aws:s3:::bucket-one",
        "arn:aws:s3:::bucket-two/*","arn:aws:s3:::bucket-two"]},{"Effect":"Allow","Action":"s3:ListAllMyBuckets",
        "Resource":"arn:aws:s3:::*"}]}"#;
    assert_eq!(
        document(&plan, DocumentKind::AccessPolicy).compact(),
        policy::parse(theirs).document.unwrap().compact()
    );
    assert!(plan.choice.unwrap().reasons[0].to_string().contains("ACLs of single files"));
    assert!(plan.values.iter().all(|value| value.label != "RCLONE_AWS_BUCKET"));
}

#[test]
fn a_user_with_many_buckets_gets_a_policy_of_its_own_and_then_no_more() {
    let preset = preset("program").unwrap();
    let with = |count: usize| {
        let mut answers = given(preset, "eu-central-1", &[]);
        let bucket = |nth: usize| Bucket { name: format!("acme-datasets-{nth:06}"), ..answers.buckets[0].clone() };
        answers.buckets = (0..count).map(bucket).collect();
        plan(preset, &answers)
    };
    let kinds = |outcome: Outcome| outcome.plan.map(|plan| plan.steps.iter().map(|step| step.kind).collect::<Vec<_>>());
    assert!(kinds(with(5)).unwrap().contains(&steps::StepKind::SetAccess));
    assert!(kinds(with(30)).unwrap().contains(&steps::StepKind::MakePolicy));
    let outcome = with(200);
    assert!(
        outcome.plan.is_none()
            && outcome.findings.iter().any(|finding| finding.text.to_string().contains("AWS allows 6,144"))
    );
}

#[test]
fn keys_follow_from_the_files_they_open() {
    let key = "arn:aws:kms:eu-central-1:111122223333:key/1234";
    let actions = |id: &str| {
        let preset = preset(id).unwrap();
        let mut answers = given(preset, "eu-central-1", &[]);
        answers.buckets[0].kms_key = Some(key.into());
        let access = document(&planned(preset, &answers), DocumentKind::AccessPolicy);
        let on_key = |statement: &&policy::Statement| statement.resource.iter().any(|r| r.of.list == [key]);
        access.statements.iter().find(on_key).map(|statement| statement.action.of.list.join(" ")).unwrap_or_default()
    };
    assert_eq!(actions("kolena"), "kms:Decrypt");
    assert_eq!(actions("posthog"), "kms:Decrypt kms:GenerateDataKey");
    assert_eq!(actions("databricks-uc"), "kms:Decrypt kms:Encrypt kms:GenerateDataKey");
}

#[test]
fn trust_opens_to_the_partner_with_the_agreed_id_alone() {
    let preset = preset("kolena").unwrap();
    let plan = planned(preset, &given(preset, "eu-central-1", &[]));
    let trust = document(&plan, DocumentKind::TrustPolicy);
    let ask = |who: &str, id: Option<&str>| {
        let context: Context = id.map(|id| ("sts:ExternalId", id)).into_iter().collect();
        let role = "arn:aws:iam::111122223333:role/x";
        decide_alone(&trust, &Request::new(Some(who), "sts:AssumeRole", role, context)).verdict
    };
    let partner = "arn:aws:iam::444455556666:role/reader";
    assert_eq!(ask(partner, Some("c0ffee00-1234")), Verdict::Allow);
    assert_eq!(ask(partner, None), Verdict::Deny);
    assert_eq!(ask(partner, Some("c0ffee00-1235")), Verdict::Deny);
    assert_eq!(ask("arn:aws:iam::777788889999:role/reader", Some("c0ffee00-1234")), Verdict::Deny);
}

#[test]
fn a_partner_who_answers_later_leaves_a_draft_that_trusts_nobody_else() {
    let preset = preset("snowflake").unwrap();
    let mut answers = given(preset, "eu-central-1", &[]);
    answers.answers.remove("partner");
    answers.answers.remove("external_id");
    let plan = planned(preset, &answers);
    let trust = plan.documents.iter().find(|document| document.kind == DocumentKind::TrustPolicy).unwrap();
    assert!(
        plan.waiting && trust.text.contains("arn:aws:iam::111122223333:root") && trust.text.contains("nobody-knows-it")
    );
}

#[test]
fn what_others_wrote_stays() {
    let preset = preset("v7-darwin").unwrap();
    let mut answers = given(preset, "eu-central-1", &[]);
    let theirs = r#"{"Version":"2012-10-17","Statement":{"Sid":"OnlyTls","Effect":"Deny","Principal":"*","Action":"s3:*",
        "Resource":"arn:aws:s3:::acme-datasets/*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}}"#;
    answers.buckets[0].policy = Some(theirs.into());
    answers.buckets[0].cors = vec![CorsRule {
        allowed_methods: vec!["GET".into()],
        allowed_origins: vec!["https://theirs.example.com".into()],
        ..CorsRule::default()
    }];
    let first = planned(preset, &answers);
    let policy_text = &first.documents.iter().find(|d| d.kind == DocumentKind::BucketPolicy).unwrap().text;
    let cors_text = &first.documents.iter().find(|d| d.kind == DocumentKind::Cors).unwrap().text;
    assert!(policy_text.contains("OnlyTls") && policy_text.contains("258327614892"));
    assert!(cors_text.contains("theirs.example.com") && cors_text.contains("darwin.v7labs.com"));
    // Once more on top of itself: nothing is doubled.
    answers.buckets[0].policy = Some(policy_text.clone());
    let again = planned(preset, &answers);
    assert_eq!(again.documents.iter().find(|d| d.kind == DocumentKind::BucketPolicy).unwrap().text, *policy_text);
    answers.buckets[0].policy = Some("{\"Version\":".into());
    assert_eq!(plan(preset, &answers).findings[0].field, "buckets[0].policy");
}
