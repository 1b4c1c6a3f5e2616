//! Where storage is, out of a host's name: whose it is, which region, and whether a bucket stands in front.

use store::{Endpoint, EndpointProblem};

/// How hosts of providers end, and the provider's id.
const HOSTS: &[(&str, &str)] = &[
    (".r2.cloudflarestorage.com", "r2"),
    (".backblazeb2.com", "b2"),
    (".wasabisys.com", "wasabi"),
    (".digitaloceanspaces.com", "digitalocean"),
    (".scw.cloud", "scaleway"),
    (".ovh.net", "ovh"),
    (".ovh.us", "ovh-us"),
    (".your-objectstorage.com", "hetzner"),
    (".linodeobjects.com", "linode"),
    (".idrivee2.com", "idrive"),
    (".storjshare.io", "storj"),
    (".tigris.dev", "tigris"),
    (".storage.dev", "tigris"),
    (".oraclecloud.com", "oracle"),
    (".cloud-object-storage.appdomain.cloud", "ibm"),
    (".aliyuncs.com", "alibaba"),
    ("storage.googleapis.com", "gcs"),
];

/// What rclone and others call a provider, in small letters.
const NAMES: &[(&str, &str)] = &[
    ("aws", "aws"),
    ("amazon", "aws"),
    ("cloudflare", "r2"),
    ("backblaze", "b2"),
    ("wasabi", "wasabi"),
    ("digitalocean", "digitalocean"),
    ("scaleway", "scaleway"),
    ("ovhcloud", "ovh"),
    ("hetzner", "hetzner"),
    ("linode", "linode"),
    ("idrive", "idrive"),
    ("storj", "storj"),
    ("tigris", "tigris"),
    ("oracle", "oracle"),
    ("ibmcos", "ibm"),
    ("alibaba", "alibaba"),
    ("gcs", "gcs"),
    ("minio", "minio"),
    ("ceph", "ceph"),
    ("seaweedfs", "seaweedfs"),
    ("rclone", "rclone"),
    ("garage", "garage"),
];

const AWS: [&str; 3] = [".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu"];

/// Where a login leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Of `store::providers`; "aws" where nothing else is said.
    pub(super) provider: String,
    /// Empty where the provider and the region say it all.
    pub(super) endpoint: String,
    pub(super) region: String,
    /// The bucket that stood in the address.
    pub(super) bucket: String,
    /// Why the address could not be used.
    pub(super) unusable: bool,
}

/// Works out where an address and a provider's name lead. Both may be empty.
pub(super) fn of(address: &str, name: &str) -> Place {
    let named = named(name);
    if address.trim().is_empty() {
        return Place { provider: named.unwrap_or("aws").into(), ..Place::default() };
    }
    let Some((endpoint, bucket)) = endpoint(address.trim()) else {
        return Place { provider: named.unwrap_or("aws").into(), unusable: true, ..Place::default() };
    };
    if let Some(region) = aws_region(endpoint.host()) {
        // The plain address is the provider's own; a FIPS or private one is kept.
        let plain = ["s3.", "s3-"].iter().any(|s3| endpoint.host().starts_with(&format!("{s3}{region}.")))
            || AWS.iter().any(|aws| endpoint.host() == format!("s3{aws}"));
        let url = if plain && endpoint.is_https() { String::new() } else { endpoint.url().to_owned() };
        return Place { provider: "aws".into(), endpoint: url, region, bucket, unusable: false };
    }
    let host = endpoint.host();
    let theirs = HOSTS.iter().find(|(end, _)| host.ends_with(end)).and_then(|(_, id)| known(id));
    // A name that means AWS does not fit an address elsewhere.
    let provider = theirs.or(named.filter(|id| *id != "aws")).unwrap_or("other");
    let region = region_of(host).unwrap_or_default();
    Place { provider: provider.into(), endpoint: endpoint.url().to_owned(), region, bucket, unusable: false }
}

fn named(name: &str) -> Option<&'static str> {
    let name = name.trim().to_ascii_lowercase();
    let id = NAMES.iter().find(|(known, _)| *known == name).map(|(_, id)| *id);
    id.and_then(known).or_else(|| (!name.is_empty()).then_some("other"))
}

