//! Policies as vendors and tools published them, with their faults, shortened to what is wrong.

/// Source, text, what `policy` must find, and what parliament finds of it.
pub(crate) type Published = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

/// Access policies of people and roles.
pub(crate) const PUBLISHED: &[Published] = &[
    (
        "Label Studio, Scale: a comma after the last item; parliament reads over it",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket",],"Resource":"arn:aws:s3:::data-set"}]}"#,
        &["trailing-comma"],
        &[],
    ),
    (
        "rclone: a principal in an identity policy; parliament does not ask which kind it is",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::210987654321:user/rclone"},"Action":["s3:GetObject","s3:PutObject"],"Resource":["arn:aws:s3:::data-set/*"]}]}"#,
        &["principal-not-allowed"],
        &[],
    ),
    (
        "Apperate, Firebolt: GetBucketLocation under a prefix, which its requests never carry",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket","s3:GetBucketLocation"],"Resource":"arn:aws:s3:::data-set","Condition":{"StringLike":{"s3:prefix":["a/*"]}}}]}"#,
        &["key-never-there"],
        &["UNKNOWN_CONDITION_FOR_ACTION"],
    ),
    (
        "Hightouch: the same, with a prefix that looks as if it fitted everything",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket","s3:GetBucketLocation"],"Resource":"arn:aws:s3:::data-set","Condition":{"StringLike":{"s3:prefix":["*"]}}}]}"#,
        &["key-never-there"],
        &["UNKNOWN_CONDITION_FOR_ACTION"],
    ),
    (
        "Apperate, as printed: words in front, placeholders left",
        "s3 policy { \"Version\": \"2012-10-17\", \"Statement\": [ { \"Effect\": \"Allow\", \"Action\": \"s3:PutObject\", \"Resource\": \"arn:aws:s3:::BUCKET/PREFIX/*\" } ] }",
        &["text-around", "placeholder", "bad-bucket-name"],
        &["MALFORMED_JSON"],
    ),
    (
        "Akridata: an address inside an ARN",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::s3://data-set/"}]}"#,
        &["address-in-resource"],
        &["RESOURCE_MISMATCH"],
    ),
    (
        "Labelbox: a placeholder that invites an ARN inside an ARN",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::CustomerBucketARN/*"}]}"#,
        &["placeholder", "bad-bucket-name"],
        &[],
    ),
    (
        "Labelbox: what becomes of it",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::arn:aws:s3:::data-set/*"}]}"#,
        &["bad-resource"],
        &["RESOURCE_MISMATCH"],
    ),
    (
        "CrowdAI: requests instead of permissions",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:HeadObject","s3:ListObjects"],"Resource":"arn:aws:s3:::data-set/*"}]}"#,
        &["request-not-action"],
        &["UNKNOWN_ACTION"],
    ),
    (
        "s3fs, MinIO: HeadBucket, and ListBucket on files",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:HeadBucket","s3:ListBucket"],"Resource":"arn:aws:s3:::data-set/*"}]}"#,
        &["request-not-action", "action-without-resource"],
        &["UNKNOWN_ACTION"],
    ),
    (
        "Fivetran: reads the bucket's policy and access lists too",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":["arn:aws:s3:::data-set","arn:aws:s3:::data-set/*"]}]}"#,
        &["broad-action"],
        &["RESOURCE_MISMATCH"],
    ),
    (
        "Databricks: the other part of AWS forgotten",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws-gov:s3:::data-set/*"}]}"#,
        &["wrong-partition"],
        &["INVALID_ARN"],
    ),
];
