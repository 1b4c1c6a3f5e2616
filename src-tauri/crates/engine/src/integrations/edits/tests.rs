#![allow(clippy::unwrap_used)]

use super::*;

fn rule(id: &str, methods: &[&str], origins: &[&str]) -> CorsRule {
    let texts = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect();
    CorsRule {
        id: Some(id.into()),
        allowed_methods: texts(methods),
        allowed_origins: texts(origins),
        ..CorsRule::default()
    }
}

fn statements(text: &str) -> Vec<Statement> {
    policy::parse(&format!(r#"{{"Version":"2012-10-17","Statement":[{text}]}}"#)).document.unwrap().statements
}

fn one(sid: &str, who: &str, action: &str) -> String {
    format!(r#"{{"Sid":"{sid}","Effect":"Allow","Principal":{{"AWS":{who}}},"Action":{action},"Resource":"*"}}"#)
}

const OURS: &str = "https://app.example.com";
const SECOND: &str = "https://second.example.com";

#[test]
fn a_rule_that_was_widened_or_narrowed_is_told() {
    let wanted = [rule("acme", &["GET"], &[OURS])];
    assert_eq!(rules(&wanted, &wanted), [""; 0]);
    for (now, told) in [
        (
            vec![rule("acme", &["GET", "PUT", "DELETE"], &[OURS])],
            "Added to the methods of the CORS rule acme: PUT and DELETE.",
        ),
        (
            vec![rule("acme", &["GET"], &[OURS, SECOND])],
            "Added to the websites of the CORS rule acme: https://second.example.com.",
        ),
        (vec![rule("acme", &["GET"], &["*"])], "Added to the websites of the CORS rule acme: *."),
        (vec![rule("acme", &["HEAD"], &[OURS])], "Missing from the methods of the CORS rule acme: GET."),
        (
            vec![CorsRule { allowed_headers: vec!["*".into()], ..wanted[0].clone() }],
            "Added to the request headers of the CORS rule acme: *.",
        ),
        (
            vec![CorsRule { expose_headers: vec!["ETag".into()], ..wanted[0].clone() }],
            "Added to the response headers of the CORS rule acme: ETag.",
        ),
        (vec![], "The CORS rule acme is missing."),
        (vec![wanted[0].clone(), rule("acme-2", &["POST"], &["*"])], "The CORS rule acme-2 was added: POST for *."),
    ] {
        assert!(rules(&now, &wanted).iter().any(|said| *said == told), "{told}: {:?}", rules(&now, &wanted));
    }
}

#[test]
fn of_a_widened_rule_our_websites_go_and_others_stay() {
    let wanted = [rule("acme", &["GET"], &[OURS])];
    let theirs = rule("theirs", &["POST"], &["https://theirs.example.com"]);
    let now = [theirs, rule("acme", &["GET", "PUT"], &[OURS, SECOND])];
    let left = rules_left(&now, &wanted, "acme");
    assert_eq!(left, [CorsRule { id: None, ..rule("", &["GET", "PUT"], &[SECOND]) }]);
    assert_eq!(
        rules_told(&now, &wanted, "acme"),
        [
            "Added by someone since setup, and stays: GET and PUT for https://second.example.com.",
            "Added by someone since setup, and removed too: PUT for https://app.example.com.",
        ]
    );
    assert!(rules_left(&wanted, &wanted, "acme").is_empty());
    assert!(rules_left(&now, &[], "acme").is_empty(), "where nothing is known, all of our name is ours");
}

#[test]
fn of_a_widened_statement_our_principal_goes_and_others_stay() {
    let partner = r#""arn:aws:iam::444455556666:root""#;
    let wanted = statements(&one("AcmeBucket", partner, r#""s3:GetObject""#));
    let other = "arn:aws:iam::777788889999:role/other";
    for (now, left) in [
        (one("AcmeBucket", partner, r#""s3:*""#), vec![]),
        (one("AcmeBucket", r#""444455556666""#, r#""s3:*""#), vec![]),
        (one("AcmeBucket", &format!(r#"[{partner},"{other}"]"#), r#""s3:GetObject""#), vec![other]),
        (one("AcmeBucket", &format!(r#"[{partner},"AROAEXAMPLEID"]"#), r#""s3:GetObject""#), vec![]),
        (one("AcmeBucket", &format!(r#""{other}""#), r#""s3:PutObject""#), vec![other]),
    ] {
        let found = statements_left(&statements(&now), &wanted);
        let who: Vec<_> = found.iter().flat_map(named).map(|(_, who)| who).collect();
        assert_eq!(who, left, "{now}");
        assert!(found.iter().all(|statement| statement.sid.is_none()));
    }
}

#[test]
fn a_statement_for_everybody_but_a_few_stays_as_it_is_under_no_name() {
    let partner = r#""arn:aws:iam::444455556666:root""#;
    let wanted = statements(&one("AcmeBucket", partner, r#""s3:GetObject""#));
    let other = r#""arn:aws:iam::777788889999:role/other""#;
    for (effect, who) in
        [("Deny", partner.to_owned()), ("Deny", format!("[{partner},{other}]")), ("Allow", other.into())]
    {
        let now = statements(&format!(
            r#"{{"Sid":"AcmeBucket","Effect":"{effect}","NotPrincipal":{{"AWS":{who}}},"Action":"s3:*","Resource":"*"}}"#
        ));
        let left = statements_left(&now, &wanted);
        assert_eq!(left, [Statement { sid: None, ..now[0].clone() }], "{effect} {who}");
        assert!(left[0].principal.as_ref().unwrap().except);
    }
}

#[test]
fn whoever_else_is_trusted_is_named() {
    let trust = |who: &str| statements(&format!(r#"{{"Effect":"Allow","Principal":{who},"Action":"sts:AssumeRole"}}"#));
    let wanted = trust(r#"{"AWS":"arn:aws:iam::444455556666:role/reader"}"#);
    assert_eq!(others(&wanted, &wanted), [""; 0]);
    let more = trust(r#"{"AWS":["arn:aws:iam::444455556666:role/reader","arn:aws:iam::222222222222:root"]}"#);
    assert_eq!(others(&more, &wanted), ["arn:aws:iam::222222222222:root"]);
    assert_eq!(others(&trust("\"*\""), &wanted), ["everyone"]);
}

fn trust(who: &str, conditions: &str) -> Vec<Statement> {
    statements(&format!(
        r#"{{"Effect":"Allow","Principal":{who},"Action":"sts:AssumeRole","Condition":{{{conditions}}}}}"#
    ))
}

const PARTNER: &str = r#"{"AWS":"arn:aws:iam::444455556666:root"}"#;
const AGREED: &str = r#""StringEquals":{"sts:ExternalId":"agreed"}"#;

#[test]
fn another_external_id_is_named_however_it_was_added() {
    let wanted = trust(PARTNER, AGREED);
    for (conditions, ids) in [
        (AGREED, &[][..]),
        (r#""StringEquals":{"STS:externalid":["agreed"]}"#, &[]),
        (r#""StringEquals":{"sts:ExternalId":["agreed","second"]}"#, &["second"]),
        (r#""StringLike":{"sts:ExternalId":"*"}"#, &["*"]),
        (r#""ForAnyValue:StringEquals":{"sts:ExternalId":["b","agreed","a"]}"#, &["a", "b"]),
        // Only for whom another condition lets through: still another ID.
        (
            r#""StringEquals":{"sts:ExternalId":["agreed","second"]},"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}"#,
            &["second"],
        ),
    ] {
        assert_eq!(ids_of(conditions, &wanted), ids, "{conditions}");
    }
    // In a statement of its own, and not where a statement refuses.
    let added = [wanted.clone(), trust(PARTNER, r#""StringEquals":{"sts:ExternalId":"second"}"#)].concat();
    assert_eq!(ids(&added, &wanted), ["second"]);
    let mut refused = trust(PARTNER, r#""StringNotEquals":{"sts:ExternalId":"other"}"#);
    refused[0].effect = policy::Effect::Deny;
    assert_eq!(ids(&[wanted.clone(), refused].concat(), &wanted), Vec::<String>::new());
    // Asked for where none was agreed: narrower, and a condition.
    let without = trust(PARTNER, "");
    assert_eq!(ids(&wanted, &without), Vec::<String>::new());
    assert_eq!(conditions(&wanted, &without), ["sts:ExternalId"]);
}

fn ids_of(conditions: &str, wanted: &[Statement]) -> Vec<String> {
    ids(&trust(PARTNER, conditions), wanted)
}

#[test]
fn conditions_that_were_added_are_named() {
    let wanted = trust(PARTNER, AGREED);
    let bool_and_ip = format!(
        r#"{AGREED},"Bool":{{"aws:MultiFactorAuthPresent":"true"}},"IpAddress":{{"aws:SourceIp":"192.0.2.0/24"}}"#
    );
    assert_eq!(conditions(&wanted, &wanted), Vec::<String>::new());
    assert_eq!(conditions(&trust(PARTNER, &bool_and_ip), &wanted), ["aws:MultiFactorAuthPresent", "aws:SourceIp"]);
    assert_eq!(conditions(&trust(PARTNER, ""), &wanted), Vec::<String>::new(), "a missing one is another check's");
}

#[test]
fn all_but_somebody_is_everybody_else() {
    let wanted = trust(PARTNER, AGREED);
    let except = statements(
        r#"{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"sts:AssumeRole"}"#,
    );
    assert_eq!(others(&except, &wanted), ["everyone not named in the statement"]);
    let service = r#"{"AWS":"arn:aws:iam::444455556666:root","Service":"ec2.amazonaws.com"}"#;
    assert_eq!(others(&trust(service, AGREED), &wanted), ["ec2.amazonaws.com"]);
}

#[test]
fn statements_that_were_added_to_a_policy_of_ours_are_known() {
    let ours = r#"{"Sid":"Files","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}"#;
    let wider = r#"{"Sid":"Files","Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/*"}"#;
    let theirs = r#"{"Sid":"Theirs","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::c/*"}"#;
    let nameless = theirs.replace(r#""Sid":"Theirs","#, "");
    let now = statements(&[wider, theirs, nameless.as_str()].join(","));
    assert_eq!(added(&now, &statements(ours)), statements(&[theirs, nameless.as_str()].join(",")));
    assert_eq!(said(&statements(theirs), Kind::User).len(), 1);
}
