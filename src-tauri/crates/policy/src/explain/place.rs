//! Where, in plain words.

use words::{Words, policy, say};

use super::quoted;
use crate::arn::Arn;
use crate::document::{Choice, Document, Statement, Texts};
use crate::kind::Kind;

/// A place in words, and the part of the statement that is about it: a bucket and all its files are
/// one. A statement without a place has no words for it.
pub(super) fn parts(document: &Document, statement: &Statement, kind: Kind) -> Vec<(Option<Words>, Statement)> {
    let whole = |place: Option<Words>| vec![(place, statement.clone())];
    let Some(resource) = &statement.resource else { return whole(None) };
    if resource.except {
        let mut places: Vec<Words> = resource.of.list.iter().map(|text| place(document, text, kind)).collect();
        places.dedup();
        return whole(Some(say!(policy::AtAllBut, places)));
    }
    let mut parts: Vec<(Option<Words>, Statement)> = Vec::new();
    for text in &resource.of.list {
        let place = Some(place(document, text, kind));
        match parts.iter_mut().find(|(words, _)| *words == place) {
            Some((_, own)) => own.resource.iter_mut().for_each(|resource| resource.of.list.push(text.clone())),
            None => {
                let only = Choice::only(Texts::many([text.clone()]));
                parts.push((place, Statement { resource: Some(only), ..statement.clone() }));
            }
        }
    }
    parts
}

fn place(document: &Document, resource: &str, kind: Kind) -> Words {
    if resource == "*" {
        return say!(policy::AtEverywhere);
    }
    let resource = &*document.arn_of(resource);
    let Some(arn) = Arn::parse(resource) else { return say!(policy::AtName, name = quoted(resource)) };
    match arn.bucket() {
        Some(("*", None | Some("*"))) => say!(policy::AtEveryBucket),
        Some((bucket, key)) if bucket.contains(['*', '?']) => match key {
            None | Some("*") => say!(policy::AtBucketsLike, bucket = quoted(bucket)),
            Some(key) => say!(policy::AtFilesLike, key = quoted(key), bucket = quoted(bucket)),
        },
        Some((_, None | Some("*"))) if kind == Kind::Bucket => say!(policy::AtThisBucket),
        Some((bucket, None | Some("*"))) => say!(policy::AtBucket, bucket = quoted(bucket)),
        Some((bucket, Some(key))) => {
            let whole = if kind == Kind::Bucket { key.to_owned() } else { format!("{bucket}/{key}") };
            file(&whole)
        }
        None => other(&arn, resource),
    }
}

fn file(whole: &str) -> Words {
    match whole.strip_suffix('*') {
        Some(folder) if folder.ends_with('/') && !folder.contains(['*', '?']) => {
            say!(policy::AtFolder, folder = quoted(folder))
        }
        _ if whole.contains(['*', '?']) => say!(policy::AtLike, name = quoted(whole)),
        _ => say!(policy::AtFile, name = quoted(whole)),
    }
}

fn other(arn: &Arn, resource: &str) -> Words {
    match (arn.service, arn.resource.split_once('/')) {
        ("kms", Some(("key", "*"))) => say!(policy::AtAnyKey),
        ("kms", Some(("key", key))) => say!(policy::AtKey, key = quoted(key)),
        ("iam", Some(("role", role))) => say!(policy::AtRole, role = quoted(role)),
        ("iam", Some(("user", user))) => say!(policy::AtUser, user = quoted(user)),
        ("s3", Some(("accesspoint", point))) => say!(policy::AtAccessPoint, point = quoted(point)),
        _ => say!(policy::AtResource, resource = quoted(resource)),
    }
}
