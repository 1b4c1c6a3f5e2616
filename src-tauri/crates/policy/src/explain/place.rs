//! Where, in plain words.

use super::quoted;
use crate::arn::Arn;
use crate::document::Statement;
use crate::kind::Kind;
use crate::words;

/// ` in the folder …`, or nothing where a place says nothing.
pub(super) fn phrase(statement: &Statement, kind: Kind) -> String {
    let places = places(statement, kind);
    let Some(resource) = &statement.resource else { return String::new() };
    if resource.except {
        return format!(" everywhere but {}", words::join(&places, "and"));
    }
    let nowhere = places.iter().all(|place| place.is_empty());
    if nowhere { String::new() } else { format!(" {}", words::join(&places, "and")) }
}

/// Each place once: a bucket and all its files are one.
pub(super) fn places(statement: &Statement, kind: Kind) -> Vec<String> {
    let list = statement.resource.iter().flat_map(|choice| &choice.of.list);
    let mut places: Vec<String> = Vec::new();
    for place in list.map(|resource| place(resource, kind)) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

fn place(resource: &str, kind: Kind) -> String {
    if resource == "*" {
        return "everywhere".into();
    }
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
