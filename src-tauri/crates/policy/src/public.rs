//! Whether a bucket policy is for anybody on the Internet.
//!
//! It is asked as [`crate::decide`] would be: by somebody of whom nothing is known, from an address
//! that nobody chose, who does not sign or signs with an account of their own. AWS's “The meaning
//! of public” says which keys tell them apart.

use crate::document::{Document, Statement};
use crate::fitting::Fitting;
use crate::kind::Kind;

/// The statements that let in anybody, from 0. What denies is not looked at: a deny may take back
/// what one of them gives.
pub fn public(document: &Document) -> Vec<usize> {
    let public = |statement: &Statement| statement.allows() && stranger(document, statement, Kind::Bucket).is_some();
    document.statements.iter().zip(0..).filter(|(statement, _)| public(statement)).map(|(_, nth)| nth).collect()
}

/// A stranger whom a statement lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stranger {
    /// Anybody, also without signing in.
    Unsigned,
    /// Anybody with an account at AWS.
    Signed,
}

/// The stranger whom the statement means, whether it allows or denies; nothing if it means none.
pub(crate) fn stranger(document: &Document, statement: &Statement, kind: Kind) -> Option<Stranger> {
    statement.principal.as_ref()?;
    let means = |signed| Fitting::stranger(document, statement, kind, signed).any();
    if means(false) {
        return Some(Stranger::Unsigned);
    }
    means(true).then_some(Stranger::Signed)
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
            // The Internet in two halves.
            (r#""Principal":"*","Condition":{"IpAddress":{"aws:SourceIp":["0.0.0.0/1","128.0.0.0/1"]}}"#, true),
            (r#""Principal":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}"#, false),
            (r#""Principal":"*","Condition":{"IpAddress":{"aws:SourceIp":"::/0"}}"#, true),
            (r#""Principal":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#, true),
            (r#""Principal":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"0.0.0.0/0"}}"#, true),
            (r#""Principal":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["0.0.0.0/0","::/0"]}}"#, false),
            (r#""Principal":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}"#, false),
            (r#""Principal":"*","Condition":{"StringLike":{"aws:PrincipalOrgID":"*"}}"#, true),
            (r#""Principal":"*","Condition":{"StringLike":{"aws:PrincipalOrgID":"o-*"}}"#, true),
            (r#""Principal":"*","Condition":{"StringEqualsIfExists":{"aws:SourceVpce":"vpce-1"}}"#, true),
            (r#""Principal":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}"#, false),
            (r#""Principal":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}"#, true),
            // “ForAllValues” holds for a request without the key (AWS, “Multivalued context keys”).
            (r#""Principal":"*","Condition":{"ForAllValues:StringLike":{"aws:PrincipalOrgPaths":["o-1/*"]}}"#, true),
            (r#""Principal":"*","Condition":{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":["o-1/*"]}}"#, false),
            // Whoever has an account of their own may call users and sessions and label them as
            // they like.
            (r#""Principal":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"red"}}"#, true),
            (r#""Principal":"*","Condition":{"StringEquals":{"aws:username":"ann"}}"#, true),
            (r#""Principal":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/Admin"}}"#, true),
            (
                r#""Principal":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/*"}}"#,
                false,
            ),
            (r#""Principal":"*","Condition":{"StringLike":{"aws:userid":"AROAJQABLZS4A3QDU576Q:*"}}"#, false),
            (r#""Principal":"*","Condition":{"StringLike":{"aws:userid":"*:ann"}}"#, true),
            (r#""Principal":"*","Condition":{"StringNotEquals":{"aws:PrincipalAccount":"111122223333"}}"#, true),
            (r#""Principal":"*","Condition":{"Null":{"aws:PrincipalArn":"false"}}"#, true),
            (
                r#""Principal":"*","Condition":{"StringEquals":{"aws:SourceArn":"arn:aws:sns:eu-west-1:111122223333:t"}}"#,
                false,
            ),
            (r#""Principal":"*","Condition":{"StringLike":{"aws:Referer":"https://example.com/*"}}"#, true),
            (r#""Principal":"*","Condition":{"StringEquals":{"s3:DataAccessPointAccount":"111122223333"}}"#, false),
            // What can never be fulfilled lets in nobody.
            (
                r#""Principal":"*","Condition":{"StringEquals":{"aws:PrincipalType":"Anonymous"},"Null":{"aws:PrincipalType":"true"}}"#,
                false,
            ),
            (r#""Principal":{"SCW":"*"}"#, true),
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
