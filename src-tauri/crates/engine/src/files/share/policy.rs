//! What the bucket's policy says of links: how old one may be, from where it can be opened, and
//! that none is allowed. Each is put to the policy as a request that comes by a link would be.
//! Pure.

use policy::{
    Context, Document,
    decide::{Denial, denied},
};
use serde::Serialize;
use ts_rs::TS;

/// Milliseconds since a link was signed.
const AGE: &str = "s3:signatureAge";
/// An address of the Internet that nobody has (RFC 5737).
const OUTSIDE: &str = "203.0.113.77";
/// Ages in a policy that are looked at.
const MOST_AGES: usize = 100;

/// What a bucket's policy says of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PolicyOnLinks {
    /// Nothing, or there is none.
    Nothing,
    /// It cannot be read with this login, or not by this program.
    Unread,
    /// It denies files to whoever comes by a link.
    Refuses,
    /// It denies files to whoever is not in certain networks.
    Networks,
}

/// Parts of a request by which networks are told from each other, beside its address.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
const NETWORKS: [&str; 7] = [
    "aws:SourceVpc",
    "aws:SourceVpcArn",
    "aws:SourceVpce",
    "aws:VpcSourceIp",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
];

/// What a link lets its recipient do, in the words of policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grants {
    /// Read a file as it is then.
    Read,
    /// Read one version of it.
    ReadVersion,
    /// Store files by a form.
    Form,
    /// Store one file by a link.
    Put,
}

/// What the policy says of a link to `resource`, and how old that link may become, in milliseconds.
pub(super) fn on_links(document: &Document, resource: &str, grants: Grants) -> (PolicyOnLinks, Option<i64>) {
    let by_link = |age, outside| by_link(document, resource, grants, age, outside);
    let young = by_link(0, false);
    let says = match (young, by_link(0, true)) {
        (Some(Denial { certain: true, .. }), _) => PolicyOnLinks::Refuses,
        (_, Some(Denial { certain: true, .. })) => PolicyOnLinks::Networks,
        _ => PolicyOnLinks::Nothing,
    };
    let stricter = |age: &i64| match (by_link(*age, false), young) {
        (Some(_), None) => true,
        (Some(old), Some(young)) => old.certain && !young.certain,
        (None, _) => false,
    };
    // The last age at which it is still allowed.
    (says, ages(document).into_iter().find(stricter).map(|age| age - 1).filter(|age| *age > 0))
}

/// Who denies a file to a link of this age; `outside`: opened from the Internet.
fn by_link(document: &Document, resource: &str, grants: Grants, age: i64, outside: bool) -> Option<Denial> {
    let mut context = Context::default();
    let (action, way) = match grants {
        Grants::Read => ("s3:GetObject", "REST-QUERY-STRING"),
        Grants::ReadVersion => ("s3:GetObjectVersion", "REST-QUERY-STRING"),
        Grants::Form => ("s3:PutObject", "POST"),
        Grants::Put => ("s3:PutObject", "REST-QUERY-STRING"),
    };
    context.set(AGE, [age.to_string()]);
    context.set("s3:authType", [way]);
    context.set("s3:signatureversion", ["AWS4-HMAC-SHA256"]);
    if outside {
        context.set("aws:SourceIp", [OUTSIDE]);
        // A key that is set to nothing is known to be missing.
        for missing in NETWORKS {
            context.set(missing, [""; 0]);
        }
    }
    denied(document, None, action, resource, &context)
}

