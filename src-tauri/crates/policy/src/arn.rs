//! Amazon Resource Names: `arn:aws:s3:::bucket/key`.

/// The parts of an ARN, also of one with wildcards. The last part keeps its colons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Arn<'a> {
    pub partition: &'a str,
    pub service: &'a str,
    pub region: &'a str,
    pub account: &'a str,
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    /// The parts of `text`, if it has six of them and begins with `arn`.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.splitn(6, ':');
        if parts.next() != Some("arn") {
            return None;
        }
        let mut next = || parts.next();
        Some(Self { partition: next()?, service: next()?, region: next()?, account: next()?, resource: next()? })
    }

    /// Bucket and key pattern, if it is a bucket or objects in one. The key is nothing for the
    /// bucket itself.
    pub fn bucket(&self) -> Option<(&'a str, Option<&'a str>)> {
        if self.service != "s3" || !self.region.is_empty() || !self.account.is_empty() {
            return None;
        }
        Some(self.resource.split_once('/').map_or((self.resource, None), |(bucket, key)| (bucket, Some(key))))
    }

    /// The name of an IAM role with its path, if it is one: a role, no wildcard for an account, no
    /// space in the name.
    pub fn role(&self) -> Option<&'a str> {
        let iam = self.service == "iam" && self.region.is_empty() && is_account(self.account);
        let name = self.resource.strip_prefix("role/").filter(|_| iam && self.partition.starts_with("aws"))?;
        Some(name).filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))
    }
}

/// The parts of AWS that know nothing of each other.
pub const PARTITIONS: [&str; 8] =
    ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"];

/// The partition that a region lies in.
pub fn partition_of(region: &str) -> &'static str {
    match region.split('-').collect::<Vec<_>>().as_slice() {
        ["cn", ..] => "aws-cn",
        ["us", "gov", ..] => "aws-us-gov",
        ["us", "iso", ..] => "aws-iso",
        ["us", "isob", ..] => "aws-iso-b",
        ["eu", "isoe", ..] => "aws-iso-e",
        ["us", "isof", ..] | ["eu", "isof", ..] => "aws-iso-f",
        ["eusc", ..] => "aws-eusc",
        _ => "aws",
    }
}

/// Whether `text` is the number of an account.
pub fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn an_arn_has_six_parts() {
        let arn = Arn::parse("arn:aws:iam::111122223333:role/a:b").unwrap();
        assert_eq!((arn.account, arn.resource), ("111122223333", "role/a:b"));
        assert_eq!(Arn::parse("arn:aws:s3:::b/k/l").and_then(|arn| arn.bucket()), Some(("b", Some("k/l"))));
        assert_eq!(Arn::parse("arn:aws:s3:::b").and_then(|arn| arn.bucket()), Some(("b", None)));
        assert_eq!(Arn::parse("arn:aws:s3:eu-west-1:1:accesspoint/x").and_then(|arn| arn.bucket()), None);
        assert_eq!(Arn::parse("arn:aws:s3"), None);
        assert_eq!(Arn::parse("b/k"), None);
    }

    #[test]
    fn a_role_has_an_account_and_a_name() {
        let role = |text| Arn::parse(text).and_then(|arn| arn.role());
        assert_eq!(role("arn:aws:iam::111122223333:role/a"), Some("a"));
        assert_eq!(role("arn:aws-us-gov:iam::111122223333:role/path/a:b"), Some("path/a:b"));
        for other in [
            "arn:aws:iam::111122223333:role/",
            "arn:aws:iam::111122223333:role/a b",
            "arn:aws:iam::111122223333:user/a",
            "arn:aws:iam::11112222333:role/a",
            "arn:aws:iam::*:role/a",
            "arn:aws:iam:eu-west-1:111122223333:role/a",
            "arn:aws:sts::111122223333:role/a",
            "arn:other:iam::111122223333:role/a",
            "ARN:aws:iam::111122223333:role/a",
            "111122223333:role/a",
        ] {
            assert_eq!(role(other), None, "{other}");
        }
    }

    #[test]
    fn regions_lie_in_partitions() {
        assert_eq!(partition_of("eu-central-1"), "aws");
        assert_eq!(partition_of("us-gov-west-1"), "aws-us-gov");
        assert_eq!(partition_of("cn-north-1"), "aws-cn");
        assert_eq!(partition_of("eusc-de-east-1"), "aws-eusc");
    }
}
