//! What explains a policy, checks it or calls it public, held against what decides: every statement
//! of policies made up by chance is put to every request of a small world. What the explanation
//! says can be done, some request may do; what some request may do, the explanation says and no
//! check calls impossible; and what a stranger may do counts as public.
//!
//! The world is made of the values that the policies name and some beside them, so that looking
//! through all of it finds whatever there is to find. What AWS does is not proved here;
//! `tests/tests/house/policy_judges.rs` asks others about that.

#![allow(clippy::unwrap_used)]

#[path = "agreement/world.rs"]
mod world;

use policy::action::{self, Action};
use policy::decide::{Verdict, decide_alone};
use policy::explain::{Verb, explain, table};
use policy::finding::{Code, PolicyFinding, Severity};
use policy::lint::{Surroundings, check};
use policy::{Context, Document, Effect, Kind, Request, parse, public};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use world::{ASKERS, contexts, document, names_bucket, places};

/// The actions that are tried: one or two of each sort.
const TRIED: [&str; 16] = [
    "s3:GetObject",
    "s3:GetObjectVersion",
    "s3:GetObjectAcl",
    "s3:PutObject",
    "s3:PutObjectTagging",
    "s3:DeleteObject",
    "s3:AbortMultipartUpload",
    "s3:ListMultipartUploadParts",
    "s3:ListBucket",
    "s3:ListBucketMultipartUploads",
    "s3:GetBucketLocation",
    "s3:PutBucketPolicy",
    "s3:PutBucketCORS",
    "s3:ListAllMyBuckets",
    "kms:Decrypt",
    "kms:DescribeKey",
];

/// A request for an action that the statement, as one that allows, lets through.
fn allowed(
    alone: &Document,
    kind: Kind,
    text: &str,
    action: &Action,
    which: impl Fn(&Request) -> bool,
) -> Option<Request> {
    let name = action.to_string();
    let askers: &[Option<&str>] = if kind == Kind::Bucket { &ASKERS } else { &ASKERS[1..14] };
    let covers = |pattern: &String| pattern == "*" || action::matching(pattern).contains(&action);
    let taken = &alone.statements[0].action;
    if taken.of.list.iter().any(covers) == taken.except {
        return None;
    }
    // Without variables the place has no say in the conditions: one that the resources describe is
    // enough.
    let mut bare = alone.clone();
    bare.statements[0].conditions.clear();
    let plain = !text.contains("${");
    let lies = |asker: Option<&str>, place: &&str| {
        let request = Request::new(asker, &name, place, Context::default());
        !plain || decide_alone(&bare, &request).verdict == Verdict::Allow
    };
    for asker in askers {
        let places: Vec<&str> = places(action, kind, text).into_iter().filter(|place| lies(*asker, place)).collect();
        let places = if plain { &places[..places.len().min(1)] } else { &places[..] };
        if places.is_empty() {
            continue;
        }
        for context in contexts(text, action, *asker) {
            for place in places {
                let request = Request::new(*asker, &name, place, context.clone());
                if which(&request) && decide_alone(alone, &request).verdict == Verdict::Allow {
                    return Some(request);
                }
            }
        }
    }
    None
}

/// The document with one of its statements alone, allowing.
fn alone(document: &Document, nth: usize) -> Document {
    let mut statement = document.statements[nth].clone();
    statement.effect = Effect::Allow;
    Document { statements: vec![statement], single: false, ..document.clone() }
}

/// Whether a finding says that the action is never allowed or denied by the statement, or that the
/// statement has no effect at all.
fn calls_impossible(finding: &PolicyFinding, document: &Document, nth: usize, action: &str) -> bool {
    let own = format!("Statement[{nth}]");
    let Some(rest) = finding.path.strip_prefix(&own) else { return false };
    let covered = |pattern: &str| action::matching(pattern).iter().any(|known| known.to_string() == action);
    let list = &document.statements[nth].action.of.list;
    match finding.code {
        Code::HasNoEffect => true,
        Code::ValueNeverThere => {
            finding.text.to_string().ends_with("allows nothing.")
                || finding.text.to_string().ends_with("denies nothing.")
        }
        Code::ActionElsewhere | Code::ActionWithoutResource => {
            let at = rest.split(['[', ']']).nth(1).and_then(|at| at.parse::<usize>().ok());
            at.is_some_and(|at| covered(&list[at]))
        }
        Code::KeyNeverThere => {
            finding.severity == Severity::Error
                && list
                    .iter()
                    .any(|pattern| finding.text.to_string().contains(&format!("“{pattern}”")) && covered(pattern))
        }
        _ => false,
    }
}

/// Whether the action brings what people read in the words for a group.
fn brings(verb: Verb, action: &Action) -> bool {
    let names: &[&str] = match verb {
        Verb::SeeNames => &["ListBucket", "ListBucketVersions"],
        Verb::Open => &["GetObject"],
        Verb::OpenOldVersions => &["GetObjectVersion"],
        Verb::Upload => &["PutObject"],
        Verb::Delete => &["DeleteObject"],
        Verb::DeleteForGood => &["DeleteObjectVersion"],
        Verb::UseKeys => &["Decrypt", "Encrypt", "GenerateDataKey"],
        Verb::TakeRoles => &["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot"],
        other => return Verb::of(action) == other,
    };
    names.contains(&action.name)
}