/// Of the providers that this program has, or none.
fn known(id: &'static str) -> Option<&'static str> {
    store::provider(id).map(|provider| provider.id)
}

/// An address as an endpoint, with the bucket that stood in it.
fn endpoint(address: &str) -> Option<(Endpoint, String)> {
    let again = |text: &str| Endpoint::parse(text).ok();
    match Endpoint::parse(address) {
        Ok(endpoint) => Some((endpoint, String::new())),
        Err(EndpointProblem::NoScheme { guess }) => {
            if guess.contains("://") && guess != address {
                endpoint(&guess)
            } else {
                None
            }
        }
        Err(EndpointProblem::HasBucket { bucket, without }) => Some((again(&without)?, bucket)),
        Err(EndpointProblem::HasPath { path, without }) => {
            let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
            Some((again(&without)?, first.to_owned()))
        }
        Err(EndpointProblem::HasQuery { without }) => Some((again(&without)?, String::new())),
        Err(_) => None,
    }
}

/// The endpoint and the bucket of an address whose host begins with a bucket.
pub(super) fn bucket_in_host(address: &str) -> Option<(String, String)> {
    match Endpoint::parse(address) {
        Err(EndpointProblem::HasBucket { bucket, without }) => Some((without, bucket)),
        _ => None,
    }
}

/// Whether a host is known to be storage.
pub(super) fn is_storage(host: &str) -> bool {
    aws_region(host).is_some() || HOSTS.iter().any(|(end, _)| host.ends_with(end))
}

/// The region in a host of S3 at AWS; us-east-1 for the one without.
fn aws_region(host: &str) -> Option<String> {
    let front = AWS.iter().find_map(|end| host.strip_suffix(end))?;
    let mut labels = front.split('.').rev();
    let last = labels.next()?;
    if let Some(region) = last.strip_prefix("s3-").filter(|region| is_region(region)) {
        return Some(region.to_owned());
    }
    if last == "s3" {
        return Some("us-east-1".to_owned());
    }
    let s3 = |label: &str| label == "s3" || label.starts_with("s3-") || label == "dualstack" || label == "vpce";
    (is_region(last) && labels.next().is_some_and(s3)).then(|| last.to_owned())
}

/// The region in the host of another provider: a label such as `eu-central-003` or `fra1`.
fn region_of(host: &str) -> Option<String> {
    let (end, id) = HOSTS.iter().find(|(end, _)| host.ends_with(end))?;
    if *id == "r2" {
        return Some("auto".to_owned());
    }
    let front = host.strip_suffix(end)?;
    let label = front.split('.').rfind(|label| !["s3", "io", "cloud", "objectstorage", ""].contains(label))?;
    (label.len() <= 24).then(|| label.trim_start_matches("s3-").to_owned())
}

fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() >= 3 && parts.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_say_whose_they_are() {
        let cases = [
            ("", "", "aws", "", ""),
            ("", "AWS", "aws", "", ""),
            ("s3.amazonaws.com", "", "aws", "", "us-east-1"),
            ("https://s3.eu-central-1.amazonaws.com", "AWS", "aws", "", "eu-central-1"),
            ("s3-eu-west-1.amazonaws.com", "", "aws", "", "eu-west-1"),
            (
                "s3-fips.us-gov-west-1.amazonaws.com",
                "",
                "aws",
                "https://s3-fips.us-gov-west-1.amazonaws.com",
                "us-gov-west-1",
            ),
            ("s3.cn-north-1.amazonaws.com.cn", "", "aws", "", "cn-north-1"),
            ("https://minio.example.com:9000", "Minio", "minio", "https://minio.example.com:9000", ""),
            ("localhost:9000", "", "other", "http://localhost:9000", ""),
            ("https://storage.example.com", "AWS", "other", "https://storage.example.com", ""),
        ];
        for (address, name, provider, endpoint, region) in cases {
            let place = of(address, name);
            assert_eq!(
                (place.provider.as_str(), place.endpoint.as_str(), place.region.as_str()),
                (provider, endpoint, region),
                "{address}"
            );
        }
        assert_eq!(of("https://acme.s3.eu-west-3.amazonaws.com", "").bucket, "acme");
        assert_eq!(of("https://minio.example.com/acme", "").bucket, "acme");
        assert!(of("ftp://x", "").unusable);
    }

    #[test]
    fn other_providers_name_their_region_in_the_host() {
        for (address, region) in [
            ("https://0123.r2.cloudflarestorage.com", "auto"),
            ("s3.eu-central-003.backblazeb2.com", "eu-central-003"),
            ("https://fra1.digitaloceanspaces.com", "fra1"),
            ("https://s3.nl-ams.scw.cloud", "nl-ams"),
            ("https://s3.gra.io.cloud.ovh.net", "gra"),
            ("https://fsn1.your-objectstorage.com", "fsn1"),
        ] {
            assert_eq!(of(address, "").region, region, "{address}");
        }
    }
}
