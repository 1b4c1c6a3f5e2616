//! Requests and policies made up by chance, the same ones every time.

use serde_json::{Map, Value, json};

/// Whoever asks in most cases.
pub(crate) const ANN: &str = "arn:aws:iam::210987654321:user/ann";
const SESSION: &str = "arn:aws:sts::210987654321:assumed-role/Reader/ann";
/// Their account, and another.
pub(crate) const OWN: &str = "210987654321";
const OTHER: &str = "310987654321";

/// Chance that can be had again: a linear congruential generator (Knuth's constants).
pub(crate) struct Chance(pub u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// One text, or a list of one to three.
    fn texts(&mut self, list: &[&str]) -> Value {
        if self.one_in(2) {
            return self.of(list).into();
        }
        (0..=self.below(3)).map(|_| Value::from(self.of(list))).collect()
    }
}

const ACTIONS: &[&str] = &[
    "*",
    "s3:*",
    "s3:Get*",
    "s3:GetObject",
    "s3:getobject",
    "S3:PutObject",
    "s3:PutObject*",
    "s3:ListBucket",
    "s3:List*",
    "s3:?etObject",
    "s3:DeleteObject",
    "s3:DeleteObject*",
    "iam:*",
    "kms:Decrypt",
    "sts:AssumeRole",
];

const RESOURCES: &[&str] = &[
    "*",
    "arn:aws:s3:::b",
    "arn:aws:s3:::b/*",
    "arn:aws:s3:::b*",
    "arn:aws:s3:::b/reports/*",
    "arn:aws:s3:::b/reports/20??.csv",
    "arn:aws:s3:::b/${aws:username}/*",
    "arn:aws:s3:::b/${aws:PrincipalTag/team}/*",
    "arn:aws:s3:::b/${aws:PrincipalTag/team, 'none'}/*",
    "arn:aws:s3:::B/*",
    "arn:aws:s3:::c/*",
    "arn:aws-us-gov:s3:::b/*",
    "arn:*:s3:::b/*",
    "arn:aws:s3:::*/reports/*",
    "arn:aws:s3:::b/a${*}b",
    "arn:aws:s3:::*",
];

/// Requests that can be made: the judge checks that the action works on the resource.
const REQUESTS: &[(&str, &str)] = &[
    ("s3:GetObject", "arn:aws:s3:::b/k"),
    ("s3:GetObject", "arn:aws:s3:::b/reports/2025.csv"),
    ("s3:GetObject", "arn:aws:s3:::b/reports/deep/er/file"),
    ("s3:GetObject", "arn:aws:s3:::b/ann/photo.jpg"),
    ("s3:GetObject", "arn:aws:s3:::b/none/photo.jpg"),
    ("s3:GetObject", "arn:aws:s3:::bcd/k"),
    ("s3:PutObject", "arn:aws:s3:::b/red/k"),
    ("s3:PutObject", "arn:aws:s3:::c/k"),
    ("s3:DeleteObject", "arn:aws:s3:::b/axb"),
    ("s3:DeleteObjectVersion", "arn:aws:s3:::b/k"),
    ("s3:ListBucket", "arn:aws:s3:::b"),
    ("s3:ListBucket", "arn:aws:s3:::c"),
    ("s3:GetBucketLocation", "arn:aws:s3:::b"),
];

/// Where the judge and AWS's own words differ has a test of its own, and is left out here:
/// addresses of two kinds, times as numbers, and variables without a value in what is turned round
/// by `Not`.
///
/// Keys with operators, values of policies and values of requests. The last says whether the key
/// holds a list.
type Key = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str], bool);

const STRINGS: &[&str] = &[
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
];
const DATES: &[&str] =
    &["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"];
const NUMBERS: &[&str] = &[
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
];