/// The ages at which an answer may change, youngest first: those that conditions name, and the
/// next.
fn ages(document: &Document) -> Vec<i64> {
    let tests = document.statements.iter().flat_map(|statement| &statement.conditions);
    let own = tests.filter(|test| test.key.eq_ignore_ascii_case(AGE)).flat_map(|test| &test.values);
    let named = own.filter_map(|value| value.text().parse::<f64>().ok()).filter(|age| (0.0..1e15).contains(age));
    #[allow(clippy::cast_possible_truncation)]
    let mut ages: Vec<i64> = named.take(MOST_AGES).flat_map(|age| [age as i64, age as i64 + 1]).collect();
    ages.sort_unstable();
    ages.dedup();
    ages
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const FILE: &str = "arn:aws:s3:::acme/in/a.txt";

    fn said(effect: &str, rest: &str) -> (PolicyOnLinks, Option<i64>) {
        let text = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"{effect}","Principal":"*","Action":"s3:*",{rest}}}]}}"#
        );
        on_links(&policy::parse(&text).sound().unwrap(), FILE, Grants::Read)
    }

    #[test]
    fn a_version_is_read_and_a_file_stored_by_a_right_of_its_own() {
        let young = r#""Condition":{"NumericGreaterThan":{"s3:signatureAge":"600000"}}"#;
        for (action, grants) in [
            ("s3:GetObjectVersion", Grants::ReadVersion),
            ("s3:PutObject", Grants::Form),
            ("s3:PutObject", Grants::Put),
        ] {
            let text = format!(
                r#"{{"Statement":[{{"Effect":"Deny","Principal":"*","Action":"{action}","Resource":"{FILE}",{young}}}]}}"#
            );
            let document = policy::parse(&text).sound().unwrap();
            assert_eq!(on_links(&document, FILE, grants), (PolicyOnLinks::Nothing, Some(600_000)), "{action}");
            assert_eq!(on_links(&document, FILE, Grants::Read), (PolicyOnLinks::Nothing, None), "{action}");
        }
    }

    #[test]
    fn a_form_and_a_link_come_in_ways_of_their_own() {
        for (way, refused) in [("POST", Grants::Form), ("REST-QUERY-STRING", Grants::Put)] {
            let text = format!(
                r#"{{"Statement":[{{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"{FILE}",
                "Condition":{{"StringEquals":{{"s3:authType":"{way}"}}}}}}]}}"#
            );
            let document = policy::parse(&text).sound().unwrap();
            for grants in [Grants::Form, Grants::Put] {
                let wanted = if grants == refused { PolicyOnLinks::Refuses } else { PolicyOnLinks::Nothing };
                assert_eq!(on_links(&document, FILE, grants).0, wanted, "{way} {grants:?}");
            }
        }
    }

    #[test]
    fn an_age_that_the_policy_names_ends_a_link() {
        use PolicyOnLinks::{Networks, Nothing, Refuses};
        let all = r#""Resource":"arn:aws:s3:::acme/*""#;
        for (effect, rest, wanted) in [
            ("Deny", r#""Condition":{"NumericGreaterThan":{"s3:signatureAge":"600000"}}"#, (Nothing, Some(600_000))),
            ("Deny", r#""Condition":{"NumericGreaterThan":{"s3:signatureAge":600000}}"#, (Nothing, Some(600_000))),
            (
                "Deny",
                r#""Condition":{"NumericGreaterThanEquals":{"s3:SignatureAge":"600000"}}"#,
                (Nothing, Some(599_999)),
            ),
            (
                "Deny",
                r#""Condition":{"NumericGreaterThan":{"s3:signatureAge":"600000"},"StringEquals":{"s3:authType":"REST-QUERY-STRING"}}"#,
                (Nothing, Some(600_000)),
            ),
            (
                "Deny",
                r#""Condition":{"NumericGreaterThan":{"s3:signatureAge":"600000"},"StringEquals":{"s3:authType":"REST-HEADER"}}"#,
                (Nothing, None),
            ),
            ("Allow", r#""Condition":{"NumericLessThan":{"s3:signatureAge":"600000"}}"#, (Nothing, None)),
            ("Deny", r#""Condition":{"StringEquals":{"s3:authType":"REST-QUERY-STRING"}}"#, (Refuses, None)),
            ("Deny", r#""Condition":{"StringNotEquals":{"s3:authType":"REST-HEADER"}}"#, (Refuses, None)),
            ("Deny", r#""Condition":{"NotIpAddress":{"aws:SourceIp":"198.51.100.0/24"}}"#, (Networks, None)),
            ("Deny", r#""Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}"#, (Networks, None)),
            ("Deny", r#""Condition":{"StringNotEquals":{"aws:VpceOrgID":"o-1"}}"#, (Networks, None)),
            ("Deny", r#""Condition":{"Bool":{"aws:SecureTransport":"false"}}"#, (Nothing, None)),
        ] {
            assert_eq!(said(effect, &format!("{all},{rest}")), wanted, "{effect} {rest}");
        }
        let elsewhere =
            r#""Resource":"arn:aws:s3:::acme/out/*","Condition":{"NumericGreaterThan":{"s3:signatureAge":"1"}}"#;
        assert_eq!(said("Deny", elsewhere), (Nothing, None));
    }
}
