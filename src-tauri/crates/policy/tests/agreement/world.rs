//! Policies made up by chance, and the requests of the small world that they speak of.

use policy::action::Action;
use policy::{Context, Kind};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

const ACTIONS: &[&str] = &[
    "*",
    "s3:*",
    "s3:Get*",
    "s3:List*",
    "s3:*Object",
    "s3:GetObject",
    "S3:PUTOBJECT",
    "s3:ListBucket",
    "s3:GetBucketLocation",
    "s3:PutBucketPolicy",
    "s3:AbortMultipartUpload",
    "s3:ListMultipartUploadParts",
    "s3:PutObjectTagging",
    "s3:ListAllMyBuckets",
    "kms:Decrypt",
    "kms:*",
];

const RESOURCES: &[&str] = &[
    "*",
    "arn:aws:s3:::b",
    "arn:aws:s3:::b/*",
    "arn:aws:s3:::b*",
    "arn:aws:s3:::b/a/*",
    "arn:aws:s3:::b/a/",
    "arn:aws:s3:::b/?/*.csv",
    "arn:aws:s3:::b/${aws:username}/*",
    "arn:aws:s3:::${aws:username}/*",
    "arn:aws:s3:::b/${aws:PrincipalTag/team, 'none'}/*",
    "arn:aws:s3:::*/a/*",
    "arn:aws:s3::: b/*",
    "arn:*:s3:::*",
    "arn:aws:kms:eu-west-1:111122223333:key/1",
];

const WHO: &[&str] = &[
    "*",
    "111122223333",
    "arn:aws:iam::111122223333:user/ann",
    "arn:aws:iam::111122223333:role/Reader",
    "arn:aws:iam::444455556666:root",
    "AIDAJQABLZS4A3QDU576Q",
];

const STRINGS: &[&str] = &[
    "StringEquals",
    "StringNotEquals",
    "StringLike",
    "StringNotLike",
    "StringEqualsIfExists",
    "StringNotLikeIfExists",
    "ForAllValues:StringLike",
    "ForAnyValue:StringEquals",
    "ForAllValues:StringNotEquals",
    "ForAnyValue:StringNotLike",
    "Null",
];

/// A key, its operators, what policies compare it with, and what requests carry.
type Key = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

const KEYS: &[Key] = &[
    ("aws:username", STRINGS, &["ann", "a*", "bob", "${aws:PrincipalTag/team}"], &[]),
    ("aws:PrincipalTag/team", STRINGS, &["red", "r*", "blue"], &["red", "blue", "ann", "bob", "x", "r*"]),
    (
        "s3:prefix",
        STRINGS,
        &["a/*", "", "b/", "${aws:username}/*"],
        &["a/", "a/*", "", "b/", "ann/", "ann/*", "bob/", "red/", "blue/", "${aws:username}/", "${aws:username}/*"],
    ),
    ("s3:x-amz-server-side-encryption", STRINGS, &["AES256", "aws:*", "AES-256"], &["AES256", "aws:kms"]),
    ("aws:SourceVpce", STRINGS, &["vpce-1a", "vpce-*", "vpc-1"], &["vpce-1a", "vpce-2"]),
    ("aws:PrincipalOrgPaths", STRINGS, &["o-1/*", "o-1/r-1/ou-1/"], &["o-1/r-1/ou-1/", "o-1/r-2/", "o-2/r-2/"]),
    ("aws:userid", STRINGS, &["AIDAJQABLZS4A3QDU576Q", "ann:*", "AROA*:ann"], &["AIDAJQABLZS4A3QDU576Q"]),
    (
        "aws:PrincipalArn",
        &["ArnLike", "ArnNotLike", "ArnEqualsIfExists", "StringLike", "Null"],
        &[
            "arn:aws:iam::111122223333:user/*",
            "arn:aws:sts::111122223333:assumed-role/Reader/*",
            "arn:aws:iam::*:role/Reader",
        ],
        &[],
    ),
    (
        "aws:SourceIp",
        &["IpAddress", "NotIpAddress", "IpAddressIfExists", "Null"],
        &["203.0.113.0/24", "0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/8", "::/0", "soon"],
        &["203.0.113.7", "8.8.8.8", "193.0.6.139", "2a00:1450:4001:80f::200e", "10.1.2.3"],
    ),
    ("aws:SecureTransport", &["Bool", "BoolIfExists", "Null"], &["true", "false"], &["true", "false"]),
    (
        "aws:MultiFactorAuthAge",
        &["NumericLessThan", "NumericGreaterThanEqualsIfExists", "Null"],
        &["300"],
        &["10", "300"],
    ),
];

