//! Uploads that a bucket's policy refuses because they say nothing of encryption, and the choice that it takes.
//!
//! Each choice that an upload here has is put to the policy, as it would come.

use policy::decide::denied;
use policy::{Context, Document, Kind};

use super::refused::{Found, sentence, told};
use crate::fault::{Refusal, RefusedBy};

const METHOD: &str = "s3:x-amz-server-side-encryption";
const KEY: &str = "s3:x-amz-server-side-encryption-aws-kms-key-id";

/// The encryption that the policy wants of an upload which was refused; nothing if none of the choices would help.
pub(super) fn wanted(document: &Document, who: &str, refusal: &Refusal, context: &Context) -> Option<Found> {
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
    let choice = match (method, key) {
        (_, Some(key)) => format!("“With a key of Amazon’s key service (KMS)” and the key {key}"),
        (Some("AES256"), _) => "“By the storage, with its own key (AES256)”".to_owned(),
        _ => "“With a key of Amazon’s key service (KMS)”".to_owned(),
    };
    let says = sentence(document, Kind::Bucket, plain.statement);
    let text = format!("It takes encrypted uploads only: {says} Upload in another way, with the encryption {choice}.");
    Some(told(RefusedBy::ResourceDeny, &text))
}

/// The keys that conditions of the policy name in full.
fn keys(document: &Document) -> Vec<String> {
    let tests = document.statements.iter().flat_map(|statement| &statement.conditions);
    let own = tests.filter(|test| test.key.eq_ignore_ascii_case(KEY)).flat_map(|test| &test.values);
    own.map(|value| value.text().to_owned()).filter(|key| !key.contains(['*', '?', '$'])).collect()
}
