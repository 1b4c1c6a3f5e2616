//! The fifty refusals that people meet, each from a recorded answer, a real server or a real
//! condition on this computer: what is told of it, and the one thing that the window can do. The
//! table cannot lose a row: it has a fixed length, and every number from 1 to 50 has to be there
//! once.
//!
//! Recorded texts are AWS's, from its reference. That AWS words them so today is not proved here.

use bucketwise_tests::recorded::{Answer, Recorded};
use engine::fault::{BlamedSetting as Setting, Fault, Remedy};
use engine::finding::LoginField as Field;

mod conditions;
mod rows;
mod servers;

/// What the window can do, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The connection's form opens at this field.
    Change(Field),
    /// A text for the administrator is ready.
    Ask,
    /// This setting of the bucket opens.
    Look(Setting),
    /// Another bucket opens.
    Open(&'static str),
    /// The bucket's emptying opens.
    Empty,
    /// The file can be fetched from its archive.
    Fetch,
    /// The answers of the integration are shown again.
    Answers,
    /// The folder is read again.
    Refresh,
    /// Try again is offered.
    Retry,
    /// The form that asked stays open at the field; nothing else is to be done.
    Here,
}

/// How a row's condition comes about.
enum Condition {
    /// This operation meets this answer.
    Wire(Operation, Answer),
    /// A condition of its own, met by really meeting it.
    Met(fn() -> Fault),
    /// Not an error at all: what the operation answers instead.
    State(fn() -> bool),
}

/// A call of the program that can be refused.
#[derive(Clone, Copy, Debug)]
enum Operation {
    List,
    Get,
    Head,
    Put,
    Delete,
    Restore,
    MakeBucket,
    DropBucket,
    PutCors,
    PutPolicy,
    /// Signing in with a role.
    Role,
    /// Setting up an integration.
    Iam,
}

/// A row: its number, its conditions, each with what is told and what the window can do.
struct Row {
    number: usize,
    told: Vec<(Condition, &'static str, Way)>,
}

fn way(fault: &Fault) -> Way {
    match fault.remedy.as_deref() {
        Some(Remedy::Change { field, .. }) => Way::Change(*field),
        Some(Remedy::Ask { text }) => {
            assert!(!text.is_empty() && !text.to_string().contains("NEVERPRINT"), "{text}");
            Way::Ask
        }
        Some(Remedy::Look { bucket, setting }) => {
            assert_eq!(bucket, "bucket");
            Way::Look(*setting)
        }
        Some(Remedy::Open { bucket }) => Way::Open(bucket.clone().leak()),
        Some(Remedy::Empty { .. }) => Way::Empty,
        Some(Remedy::Fetch { bucket, key }) => {
            assert!(!bucket.is_empty() && !key.is_empty());
            Way::Fetch
        }
        Some(Remedy::Answers) => Way::Answers,
        Some(Remedy::Refresh) => Way::Refresh,
        None if fault.retry => Way::Retry,
        None => Way::Here,
    }
}

#[test]
fn every_refusal_is_explained_with_one_way_on() {
    let rows: [Row; 50] = rows::all();
    let mut wrong = Vec::new();
    for (at, Row { number, told }) in rows.into_iter().enumerate() {
        assert_eq!(number, at + 1, "a row is missing or stands twice");
        assert!(!told.is_empty(), "row {number} proves nothing");
        for (condition, code, expected) in told {
            let fault = match condition {
                Condition::State(holds) => {
                    if !holds() {
                        wrong.push(format!("row {number}: the state is told as an error"));
                    }
                    continue;
                }
                Condition::Met(meet) => meet(),
                Condition::Wire(operation, answer) => {
                    conditions::met(operation, &conditions::server(operation, answer).endpoint)
                }
            };
            let whole = format!("{fault:?}");
            assert!(!whole.contains("NEVERPRINT"), "row {number} tells a secret: {whole}");
            for words in [&fault.title, &fault.what, &fault.next].map(ToString::to_string) {
                assert!(
                    words.len() > 10 && !words.contains('!') && !words.contains("{place}"),
                    "row {number}: {words}"
                );
            }
            if (fault.code, way(&fault)) != (code, expected) {
                wrong.push(format!(
                    "row {number}: {} {:?}, expected {code} {expected:?}\n{whole}",
                    fault.code,
                    way(&fault)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text that an administrator gets names who, what and the statement that would allow it.
#[test]
fn the_text_for_an_administrator_says_who_what_and_how() {
    let said = "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: s3:ListBucket on resource: \
        \"arn:aws:s3:::bucket\" because no identity-based policy allows the s3:ListBucket action";
    let server = Recorded::always(Answer::s3(403, "AccessDenied", said));
    let fault = conditions::met(Operation::List, &server.endpoint);
    let Some(Remedy::Ask { text }) = fault.remedy.as_deref() else { panic!("{fault:?}") };
    for part in ["arn:aws:iam::123456789012:user/ann", "\"Action\": \"s3:ListBucket\"", "\"arn:aws:s3:::bucket\"", "R1"]
    {
        assert!(text.to_string().contains(part), "{part}: {text}");
    }
    // Where the server says nothing, the operation and the place do.
    let server = Recorded::always(Answer::s3(403, "AccessDenied", "Access Denied"));
    let fault = conditions::met(Operation::Get, &server.endpoint);
    let Some(Remedy::Ask { text }) = fault.remedy.as_deref() else { panic!("{fault:?}") };
    for part in ["“key” in “bucket”", "\"Action\": \"s3:GetObject\"", "\"arn:aws:s3:::bucket/*\""] {
        assert!(text.to_string().contains(part), "{part}: {text}");
    }
}
