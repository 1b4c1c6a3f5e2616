//! What `policy` decides and finds, held against evaluators that nobody here wrote: iam-simulate
//! for decisions, parliament for findings, and AWS's own list of actions as iam-data reads it every
//! day.

mod cases;
mod published;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use bucketwise_tests::{root, tools};
use cases::{ANN, Chance, OWN, case, faulty};
use policy::decide::{Policies, Verdict, Why, decide};
use policy::lint::{Surroundings, check};
use policy::{Context, Document, Kind, Request, parse};
use published::PUBLISHED;
use serde_json::{Value, json};

/// Where `make test` installs the judges that Node runs.
fn judges() -> PathBuf {
    let path = root().join("target/judges");
    assert!(path.join("node_modules").exists(), "{} is missing: run `make test`, which installs it", path.display());
    path
}

/// Runs `program` with `input` and answers what it printed.
fn ask(program: &mut Command, input: String) -> String {
    let mut child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the judge starts");
    let mut stdin = child.stdin.take().unwrap();
    let write = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    write.join().unwrap().expect("the judge reads everything");
    assert!(output.status.success(), "{program:?} ended with {}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

/// What `policy` decides about a case.
fn decision(case: &Value) -> Why {
    let read = |value: &Value| parse(&value.to_string()).sound().unwrap_or_else(|found| panic!("{value}: {found:?}"));
    let one = |name: &str| case.get(name).map(read);
    let list = |name: &str| case[name].as_array().into_iter().flatten().map(read).collect::<Vec<Document>>();
    let (identity, service_control) = (list("identity"), list("service_control"));
    let (resource, boundary, session) = (one("at_resource"), one("boundary"), one("session"));
    let mut context = Context::default();
    for (key, value) in case["ctx"].as_object().unwrap() {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        match value {
            Value::Array(values) => context.set(key, values.iter().map(text)),
            value => context.set(key, [text(value)]),
        }
    }
    let field = |name: &str| case[name].as_str().unwrap();
    let request = Request::new(case["principal"].as_str(), field("action"), field("resource"), context);
    let policies = Policies {
        identity: identity.iter().collect(),
        resource: resource.as_ref(),
        owner: Some(field("owner")),
        boundary: boundary.as_ref().map(|document| vec![document]),
        session: session.as_ref().map(|document| vec![document]),
        service_control: service_control.iter().map(|document| vec![document]).collect(),
        resource_control: Vec::new(),
    };
    let decision = decide(&policies, &request);
    assert_eq!(decision.verdict == Verdict::Allow, decision.why == Why::Allowed);
    decision.why
}

/// What iam-simulate says about each case.
fn theirs(cases: &[Value]) -> Vec<String> {
    let input = cases.iter().map(|case| format!("{case}\n")).collect();
    let mut judge = Command::new("node");
    judge.arg(root().join("tests/judges/simulate.mjs")).arg(judges());
    let answers: Vec<String> = ask(&mut judge, input).lines().map(Into::into).collect();
    assert_eq!(answers.len(), cases.len());
    answers
}

/// What `policy` says, in the judge's words.
fn ours(case: &Value) -> &'static str {
    match decision(case) {
        Why::Allowed => "Allowed",
        Why::Denied => "ExplicitlyDenied",
        Why::NothingAllows | Why::LeftOutBy(_) => "ImplicitlyDenied",
    }
}

#[test]
fn iam_simulate_decides_alike() {
    // More cases, and others, for who has the time: `BUCKETWISE_CASES=100000 BUCKETWISE_SEED=7`.
    let asked = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let mut chance = Chance(asked("BUCKETWISE_SEED").unwrap_or(20_121_017));
    let cases: Vec<Value> = (0..asked("BUCKETWISE_CASES").unwrap_or(4_000)).map(|_| case(&mut chance)).collect();
    let theirs = theirs(&cases);
    for answer in ["Allowed", "ExplicitlyDenied", "ImplicitlyDenied"] {
        let times = theirs.iter().filter(|theirs| *theirs == answer).count();
        assert!(times > 150, "only {times} cases are {answer}: the questions are too easy");
    }
    let differ: Vec<String> = cases
        .iter()
        .zip(&theirs)
        .filter(|(case, theirs)| ours(case) != **theirs)
        .map(|(case, theirs)| format!("ours {}, theirs {theirs}: {case}", ours(case)))
        .collect();
    assert!(differ.is_empty(), "{} differ\n{}", differ.len(), differ[..differ.len().min(12)].join("\n"));
}

/// Where the judge and AWS's words differ, AWS is followed. Each line: why, the statement, the
/// resource, the context, what we say and what the judge says. A judge that changed its mind fails
/// the test too, so that the line can go.
#[test]
fn where_we_differ_from_iam_simulate_and_why() {
    let cases = [
        // “Date condition operators”: the value is a date in ISO 8601 or in epoch time.
        (
            r#""Resource":"*","Condition":{"DateEquals":{"aws:CurrentTime":"1767225600"}}"#,
            json!({ "aws:CurrentTime": "2026-01-01T00:00:00Z" }),
            true,
        ),
        // CIDR of RFC 4632: a prefix of no bits holds every address.
        (
            r#""Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}"#,
            json!({ "aws:SourceIp": "198.51.100.1" }),
            true,
        ),
        // RFC 4291: an address of IPv6 is the same however its zeros are written.
        (
            r#""Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"2001:db8:1234:0:0:0:0:7"}}"#,
            json!({ "aws:SourceIp": "2001:db8:1234::7" }),
            true,
        ),
        // “NotIpAddress: all IP addresses except the specified address or range”, and those of the
        // other kind are others.
        (
            r#""Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.7"}}"#,
            json!({ "aws:SourceIp": "2001:db8::1" }),
            true,
        ),
        // “Policy variables with no value”: in NotResource such a resource matches no resource, …
        (r#""NotResource":"arn:aws:s3:::b/${aws:PrincipalTag/team}/*""#, json!({}), true),
        // … and inverted operators do match, as nothing equals the value null.
        (
            r#""Resource":"*","Condition":{"StringNotEquals":{"aws:UserAgent":"${aws:PrincipalTag/team}"}}"#,
            json!({ "aws:UserAgent": "curl" }),
            true,
        ),
    ];
    let cases = cases.map(|(rest, ctx, allowed)| {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"s3:*",{rest}}}}}"#);
        let identity: Value = serde_json::from_str(&text).unwrap();
        let case = json!({ "principal": ANN, "owner": OWN, "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "identity": [identity], "ctx": ctx });
        (case, allowed)
    });
    let asked: Vec<Value> = cases.iter().map(|(case, _)| case.clone()).collect();
    for ((case, allowed), theirs) in cases.iter().zip(theirs(&asked)) {
        assert_eq!(ours(case) == "Allowed", *allowed, "{case}");
        assert_ne!(ours(case), theirs, "the judge agrees now: {case}");
    }
}

