//! From actions to statements: each action goes to what it works on, and no further.
//!
//! A list action is kept to the folder by a condition, which only list actions know; the others of
//! the bucket stand apart from it, since under that condition they would never apply. Keys follow
//! from the files they open.

use std::collections::BTreeMap;

use policy::condition::Operator;
use policy::{Choice, Condition, Effect, Scalar, Statement, Texts, action};

use super::answers::Bucket;
use super::preset::{Permissions, Preset, VendorText};
use super::values::{Values, pattern_of};

/// Actions, by what they work on.
#[derive(Default)]
struct Sorted {
    account: Vec<String>,
    list: Vec<String>,
    bucket: Vec<String>,
    /// Patterns of files, and what may be done to those that fit.
    files: Vec<(Vec<String>, Vec<String>)>,
    key: Vec<String>,
    /// ARNs, and what may be done to them.
    other: Vec<(Vec<String>, Vec<String>)>,
}

/// Those whose condition the answers meet.
pub(super) fn applying<'a>(preset: &'a Preset, values: &Values) -> Vec<&'a Permissions> {
    preset.permissions.iter().filter(|permissions| values.hold(&permissions.when)).collect()
}

/// Stands for whatever a pattern's star lets in, where a file is named as an example.
pub const SAMPLE: &str = "report.csv";

/// Each action that the answers ask for, and a file below the folder that it is for.
pub(super) fn promises(preset: &Preset, values: &Values) -> BTreeMap<String, String> {
    let mut promises = BTreeMap::new();
    for permissions in applying(preset, values) {
        let sample =
            permissions.files.first().map_or(String::new(), |pattern| values.fill(pattern).replace('*', SAMPLE));
        for action in &permissions.actions {
            promises.entry(action.clone()).or_insert_with(|| sample.clone());
        }
    }
    promises
}

/// Every action, each once.
pub(super) fn actions(statements: &[Statement]) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    for name in statements.iter().flat_map(|statement| &statement.action.of.list) {
        add(&mut all, &name.as_str());
    }
    all
}

/// Our own statements: the least that does it. With a policy of its own the other side also gets
/// the keys; in a bucket's policy they have no place.
pub(super) fn tighter(preset: &Preset, values: &Values, buckets: &[&Bucket], with_keys: bool) -> Vec<Statement> {
    let sorted = sort(&applying(preset, values));
    let keys = unique(buckets.iter().filter_map(|bucket| bucket.kms_key.clone()));
    let partition = values.get("partition");
    let arn = |bucket: &Bucket| format!("arn:{partition}:s3:::{}", bucket.name);
    let (whole, folders): (Vec<&Bucket>, Vec<&Bucket>) =
        buckets.iter().copied().partition(|bucket| bucket.path().is_empty());
    let mut made = Vec::new();
    let mut say = |sid: &str, actions: &[String], resources: Vec<String>| {
        if !actions.is_empty() && !resources.is_empty() {
            made.push(statement(sid, actions, unique(resources)));
        }
    };
    say("SeeBucketNames", &sorted.account, vec!["*".into()]);
    say("Bucket", &sorted.bucket, buckets.iter().copied().map(arn).collect());
    say("List", &sorted.list, whole.iter().copied().map(arn).collect());
    for (bucket, nth) in folders.iter().zip(1..) {
        say(&numbered("ListFolder", nth), &sorted.list, vec![arn(bucket)]);
    }
    for ((patterns, actions), nth) in sorted.files.iter().zip(1..) {
        let below = |bucket: &&Bucket| {
            let path = pattern_of(&bucket.path());
            let arn = arn(bucket);
            patterns.iter().map(move |end| format!("{arn}/{path}{}", values.fill_pattern(end))).collect::<Vec<_>>()
        };
        say(&numbered("Files", nth), actions, buckets.iter().flat_map(below).collect());
    }
    if with_keys {
        say("Key", &sorted.key, keys);
        for ((resources, actions), nth) in sorted.other.iter().zip(1..) {
            let resources = resources.iter().map(|arn| values.fill(arn)).filter(|arn| !arn.is_empty()).collect();
            say(&numbered("Other", nth), actions, resources);
        }
    }
    let lists = made.iter_mut().filter(|one| one.sid.as_ref().is_some_and(|sid| sid.starts_with("ListFolder")));
    for (statement, bucket) in lists.zip(folders) {
        statement.conditions = vec![prefixes(&[format!("{}*", pattern_of(&bucket.path()))])];
    }
    made
}