const KEYS: &[Key] = &[
    ("aws:username", STRINGS, &["ann", "Ann", "an?", "bob", "*", "${aws:PrincipalTag/team}"], &[], false),
    (
        "aws:UserAgent",
        STRINGS,
        &["curl", "CURL", "c*l", "wget", "${aws:username}", ""],
        &["curl", "Curl", "ann"],
        false,
    ),
    ("aws:PrincipalTag/team", STRINGS, &["red", "RED", "r?d", "b*"], &["red", "blue"], false),
    (
        "aws:SourceIp",
        &["IpAddress", "NotIpAddress"],
        &["203.0.113.0/24", "203.0.113.7", "198.51.0.0/16"],
        &["203.0.113.7", "198.51.100.1"],
        false,
    ),
    (
        "aws:VpcSourceIp",
        &["IpAddress", "NotIpAddress"],
        &["2001:db8::/32", "2001:DB8:1234::/48", "2001:db8:1234::7", "2001:db8:0:1::/64"],
        &["2001:db8:1234::7", "2001:db8:0:1::1", "2001:db9::1"],
        false,
    ),
    ("aws:SecureTransport", &["Bool"], &["true", "false"], &["true", "false"], false),
    (
        "aws:CurrentTime",
        DATES,
        &["2026-01-01T00:00:00Z", "2027-01-01", "2026-06-01T14:00:00+02:00"],
        &["2026-01-01T00:00:00Z", "2026-06-01T12:00:00Z"],
        false,
    ),
    ("aws:MultiFactorAuthAge", NUMBERS, &["300", "3600", "0"], &["300", "299", "7200"], false),
    (
        "aws:SourceArn",
        &["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
        &["arn:aws:s3:::b", "arn:aws:s3:::*", "arn:aws:*:*:*:b", "arn:aws:sns:eu-west-1:210987654321:t*"],
        &["arn:aws:s3:::b", "arn:aws:s3:::bc", "arn:aws:sns:eu-west-1:210987654321:topic"],
        false,
    ),
    (
        "aws:CalledVia",
        STRINGS,
        &["athena.amazonaws.com", "*.amazonaws.com", "ATHENA.amazonaws.com", "x"],
        &["athena.amazonaws.com", "glue.amazonaws.com"],
        true,
    ),
    (
        "s3:prefix",
        STRINGS,
        &["reports/*", "", "reports/", "${aws:username}/*"],
        &["reports/", "reports/2025", "", "ann/x"],
        false,
    ),
    ("aws:TokenIssueTime", &["Null"], &["true", "false"], &["2026-01-01T00:00:00Z"], false),
];

const WHO: &[&str] = &[
    ANN,
    "arn:aws:iam::210987654321:user/bob",
    OWN,
    "arn:aws:iam::210987654321:root",
    "arn:aws:iam::310987654321:root",
    "arn:aws:iam::210987654321:role/Reader",
    SESSION,
    "*",
];

/// Whom a `NotPrincipal` spares. An account without whoever asks is left out: the judge lets it
/// spare everybody in it, AWS wants them named beside it.
const SPARED: &[&[&str]] = &[
    &[ANN],
    &["arn:aws:iam::210987654321:user/bob"],
    &["arn:aws:iam::310987654321:root"],
    &["arn:aws:iam::210987654321:role/Reader", SESSION],
];

fn without_variables<'a>(texts: &[&'a str]) -> Vec<&'a str> {
    texts.iter().copied().filter(|text| !text.contains("${aws:")).collect()
}

fn conditions(chance: &mut Chance) -> Map<String, Value> {
    let mut all = Map::new();
    for _ in 0..chance.below(3) {
        let (key, operators, values, _, many) = chance.of(KEYS);
        let mut operator = chance.of(operators).to_owned();
        if operator != "Null" && chance.one_in(4) {
            operator += "IfExists";
        }
        if many {
            operator = format!("{}{operator}", chance.of(&["ForAnyValue:", "ForAllValues:"]));
        }
        let values = if operator.contains("Not") { &without_variables(values) } else { values };
        let keys = all.entry(operator).or_insert_with(|| json!({}));
        keys[key] = chance.texts(values);
    }
    all
}

fn statement(chance: &mut Chance, principal: bool) -> Value {
    let not = |chance: &mut Chance, name: &str| if chance.one_in(8) { format!("Not{name}") } else { name.to_owned() };
    let mut statement = json!({ "Effect": chance.of(&["Allow", "Allow", "Deny"]) });
    let (action, resource) = (not(chance, "Action"), not(chance, "Resource"));
    statement[action] = chance.texts(ACTIONS);
    let resources = if resource == "Resource" { RESOURCES } else { &without_variables(RESOURCES) };
    statement[resource] = chance.texts(resources);
    if principal && statement["Effect"] == "Deny" && chance.one_in(4) {
        statement["NotPrincipal"] = json!({ "AWS": chance.of(SPARED) });
    } else if principal {
        statement["Principal"] = if chance.one_in(5) { "*".into() } else { json!({ "AWS": chance.texts(WHO) }) };
    }
    let conditions = conditions(chance);
    if !conditions.is_empty() {
        statement["Condition"] = conditions.into();
    }
    statement
}

