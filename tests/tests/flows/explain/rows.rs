//! The table. The comment of each row is what a person would say has happened.

use super::Condition::{Met, State, Wire};
use super::conditions::{company, met, nobody, own_certificate, plain, profile, run, signing_in};
use super::servers::{archived, misspelt};
use super::{Answer, Fault, Field, Recorded, Row, Setting};
use engine::fault;
use store::Source;

#[path = "permission.rs"]
mod permission;
#[path = "sign_in.rs"]
mod sign_in;
#[path = "storage.rs"]
mod storage;

/// All of them, in order; none can be left out without the length being wrong.
pub(super) fn all() -> [Row; 50] {
    let rows: Vec<Row> = permission::rows().into_iter().chain(sign_in::rows()).chain(storage::rows()).collect();
    rows.try_into().unwrap_or_else(|rows: Vec<Row>| panic!("{} rows", rows.len()))
}

fn row(number: usize, told: Vec<(super::Condition, &'static str, super::Way)>) -> Row {
    Row { number, told }
}

/// A refusal as AWS words it since August 2024.
fn denied(action: &str, why: &str) -> Answer {
    let said = format!(
        "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: {action} on resource: \"arn:aws:s3:::bucket\" {why}"
    );
    Answer::s3(403, "AccessDenied", &said)
}

fn code(status: u16, code: &str) -> Answer {
    Answer::s3(status, code, "words")
}

fn sts(code: &str, message: &str) -> Answer {
    Answer::query(400, code, message)
}

/// Whether asking for a setting that is not there is no error.
fn unset(code: &'static str, ask: fn(&str) -> bool) -> bool {
    let server = Recorded::always(Answer::s3(404, code, "words"));
    ask(&server.endpoint)
}
