//! For each rule one or more texts that break it, and where.

use crate::Kind;
use crate::finding::Code;
use crate::lint::Surroundings;

pub(super) const GET: &str = r#""Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/*""#;

pub(super) fn surroundings() -> Surroundings {
    Surroundings {
        partition: Some("aws".into()),
        account: Some("210987654321".into()),
        bucket: Some("photos".into()),
        acls_off: true,
        key: Some("arn:aws:kms:eu-west-1:210987654321:key/1".into()),
        ..Surroundings::default()
    }
}

pub(super) fn document(statements: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#)
}

/// One statement that allows.
pub(super) fn allow(inside: &str) -> String {
    document(&format!(r#"{{"Effect":"Allow",{inside}}}"#))
}

pub(super) fn deny(inside: &str) -> String {
    document(&format!(r#"{{"Effect":"Deny",{inside}}}"#))
}

/// What may be done to a bucket, for the policies of people.
fn action(name: &str, resource: &str) -> String {
    allow(&format!(r#""Action":"{name}","Resource":"{resource}""#))
}

pub(super) fn resource(arn: &str) -> String {
    action("s3:GetObject", arn)
}

pub(super) fn only_if(condition: &str) -> String {
    allow(&format!(r#"{GET},"Condition":{condition}"#))
}

pub(super) fn list_if(condition: &str) -> String {
    allow(&format!(r#""Action":"s3:ListBucket","Resource":"arn:aws:s3:::photos","Condition":{condition}"#))
}

fn bucket(principal: &str) -> String {
    allow(&format!(r#""Principal":{principal},{GET}"#))
}

pub(super) fn trust(principal: &str, more: &str) -> String {
    allow(&format!(r#""Principal":{principal},"Action":"sts:AssumeRole"{more}"#))
}

/// All but those whom the condition spares are shut out.
pub(super) fn but(condition: &str) -> String {
    deny(&format!(
        r#""Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"],"Condition":{condition}"#
    ))
}

const GITHUB_SUB: &str = "Statement[0].Condition.StringLike.token.actions.githubusercontent.com:sub";

fn github(operator: &str, sub: &str) -> String {
    allow(&format!(
        r#""Principal":{{"Federated":"arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com"}},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{{{operator}"token.actions.githubusercontent.com:sub":"{sub}"}}}}"#
    ))
}

fn github_by(action: &str) -> String {
    github(r#""StringEquals":{"#, "repo:acme/infra:ref:refs/heads/main")
        .replace("sts:AssumeRoleWithWebIdentity", action)
}

/// For each rule one or more texts that break it, and where.
pub(super) fn table() -> Vec<(Code, Kind, String, &'static str)> {
    use Code::*;
    use Kind::*;
    let s = |text: &str| text.to_owned();
    vec![
        // The text and its shape have tables of their own; one of each stands here.
        (NotJson, Managed, s("{"), ""),
        (TrailingComma, Managed, s(r#"{"Statement":[],}"#), ""),
        (MissingComma, Managed, s(r#"{"Version":"2012-10-17" "Statement":[]}"#), ""),
        (WrongQuotes, Managed, s("{“Statement”:[]}"), ""),
        (MarkdownFence, Managed, s("```\n{}\n```"), ""),
        (TextAround, Managed, s("s3 policy {}"), ""),
        (Comment, Managed, s("{} // done"), ""),
        (StrangeSpace, Managed, s("{\u{a0}}"), ""),
        (DuplicateKey, Managed, s(r#"{"Statement":[],"Statement":[]}"#), ""),
        (Empty, Managed, s(""), ""),
        (NotAPolicy, Managed, s("[]"), ""),
        (UnknownElement, Managed, allow(&format!(r#"{GET},"Ressource":"*""#)), "Statement[0].Ressource"),
        (MissingElement, Managed, allow(r#""Action":"s3:GetObject""#), "Statement[0]"),
        (WrongType, Managed, allow(r#""Action":7,"Resource":"*""#), "Statement[0].Action[0]"),
        (BothOfPair, Managed, allow(&format!(r#"{GET},"NotAction":"s3:PutObject""#)), "Statement[0]"),
        (EmptyElement, Managed, allow(r#""Action":[],"Resource":"*""#), "Statement[0].Action"),
        (
            BadEffect,
            Managed,
            s(r#"{"Statement":{"Effect":"allow","Action":"s3:GetObject","Resource":"*"}}"#),
            "Statement[0].Effect",
        ),
        // The document.
        (WrongKind, Bucket, trust(r#"{"AWS":"210987654321"}"#, ""), ""),
        (WrongKind, Managed, trust(r#"{"AWS":"210987654321"}"#, ""), ""),
        (WrongKind, Trust, resource("arn:aws:s3:::photos/*"), ""),
        (WrongKind, Trust, bucket(r#"{"AWS":"210987654321"}"#), ""),
        (WrongKind, Bucket, resource("arn:aws:s3:::photos/*"), ""),
        (BadVersion, Managed, s(r#"{"Version":"2024-01-01","Statement":[]}"#), "Version"),
        (
            OldVersion,
            Managed,
            s(
                r#"{"Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/${aws:username}/*"}}"#,
            ),
            "Version",
        ),
        (BadSid, Managed, allow(&format!(r#""Sid":"read photos",{GET}"#)), "Statement[0].Sid"),
        (
            DuplicateSid,
            Managed,
            document(&format!(r#"{{"Sid":"A","Effect":"Allow",{GET}}},{{"Sid":"A","Effect":"Allow",{GET}}}"#)),
            "Statement[1].Sid",
        ),
        (BadCharacter, Managed, resource("arn:aws:s3:::photos/日本/*"), "Statement[0].Resource[0]"),
        (TooLarge, User, resource(&format!("arn:aws:s3:::photos/{}/*", "a".repeat(2_000))), ""),
        (NearlyTooLarge, User, resource(&format!("arn:aws:s3:::photos/{}/*", "a".repeat(1_850))), ""),
        (StraySpace, Managed, action("s3:ListBucket", "arn:aws:s3::: ${aws:username}"), "Statement[0].Resource[0]"),
        (StraySpace, Managed, resource("arn:aws:s3::: photos/my files/*"), "Statement[0].Resource[0]"),
        (StraySpace, Managed, resource("arn:aws:s3:::photos/* "), "Statement[0].Resource[0]"),
        (StraySpace, Managed, action("s3:ListBucket", "arn:aws:s3:::photos "), "Statement[0].Resource[0]"),
        (StraySpace, Managed, resource(" arn:aws:s3:::photos/*"), "Statement[0].Resource[0]"),
        (StraySpace, Managed, action("s3: GetObject", "arn:aws:s3:::photos/*"), "Statement[0].Action[0]"),
        (
            StraySpace,
            Bucket,
            bucket(r#"{"AWS":"arn:aws:iam::210987654321: user/ann "}"#),
            "Statement[0].Principal.AWS[0]",
        ),
        (
            StraySpace,
            Managed,
            list_if(r#"{"StringLike":{"s3:prefix":" a/*"}}"#),
            "Statement[0].Condition.StringLike.s3:prefix[0]",
        ),
        (
            OtherVendor,
            Bucket,
            s(
                r#"{"Version":"2023-04-17","Id":"MyPolicy","Statement":[{"Effect":"Allow","Sid":"Grant List and GET","Principal":{"SCW":["user_id:0a1b2c3d-0000-0000-0000-000000000000"]},"Action":["s3:ListBucket","s3:GetObject"],"Resource":["photos","photos/*"]}]}"#,
            ),
            "Version",
        ),
        (OtherVendor, Managed, action("oss:GetObject", "acs:oss:*:*:photos/*"), ""),
        (OtherVendor, Bucket, bucket(r#"{"ID":"domain/0a1b:user/2c3d"}"#), "Statement[0].Principal.ID"),
        // Who.
        (
            PrincipalNotAllowed,
            Managed,
            bucket(r#"{"AWS":"arn:aws:iam::210987654321:user/ann"}"#),
            "Statement[0].Principal",
        ),
        (
            PrincipalMissing,
            Bucket,
            document(&format!(r#"{{"Effect":"Allow","Principal":"*",{GET}}},{{"Effect":"Deny",{GET}}}"#)),
            "Statement[1]",
        ),
        (PrincipalMissing, Trust, allow(r#""Action":"sts:AssumeRole""#), "Statement[0]"),
        (BadPrincipal, Bucket, bucket(r#"{"AWS":"ann"}"#), "Statement[0].Principal.AWS[0]"),
        (BadPrincipal, Bucket, bucket(r#"{"AWS":"2109-8765-4321"}"#), "Statement[0].Principal.AWS[0]"),
        (
            BadPrincipal,
            Bucket,
            bucket(r#"{"AWS":"arn:aws:iam::210987654321:group/staff"}"#),
            "Statement[0].Principal.AWS[0]",
        ),
        (BadPrincipal, Bucket, bucket(r#"{"AWS":"AIDAJQABLZS4A3QDU576Q"}"#), "Statement[0].Principal.AWS[0]"),
        (
            BadPrincipal,
            Bucket,
            bucket(r#"{"AWS":["AIDAJQABLZS4A3QDU576Q","arn:aws:iam::210987654321:user/ann"]}"#),
            "Statement[0].Principal.AWS[0]",
        ),
        (
            BadPrincipal,
            Bucket,
            document(&format!(
                r#"{{"Effect":"Allow","Principal":{{"AWS":"AROAJQABLZS4A3QDU576Q"}},{GET}}},{{"Effect":"Deny","Principal":"*",{GET}}}"#
            )),
            "Statement[0].Principal.AWS[0]",
        ),
        (BadPrincipal, Bucket, bucket(r#"{"Service":"logging"}"#), "Statement[0].Principal.Service[0]"),
        (BadPrincipal, Bucket, bucket(r#"{"CanonicalUser":"ann"}"#), "Statement[0].Principal.CanonicalUser[0]"),
        (
            BadPrincipal,
            Trust,
            allow(r#""NotPrincipal":{"AWS":"210987654321"},"Action":"sts:AssumeRole""#),
            "Statement[0].NotPrincipal",
        ),
        (
            WildcardPrincipal,
            Bucket,
            bucket(r#"{"AWS":"arn:aws:iam::210987654321:role/*"}"#),
            "Statement[0].Principal.AWS[0]",
        ),
        (Everyone, Bucket, bucket(r#""*""#), "Statement[0].Principal"),
        (Everyone, Bucket, bucket(r#"{"AWS":["*"]}"#), "Statement[0].Principal"),
        (Everyone, Trust, trust(r#""*""#, ""), "Statement[0].Principal"),
        (
            NotPrincipalAllow,
            Bucket,
            allow(&format!(r#""NotPrincipal":{{"AWS":"210987654321"}},{GET}"#)),
            "Statement[0].NotPrincipal",
        ),
        (
            NotPrincipalDeny,
            Bucket,
            deny(&format!(r#""NotPrincipal":{{"AWS":"210987654321"}},{GET}"#)),
            "Statement[0].NotPrincipal",
        ),
        (
            NoExternalId,
            Trust,
            trust(r#"{"AWS":"arn:aws:iam::310987654321:root"}"#, ""),
            "Statement[0].Principal.AWS[0]",
        ),
        (
            LooseExternalId,
            Trust,
            trust(r#"{"AWS":"310987654321"}"#, r#","Condition":{"StringLike":{"sts:ExternalId":"*"}}"#),
            "Statement[0].Condition.StringLike.sts:ExternalId",
        ),
        (
            MfaForMachine,
            Trust,
            trust(r#"{"AWS":"210987654321"}"#, r#","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}"#),
            "Statement[0].Condition.Bool.aws:MultiFactorAuthPresent",
        ),
        (
            ServiceWithoutSource,
            Bucket,
            bucket(r#"{"Service":"logging.s3.amazonaws.com"}"#),
            "Statement[0].Principal.Service[0]",
        ),
        (
            FederatedWithoutSubject,
            Trust,
            allow(
                r#""Principal":{"Federated":"arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity""#,
            ),
            "Statement[0].Principal.Federated[0]",
        ),
        (
            ServiceWithoutSource,
            Trust,
            allow(
                r#""Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"StringLike":{"aws:SourceAccount":"*"}}"#,
            ),
            "Statement[0].Principal.Service[0]",
        ),
        (
            ServiceWithoutSource,
            Bucket,
            allow(&format!(
                r#""Principal":{{"Service":"cloudtrail.amazonaws.com"}},{GET},"Condition":{{"ArnLike":{{"aws:SourceArn":"arn:aws:cloudtrail:*:*:trail/*"}}}}"#
            )),
            "Statement[0].Principal.Service[0]",
        ),
        (
            LooseExternalId,
            Trust,
            trust(
                r#"{"AWS":"310987654321"}"#,
                r#","Condition":{"ForAllValues:StringEquals":{"sts:ExternalId":"7f3c"}}"#,
            ),
            "Statement[0].Condition.ForAllValues:StringEquals.sts:ExternalId",
        ),
        (LooseSubject, Trust, github(r#""StringLike":{"#, "repo:*"), GITHUB_SUB),
        (LooseSubject, Trust, github(r#""StringLike":{"#, "*"), GITHUB_SUB),
        (LooseSubject, Trust, github(r#""StringLike":{"#, "repo:acme*"), GITHUB_SUB),
        (LooseSubject, Trust, github(r#""StringLike":{"#, "repo:*/infra:ref:refs/heads/main"), GITHUB_SUB),
        (
            LooseSubject,
            Trust,
            github(r#""ForAllValues:StringLike":{"#, "repo:*"),
            "Statement[0].Condition.ForAllValues:StringLike.token.actions.githubusercontent.com:sub",
        ),
        (ActionWithoutPrincipal, Trust, github_by("sts:AssumeRole"), "Statement[0].Action[0]"),
        (
            ActionWithoutPrincipal,
            Trust,
            allow(r#""Principal":{"AWS":"210987654321"},"Action":"sts:AssumeRoleWithWebIdentity""#),
            "Statement[0].Action[0]",
        ),
        (
            ActionWithoutPrincipal,
            Trust,
            allow(
                r#""Principal":{"Federated":"arn:aws:iam::210987654321:saml-provider/Okta"},"Action":"sts:AssumeRole""#,
            ),
            "Statement[0].Action[0]",
        ),
        // What.
        (
            ActionElsewhere,
            Bucket,
            allow(
                r#""Principal":{"AWS":"arn:aws:iam::310987654321:role/partner"},"Action":["s3:GetObject","kms:Decrypt"],"Resource":"arn:aws:s3:::photos/*""#,
            ),
            "Statement[0].Action[1]",
        ),
        (UnknownAction, Managed, action("s3:GetObjekt", "arn:aws:s3:::photos/*"), "Statement[0].Action[0]"),
        (UnknownAction, Managed, action("s3:Fetch*", "arn:aws:s3:::photos/*"), "Statement[0].Action[0]"),
        (RequestNotAction, Managed, action("s3:HeadObject", "arn:aws:s3:::photos/*"), "Statement[0].Action[0]"),
        (RequestNotAction, Managed, action("s3:ListObjects", "arn:aws:s3:::photos"), "Statement[0].Action[0]"),
        (BadAction, Managed, action("GetObject", "arn:aws:s3:::photos/*"), "Statement[0].Action[0]"),
        (BadAction, Managed, action("s*:GetObject", "arn:aws:s3:::photos/*"), "Statement[0].Action[0]"),
        (
            BadAction,
            Trust,
            allow(r#""Principal":{"AWS":"210987654321"},"Action":"s3:GetObject""#),
            "Statement[0].Action[0]",
        ),
        (AllActions, Managed, action("s3:*", "arn:aws:s3:::photos"), "Statement[0].Action[0]"),
        (AllActions, Managed, action("*", "*"), "Statement[0].Action[0]"),
        (BroadAction, Managed, action("s3:Get*", "arn:aws:s3:::photos/*"), "Statement[0].Action[0]"),
        (
            NotActionAllow,
            Managed,
            allow(r#""NotAction":"iam:*","Resource":"arn:aws:s3:::photos""#),
            "Statement[0].NotAction",
        ),
        (DeletesForGood, Managed, action("s3:DeleteObjectVersion", "arn:aws:s3:::photos/*"), "Statement[0].Action[0]"),
        (ChangesAccess, Managed, action("s3:PutBucketPolicy", "arn:aws:s3:::photos"), "Statement[0].Action[0]"),
        (AclSwitchedOff, Managed, action("s3:PutObjectAcl", "arn:aws:s3:::photos/*"), "Statement[0].Action[0]"),
        (KeyMissing, Managed, resource("arn:aws:s3:::photos/*"), ""),
        (SeesAllBuckets, Managed, action("s3:ListAllMyBuckets", "*"), "Statement[0].Action[0]"),
        // Where.
        (ResourceNotAllowed, Trust, trust(r#"{"AWS":"210987654321"}"#, r#","Resource":"*""#), "Statement[0].Resource"),
        (BadResource, Managed, resource("photos/*"), "Statement[0].Resource[0]"),
        (BadResource, Managed, resource("arn:aws:s3:::arn:aws:s3:::photos/*"), "Statement[0].Resource[0]"),
        (BadResource, Managed, resource("arn:aws:s3:photos"), "Statement[0].Resource[0]"),
        (BadResource, Managed, resource("arn:aws:s3:eu-west-1:210987654321:photos/*"), "Statement[0].Resource[0]"),
        (BadResource, Managed, resource("arn:aws:s3:::photos/"), "Statement[0].Resource[0]"),
        (
            BadResource,
            Bucket,
            allow(
                r#""Principal":"*","Action":"s3:GetObject","Resource":["arn:aws:s3:::photos/*","arn:aws:kms:eu-west-1:210987654321:key/1"]"#,
            ),
            "Statement[0].Resource[1]",
        ),
        (MarkerOnly, Managed, resource("arn:aws:s3:::photos/project-data/"), "Statement[0].Resource[0]"),
        (MarkerOnly, Managed, resource("arn:aws:s3:::photos/${aws:username}/"), "Statement[0].Resource[0]"),
        (
            ActionWithoutResource,
            Managed,
            allow(
                r#""Action":["s3:GetBucketLocation","s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::${aws:username}/*"]"#,
            ),
            "Statement[0].Action[2]",
        ),
        (AddressInResource, Managed, resource("arn:aws:s3:::s3://photos/*"), "Statement[0].Resource[0]"),
        (BadBucketName, Managed, resource("arn:aws:s3:::My_Photos/*"), "Statement[0].Resource[0]"),
        (WrongPartition, Managed, resource("arn:aws-us-gov:s3:::photos/*"), "Statement[0].Resource[0]"),
        (
            WrongPartition,
            Bucket,
            bucket(r#"{"AWS":"arn:aws-cn:iam::210987654321:root"}"#),
            "Statement[0].Principal.AWS[0]",
        ),
        (ActionWithoutResource, Managed, action("s3:ListBucket", "arn:aws:s3:::photos/*"), "Statement[0].Action[0]"),
        (ActionWithoutResource, Managed, action("s3:GetObject", "arn:aws:s3:::photos"), "Statement[0].Action[0]"),
        (
            ResourceWithoutAction,
            Managed,
            allow(r#""Action":"s3:GetObject","Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"]"#),
            "Statement[0].Resource[0]",
        ),
        (AllResources, Managed, resource("*"), "Statement[0].Resource[0]"),
        (LoosePattern, Managed, resource("arn:aws:s3:::photos*"), "Statement[0].Resource[0]"),
        (
            NotResourceAllow,
            Managed,
            allow(r#""Action":"s3:GetObject","NotResource":"arn:aws:s3:::photos/*""#),
            "Statement[0].NotResource",
        ),
        (
            OtherBucket,
            Bucket,
            allow(r#""Principal":{"AWS":"210987654321"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::films/*""#),
            "Statement[0].Resource[0]",
        ),
    ]
}
