//! The guard against a bucket policy that shuts its own author out.

use super::{Decision, Why, decide_alone};
use crate::document::Document;
use crate::request::{Context, Request};

/// What nobody must lose who keeps a bucket: reading the policy, changing it and removing it.
const KEEPING: [&str; 3] = ["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"];

/// Whether the bucket policy would deny `who` to change it back; the action and the statement that denies it. What is
/// known of their requests, such as the address they come from, belongs into `context`: conditions are decided by it.
pub fn shuts_out(document: &Document, who: &str, bucket: &str, context: &Context) -> Option<(&'static str, Decision)> {
    KEEPING.into_iter().find_map(|action| {
        let request = Request::new(Some(who), action, bucket, context.clone());
        let decision = decide_alone(document, &request);
        (decision.why == Why::Denied).then_some((action, decision))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::parse;

    const ANN: &str = "arn:aws:iam::210987654321:user/ann";

    fn guard(statement: &str, context: &[(&str, &str)]) -> Option<&'static str> {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Deny",{statement}}}}}"#);
        let document = parse(&text).sound().unwrap();
        let context = context.iter().copied().collect();
        shuts_out(&document, ANN, "arn:aws:s3:::photos", &context).map(|(action, _)| action)
    }

    #[test]
    fn only_a_deny_that_reaches_the_author_counts() {
        let whole = r#""Action":"s3:*","Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"]"#;
        let office =
            format!(r#""Principal":"*",{whole},"Condition":{{"NotIpAddress":{{"aws:SourceIp":"203.0.113.0/24"}}}}"#);
        let others =
            format!(r#""Principal":"*",{whole},"Condition":{{"ArnNotEquals":{{"aws:PrincipalArn":"{ANN}"}}}}"#);
        assert_eq!(guard(&format!(r#""Principal":"*",{whole}"#), &[]), Some("s3:GetBucketPolicy"));
        assert_eq!(guard(&office, &[("aws:SourceIp", "198.51.100.1")]), Some("s3:GetBucketPolicy"));
        assert_eq!(guard(&office, &[("aws:SourceIp", "203.0.113.9")]), None);
        assert_eq!(guard(&others, &[]), None);
        assert_eq!(guard(r#""Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::photos/*""#, &[]), None);
        assert_eq!(
            guard(r#""Principal":"*","Action":"s3:PutBucketPolicy","Resource":"arn:aws:s3:::photos""#, &[]),
            Some("s3:PutBucketPolicy")
        );
    }
}