/// Those who ask, each with the keys that follow from it.
pub(crate) const ASKERS: [Option<&str>; 16] = [
    None,
    Some("arn:aws:iam::111122223333:user/a"),
    Some("arn:aws:iam::111122223333:user/b"),
    Some("arn:aws:iam::111122223333:user/red"),
    Some("arn:aws:iam::111122223333:user/blue"),
    Some("arn:aws:iam::111122223333:user/ann"),
    Some("arn:aws:iam::111122223333:user/bob"),
    Some("arn:aws:iam::111122223333:user/carol"),
    Some("arn:aws:sts::111122223333:assumed-role/Reader/ann"),
    Some("arn:aws:iam::444455556666:user/bob"),
    Some("arn:aws:iam::444455556666:user/ann"),
    Some("arn:aws:sts::444455556666:assumed-role/Reader/ann"),
    Some("arn:aws:sts::111122223333:assumed-role/Writer/bob"),
    Some("arn:aws:sts::444455556666:assumed-role/Writer/bob"),
    Some("logging.s3.amazonaws.com"),
    Some("cloudtrail.amazonaws.com"),
];

/// What the policy of a bucket is never asked about, but those of people are.
const POINT: &str = ":accesspoint/p";
const BUCKETS: &[&str] =
    &["arn:aws:s3:::b", "arn:aws:s3:::bc", "arn:aws:s3:::z", "arn:aws:s3:eu-west-1:111122223333:accesspoint/p"];
const FILES: &[&str] = &[
    "arn:aws:s3:eu-west-1:111122223333:accesspoint/p/object/k",
    "arn:aws:s3:::b/k",
    "arn:aws:s3:::b/a/",
    "arn:aws:s3:::b/a/x.csv",
    "arn:aws:s3:::b/ann/x",
    "arn:aws:s3:::b/bob/x",
    "arn:aws:s3:::b/carol/x",
    "arn:aws:s3:::b/none/x",
    // In documents of 2008 a variable is so many letters.
    "arn:aws:s3:::b/${aws:username}/x",
    "arn:aws:s3:::b/${aws:PrincipalTag/team, 'none'}/x",
    "arn:aws:s3:::b/red/x",
    "arn:aws:s3:::b/blue/x",
    "arn:aws:s3:::b/r*/x",
    "arn:aws:s3:::red/x",
    "arn:aws:s3:::blue/x",
    "arn:aws:s3:::ann/x",
    "arn:aws:s3:::bob/x",
    "arn:aws:s3:::z/a/x",
    "arn:aws:s3:::z/k",
];

fn texts(known: &'static [&'static str]) -> impl Strategy<Value = Value> {
    prop_oneof![
        select(known).prop_map(Value::from),
        vec(select(known), 1..4).prop_map(|list| list.into_iter().map(Value::from).collect()),
    ]
}

fn conditions() -> impl Strategy<Value = Map<String, Value>> {
    let one = select(KEYS).prop_flat_map(|(key, operators, values, _)| {
        select(operators).prop_flat_map(move |operator| {
            let values = if operator == "Null" { &["true", "false"][..] } else { values };
            vec(select(values), 1..3).prop_map(move |values| (operator, key, values))
        })
    });
    vec(one, 0..3).prop_map(|all| {
        let mut conditions = Map::new();
        for (operator, key, values) in all {
            conditions.entry(operator).or_insert_with(|| json!({}))[key] = values.into();
        }
        conditions
    })
}