/// Nobody knows anything of them: they come from anywhere and do not sign.
fn is_stranger(request: &Request) -> bool {
    let anywhere = ["8.8.8.8", "193.0.6.139", "2a00:1450:4001:80f::200e"].map(str::to_owned);
    let from = request.context.values("aws:SourceIp");
    request.principal.is_none()
        && request.context.values("aws:SourceVpce").is_none()
        && from.is_some_and(|from| anywhere.contains(&from[0]))
}

fn agree(text: &str) -> Result<(), TestCaseError> {
    let document = parse(text).sound().unwrap();
    let kind = if document.names_principals() { Kind::Bucket } else { Kind::Managed };
    let findings = check(text, kind, &Surroundings::default());
    let sentences = explain(&document, kind);
    for (nth, sentence) in sentences.iter().enumerate() {
        let alone = alone(&document, nth);
        let tested = alone.compact() + if text.contains("aws:SourceIp") { "" } else { "aws:SourceIp" };
        let nothing = sentence.text.to_string().contains("does nothing");
        let own = Document { statements: vec![document.statements[nth].clone()], single: false, ..document.clone() };
        let said: Vec<Verb> = table(&own, kind).into_iter().flat_map(|row| row.verbs).collect();
        // What could not be settled is said to be so, and may be more than what is allowed; never
        // less.
        let settled = !explain(&own, kind)[0].text.to_string().contains("Perhaps less:");
        for verb in said.iter().filter(|_| settled) {
            let mut actions = action::all().filter(|action| brings(*verb, action));
            let some = actions.any(|action| {
                // Sorts of resources that this world has none of are taken on trust.
                let elsewhere = !action.resources.is_empty() && places(action, kind, text).is_empty();
                elsewhere && action::matching("s3:*").contains(&action) && kind != Kind::Bucket
                    || action.service != "s3" && action.service != "kms"
                    || allowed(&alone, kind, &tested, action, |_| true).is_some()
            });
            prop_assert!(some, "“{}” is said of statement {nth}, and no request may\n{text}", verb.phrase());
        }
        // Another statement may name the bucket.
        let within = tested.clone() + if names_bucket(text) { " arn:aws:s3:::b/" } else { "" };
        for name in TRIED {
            let action = action::find(name).unwrap();
            let any = allowed(&alone, kind, &within, action, |_| true);
            let strange = any.as_ref().and_then(|_| allowed(&alone, kind, &within, action, is_stranger));
            for request in any.into_iter().chain(strange) {
                let told = |what: &str| format!("{what} statement {nth}: {name}\n{request:?}\n{text}");
                let impossible = findings.iter().find(|one| calls_impossible(one, &document, nth, name));
                // In a bucket policy AWS takes no actions of other services, whatever such a
                // statement would say.
                if kind == Kind::Bucket && (action.service != "s3" || action.resources.is_empty()) {
                    continue;
                }
                prop_assert!(impossible.is_none(), "{} {impossible:?}", told("called impossible:"));
                prop_assert!(!nothing, "{}", told("said to do nothing:"));
                let unfinished =
                    ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:ListBucketMultipartUploads"];
                let known =
                    said.contains(&Verb::of(action)) || unfinished.contains(&name) && said.contains(&Verb::Upload);
                prop_assert!(known, "{}", told("not said:"));
                if is_stranger(&request) && document.statements[nth].allows() {
                    prop_assert!(public(&document).contains(&nth), "{}", told("not public:"));
                }
            }
        }
    }
    Ok(())
}

/// Policies that people asked about in public (cplus-django 11770517, minio/object-browser#868, AWS
/// on `ForAllValues`).
#[test]
fn asked_about_in_public() {
    let asked = [
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/*"}]}"#,
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetBucketLocation","s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::${aws:username}/*"]}]}"#,
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Condition":{"ForAllValues:StringLike":{"aws:PrincipalOrgPaths":["o-1/*"]}}}]}"#,
        r#"{"Version":"2012-10-17","Statement":[{"Action":["*"],"Condition":{"StringEquals":{"aws:PrincipalTag/team":["blue"]}},"Effect":"Allow","Resource":"*"}]}"#,
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"AIDAJQABLZS4A3QDU576Q"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}"#,
    ];
    let wrong: Vec<TestCaseError> = asked.into_iter().filter_map(|text| agree(text).err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn chance() -> bool {
    std::env::var_os("PROPTEST_CASES").is_some()
}

proptest! {
    // The same ones in every run of the tests; others, and more of them, for who has the time:
    // `PROPTEST_CASES=5000`.
    #![proptest_config(ProptestConfig {
        cases: if chance() { ProptestConfig::default().cases } else { 64 },
        rng_seed: if chance() { RngSeed::Random } else { RngSeed::Fixed(20_261_129) },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_said_is_what_is_decided(document in document()) {
        agree(&document.to_string())?;
    }
}
