//! What a bucket's own policy would refuse of what was promised: a Deny there beats everything that is set up.

use policy::decide::{Decision, Why, decide_alone};
use policy::{Document, Kind, Request, explain};

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
    pub says: String,
}

/// The first thing that was promised and that the bucket's policy denies, asked as the one who will come.
pub fn denied(plan: &Plan, bucket: &Bucket, document: &Document) -> Option<Denied> {
    let partition = policy::arn::partition_of(&bucket.region);
    let arn = format!("arn:{partition}:s3:::{}", bucket.name);
    let path = bucket.path();
    for (action, file) in &plan.promises {
        let Some(known) = policy::action::find(action).filter(|known| known.service == "s3") else { continue };
        let resource = match known.resources.contains(&"object") {
            true => format!("{arn}/{path}{file}"),
            false => arn.clone(),
        };
        // As products come: over an encrypted connection, from an address that nobody here knows, listing the folder.
        let context = [("aws:SecureTransport", "true"), ("s3:prefix", path.as_str())].into_iter().collect();
        let decision = decide_alone(document, &Request::new(plan.asker.as_deref(), action, &resource, context));
        if decision.why == Why::Denied {
            let nth = decision.by.as_ref().map_or(0, |by| by.statement);
            let said = explain::explain(document, Kind::Bucket);
            let says = said.get(nth).map(|sentence| sentence.text.replace('`', "")).unwrap_or_default();
            return Some(Denied { action: action.clone(), decision, says });
        }
    }
    None
}

/// What to know before anything is set up, for each bucket whose policy stands in the way.
pub(crate) fn caveats(plan: &Plan, answers: &Answers) -> Vec<String> {
    if plan.kind == WayKind::Nothing {
        return Vec::new();
    }
    let one = |bucket: &Bucket| {
        let document = policy::parse(bucket.policy.as_deref()?).document?;
        let denied = denied(plan, bucket, &document)?;
        let (name, says) = (&bucket.name, &denied.says);
        Some(format!("The policy of {name} refuses part of this, whatever is set up here. It says: {says}"))
    };
    answers.buckets.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::plan::tests::given;
    use crate::{Given, plan, preset};

    /// A Deny that names the other account, and one for every account but this.
    #[test]
    fn a_statement_against_the_account_that_is_to_come_is_told_beforehand() {
        let preset = preset("account").unwrap();
        let who = "arn:aws:iam::444455556666:role/reader";
        let deny = |who: &str, when: &str| {
            format!(
                r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":{who},"Action":"s3:*","Resource":["arn:aws:s3:::acme-datasets","arn:aws:s3:::acme-datasets/*"]{when}}}]}}"#
            )
        };
        let ours = r#","Condition":{"StringNotEquals":{"aws:PrincipalAccount":"111122223333"}}"#;
        for (policy, told) in [
            (deny(&format!(r#"{{"AWS":"{who}"}}"#), ""), true),
            (deny(r#""*""#, ours), true),
            (deny(r#"{"AWS":"arn:aws:iam::999999999999:root"}"#, ""), false),
        ] {
            let mut answers = given(preset, "eu-central-1", &[("partner", Given::Text(who.into()))]);
            answers.buckets[0].policy = Some(policy.clone());
            let caveats = plan(preset, &answers).plan.unwrap().caveats;
            let refuses = caveats.iter().any(|caveat| caveat.contains("refuses part of this"));
            assert_eq!(refuses, told, "{policy}: {caveats:?}");
        }
    }
}