fn statement() -> impl Strategy<Value = Value> {
    let rarely = || proptest::bool::weighted(0.15);
    let who = prop_oneof![
        2 => Just(None),
        2 => Just(Some(Value::from("*"))),
        2 => texts(WHO).prop_map(|who| Some(json!({ "AWS": who }))),
        1 => Just(Some(json!({ "Service": "logging.s3.amazonaws.com" }))),
    ];
    let parts =
        (prop_oneof![3 => Just("Allow"), 1 => Just("Deny")], who, texts(ACTIONS), texts(RESOURCES), conditions());
    (parts, rarely(), rarely(), rarely()).prop_map(|((effect, who, action, resource, conditions), a, b, c)| {
        let not = |not: bool, name: &str| if not { format!("Not{name}") } else { name.to_owned() };
        let mut statement = json!({ "Effect": effect, not(a, "Action"): action, not(b, "Resource"): resource });
        if let Some(who) = who {
            let except = c && who.is_object();
            statement[not(except, "Principal")] = who;
        }
        if !conditions.is_empty() {
            statement["Condition"] = conditions.into();
        }
        statement
    })
}

pub(crate) fn document() -> impl Strategy<Value = Value> {
    let version = prop_oneof![4 => Just("2012-10-17"), 1 => Just("2008-10-17")];
    (version, vec(statement(), 1..3)).prop_map(|(version, mut statements)| {
        // A policy either says in each statement whom it means, or is somebody's own.
        let named = |statement: &Value| statement["Principal"].is_null() && statement["NotPrincipal"].is_null();
        let first = named(&statements[0]);
        statements.retain(|statement| named(statement) == first);
        json!({ "Version": version, "Statement": statements })
    })
}

/// What a request can carry besides what follows from who asks: every choice for the keys that the
/// statement tests or fills in, as far as the action and the asker carry them.
pub(crate) fn contexts(text: &str, action: &Action, asker: Option<&str>) -> Vec<Context> {
    let mut all = vec![Context::default()];
    if asker.is_none() {
        all[0].set("aws:userid", ["anonymous"]);
        all[0].set("aws:PrincipalType", ["Anonymous"]);
    }
    for (key, _, _, values) in KEYS {
        if !text.contains(key) || values.is_empty() {
            continue;
        }
        let signed = asker.is_some_and(|who| who.starts_with("arn:"));
        let carried = match *key {
            "s3:prefix" | "s3:x-amz-server-side-encryption" => action.knows_key(key),
            "aws:userid" | "aws:PrincipalTag/team" | "aws:PrincipalOrgPaths" | "aws:MultiFactorAuthAge" => signed,
            _ => true,
        };
        if !carried {
            continue;
        }
        let always = ["aws:SecureTransport", "aws:userid"].contains(key);
        let mut choices: Vec<Vec<&str>> = values.iter().map(|value| vec![*value]).collect();
        if *key == "aws:userid" {
            // Whose ID it is no policy tells.
            choices = match asker {
                Some(who) if who.contains(":assumed-role/") => {
                    vec![vec!["AROAJQABLZS4A3QDU576Q:ann"], vec!["AROAOTHER:x"]]
                }
                _ => vec![vec!["AIDAJQABLZS4A3QDU576Q"], vec!["AIDAOTHERS0000000000Q"]],
            };
        }
        if *key == "aws:PrincipalOrgPaths" {
            choices.push(values.to_vec());
        }
        if !always {
            choices.push(Vec::new());
        }
        all = all
            .into_iter()
            .flat_map(|context| {
                choices.iter().map(move |choice| {
                    let mut context = context.clone();
                    context.set(key, choice.iter().copied());
                    context
                })
            })
            .collect();
    }
    all
}

/// Whether the policy says which bucket it is of. It is of any other where it does not.
pub(crate) fn names_bucket(document: &str) -> bool {
    document.contains(":::b\"") || document.contains(":::b/")
}

pub(crate) fn places(action: &Action, kind: Kind, document: &str) -> Vec<&'static str> {
    let of = |kind: &str| action.resources.contains(&kind);
    let point = of("accesspoint") || of("accesspointobject");
    let real = |place: &&&str| !place.contains(POINT) || point && kind != Kind::Bucket;
    let own = |place: &&&str| {
        let free = kind != Kind::Bucket || !document.contains("NotResource") || !names_bucket(document);
        free || place.ends_with(":::b") || place.contains(":::b/")
    };
    match () {
        () if of("bucket") => BUCKETS.iter().filter(real).filter(own).copied().collect(),
        () if of("object") => FILES.iter().filter(real).filter(own).copied().collect(),
        () if of("key") => vec!["arn:aws:kms:eu-west-1:111122223333:key/1", "arn:aws:kms:eu-west-1:111122223333:key/2"],
        () if action.resources.is_empty() => vec!["*"],
        () => Vec::new(),
    }
}
