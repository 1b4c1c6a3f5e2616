//! The one table of names: what each program calls an access key, a region, a bucket. Every
//! recogniser asks here, so a name is known in all formats or in none. Which values belong together
//! is left to [`super::found`].

/// Something a text can say about a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    AccessKey,
    SecretKey,
    Token,
    Expires,
    Region,
    Endpoint,
    Bucket,
    Prefix,
    PathStyle,
    Provider,
    /// A part of AWS, or a mark that only AWS has.
    Amazon,
    Anonymous,
    FromEnvironment,
    Profile,
    RoleArn,
    ExternalId,
    SessionName,
    Mfa,
    SourceProfile,
    SsoStart,
    SsoRegion,
    SsoAccount,
    SsoRole,
    SsoSession,
    Program,
    /// `s3://key:secret@host/bucket` as brokers write it, or restic's `s3:https://host/bucket`.
    Address,
    /// A variable that by its name may hold the storage's address. The person is told of it; its
    /// value is not used.
    Doubt,
}

impl Fact {
    /// Whether its value is a secret.
    pub(super) fn is_secret(self) -> bool {
        matches!(self, Self::SecretKey | Self::Token)
    }
}

/// How sure a name is. `SECRET_KEY` in an `.env` may be anything's; `AWS_SECRET_ACCESS_KEY` may
/// not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    Weak,
    Strong,
}

/// Names with everything but letters and digits taken out, in small letters.
const STRONG: &[(&str, Fact)] = &[
    ("accesskeyid", Fact::AccessKey),
    ("awsaccesskeyid", Fact::AccessKey),
    ("awsaccesskey", Fact::AccessKey),
    ("accesskey", Fact::AccessKey),
    ("s3accesskey", Fact::AccessKey),
    ("s3accesskeyid", Fact::AccessKey),
    ("s3keyid", Fact::AccessKey),
    ("minioaccesskey", Fact::AccessKey),
    ("miniorootuser", Fact::AccessKey),
    ("miniorootaccesskey", Fact::AccessKey),
    ("b2applicationkeyid", Fact::AccessKey),
    ("applicationkeyid", Fact::AccessKey),
    ("secretaccesskey", Fact::SecretKey),
    ("awssecretaccesskey", Fact::SecretKey),
    ("awssecretkey", Fact::SecretKey),
    ("s3secretkey", Fact::SecretKey),
    ("s3secretaccesskey", Fact::SecretKey),
    ("s3secret", Fact::SecretKey),
    ("accesskeysecret", Fact::SecretKey),
    ("sharedsecret", Fact::SecretKey),
    ("miniosecretkey", Fact::SecretKey),
    ("miniorootpassword", Fact::SecretKey),
    ("b2applicationkey", Fact::SecretKey),
    ("applicationkey", Fact::SecretKey),
    ("awssessiontoken", Fact::Token),
    ("awssecuritytoken", Fact::Token),
    ("sessiontoken", Fact::Token),
    ("awscredentialexpiration", Fact::Expires),
    ("awssessionexpiration", Fact::Expires),
    ("xsecurityexpiration", Fact::Expires),
    ("awsregion", Fact::Region),
    ("awsdefaultregion", Fact::Region),
    ("awss3region", Fact::Region),
    ("s3region", Fact::Region),
    ("awsendpointurls3", Fact::Endpoint),
    ("awsendpointurl", Fact::Endpoint),
    ("awss3endpoint", Fact::Endpoint),
    ("awss3endpointurl", Fact::Endpoint),
    ("awsendpoint", Fact::Endpoint),
    ("s3endpoint", Fact::Endpoint),
    ("s3endpointurl", Fact::Endpoint),
    ("s3url", Fact::Endpoint),
    ("s3serviceurl", Fact::Endpoint),
    ("s3host", Fact::Endpoint),
    ("s3hostname", Fact::Endpoint),
    ("s3server", Fact::Endpoint),
    ("s3endpoints", Fact::Endpoint),
    ("awss3host", Fact::Endpoint),
    ("awshost", Fact::Endpoint),
    ("awsendpoints", Fact::Endpoint),
    ("minioendpoint", Fact::Endpoint),
    ("minioendpointurl", Fact::Endpoint),
    ("minioendpoints", Fact::Endpoint),
    ("miniourl", Fact::Endpoint),
    ("minioserverurl", Fact::Endpoint),
    ("miniohost", Fact::Endpoint),
    ("endpointurl", Fact::Endpoint),
    ("hostbase", Fact::Endpoint),
    ("accesshost", Fact::Endpoint),
    ("bucketname", Fact::Bucket),
    ("s3bucket", Fact::Bucket),
    ("s3bucketname", Fact::Bucket),
    ("awsbucket", Fact::Bucket),
    ("awsbucketname", Fact::Bucket),
    ("awss3bucket", Fact::Bucket),
    ("awss3bucketname", Fact::Bucket),
    ("awsstoragebucketname", Fact::Bucket),
    ("rcloneawsbucket", Fact::Bucket),
    ("startfolder", Fact::Prefix),
    ("s3uri", Fact::Address),
    ("resticrepository", Fact::Address),
    ("endpointregion", Fact::Region),
    ("s3prefix", Fact::Prefix),
    ("forcepathstyle", Fact::PathStyle),
    ("s3forcepathstyle", Fact::PathStyle),
    ("pathstyle", Fact::PathStyle),
    ("pathstyleaccess", Fact::PathStyle),
    ("addressingstyle", Fact::PathStyle),
    ("envauth", Fact::FromEnvironment),
    ("awsprofile", Fact::Profile),
    ("awsdefaultprofile", Fact::Profile),
    ("rolearn", Fact::RoleArn),
    ("awsrolearn", Fact::RoleArn),
    ("externalid", Fact::ExternalId),
    ("rolesessionname", Fact::SessionName),
    ("mfaserial", Fact::Mfa),
    ("sourceprofile", Fact::SourceProfile),
    ("ssostarturl", Fact::SsoStart),
    ("ssoregion", Fact::SsoRegion),
    ("ssoaccountid", Fact::SsoAccount),
    ("ssorolename", Fact::SsoRole),
    ("ssosession", Fact::SsoSession),
    ("credentialprocess", Fact::Program),
];

