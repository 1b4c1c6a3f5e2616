#![allow(clippy::unwrap_used, clippy::panic)]

use policy::Document;
use store::{AccountPage, Member};

use super::{
    judge::{Bucket, row},
    people::Everybody,
    *,
};

const READ: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::files","arn:aws:s3:::files/*"]}]}"#;

fn user(name: &str, inline: &str) -> Member {
    Member {
        arn: format!("arn:aws:iam::111122223333:user/staff/{name}"),
        name: name.into(),
        inline: if inline.is_empty() { Vec::new() } else { vec![("own".into(), inline.into())] },
        ..Member::default()
    }
}

fn statement(rest: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{rest}]}}"#)
}

fn judged(users: Vec<Member>, with: AccountPage, policy: Option<&str>) -> Vec<ReachRow> {
    let policy = policy.map(|text| policy::parse(text).sound().unwrap());
    let bucket = Bucket { name: "files", partition: "aws", policy: policy.as_ref() };
    let everybody = Everybody::of(AccountPage { users, ..with });
    everybody.askers().iter().filter_map(|asker| row(asker, &bucket)).collect()
}

fn one(inline: &str, policy: Option<&str>) -> Option<ReachRow> {
    judged(vec![user("anna", inline)], AccountPage::default(), policy).pop()
}

fn texts(row: &ReachRow) -> Vec<String> {
    row.can.iter().map(|can| can.text.to_string()).collect()
}

#[test]
fn a_folder_is_told_from_the_whole_bucket_and_another_bucket_counts_for_nothing() {
    let folder = statement(
        r#"{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::files","Condition":{"StringLike":{"s3:prefix":"in/*"}}},
           {"Effect":"Allow","Action":["s3:GetObject","s3:DeleteObject"],"Resource":"arn:aws:s3:::files/in/*"}"#,
    );
    let anna = one(&folder, None).unwrap();
    assert_eq!(texts(&anna), ["list files in “in/”", "open files in “in/”", "delete files in “in/”"]);
    assert_eq!((anna.changes, anna.changes_access), (true, false));
    assert_eq!(anna.can[0].by, ["the policy own"]);
    assert_eq!(texts(&one(READ, None).unwrap()), ["list files", "open files"]);
    assert_eq!(one(&READ.replace(":files", ":other"), None), None);
    assert_eq!(one("", None), None);
    let own =
        statement(r#"{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::files/${aws:username}/*"}"#);
    assert_eq!(texts(&one(&own, None).unwrap()), ["open files in “anna/”"]);
}

#[test]
fn the_path_goes_through_groups_and_policies_of_their_own() {
    let group =
        Member { name: "team".into(), attached: vec!["arn:aws:iam::1:policy/ReadAll".into()], ..Member::default() };
    let policies = vec![("arn:aws:iam::1:policy/ReadAll".into(), READ.into())];
    let bob = Member { groups: vec!["team".into()], ..user("bob", "") };
    let with = AccountPage { groups: vec![group], policies, ..AccountPage::default() };
    let rows = judged(vec![bob], with, None);
    assert_eq!(rows[0].who, "User bob");
    assert_eq!(rows[0].can[1].by, ["the policy ReadAll of the group team"]);
}

#[test]
fn ceilings_and_denies_take_away_what_policies_give() {
    let boundary = "arn:aws:iam::1:policy/ceiling".to_owned();
    let carol = Member { boundary: Some(boundary.clone()), ..user("carol", READ) };
    let page = |text: &str| AccountPage { policies: vec![(boundary.clone(), text.into())], ..AccountPage::default() };
    assert_eq!(judged(vec![carol.clone()], page(&READ.replace(":files", ":other")), None), []);
    assert_eq!(judged(vec![carol.clone()], page(READ), None).len(), 1);
    assert_eq!(judged(vec![carol], AccountPage::default(), None), [], "a ceiling that is not known lets nothing pass");

    let secret = r#"{"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::files/secret/*"}]}"#;
    assert_eq!(texts(&one(READ, Some(secret)).unwrap()), ["list files", "open files, but not in “secret/”"]);
    let all = r#"{"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::files","arn:aws:s3:::files/*"]}]}"#;
    assert_eq!(one(READ, Some(all)), None);
}

#[test]
fn what_depends_on_more_than_who_asks_is_said_with_its_condition() {
    let office = statement(
        r#"{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::files/*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.7"}}}"#,
    );
    let anna = one(&office, None).unwrap();
    assert_eq!(texts(&anna), ["open files"]);
    assert!(anna.can[0].only_if[0].to_string().contains("203.0.113.7"), "{:?}", anna.can);
    let away = r#"{"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::files/*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.7"}}}]}"#;
    let anna = one(READ, Some(away)).unwrap();
    assert_eq!(anna.can[0].only_if, Vec::<Words>::new(), "the list is not spoken of");
    assert!(anna.can[1].only_if[0].to_string().contains("203.0.113.7"), "{:?}", anna.can);
}

#[test]
fn a_role_says_who_can_become_it() {
    let trust = statement(
        r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"c0ffee"}}}"#,
    );
    let role = Member {
        arn: "arn:aws:iam::111122223333:role/kolena".into(),
        name: "kolena".into(),
        inline: vec![("own".into(), READ.into())],
        trust: Some(trust),
        ..Member::default()
    };
    let rows = judged(Vec::new(), AccountPage { roles: vec![role], ..AccountPage::default() }, None);
    assert_eq!((rows[0].side, rows[0].who.to_string().as_str()), (ReachSide::Role, "Role kolena"));
    assert!(
        rows[0].entry[0].to_string().contains("444455556666") && rows[0].entry[0].to_string().contains("c0ffee"),
        "{:?}",
        rows[0].entry
    );
}

#[test]
fn the_buckets_own_policy_lets_in_its_own_too() {
    let policy = r#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/staff/anna"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::files/out/*"}]}"#;
    let anna = one("", Some(policy)).unwrap();
    assert_eq!(
        (texts(&anna), anna.can[0].by.as_slice()),
        (vec!["open files in “out/”".to_owned()], [say!(reach::ByBucketPolicy)].as_slice())
    );
}

#[test]
fn strangers_are_told_apart_from_ones_own() {
    let read = |text: &str| -> Document { policy::parse(text).sound().unwrap() };
    let policy = read(
        r#"{"Statement":[
        {"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::files/public/*"},
        {"Effect":"Allow","Principal":{"AWS":["444455556666","arn:aws:iam::111122223333:user/anna"]},"Action":"s3:PutObject","Resource":"arn:aws:s3:::files/*"},
        {"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::files/logs/*"}]}"#,
    );
    let rows = outside::named(&policy, "111122223333", false);
    let sides: Vec<_> = rows.iter().map(|row| (row.side, row.changes)).collect();
    assert_eq!(
        sides,
        [(ReachSide::Public, false), (ReachSide::Outside, true), (ReachSide::Service, true)],
        "{rows:#?}"
    );
    assert!(rows[0].can[0].text.to_string().contains("public/"), "{rows:#?}");
    let locked = outside::named(&policy, "111122223333", true);
    assert!(locked.iter().all(|row| row.side != ReachSide::Public), "a locked bucket is not public");
}
