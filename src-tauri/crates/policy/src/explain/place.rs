//! Where, in plain words.

use super::quoted;
use crate::arn::Arn;
use crate::document::{Choice, Document, Statement, Texts};
use crate::kind::Kind;
use crate::words;

/// A place in words, and the part of the statement that is about it: a bucket and all its files are
/// one. What a place says nothing about has no words.
pub(super) fn parts(document: &Document, statement: &Statement, kind: Kind) -> Vec<(String, Statement)> {
    let whole = |words: String| vec![(words, statement.clone())];
    let Some(resource) = &statement.resource else { return whole(String::new()) };
    if resource.except {
        let mut places: Vec<String> = resource.of.list.iter().map(|text| place(document, text, kind)).collect();
        places.dedup();
        return whole(format!("everywhere but {}", words::join(&places, "and")));
    }
    let mut parts: Vec<(String, Statement)> = Vec::new();
    for text in &resource.of.list {
        let place = place(document, text, kind);
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

fn place(document: &Document, resource: &str, kind: Kind) -> String {
    if resource == "*" {
        return "everywhere".into();
    }
    let resource = &*document.arn_of(resource);
    let Some(arn) = Arn::parse(resource) else { return format!("in {}", quoted(resource)) };
    match arn.bucket() {
        Some(("*", None | Some("*"))) => "in every bucket".into(),
        Some((bucket, key)) if bucket.contains(['*', '?']) => match key {
            None | Some("*") => format!("in every bucket named like {}", quoted(bucket)),
            Some(key) => format!("in {} of every bucket named like {}", quoted(key), quoted(bucket)),
        },
        Some((_, None | Some("*"))) if kind == Kind::Bucket => "in this bucket".into(),
        Some((bucket, None | Some("*"))) => format!("in the bucket {}", quoted(bucket)),
        Some((bucket, Some(key))) => {
            let whole = if kind == Kind::Bucket { key.to_owned() } else { format!("{bucket}/{key}") };
            file(&whole)
        }
        None => other(&arn, resource),
    }
}

fn file(whole: &str) -> String {
    match whole.strip_suffix('*') {
        Some(folder) if folder.ends_with('/') && !folder.contains(['*', '?']) => {
            format!("in the folder {}", quoted(folder))
        }
        _ if whole.contains(['*', '?']) => format!("named like {}", quoted(whole)),
        _ => format!("named {}", quoted(whole)),
    }
}

fn other(arn: &Arn, resource: &str) -> String {
    let named = |what: &str, name: &str| format!("with the {what} {}", quoted(name));
    match (arn.service, arn.resource.split_once('/')) {
        ("kms", Some(("key", "*"))) => "(any key)".into(),
        ("kms", Some(("key", key))) => format!("(the key {})", quoted(key)),
        ("iam", Some(("role", role))) => named("role", role),
        ("iam", Some(("user", user))) => named("user", user),
        ("s3", Some(("accesspoint", point))) => format!("through the access point {}", quoted(point)),
        _ => format!("with {}", quoted(resource)),
    }
}