/// What parliament finds in each text.
fn parliament(texts: &[String]) -> Vec<Vec<String>> {
    let input = texts.iter().map(|text| format!("{}\n", Value::from(text.as_str()))).collect();
    let mut judge = Command::new(tools::tool("python3"));
    judge.arg("-W").arg("ignore").arg(root().join("tests/judges/findings.py"));
    let answers = ask(&mut judge, input);
    let answers: Vec<_> = answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), texts.len());
    answers
}

/// The names of what `policy` finds in an access policy.
fn found(text: &str) -> Vec<String> {
    let code = |code| serde_json::to_value(code).unwrap().as_str().unwrap().to_owned();
    check(text, Kind::Managed, &Surroundings::default()).into_iter().map(|finding| code(finding.code)).collect()
}

#[test]
fn published_faults_are_found() {
    let texts: Vec<String> = PUBLISHED.iter().map(|(_, text, ..)| (*text).to_owned()).collect();
    for ((source, text, expected, theirs), judge) in PUBLISHED.iter().zip(parliament(&texts)) {
        let ours = found(text);
        for code in *expected {
            assert!(ours.iter().any(|own| own == code), "{source}: {code} is not among {ours:?}");
        }
        assert_eq!(judge, *theirs, "{source}");
    }
}

/// What parliament finds, `policy` finds too, under one of these names.
const FINDINGS: &[(&str, &[&str])] = &[
    ("UNKNOWN_ACTION", &["unknown-action", "request-not-action", "bad-action"]),
    ("UNKNOWN_CONDITION_FOR_ACTION", &["key-never-there", "unknown-key"]),
    ("RESOURCE_MISMATCH", &["action-without-resource", "resource-without-action", "address-in-resource"]),
    ("INVALID_ARN", &["bad-resource", "wrong-partition"]),
    ("UNKNOWN_OPERATOR", &["unknown-operator"]),
    ("MISMATCHED_TYPE", &["bad-value", "unknown-operator"]),
    ("RESOURCE_STAR", &["all-resources"]),
    ("INVALID_SID", &["bad-sid"]),
];

#[test]
fn what_parliament_finds_is_found() {
    let mut chance = Chance(20_081_017);
    let policies: Vec<String> = (0..600).map(|_| faulty(&mut chance).to_string()).collect();
    let mut missed = Vec::new();
    for (text, theirs) in policies.iter().zip(parliament(&policies)) {
        let ours = found(text);
        for (issue, codes) in FINDINGS {
            if theirs.iter().any(|own| own == issue) && !ours.iter().any(|own| codes.contains(&own.as_str())) {
                missed.push(format!("{issue}, ours {ours:?}: {text}"));
            }
        }
    }
    assert!(missed.is_empty(), "{} missed\n{}", missed.len(), missed[..missed.len().min(12)].join("\n"));
}

/// The tables of actions are those that AWS publishes, as of the version named in their heads.
#[test]
fn the_actions_are_those_that_aws_lists() {
    let data = root().join("src-tauri/crates/policy/data");
    let made = tempfile::tempdir().unwrap();
    ask(Command::new("node").arg(data.join("make.mjs")).args([judges().as_path(), made.path()]), String::new());
    for service in ["s3", "iam", "kms", "sts"] {
        let read = |dir: &std::path::Path| std::fs::read_to_string(dir.join(format!("{service}.tsv"))).unwrap();
        assert_eq!(read(&data), read(made.path()), "{service}");
    }
}