fn policy(chance: &mut Chance, principal: bool) -> Value {
    let statements: Vec<Value> = (0..=chance.below(3)).map(|_| statement(chance, principal)).collect();
    // The judge fills in variables in documents of 2008 too, where AWS has none.
    let old = chance.one_in(8) && !Value::from(statements.clone()).to_string().contains("${");
    let version = if old { "2008-10-17" } else { "2012-10-17" };
    match (statements.as_slice(), chance.one_in(3)) {
        ([one], true) => json!({ "Version": version, "Statement": one }),
        _ => json!({ "Version": version, "Statement": statements }),
    }
}

/// The context of a request.
fn context(chance: &mut Chance, principal: Option<&str>, action: &str) -> Value {
    let mut ctx = json!({});
    if principal == Some(ANN) {
        ctx["aws:username"] = "ann".into();
    }
    for (key, _, _, values, many) in KEYS {
        // The judge leaves out what a request for the action cannot carry.
        let carried = *key != "s3:prefix" || action == "s3:ListBucket";
        if values.is_empty() || !carried || chance.one_in(3) {
            continue;
        }
        ctx[*key] = if *many {
            (0..chance.below(3)).map(|_| Value::from(chance.of(values))).collect()
        } else {
            chance.of(values).into()
        };
    }
    ctx
}

/// One question for both.
pub(crate) fn case(chance: &mut Chance) -> Value {
    let (action, resource) = chance.of(REQUESTS);
    let principal = chance.of(&[Some(ANN), Some(ANN), Some(SESSION), None]);
    let mut case = json!({ "action": action, "resource": resource, "owner": OWN, "identity": [] });
    if let Some(who) = principal {
        case["principal"] = who.into();
        case["owner"] = chance.of(&[OWN, OWN, OTHER]).into();
        case["identity"] = (0..chance.below(3)).map(|_| policy(chance, false)).collect();
        for limit in ["boundary", "session"] {
            if chance.one_in(4) && (limit == "boundary" || who == SESSION) {
                case[limit] = policy(chance, false);
            }
        }
        if chance.one_in(6) {
            case["service_control"] = (0..=chance.below(2)).map(|_| policy(chance, false)).collect();
        }
    }
    // Whether a session policy limits what a resource allows the session: see the test of where the
    // two differ.
    if principal.is_none() || case.get("session").is_none() && chance.one_in(2) {
        case["at_resource"] = policy(chance, true);
    }
    case["ctx"] = context(chance, principal, action);
    case
}

const NAMES: &[&str] = &[
    "s3:GetObject",
    "s3:PutObject",
    "s3:ListBucket",
    "s3:GetBucketLocation",
    "s3:ListAllMyBuckets",
    "s3:HeadObject",
    "s3:ListObjects",
    "s3:Getobject",
    "s3:PutBucketPolicy",
    "s3:FetchObject",
    "kms:Decrypt",
    "sts:AssumeRole",
    "iam:CreateUser",
    "s3:GetObjectVersion",
    "s3:ListBucketVersions",
];

const PLACES: &[&str] = &[
    "*",
    "arn:aws:s3:::data-set",
    "arn:aws:s3:::data-set/*",
    "arn:aws:s3:::data-set*",
    "arn:aws-gov:s3:::data-set",
    "arn:aws:s3:::s3://data-set/",
    "data-set/*",
    "arn:aws:iam::210987654321:user/ann",
    "arn:aws:kms:eu-west-1:210987654321:key/1",
    "arn:aws:iam::210987654321:role/Reader",
];

const TESTS: &[(&str, &str, &str)] = &[
    ("StringLike", "s3:prefix", "a/*"),
    ("StringEqual", "s3:prefix", "a/"),
    ("NumericLessThan", "s3:max-keys", "10"),
    ("NumericLessThan", "s3:max-keys", "many"),
    ("StringEquals", "s3:x-amz-acl", "private"),
    ("IpAddress", "aws:SourceIp", "203.0.113.0/24"),
    ("IpAddress", "aws:SourceIp", "203.0.113"),
    ("Bool", "aws:SecureTransport", "yes"),
    ("StringEquals", "s3:prefx", "a/"),
    ("StringEquals", "sts:ExternalId", "7"),
];

/// An access policy without wildcards in its actions, which may have one of many faults.
pub(crate) fn faulty(chance: &mut Chance) -> Value {
    let mut statement = json!({ "Effect": chance.of(&["Allow", "Deny"]) });
    statement["Sid"] = chance.of(&["Files", "Files2", "all files"]).into();
    statement["Action"] = chance.texts(NAMES);
    statement["Resource"] = chance.texts(PLACES);
    if chance.one_in(2) {
        let (operator, key, value) = chance.of(TESTS);
        statement["Condition"] = json!({ operator: { key: value } });
    }
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}
