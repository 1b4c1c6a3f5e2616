//! What a bucket's own policy would refuse of what was promised: a Deny there beats everything that
//! is set up.

use policy::decide::{Decision, Why, decide_alone};
use policy::{Document, Kind, Request, explain};
use words::{Words, plans, say};

use super::answers::{Answers, Bucket};
use super::plan::Plan;
use super::preset::WayKind;

/// A promise that a statement breaks.
pub struct Denied {
    /// The action that was promised: `s3:GetObject`.
    pub action: String,
    /// The decision, with the statement that denies.
    pub decision: Decision,
    /// The statement in a sentence.
    pub says: Words,
    /// Whether it denies it whatever else the request says. Else it asks for something that nobody
    /// here knows of whoever will come: their organisation, their address, the way they take.
    pub certain: bool,
}

/// The first thing that was promised and that the bucket's policy denies, asked as the one who will
/// come; what is certain comes first.
pub fn denied(plan: &Plan, bucket: &Bucket, document: &Document) -> Option<Denied> {
    let partition = policy::arn::partition_of(&bucket.region);
    let arn = format!("arn:{partition}:s3:::{}", bucket.name);
    let path = bucket.path();
    let mut perhaps = None;
    for (action, file) in &plan.promises {
        let Some(known) = policy::action::find(action).filter(|known| known.service == "s3") else { continue };
        let resource = match known.resources.contains(&"object") {
            true => format!("{arn}/{path}{file}"),
            false => arn.clone(),
        };
        // As products come: over an encrypted connection, from an address that nobody here knows,
        // listing the folder.
        let context = [("aws:SecureTransport", "true"), ("s3:prefix", path.as_str())].into_iter().collect();
        let request = Request::new(plan.asker.as_deref(), action, &resource, context);
        let told = |decision, certain| told(document, action, decision, certain);
        match decided(document, &request) {
            Some((decision, true)) => return Some(told(decision, true)),
            Some((decision, false)) => perhaps = perhaps.or_else(|| Some(told(decision, false))),
            None => {}
        }
    }
    perhaps
}

/// The statement that denies the request, and whether it does so for certain: some other one may,
/// where the first does not.
fn decided(document: &Document, request: &Request) -> Option<(Decision, bool)> {
    let mut left = document.clone();
    let mut first = None;
    loop {
        let decision = decide_alone(&left, request);
        let nth = decision.by.as_ref().filter(|_| decision.why == Why::Denied).map(|by| by.statement);
        let Some(statement) = nth.and_then(|nth| left.statements.get_mut(nth)) else {
            return first.or_else(|| perhaps(document, request)).map(|decision| (decision, false));
        };
        // A test of a key that the request lacks here holds where it is turned round or need not
        // exist.
        let known = |key: &str| request.context.values(key).is_some();
        if statement.conditions.iter().all(|condition| known(&condition.key)) {
            return Some((decision, true));
        }
        // It stays in its place, so that the next one keeps its number.
        statement.action.of.list.clear();
        statement.action.except = false;
        first = first.or(Some(decision));
    }
}

/// A statement that denies the request if whoever comes has what it asks for: it tests a key of
/// which nothing is known here, and is decided as if the test held.
fn perhaps(document: &Document, request: &Request) -> Option<Decision> {
    let mut met = document.clone();
    for statement in &mut met.statements {
        let open = |key: &str| request.context.values(key).is_none() && is_of_whoever_comes(key);
        match statement.allows() {
            true => statement.action.of.list.clear(),
            false => statement.conditions.retain(|condition| !open(&condition.key)),
        }
    }
    let decision = decide_alone(&met, request);
    (decision.why == Why::Denied).then_some(decision)
}

/// Whether a key says who comes, from where or by which way. Those of S3 say how a request is made,
/// and that is as products make them. A service of AWS is none of those that are let in.
fn is_of_whoever_comes(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let way = ["s3:dataaccesspointaccount", "s3:dataaccesspointarn", "s3:accesspointnetworkorigin"];
    (key.starts_with("aws:") || way.contains(&key.as_str())) && key != "aws:principalisawsservice"
}

fn told(document: &Document, action: &str, decision: Decision, certain: bool) -> Denied {
    let nth = decision.by.as_ref().map_or(0, |by| by.statement);
    let said = explain::explain(document, Kind::Bucket);
    let says = said.get(nth).map(|sentence| sentence.text.clone()).unwrap_or_else(|| "".into());
    Denied { action: action.to_owned(), decision, says, certain }
}

