#![allow(clippy::unwrap_used)]

use super::{Answer, Fitting};
use crate::{Kind, action, parse};

/// What is answered about opening files and seeing their names under a statement of somebody's own
/// or of a bucket's policy.
fn answers(rest: &str) -> [Answer; 2] {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow",{rest},"Action":"s3:*"}}}}"#);
    let document = parse(&text).sound().unwrap();
    let kind = if document.names_principals() { Kind::Bucket } else { Kind::Managed };
    let fitting = Fitting::new(&document, &document.statements[0], kind);
    ["s3:GetObject", "s3:ListBucket"].map(|name| fitting.request(action::find(name).unwrap()))
}

/// `y`, `n` or `?` for each.
fn short(rest: &str) -> String {
    let letter = |answer: &Answer| match answer {
        Answer::Yes(_) => 'y',
        Answer::No => 'n',
        Answer::Perhaps => '?',
    };
    answers(rest).iter().map(letter).collect()
}

#[test]
fn what_has_to_hold_together_is_looked_for_together() {
    for (rest, expected) in [
        // Three patterns on one key.
        (
            r#""Resource":"*","Condition":{"StringLike":{"aws:PrincipalTag/t":"a*"},"ForAnyValue:StringLike":{"aws:PrincipalTag/t":"*b"},"StringLikeIfExists":{"aws:PrincipalTag/t":"*c*"}}"#,
            "yy",
        ),
        (
            r#""Resource":"*","Condition":{"StringLike":{"aws:PrincipalTag/t":"a*"},"StringNotLike":{"aws:PrincipalTag/t":["a","a?*"]}}"#,
            "nn",
        ),
        (
            r#""Resource":"*","Condition":{"StringLike":{"aws:PrincipalTag/t":"A*"},"StringEqualsIgnoreCase":{"aws:PrincipalTag/t":"ab"}}"#,
            "yy",
        ),
        // Sessions have no user name, and the IDs of users no session.
        (
            r#""Resource":"arn:aws:s3:::b/${aws:username}/*","Condition":{"StringLike":{"aws:userid":"AROA*:ann"}}"#,
            "nn",
        ),
        (r#""Resource":"arn:aws:s3:::b/*","Condition":{"StringLike":{"aws:userid":"AROA*:ann"}}"#, "yn"),
        (
            r#""Resource":"*","Condition":{"StringLike":{"aws:userid":"AIDA*","aws:PrincipalArn":"arn:aws:iam::*:role/*"}}"#,
            "nn",
        ),
        // Names, accounts and ARNs are of one and the same.
        (
            r#""Principal":{"AWS":"444455556666"},"Resource":"*","Condition":{"ArnLikeIfExists":{"aws:PrincipalArn":"arn:aws:iam::*:role/Reader"}}"#,
            "yy",
        ),
        (
            r#""Principal":{"AWS":"444455556666"},"Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:*"}}"#,
            "nn",
        ),
        (
            r#""Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/team/*"},"StringEquals":{"aws:username":"ann","aws:PrincipalAccount":"444455556666"}}"#,
            "yy",
        ),
        (
            r#""Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/bob"},"StringEquals":{"aws:username":"ann"}}"#,
            "nn",
        ),
        // Through variables.
        (
            r#""Resource":"*","Condition":{"StringLike":{"aws:username":"a*"},"StringEquals":{"aws:username":"${aws:PrincipalTag/t}"}}"#,
            "yy",
        ),
        (
            r#""Resource":"*","Condition":{"StringEquals":{"aws:username":"${aws:PrincipalTag/t}","aws:PrincipalTag/t":"red"}}"#,
            "yy",
        ),
        (
            r#""Resource":"arn:aws:s3:::b","Condition":{"StringLike":{"s3:prefix":"${aws:username}/*"},"ForAnyValue:StringLike":{"s3:prefix":"ann/2*"}}"#,
            "ny",
        ),
        (
            r#""Resource":"arn:aws:s3:::b","Condition":{"StringNotEquals":{"s3:prefix":"${aws:username}/"},"StringLike":{"s3:prefix":"ann*"},"StringEquals":{"aws:username":"ann"}}"#,
            "ny",
        ),
        // Whatever names the excluded resources leave over.
        (r#""NotResource":"arn:aws:s3:::b*""#, "yy"),
        (r#""Principal":"*","NotResource":["arn:aws:s3:::?*"]"#, "nn"),
        (r#""Principal":"*","NotResource":["arn:aws:s3:::*/*"]"#, "ny"),
        (r#""NotResource":["arn:aws:s3:::b/*x","arn:aws:s3:::b/?","arn:aws:s3:::[a-z]*"]"#, "yy"),
        (r#""Principal":"*","NotResource":["arn:aws:s3:::b/a*","arn:aws:s3:::b"]"#, "yn"),
        // Networks and numbers from two sides.
        (
            r#""Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/25"}}"#,
            "yy",
        ),
        (
            r#""Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/25"},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#,
            "nn",
        ),
        (
            r#""Resource":"*","Condition":{"NumericGreaterThan":{"aws:MultiFactorAuthAge":"300"},"NumericLessThan":{"aws:MultiFactorAuthAge":"300.5"}}"#,
            "yy",
        ),
        (
            r#""Resource":"*","Condition":{"NumericGreaterThan":{"aws:MultiFactorAuthAge":"300"},"NumericLessThan":{"aws:MultiFactorAuthAge":"300"}}"#,
            "nn",
        ),
    ] {
        assert_eq!(short(rest), expected, "{rest}");
    }
}

#[test]
fn what_is_not_settled_is_no_no() {
    // The two prefixes are never one; that the variable is to blame is more than the search can
    // tell.
    let rest = r#""Resource":"arn:aws:s3:::b","Condition":{"StringEquals":{"s3:prefix":"${aws:PrincipalTag/t}/","aws:PrincipalTag/t":"1"},"ForAnyValue:StringEquals":{"s3:prefix":"2/"}}"#;
    assert_eq!(short(rest), "n?");
    let text =
        format!(r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow",{rest},"Action":"s3:ListBucket"}}}}"#);
    let told = crate::explain::explain(&parse(&text).sound().unwrap(), Kind::Managed);
    assert!(told[0].text.to_string().contains("Perhaps less:"), "{}", told[0].text);
    let found = crate::lint::check(&text, Kind::Managed, &crate::lint::Surroundings::default());
    assert!(!found.iter().any(|finding| finding.code == crate::finding::Code::HasNoEffect), "{found:?}");
    // To a stranger it counts as open.
    let text = text.replace(r#""Resource""#, r#""Principal":"*","Resource""#);
    assert_eq!(crate::public(&parse(&text).sound().unwrap()), [0]);
}
