//! The one table of names: what each program calls an access key, a region, a bucket. Every
//! recogniser asks here, so a name is known in all formats or in none. Which values belong together
//! is left to [`super::found`].

/// Which field of a login a value is, however the text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ImportField {
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

impl ImportField {
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
const STRONG: &[(&str, ImportField)] = &[
    ("accesskeyid", ImportField::AccessKey),
    ("awsaccesskeyid", ImportField::AccessKey),
    ("awsaccesskey", ImportField::AccessKey),
    ("accesskey", ImportField::AccessKey),
    ("s3accesskey", ImportField::AccessKey),
    ("s3accesskeyid", ImportField::AccessKey),
    ("s3keyid", ImportField::AccessKey),
    ("minioaccesskey", ImportField::AccessKey),
    ("miniorootuser", ImportField::AccessKey),
    ("miniorootaccesskey", ImportField::AccessKey),
    ("b2applicationkeyid", ImportField::AccessKey),
    ("applicationkeyid", ImportField::AccessKey),
    ("secretaccesskey", ImportField::SecretKey),
    ("awssecretaccesskey", ImportField::SecretKey),
    ("awssecretkey", ImportField::SecretKey),
    ("s3secretkey", ImportField::SecretKey),
    ("s3secretaccesskey", ImportField::SecretKey),
    ("s3secret", ImportField::SecretKey),
    ("accesskeysecret", ImportField::SecretKey),
    ("sharedsecret", ImportField::SecretKey),
    ("miniosecretkey", ImportField::SecretKey),
    ("miniorootpassword", ImportField::SecretKey),
    ("b2applicationkey", ImportField::SecretKey),
    ("applicationkey", ImportField::SecretKey),
    ("awssessiontoken", ImportField::Token),
    ("awssecuritytoken", ImportField::Token),
    ("sessiontoken", ImportField::Token),
    ("awscredentialexpiration", ImportField::Expires),
    ("awssessionexpiration", ImportField::Expires),
    ("xsecurityexpiration", ImportField::Expires),
    ("awsregion", ImportField::Region),
    ("awsdefaultregion", ImportField::Region),
    ("awss3region", ImportField::Region),
    ("s3region", ImportField::Region),
    ("awsendpointurls3", ImportField::Endpoint),
    ("awsendpointurl", ImportField::Endpoint),
    ("awss3endpoint", ImportField::Endpoint),
    ("awss3endpointurl", ImportField::Endpoint),
    ("awsendpoint", ImportField::Endpoint),
    ("s3endpoint", ImportField::Endpoint),
    ("s3endpointurl", ImportField::Endpoint),
    ("s3url", ImportField::Endpoint),
    ("s3serviceurl", ImportField::Endpoint),
    ("s3host", ImportField::Endpoint),
    ("s3hostname", ImportField::Endpoint),
    ("s3server", ImportField::Endpoint),
    ("s3endpoints", ImportField::Endpoint),
    ("awss3host", ImportField::Endpoint),
    ("awshost", ImportField::Endpoint),
    ("awsendpoints", ImportField::Endpoint),
    ("minioendpoint", ImportField::Endpoint),
    ("minioendpointurl", ImportField::Endpoint),
    ("minioendpoints", ImportField::Endpoint),
    ("miniourl", ImportField::Endpoint),
    ("minioserverurl", ImportField::Endpoint),
    ("miniohost", ImportField::Endpoint),
    ("endpointurl", ImportField::Endpoint),
    ("hostbase", ImportField::Endpoint),
    ("accesshost", ImportField::Endpoint),
    ("bucketname", ImportField::Bucket),
    ("s3bucket", ImportField::Bucket),
    ("s3bucketname", ImportField::Bucket),
    ("awsbucket", ImportField::Bucket),
    ("awsbucketname", ImportField::Bucket),
    ("awss3bucket", ImportField::Bucket),
    ("awss3bucketname", ImportField::Bucket),
    ("awsstoragebucketname", ImportField::Bucket),
    ("rcloneawsbucket", ImportField::Bucket),
    ("startfolder", ImportField::Prefix),
    ("s3uri", ImportField::Address),
    ("resticrepository", ImportField::Address),
    ("endpointregion", ImportField::Region),
    ("s3prefix", ImportField::Prefix),
    ("forcepathstyle", ImportField::PathStyle),
    ("s3forcepathstyle", ImportField::PathStyle),
    ("pathstyle", ImportField::PathStyle),
    ("pathstyleaccess", ImportField::PathStyle),
    ("addressingstyle", ImportField::PathStyle),
    ("envauth", ImportField::FromEnvironment),
    ("awsprofile", ImportField::Profile),
    ("awsdefaultprofile", ImportField::Profile),
    ("rolearn", ImportField::RoleArn),
    ("awsrolearn", ImportField::RoleArn),
    ("externalid", ImportField::ExternalId),
    ("rolesessionname", ImportField::SessionName),
    ("mfaserial", ImportField::Mfa),
    ("sourceprofile", ImportField::SourceProfile),
    ("ssostarturl", ImportField::SsoStart),
    ("ssoregion", ImportField::SsoRegion),
    ("ssoaccountid", ImportField::SsoAccount),
    ("ssorolename", ImportField::SsoRole),
    ("ssosession", ImportField::SsoSession),
    ("credentialprocess", ImportField::Program),
];

/// Names that other things than storage have as well.
const WEAK: &[(&str, ImportField)] = &[
    ("key", ImportField::AccessKey),
    ("keyid", ImportField::AccessKey),
    ("username", ImportField::AccessKey),
    ("secretkey", ImportField::SecretKey),
    ("secret", ImportField::SecretKey),
    ("accesstoken", ImportField::Token),
    ("token", ImportField::Token),
    ("securitytoken", ImportField::Token),
    ("expiration", ImportField::Expires),
    ("region", ImportField::Region),
    ("bucketlocation", ImportField::Region),
    ("defaultregion", ImportField::Region),
    ("endpoint", ImportField::Endpoint),
    ("endpoints", ImportField::Endpoint),
    ("server", ImportField::Endpoint),
    ("url", ImportField::Endpoint),
    ("hostname", ImportField::Endpoint),
    ("bucket", ImportField::Bucket),
    ("prefix", ImportField::Prefix),
    ("folder", ImportField::Prefix),
    ("provider", ImportField::Provider),
    ("uri", ImportField::Address),
];

/// What a name means, in whatever way it is written: `AWS_ACCESS_KEY_ID`, `accessKeyId`, `Access
/// key ID`.
pub(super) fn of(name: &str) -> Option<(ImportField, Sure)> {
    // Hadoop and Spark leave no doubt whose a name is.
    if let Some(own) = name.strip_prefix("spark.hadoop.").unwrap_or(name).strip_prefix("fs.s3a.") {
        return of(own).map(|(field, _)| (field, Sure::Strong));
    }
    let plain = plain(name)?;
    let found =
        |table: &[(&str, ImportField)], name: &str| table.iter().find(|(known, _)| *known == name).map(|(_, f)| *f);
    found(STRONG, &plain)
        .map(|field| (field, Sure::Strong))
        .or_else(|| found(WEAK, &plain).map(|field| (field, Sure::Weak)))
}

/// The same for a variable, which may have a program's name in front: `BACKUP_S3_SECRET_KEY`,
/// `RCLONE_CONFIG_WORK_ACCESS_KEY_ID`.
pub(super) fn of_variable(name: &str) -> Option<(ImportField, Sure)> {
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
            Some((field, Sure::Strong)) => return Some((field, Sure::Strong)),
            _ => continue,
        }
    }
    (may_be && !other).then_some((ImportField::Doubt, Sure::Weak))
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
            assert_eq!(of(name), Some((ImportField::AccessKey, Sure::Strong)), "{name}");
        }
        assert_eq!(of_variable("BACKUP_S3_SECRET_KEY"), Some((ImportField::SecretKey, Sure::Strong)));
        assert_eq!(of_variable("RCLONE_CONFIG_WORK_ACCESS_KEY_ID"), Some((ImportField::AccessKey, Sure::Strong)));
        assert_eq!(of("SECRET_KEY"), Some((ImportField::SecretKey, Sure::Weak)));
        assert_eq!(of("spark.hadoop.fs.s3a.secret.key"), Some((ImportField::SecretKey, Sure::Strong)));
        assert_eq!(of_variable("OBJECT_STORE_ENDPOINT"), Some((ImportField::Doubt, Sure::Weak)));
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
