//! Uploads that a bucket's policy refuses because they say nothing of encryption, and the choice
//! that it takes.
//!
//! Each choice that an upload here has is put to the policy, as it would come.

use policy::decide::denied;
use policy::{Context, Document, Kind};
use words::{Words, faults, say};

use super::cause::{Cause, sentence, told};
use crate::fault::{Refusal, RefusedBy};

const METHOD: &str = "s3:x-amz-server-side-encryption";
const KEY: &str = "s3:x-amz-server-side-encryption-aws-kms-key-id";

/// The encryption that the policy wants of an upload which was refused; nothing if none of the
/// choices would help.
pub(super) fn wanted(document: &Document, who: &str, refusal: &Refusal, context: &Context) -> Option<Cause> {
    if refusal.action != "s3:PutObject" {
        return None;
    }
    let ask = |method: Option<&str>, key: Option<&str>| {
        let mut context = context.clone();
        // A key that is set to nothing is known to be missing.
        context.set(METHOD, method);
        context.set(KEY, key);
        denied(document, Some(who), &refusal.action, &refusal.resource, &context)
    };
    let plain = ask(None, None)?;
    let keys = keys(document);
    let choices = [(Some("AES256"), None), (Some("aws:kms"), None)].into_iter();
    let choices = choices.chain(keys.iter().map(|key| (Some("aws:kms"), Some(key.as_str()))));
    let helps = |choice: &(Option<&str>, Option<&str>)| {
        let left = ask(choice.0, choice.1);
        left.is_none_or(|left| plain.certain && !left.certain && left.statement != plain.statement)
    };
    let (method, key) = choices.into_iter().find(helps)?;
    let choice: Words = match (method, key) {
        (_, Some(key)) => say!(faults::EncryptionKmsKey, key),
        (Some("AES256"), _) => say!(faults::EncryptionS3),
        _ => say!(faults::EncryptionKms),
    };
    let says = sentence(document, Kind::Bucket, plain.statement);
    Some(told(RefusedBy::ResourceDeny, Some(say!(faults::FoundEncryption, says, choice))))
}

/// The keys that conditions of the policy name in full.
fn keys(document: &Document) -> Vec<String> {
    let tests = document.statements.iter().flat_map(|statement| &statement.conditions);
    let own = tests.filter(|test| test.key.eq_ignore_ascii_case(KEY)).flat_map(|test| &test.values);
    own.map(|value| value.text().to_owned()).filter(|key| !key.contains(['*', '?', '$'])).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::fault::{Certain, Letter};

    const ANNA: &str = "arn:aws:iam::111122223333:user/anna";

    fn refusal() -> Refusal {
        Refusal {
            who: Some(ANNA.into()),
            tried: "".into(),
            action: "s3:PutObject".into(),
            resource: "arn:aws:s3:::files/a.csv".into(),
            by: RefusedBy::Unknown,
            certain: Certain::Open,
            cause: "".into(),
            looked_at: Vec::new(),
            ask: Letter::default(),
            statement: None,
        }
    }

    fn cause(statements: &[&str]) -> Option<String> {
        let all: Vec<String> = statements
            .iter()
            .map(|rest| format!(r#"{{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::files/*",{rest}}}"#))
            .collect();
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{}]}}"#, all.join(","));
        let document = policy::parse(&text).sound().unwrap();
        let context: Context = [("aws:SecureTransport", "true")].into_iter().collect();
        wanted(&document, ANNA, &refusal(), &context).map(|(by, certain, cause)| {
            assert_eq!((by, certain), (RefusedBy::ResourceDeny, Certain::Read));
            cause.to_string()
        })
    }

    #[test]
    fn the_choice_is_the_one_that_the_policy_lets_through() {
        let none = r#""Condition":{"Null":{"s3:x-amz-server-side-encryption":"true"}}"#;
        let aes = r#""Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"AES256"}}"#;
        let kms = r#""Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}"#;
        let arn = "arn:aws:kms:eu-west-1:111122223333:key/12";
        let key = format!(
            r#""Condition":{{"StringNotEquals":{{"s3:x-amz-server-side-encryption-aws-kms-key-id":"{arn}"}}}}"#
        );
        for (statements, expected) in [
            (vec![none], Some("AES256)")),
            (vec![none, aes], Some("AES256)")),
            (vec![none, kms], Some("“AWS KMS key (SSE-KMS)”")),
            (vec![kms, key.as_str()], Some(arn)),
            (vec![r#""Condition":{"Bool":{"aws:SecureTransport":"false"}}"#], None),
            (vec![r#""Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#], None),
            // None of the choices passes both.
            (vec![aes, kms], None),
        ] {
            let cause = cause(&statements);
            match expected {
                Some(expected) => assert!(cause.as_ref().is_some_and(|cause| cause.contains(expected)), "{cause:?}"),
                None => assert_eq!(cause, None, "{statements:?}"),
            }
        }
    }
}
