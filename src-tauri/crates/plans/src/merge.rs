//! Putting our own part into what others have written: a bucket's policy and its rules for
//! websites. Ours is known by its name; everything else stays, in its order.

use policy::{Document, Statement};
use serde::{Deserialize, Serialize};

use super::answers::CorsRule;
use super::preset::CorsGrant;
use super::values::Values;

/// The policy with `ours` in it, in place of whatever began with `sid`. Nothing if any of it cannot
/// be read: that would be missing from what is written back, so it is for a person to look at.
pub fn policy(before: Option<&str>, sid: &str, ours: Vec<Statement>) -> Option<Document> {
    let Some(text) = before.filter(|text| !text.trim().is_empty()) else { return Some(Document::new(ours)) };
    let mut document = policy::parse(text).sound().ok()?;
    document.statements.retain(|statement| !statement.sid.as_ref().is_some_and(|own| is_ours(own, sid)));
    document.statements.extend(ours);
    document.single = false;
    Some(document)
}

/// Whether `own` is `sid` and one of the parts that our statements have, perhaps with a number.
/// With anything else behind `sid` it is of another integration.
pub fn is_ours(own: &str, sid: &str) -> bool {
    const PARTS: [&str; 5] = ["SeeBucketNames", "Bucket", "ListFolder", "List", "Files"];
    let numberless = own.trim_end_matches(|letter: char| letter.is_ascii_digit());
    PARTS.iter().any(|part| {
        own.strip_prefix(sid).is_some_and(|rest| rest == *part)
            || numberless.strip_prefix(sid).is_some_and(|rest| rest == *part)
    })
}

/// What websites may do, each rule under a name of its own. `answered` puts the answer in a
/// question's place.
pub(crate) fn rules(
    grants: &[CorsGrant],
    values: &Values,
    name: &str,
    answered: impl Fn(&str) -> Vec<String>,
) -> Vec<CorsRule> {
    let grants = grants.iter().filter(|grant| values.hold(&grant.when)).zip(1..);
    grants
        .map(|(grant, nth)| CorsRule {
            id: Some(if nth == 1 { name.into() } else { format!("{name}-{nth}") }),
            allowed_headers: grant.headers.clone(),
            allowed_methods: grant.methods.iter().flat_map(|method| answered(method)).collect(),
            allowed_origins: grant.origins.iter().flat_map(|origin| answered(origin)).collect(),
            expose_headers: grant.expose.clone(),
            max_age_seconds: None,
        })
        .filter(|rule| !rule.allowed_origins.is_empty())
        .collect()
}

/// The rules with `ours` among them.
pub fn cors(before: &[CorsRule], name: &str, ours: Vec<CorsRule>) -> Vec<CorsRule> {
    before.iter().filter(|rule| !is_our_rule(rule, name)).cloned().chain(ours).collect()
}

/// Whether a rule has a name that we give.
pub fn is_our_rule(rule: &CorsRule, name: &str) -> bool {
    let rest = rule.id.as_deref().and_then(|id| id.strip_prefix(name));
    rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('-').is_some_and(|n| n.parse::<u8>().is_ok()))
}

/// Rules out of the text that [`cors_json`] writes.
pub fn cors_rules(text: &str) -> Vec<CorsRule> {
    #[derive(Deserialize)]
    struct Configuration {
        #[serde(rename = "CORSRules")]
        rules: Vec<CorsRule>,
    }
    serde_json::from_str(text).map_or_else(|_| Vec::new(), |read: Configuration| read.rules)
}

/// Rules as AWS's tools take them.
pub fn cors_json(rules: &[CorsRule]) -> String {
    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    struct Configuration<'a> {
        #[serde(rename = "CORSRules")]
        rules: &'a [CorsRule],
    }
    serde_json::to_string_pretty(&Configuration { rules }).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A Deny that is not understood is not lost from a policy that ours is put into.
    #[test]
    fn a_policy_that_is_read_in_part_is_not_written_back() {
        let whole = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}"#;
        assert_eq!(policy(Some(whole), "Ours", Vec::new()).unwrap().statements.len(), 1);
        for broken in [
            whole.replace("Statement\":[", "Statement\":[7,"),
            whole.replace("\"Deny\"", "\"Refuse\""),
            whole.replace("\"Resource\":\"*\"", "\"Resource\":{}"),
            "{".to_owned(),
        ] {
            assert!(policy(Some(&broken), "Ours", Vec::new()).is_none(), "{broken}");
        }
    }
}
