//! The hosts of Amazon S3, in every partition and spelling.
//! <https://docs.aws.amazon.com/general/latest/gr/s3.html>

use super::{Host, HostKind};

/// Where S3's hosts end, and whose they are. GovCloud's end as the commercial ones do; their region
/// tells.
const ENDS: &[(&str, &str)] =
    &[(".amazonaws.com", "aws"), (".amazonaws.com.cn", "aws-cn"), (".amazonaws.eu", "aws-eusc")];

/// `s3.REGION…`, `BUCKET.s3.REGION…`, and the same with `s3-REGION`, `dualstack`, `s3-fips`,
/// `s3-accelerate`, `s3-website`, S3 Express and PrivateLink. A bucket may have dots, so the last
/// label that begins the endpoint counts.
pub(super) fn read(name: &str) -> Option<Host> {
    let (end, partition) = ENDS.iter().find(|(end, _)| name.ends_with(end))?;
    let labels: Vec<&str> = name.strip_suffix(end)?.split('.').collect();
    let last = labels.last().copied().filter(|label| is_region(label));
    let point = ["s3-accesspoint", "s3-accesspoint-fips", "s3-object-lambda", "s3-outposts"];
    let mut found = Host {
        provider: "aws",
        partition,
        region: last.map(str::to_owned),
        bucket: None,
        kind: HostKind::Api,
        api: String::new(),
    };
    if labels.iter().any(|label| point.contains(label)) {
        found.kind = HostKind::AccessPoint;
    } else if let Some(at) = labels.iter().rposition(|label| label.starts_with("vpce-")) {
        private(&labels, at, end, &mut found)?;
    } else {
        public(&labels, end, &mut found)?;
    }
    if found.region.as_deref().is_some_and(|region| region.starts_with("us-gov-")) {
        found.partition = "aws-us-gov";
    }
    Some(found)
}

/// `bucket.vpce-0a1b….s3.us-east-1.vpce.amazonaws.com`: the word `bucket` belongs to the endpoint,
/// and a bucket goes before.
fn private(labels: &[&str], at: usize, end: &str, found: &mut Host) -> Option<()> {
    let [_, "s3", region, "vpce"] = labels.get(at..)? else { return None };
    let kind = at.checked_sub(1).and_then(|before| labels.get(before)).copied();
    if kind == Some("accesspoint") {
        found.kind = HostKind::AccessPoint;
    }
    let begin = if matches!(kind, Some("bucket" | "control" | "accesspoint")) { at - 1 } else { at };
    found.region = Some((*region).to_owned());
    found.bucket = (begin > 0).then(|| labels[..begin].join("."));
    found.api = format!("{}{end}", labels[begin..].join("."));
    Some(())
}

fn public(labels: &[&str], end: &str, found: &mut Host) -> Option<()> {
    let begins = |label: &&str| *label == "s3" || label.starts_with("s3-") || label.starts_with("s3express-");
    let at = labels.iter().rposition(begins)?;
    found.bucket = (at > 0).then(|| labels[..at].join("."));
    let (first, rest) = labels[at..].split_first()?;
    let dashed = first.strip_prefix("s3-").filter(|region| is_region(region));
    match (*first, rest) {
        // Their requests are signed for the first region.
        ("s3" | "s3-external-1", []) => found.region = Some("us-east-1".to_owned()),
        ("s3", [_]) => {}
        (_, []) if dashed.is_some() => found.region = dashed.map(str::to_owned),
        ("s3-accelerate" | "s3-website", _) => found.kind = HostKind::Door,
        (website, []) if website.starts_with("s3-website-") => {
            found.region = Some(website.trim_start_matches("s3-website-").to_owned());
            found.kind = HostKind::Door;
        }
        (express, [_]) if express.starts_with("s3express-") => found.kind = HostKind::Door,
        ("s3-control" | "s3-control-fips", _) => found.kind = HostKind::Page,
        _ => found.api = format!("{}{end}", labels[at..].join(".")),
    }
    Some(())
}

/// `eu-central-1`, `us-gov-west-1`, `eusc-de-east-1`
fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let plain = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let ends = |last: &&str| last.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() >= 3 && parts.iter().all(plain) && parts.last().is_some_and(ends) && !text.starts_with("website-")
}
