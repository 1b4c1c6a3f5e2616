#![allow(clippy::unwrap_used)]

use policy::{
    cors::Grade,
    lint::{Surroundings, Vendor},
};
use store::Caller;

use super::*;

fn around() -> Around {
    let surroundings = Surroundings { bucket: Some("photos".into()), ..Surroundings::default() };
    let you = Caller { arn: "arn:aws:iam::210987654321:user/ann".into(), account: "210987654321".into() };
    Around { bucket: "photos".into(), surroundings, you: Some(you), secure: true, amazon: true, ..Around::default() }
}

fn public(folder: &str) -> PolicyStep {
    PolicyStep::PublicFolder { folder: folder.into() }
}

fn steps(steps: &[PolicyStep]) -> String {
    steps.iter().fold(String::new(), |text, one| step(&text, one, &around()).unwrap())
}

fn deny(rest: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Sid":"X","Effect":"Deny","Principal":"*","Action":"s3:*",
        "Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"]{rest}}}]}}"#
    )
}

fn noted(text: &str, around: &Around) -> Vec<(Grade, String)> {
    check(text, around).1.into_iter().map(|note| (note.grade, note.text.to_string())).collect()
}

#[test]
fn ready_made_statements_stand_side_by_side_and_go_one_by_one() {
    let text = steps(&[public("a"), public("/b/"), public("a/"), PolicyStep::RequireTls]);
    let (looked, notes) = check(&text, &around());
    let said: Vec<_> = looked.sentences.iter().map(|sentence| sentence.text.to_string()).collect();
    assert_eq!(said[..2], ["Anyone can open files in the folder “a/”.", "Anyone can open files in the folder “b/”."]);
    assert_eq!((said.len(), notes, looked.stop()), (3, vec![], None), "{text}");
    let less = step(&text, &PolicyStep::Remove { statement: 0 }, &around()).unwrap();
    let told = changes(&text, &less);
    assert_eq!(told, [Change::remove(say!(bucket::NoLonger, what = &looked.sentences[0].text))]);
    assert_eq!(told[0].text, "No longer: Anyone can open files in the folder “a/”.");
    let none = steps(&[public(""), PolicyStep::Remove { statement: 0 }]);
    assert_eq!(none, "");
    let account = |account: &str| PolicyStep::OtherAccount { account: account.into(), folder: String::new() };
    assert!(step("", &account("3109-8765-4321"), &around()).is_ok_and(|text| text.contains(":310987654321:root")));
    assert_eq!(step("", &account("31"), &around()).unwrap_err().code, "setting_unfit");
}

#[test]
fn a_comma_too_many_is_mended_and_the_rest_stays() {
    let text = steps(&[public("a")]).replace("]\n}", "],\n}");
    let (looked, _) = check(&text, &around());
    let why = looked.stop().unwrap();
    assert!(why.to_string().starts_with("Line "), "{why}");
    let repair = looked.findings.iter().find_map(|finding| finding.repair.clone()).unwrap();
    let mended = step(&text, &PolicyStep::Mend { edits: repair.edits }, &around()).unwrap();
    assert_eq!(check(&mended, &around()).0.stop(), None, "{mended}");
    assert!(step(&text, &public("b"), &around()).is_err(), "nothing is added to what cannot be read");
    let wild = PolicyStep::Mend { edits: vec![Edit { start: 5, end: 99_999, with: "x".into() }] };
    assert_eq!(step(&text, &wild, &around()).unwrap(), text);
}

#[test]
fn nobody_shuts_themselves_out_by_mistake() {
    let stops = |text: &str, around: &Around| noted(text, around).first().map(|(grade, _)| *grade);
    let plain = r#","Condition":{"Bool":{"aws:SecureTransport":"false"}}"#;
    let spared = r#","Condition":{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::210987654321:user/ann"}}"#;
    let office = r#","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#;
    let unknown = Around { you: None, ..around() };
    for (text, around, expected) in [
        (deny(""), around(), Some(Grade::Stop)),
        (deny(""), unknown.clone(), Some(Grade::Stop)),
        (deny(plain), around(), None),
        (deny(plain), Around { secure: false, ..around() }, Some(Grade::Stop)),
        (deny(spared), around(), None),
        (deny(spared), unknown, Some(Grade::Warn)),
        (deny(office), around(), Some(Grade::Warn)),
    ] {
        assert_eq!(stops(&text, &around), expected, "{text}");
    }
}