/// Names that other things than storage have as well.
const WEAK: &[(&str, Fact)] = &[
    ("key", Fact::AccessKey),
    ("keyid", Fact::AccessKey),
    ("username", Fact::AccessKey),
    ("secretkey", Fact::SecretKey),
    ("secret", Fact::SecretKey),
    ("accesstoken", Fact::Token),
    ("token", Fact::Token),
    ("securitytoken", Fact::Token),
    ("expiration", Fact::Expires),
    ("region", Fact::Region),
    ("bucketlocation", Fact::Region),
    ("defaultregion", Fact::Region),
    ("endpoint", Fact::Endpoint),
    ("endpoints", Fact::Endpoint),
    ("server", Fact::Endpoint),
    ("url", Fact::Endpoint),
    ("hostname", Fact::Endpoint),
    ("bucket", Fact::Bucket),
    ("prefix", Fact::Prefix),
    ("folder", Fact::Prefix),
    ("provider", Fact::Provider),
    ("uri", Fact::Address),
];

/// What a name means, in whatever way it is written: `AWS_ACCESS_KEY_ID`, `accessKeyId`, `Access
/// key ID`.
pub(super) fn of(name: &str) -> Option<(Fact, Sure)> {
    // Hadoop and Spark leave no doubt whose a name is.
    if let Some(own) = name.strip_prefix("spark.hadoop.").unwrap_or(name).strip_prefix("fs.s3a.") {
        return of(own).map(|(fact, _)| (fact, Sure::Strong));
    }
    let plain = plain(name)?;
    let found = |table: &[(&str, Fact)], name: &str| table.iter().find(|(known, _)| *known == name).map(|(_, f)| *f);
    found(STRONG, &plain)
        .map(|fact| (fact, Sure::Strong))
        .or_else(|| found(WEAK, &plain).map(|fact| (fact, Sure::Weak)))
}

/// The same for a variable, which may have a program's name in front: `BACKUP_S3_SECRET_KEY`,
/// `RCLONE_CONFIG_WORK_ACCESS_KEY_ID`.
pub(super) fn of_variable(name: &str) -> Option<(Fact, Sure)> {
    let whole = of(name);
    if whole.is_some() || name.len() > 120 {
        return whole;
    }
    let lower = name.to_ascii_lowercase();
    let may_be = ["_endpoint", "_endpoints", "_endpoint_url"].iter().any(|end| lower.ends_with(end));
    let other = OTHERS.iter().any(|other| lower.contains(other));
    let mut rest = name;
    while let Some((_, after)) = rest.split_once('_') {
        rest = after;
        match of(rest) {
            // A weak name behind a prefix belongs to something else: DATABASE_URL, GITHUB_TOKEN.
            Some((fact, Sure::Strong)) => return Some((fact, Sure::Strong)),
            _ => continue,
        }
    }
    (may_be && !other).then_some((Fact::Doubt, Sure::Weak))
}

/// Parts of names of endpoints that are no storage's.
const OTHERS: [&str; 3] = ["otel", "otlp", "aws_endpoint_url_"];

fn plain(name: &str) -> Option<String> {
    if name.len() > 60 {
        return None;
    }
    Some(name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_however_they_are_written() {
        for name in ["AWS_ACCESS_KEY_ID", "accessKeyId", "AccessKeyId", "Access key ID", "access_key", "access-key"] {
            assert_eq!(of(name), Some((Fact::AccessKey, Sure::Strong)), "{name}");
        }
        assert_eq!(of_variable("BACKUP_S3_SECRET_KEY"), Some((Fact::SecretKey, Sure::Strong)));
        assert_eq!(of_variable("RCLONE_CONFIG_WORK_ACCESS_KEY_ID"), Some((Fact::AccessKey, Sure::Strong)));
        assert_eq!(of("SECRET_KEY"), Some((Fact::SecretKey, Sure::Weak)));
        assert_eq!(of("spark.hadoop.fs.s3a.secret.key"), Some((Fact::SecretKey, Sure::Strong)));
        assert_eq!(of_variable("OBJECT_STORE_ENDPOINT"), Some((Fact::Doubt, Sure::Weak)));
        assert_eq!(of_variable("OTEL_EXPORTER_OTLP_ENDPOINT"), None);
        for name in ["DATABASE_URL", "GITHUB_TOKEN", "PATH", "", "____"] {
            assert_eq!(of_variable(name), None, "{name}");
        }
    }

    #[test]
    fn every_name_is_written_plainly_and_stands_in_the_tables_once() {
        let mut names: Vec<_> = STRONG.iter().chain(WEAK).map(|(name, _)| *name).collect();
        assert!(names.iter().all(|name| plain(name).as_deref() == Some(name)));
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
