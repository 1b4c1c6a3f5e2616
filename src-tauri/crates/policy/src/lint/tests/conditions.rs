//! For each rule about conditions, and about what is left over in a text, one or more texts that
//! break it, and where.

use super::table::{allow, but, deny, list_if, only_if, resource, trust};
use crate::Kind;
use crate::finding::Code;

pub(super) fn table() -> Vec<(Code, Kind, String, &'static str)> {
    use Code::*;
    use Kind::*;
    vec![
        // Only if.
        (
            UnknownOperator,
            Managed,
            only_if(r#"{"StringEqual":{"aws:username":"ann"}}"#),
            "Statement[0].Condition.StringEqual",
        ),
        (
            UnknownKey,
            Managed,
            only_if(r#"{"IpAddress":{"aws:SourceIpAddress":"203.0.113.0/24"}}"#),
            "Statement[0].Condition.IpAddress.aws:SourceIpAddress",
        ),
        (
            UnknownKey,
            Managed,
            only_if(r#"{"StringEquals":{"prefix":"a/"}}"#),
            "Statement[0].Condition.StringEquals.prefix",
        ),
        (
            KeyNeverThere,
            Managed,
            allow(
                r#""Action":"s3:GetBucketLocation","Resource":"arn:aws:s3:::photos","Condition":{"StringLike":{"s3:prefix":"a/*"}}"#,
            ),
            "Statement[0].Condition.StringLike.s3:prefix",
        ),
        (
            BadValue,
            Managed,
            only_if(r#"{"IpAddress":{"aws:SourceIp":"203.0.113"}}"#),
            "Statement[0].Condition.IpAddress.aws:SourceIp[0]",
        ),
        (
            BadValue,
            Managed,
            only_if(r#"{"DateLessThan":{"aws:CurrentTime":"31.12.2026"}}"#),
            "Statement[0].Condition.DateLessThan.aws:CurrentTime[0]",
        ),
        (
            WildcardNotRead,
            Managed,
            list_if(r#"{"StringEquals":{"s3:prefix":"a/*"}}"#),
            "Statement[0].Condition.StringEquals",
        ),
        (
            TrueWhenMissing,
            Managed,
            only_if(r#"{"ForAllValues:StringEquals":{"aws:TagKeys":"a"}}"#),
            "Statement[0].Condition.ForAllValues:StringEquals.aws:TagKeys",
        ),
        (
            PrefixWithoutSlash,
            Managed,
            list_if(r#"{"StringLike":{"s3:prefix":"reports*"}}"#),
            "Statement[0].Condition.StringLike.s3:prefix[0]",
        ),
        (
            NeedsSetOperator,
            Managed,
            only_if(r#"{"StringEquals":{"aws:TagKeys":"a"}}"#),
            "Statement[0].Condition.StringEquals.aws:TagKeys",
        ),
        (
            ValueNeverThere,
            Bucket,
            but(r#"{"StringNotLike":{"aws:userid":"ann:*"}}"#),
            "Statement[0].Condition.StringNotLike.aws:userid[0]",
        ),
        (
            ValueNeverThere,
            Bucket,
            but(r#"{"StringNotLike":{"aws:userId":["AROAJQABLZS4A3QDU576Q:*","AIDAJQABLZS4A3QDU576Q:*"]}}"#),
            "Statement[0].Condition.StringNotLike.aws:userId[1]",
        ),
        (
            ValueNeverThere,
            Bucket,
            but(r#"{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:sts::210987654321:assumed-role/Reader/*"}}"#),
            "Statement[0].Condition.ArnNotLike.aws:PrincipalArn[0]",
        ),
        (
            ValueNeverThere,
            Bucket,
            but(r#"{"StringNotEquals":{"aws:SourceVpc":"vpce-1a2b3c4d"}}"#),
            "Statement[0].Condition.StringNotEquals.aws:SourceVpc[0]",
        ),
        (
            ValueNeverThere,
            Bucket,
            deny(
                r#""Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::photos/*","Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"AES-256"}}"#,
            ),
            "Statement[0].Condition.StringNotEquals.s3:x-amz-server-side-encryption[0]",
        ),
        (
            PrivateAddress,
            Bucket,
            but(r#"{"NotIpAddress":{"aws:SourceIp":["10.0.0.0/8","192.168.1.0/24"]}}"#),
            "Statement[0].Condition.NotIpAddress.aws:SourceIp[1]",
        ),
        (
            PrivateAddress,
            Managed,
            only_if(r#"{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","100.64.1.0/24"]}}"#),
            "Statement[0].Condition.IpAddress.aws:SourceIp[1]",
        ),
        (
            BadValue,
            Managed,
            only_if(r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24 "}}"#),
            "Statement[0].Condition.IpAddress.aws:SourceIp[0]",
        ),
        (
            HasNoEffect,
            Managed,
            only_if(r#"{"StringEquals":{"aws:username":"ann"},"Null":{"aws:username":"true"}}"#),
            "Statement[0]",
        ),
        (
            HasNoEffect,
            Managed,
            only_if(r#"{"StringLike":{"aws:userAgent":"a*"},"StringNotLike":{"aws:UserAgent":"*"}}"#),
            "Statement[0]",
        ),
        // Left over.
        (Placeholder, Managed, resource("arn:aws:s3:::BUCKET/*"), "Statement[0].Resource[0]"),
        (Placeholder, Managed, resource("arn:aws:s3:::DOC-EXAMPLE-BUCKET/*"), "Statement[0].Resource[0]"),
        (Placeholder, Trust, trust(r#"{"AWS":"<user>"}"#, ""), "Statement[0].Principal.AWS[0]"),
        (Placeholder, Trust, trust(r#"{"AWS":"123456789012"}"#, ""), "Statement[0].Principal.AWS[0]"),
        (
            Placeholder,
            Trust,
            trust(
                r#"{"AWS":"310987654321"}"#,
                r#","Condition":{"StringEquals":{"sts:ExternalId":"YOUR_EXTERNAL_ID"}}"#,
            ),
            "Statement[0].Condition.StringEquals.sts:ExternalId[0]",
        ),
        (BadVariable, Managed, resource("arn:aws:s3:::photos/${username}/*"), "Statement[0].Resource[0]"),
        (BadVariable, Managed, resource("arn:aws:s3:::photos/${aws:username/*"), "Statement[0].Resource[0]"),
        (BadVariable, Managed, resource("arn:aws:s3:${aws:Region}::photos/*"), "Statement[0].Resource[0]"),
        (
            BadVariable,
            Managed,
            only_if(r#"{"IpAddress":{"aws:SourceIp":"${aws:SourceIp}"}}"#),
            "Statement[0].Condition.IpAddress.aws:SourceIp[0]",
        ),
    ]
}