/// What has to be done with the key of a bucket, so that its files can be used.
pub(super) fn with_key(preset: &Preset, values: &Values) -> Vec<String> {
    sort(&applying(preset, values)).key
}

/// What the vendor's own text says.
pub(super) fn as_vendor_asks(text: &VendorText, values: &Values, buckets: &[Bucket]) -> Vec<Statement> {
    let mut made = Vec::new();
    for own in text.statements.iter().filter(|statement| values.hold(&statement.when)) {
        let (each, once): (Vec<_>, Vec<_>) = own.resources.iter().partition(|arn| arn.contains("{bucket}"));
        let mut resources = Vec::new();
        let mut patterns = Vec::new();
        for bucket in buckets {
            let mut values = values.clone();
            values.put("bucket", &bucket.name);
            values.put("path", &bucket.path());
            resources.extend(each.iter().map(|arn| values.fill_pattern(arn)));
            patterns.extend(own.prefixes.iter().map(|prefix| values.fill_pattern(prefix)));
        }
        resources.extend(once.into_iter().map(|arn| values.fill(arn)));
        let mut statement = statement("", &own.actions, unique(resources));
        statement.sid = None;
        if !patterns.is_empty() {
            statement.conditions = vec![prefixes(&unique(patterns))];
        }
        made.push(statement);
    }
    made
}

/// One test of a key against texts.
pub(super) fn condition(operator: &str, key: &str, values: &[String]) -> Condition {
    let bare = values.len() == 1;
    let values = values.iter().cloned().map(Scalar::Text).collect();
    Condition { operator: Operator::new(operator), key: key.into(), values, bare }
}

fn prefixes(patterns: &[String]) -> Condition {
    Condition { bare: false, ..condition("StringLike", "s3:prefix", patterns) }
}

fn statement(sid: &str, actions: &[String], resources: Vec<String>) -> Statement {
    Statement {
        sid: Some(sid.into()),
        effect: Effect::Allow,
        principal: None,
        action: Choice::only(texts(actions.to_vec())),
        resource: Some(Choice::only(texts(resources))),
        conditions: Vec::new(),
    }
}

fn texts(list: Vec<String>) -> Texts {
    match <[String; 1]>::try_from(list) {
        Ok([one]) => Texts::one(one),
        Err(list) => Texts::many(list),
    }
}

fn sort(all: &[&Permissions]) -> Sorted {
    let mut sorted = Sorted::default();
    for permissions in all {
        for name in &permissions.actions {
            if !permissions.resources.is_empty() {
                into(&mut sorted.other, &permissions.resources, name);
                continue;
            }
            let Some(known) = action::find(name) else { continue };
            match (known.service, known.resources.as_slice()) {
                ("kms", _) => add(&mut sorted.key, name),
                (_, []) => add(&mut sorted.account, name),
                (_, kinds) if kinds.contains(&"object") => into(&mut sorted.files, &permissions.files, name),
                _ if known.knows_key("s3:prefix") => add(&mut sorted.list, name),
                _ => add(&mut sorted.bucket, name),
            }
        }
    }
    // Joining the parts of a large file takes reading them (S3 User Guide, "Multipart upload and
    // encryption").
    let on_files = |wanted: &str| sorted.files.iter().any(|(_, actions)| actions.iter().any(|name| name == wanted));
    let (reads, writes) = (on_files("s3:GetObject"), on_files("s3:PutObject"));
    if reads || writes {
        add(&mut sorted.key, &"kms:Decrypt".to_owned());
    }
    if writes {
        add(&mut sorted.key, &"kms:GenerateDataKey".to_owned());
    }
    sorted
}

fn into(groups: &mut Vec<(Vec<String>, Vec<String>)>, of: &[String], name: &String) {
    match groups.iter_mut().find(|(patterns, _)| patterns == of) {
        Some((_, actions)) => add(actions, name),
        None => groups.push((of.to_vec(), vec![name.clone()])),
    }
}

fn add<T: PartialEq + Clone>(list: &mut Vec<T>, one: &T) {
    if !list.contains(one) {
        list.push(one.clone());
    }
}

fn unique(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut list = Vec::new();
    for text in texts {
        add(&mut list, &text);
    }
    list
}

fn numbered(name: &str, nth: usize) -> String {
    if nth == 1 { name.into() } else { format!("{name}{nth}") }
}