/// Who signs in through IAM Identity Center comes as a session, which does not tell the path of its
/// role.
#[test]
fn the_path_of_a_role_is_not_made_up() {
    let stops = |text: &str, around: &Around| noted(text, around).first().map(|(grade, _)| *grade);
    let signed_in = |arn: &str| {
        let you = Caller { arn: arn.into(), account: "210987654321".into() };
        Around { you: Some(you), ..around() }
    };
    let sso = signed_in("arn:aws:sts::210987654321:assumed-role/AWSReservedSSO_Admin_0a1b2c3d4e5f6071/ann@example.com");
    let reader = signed_in("arn:aws:sts::210987654321:assumed-role/Reader/ann");
    let told = Around { role: Some("arn:aws:iam::210987654321:role/ops/Reader".into()), ..reader.clone() };
    let root = signed_in("arn:aws:iam::210987654321:root");
    let not = |arn: &str| deny(&format!(r#","Condition":{{"ArnNotLike":{{"aws:PrincipalArn":"{arn}"}}}}"#));
    let only = |arn: &str| deny(&format!(r#","Condition":{{"ArnLike":{{"aws:PrincipalArn":"{arn}"}}}}"#));
    let all_sso = "arn:aws:iam::210987654321:role/aws-reserved/sso.amazonaws.com/*";
    let ops = "arn:aws:iam::210987654321:role/ops/*";
    for (text, around, expected) in [
        (not(all_sso), &sso, None),
        (only(all_sso), &sso, Some(Grade::Stop)),
        (not(ops), &reader, Some(Grade::Warn)),
        (only(ops), &reader, Some(Grade::Warn)),
        (not(ops), &told, None),
        (only(ops), &told, Some(Grade::Stop)),
        (deny(""), &root, None),
        // No request to change a policy carries it, so this denies every one of them.
        (deny(r#","Condition":{"Null":{"s3:x-amz-server-side-encryption":"true"}}"#), &told, Some(Grade::Stop)),
    ] {
        assert_eq!(stops(&text, around), expected, "{text}");
    }
}

/// Scaleway's own grammar, from its page “Creating and applying a bucket policy”.
#[test]
fn scaleways_policies_are_taken_on_scaleway_and_stopped_elsewhere() {
    let text = r#"{"Version":"2023-04-17","Id":"MyPolicy","Statement":[{"Effect":"Allow","Sid":"Grant List and GET","Principal":{"SCW":["user_id:0a1b2c3d-0000-0000-0000-000000000000"]},"Action":["s3:ListBucket","s3:GetObject"],"Resource":["photos","photos/*"]}]}"#;
    let surroundings = Surroundings { vendor: Vendor::Scaleway, ..around().surroundings };
    let there = Around { you: None, amazon: false, surroundings, ..around() };
    let (looked, notes) = check(text, &there);
    assert_eq!((looked.stop(), looked.findings.len(), looked.who.len()), (None, 0, 1), "{looked:#?}");
    assert!(
        notes
            .iter()
            .any(|note| note.grade == Grade::Warn && note.text.to_string().contains("owner of the organisation"))
    );
    let other = Around {
        amazon: false,
        surroundings: Surroundings { vendor: Vendor::Other, ..around().surroundings },
        ..around()
    };
    for elsewhere in [around(), other] {
        let (looked, _) = check(text, &elsewhere);
        assert!(looked.stop().is_some_and(|why| why.to_string().contains("Scaleway")));
        assert!(looked.findings.iter().all(|finding| finding.repair.is_none()), "nothing turns it into Amazon's");
    }
    let made = step("", &public("a"), &there).unwrap();
    assert!(made.contains("2023-04-17") && made.contains("\"photos/a/*\"") && !made.contains("arn:"), "{made}");
    let account = PolicyStep::OtherAccount { account: "310987654321".into(), folder: String::new() };
    assert!(step(text, &account, &there).is_err());
    let longer = step(text, &public("b"), &there).unwrap();
    assert_eq!(check(&longer, &there).0.stop(), None, "{longer}");
}

#[test]
fn what_the_locks_would_refuse_is_said_before() {
    let shut = Around { refuses_public: true, ..around() };
    assert!(noted(&steps(&[public("a")]), &shut).iter().any(|(grade, _)| *grade == Grade::Stop));
    assert_eq!(noted(&steps(&[PolicyStep::RequireTls]), &shut), []);
}

#[test]
fn what_only_amazon_refuses_stops_only_there() {
    let text = deny("").replace("s3:*", "s3:MakeCoffee").replace("Deny", "Allow");
    let elsewhere = Around { amazon: false, ..around() };
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::210987654321:root"},"Action":"sts:AssumeRole"}]}"#;
    assert!(check(&text, &around()).0.stop().is_some());
    assert_eq!(check(&text, &elsewhere).0.stop(), None);
    for around in [around(), elsewhere] {
        let why = check(trust, &around).0.stop().unwrap();
        assert!(why.to_string().contains("trust policy"), "{why}");
    }
}

#[test]
fn a_policy_too_large_is_stopped_and_letters_too_foreign_are_named() {
    let long = steps(&[public(&"x".repeat(21_000))]);
    let (looked, _) = check(&long, &around());
    assert!(looked.size > looked.limit && looked.stop().is_some());
    let foreign = deny("").replace("\"X\"", "\"日\"");
    assert!(check(&foreign, &around()).0.findings.iter().any(|finding| finding.code == Code::BadCharacter));
}