/// What to know before anything is set up, for each bucket whose policy stands in the way.
pub(crate) fn caveats(plan: &Plan, answers: &Answers) -> Vec<Words> {
    if plan.kind == WayKind::Nothing {
        return Vec::new();
    }
    let one = |bucket: &Bucket| {
        let document = policy::parse(bucket.policy.as_deref()?).document?;
        let denied = denied(plan, bucket, &document)?;
        let (bucket, statement) = (&bucket.name, &denied.says);
        Some(match denied.certain {
            true => say!(plans::Denied, bucket, statement),
            false => say!(plans::PerhapsDenied, bucket, statement),
        })
    };
    answers.buckets.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::plan::tests::given;
    use crate::{Given, plan, preset};

    const READER: &str = "arn:aws:iam::444455556666:role/reader";

    fn caveats_with(policy: &str) -> Vec<String> {
        let preset = preset("account").unwrap();
        let mut answers = given(preset, "eu-central-1", &[("partner", Given::Text(READER.into()))]);
        answers.buckets[0].policy = Some(policy.to_owned());
        plan(preset, &answers).plan.unwrap().caveats.iter().map(ToString::to_string).collect()
    }

    /// A Deny that names the other account, and one for every account but this.
    #[test]
    fn a_statement_against_the_account_that_is_to_come_is_told_beforehand() {
        let who = READER;
        let deny = |who: &str, when: &str| {
            format!(
                r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":{who},"Action":"s3:*","Resource":["arn:aws:s3:::acme-datasets","arn:aws:s3:::acme-datasets/*"]{when}}}]}}"#
            )
        };
        let ours = r#","Condition":{"StringNotEquals":{"aws:PrincipalAccount":"111122223333"}}"#;
        let when = |test: &str| deny(r#""*""#, &format!(r#","Condition":{{{test}}}"#));
        let unknown = [
            r#""StringEquals":{"aws:PrincipalOrgID":"o-other"}"#,
            r#""IpAddress":{"aws:SourceIp":["198.51.100.0/24"]}"#,
            r#""StringLike":{"aws:UserAgent":"*curl*"}"#,
            r#""Bool":{"aws:MultiFactorAuthPresent":"false"}"#,
            r#""DateGreaterThan":{"aws:CurrentTime":"2027-01-01T00:00:00Z"}"#,
            r#""StringEquals":{"aws:PrincipalTag/team":"sales","aws:PrincipalAccount":"444455556666"}"#,
            r#""ArnLike":{"s3:DataAccessPointArn":"arn:aws:s3:*:111122223333:accesspoint/*"}"#,
            r#""Null":{"aws:SourceVpce":"false"}"#,
            r#""StringNotEquals":{"aws:PrincipalOrgID":"o-acme"}"#,
            r#""StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-acme"}"#,
            r#""NotIpAddress":{"aws:SourceIp":"192.0.2.0/24"}"#,
            r#""StringNotEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}"#,
            r#""StringNotEquals":{"aws:PrincipalAccount":"111122223333","aws:SourceVpce":"vpce-1a2b3c4d"}"#,
            r#""Null":{"aws:SourceVpce":"true"}"#,
        ];
        for policy in unknown.map(when) {
            let told = caveats_with(&policy);
            assert!(told.iter().any(|caveat| caveat.contains("may deny part of this access")), "{policy}: {told:?}");
            assert!(!told.iter().any(|caveat| caveat.contains("whatever is set up")), "{policy}: {told:?}");
            // A second statement that is certain is what is told.
            let (head, tail) = policy.split_at(policy.rfind(']').unwrap());
            let both = format!(
                r#"{head},{{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::acme-datasets/*"}}{tail}"#
            );
            let told = caveats_with(&both);
            assert!(
                told.iter().any(|caveat| caveat.contains("denies part of this access, whatever")),
                "{both}: {told:?}"
            );
        }
        for (policy, told) in [
            (deny(&format!(r#"{{"AWS":"{who}"}}"#), ""), true),
            (deny(r#""*""#, ours), true),
            (deny(r#"{"AWS":"arn:aws:iam::999999999999:root"}"#, ""), false),
            (when(r#""StringEquals":{"aws:PrincipalAccount":"999999999999","aws:PrincipalOrgID":"o-other"}"#), false),
            (when(r#""Bool":{"aws:SecureTransport":"false"}"#), false),
            (when(r#""Bool":{"aws:PrincipalIsAWSService":"true"}"#), false),
            (when(r#""NumericLessThan":{"s3:TlsVersion":"1.2"}"#), false),
            (when(r#""StringEquals":{"s3:x-amz-acl":"public-read"}"#), false),
        ] {
            let caveats = caveats_with(&policy);
            let refuses = caveats.iter().any(|caveat| caveat.contains("denies part of this access"));
            assert_eq!(refuses, told, "{policy}: {caveats:?}");
            assert!(!caveats.iter().any(|caveat| caveat.contains("may refuse part of this")), "{policy}: {caveats:?}");
        }
    }
}
