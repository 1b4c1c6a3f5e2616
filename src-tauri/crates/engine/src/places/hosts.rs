//! The host names of Amazon S3: where in them the bucket is, and which partition they belong to. Any other host is the
//! business of the connection's own endpoint.

/// What a host of S3 names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Host {
    /// The bucket in front, or none where the path begins with it.
    Bucket { bucket: Option<String>, partition: &'static str },
    /// An access point, which is no bucket.
    AccessPoint,
}

/// Where S3's hosts end, and whose they are. GovCloud's end as the commercial ones do; their region tells.
/// <https://docs.aws.amazon.com/general/latest/gr/s3.html>
const SUFFIXES: &[(&str, &str)] =
    &[(".amazonaws.com", "aws"), (".amazonaws.com.cn", "aws-cn"), (".amazonaws.eu", "aws-eusc")];

/// Consoles: pages for people, whose addresses name a bucket in their path.
const CONSOLES: &[(&str, &str)] = &[
    ("console.aws.amazon.com", "aws"),
    ("console.amazonaws-us-gov.com", "aws-us-gov"),
    ("console.amazonaws.cn", "aws-cn"),
    ("console.amazonaws-eusc.eu", "aws-eusc"),
];

/// Reads a host of S3: `s3.REGION…`, `BUCKET.s3.REGION…`, and the same with `s3-REGION`, `dualstack`, `s3-fips`,
/// `s3-accelerate`, `s3-website`. A bucket may have dots, so the last label that begins the endpoint counts.
pub(super) fn aws(host: &str) -> Option<Host> {
    let (suffix, partition) = SUFFIXES.iter().find(|(suffix, _)| host.ends_with(suffix))?;
    let labels: Vec<&str> = host.strip_suffix(suffix)?.split('.').collect();
    if labels.iter().any(|label| matches!(*label, "s3-accesspoint" | "s3-accesspoint-fips" | "s3-object-lambda")) {
        return Some(Host::AccessPoint);
    }
    let begins = |label: &&str| *label == "s3" || label.starts_with("s3-") || label.starts_with("s3express-");
    let at = labels.iter().rposition(begins)?;
    let gov = labels[at..].iter().any(|label| label.contains("us-gov-"));
    let bucket = (at > 0).then(|| labels[..at].join("."));
    Some(Host::Bucket { bucket, partition: if gov { "aws-us-gov" } else { partition } })
}

/// The partition of a console; its region may stand in front.
pub(super) fn console(host: &str) -> Option<&'static str> {
    let under =
        |console: &str| host.strip_suffix(console).is_some_and(|front| front.is_empty() || front.ends_with('.'));
    CONSOLES.iter().find(|(console, _)| under(console)).map(|(_, partition)| *partition)
}
