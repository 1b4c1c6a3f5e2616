//! Whether a bucket policy is for anybody on the Internet, after AWS's “The meaning of public”.

use crate::condition::Compare;
use crate::document::{Condition, Document, Statement};
use crate::principal::everyone;

/// The statements that let in anybody, from 0. What denies is not looked at: a deny may take back what one of them gives.
pub fn public(document: &Document) -> Vec<usize> {
    let public = |statement: &Statement| {
        let anybody = statement.principal.as_ref().is_some_and(|who| who.except || everyone(who));
        statement.allows() && anybody && !narrowed(statement)
    };
    document.statements.iter().zip(0..).filter(|(statement, _)| public(statement)).map(|(_, nth)| nth).collect()
}

/// Keys that tell apart who asks or from where.
const NARROWING: [&str; 16] = [
    "aws:sourceip",
    "aws:sourcearn",
    "aws:sourceaccount",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "aws:principalarn",
    "aws:principalaccount",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:userid",
    "aws:username",
    "aws:vpcsourceip",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
];

/// Whether a statement for anybody tests who asks or from where, and so is not for anybody.
pub(crate) fn narrowed(statement: &Statement) -> bool {
    statement.conditions.iter().any(narrows)
}

fn narrows(condition: &Condition) -> bool {
    let key = condition.key.to_ascii_lowercase();
    let known = NARROWING.contains(&key.as_str()) || key.starts_with("aws:principaltag/");
    let operator = &condition.operator;
    // All but a few is nearly all, and a missing key would pass.
    let strict = operator.test.is_some_and(|test| !test.not && test.compare != Compare::Null) && !operator.if_exists;
    // One value that fits everything is enough to let everybody in.
    let open = |text: &str| text.chars().all(|letter| letter == '*') || matches!(text, "0.0.0.0/0" | "::/0");
    known && strict && !condition.values.iter().any(|value| open(value.text()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::parse;

    #[test]
    fn anybody_is_anybody_unless_told_apart() {
        for (rest, expected) in [
            (r#""Principal":"*""#, true),
            (r#""Principal":{"AWS":["111122223333","*"]}"#, true),
            (r#""Principal":{"AWS":"111122223333"}"#, false),
            (r#""NotPrincipal":{"AWS":"111122223333"}"#, true),
            (r#""Principal":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#, false),
            (r#""Principal":"*","Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","0.0.0.0/0"]}}"#, true),
            (r#""Principal":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#, true),
            (r#""Principal":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}"#, false),
            (r#""Principal":"*","Condition":{"StringLike":{"aws:PrincipalOrgID":"*"}}"#, true),
            (r#""Principal":"*","Condition":{"StringEqualsIfExists":{"aws:SourceVpce":"vpce-1"}}"#, true),
            (r#""Principal":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}"#, true),
        ] {
            for (effect, expected) in [("Allow", expected), ("Deny", false)] {
                let text =
                    format!(r#"{{"Statement":{{"Effect":"{effect}",{rest},"Action":"s3:GetObject","Resource":"*"}}}}"#);
                let document = parse(&text).sound().unwrap();
                assert_eq!(!public(&document).is_empty(), expected, "{effect} {rest}");
            }
        }
    }
}
