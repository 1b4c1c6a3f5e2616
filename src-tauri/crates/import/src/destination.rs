//! Where storage is, out of what a text has for its address and its provider: whose it is, which
//! region, and whether a bucket is in the address. Addresses and hosts themselves are read by
//! [`ground::Address`] and [`ground::host`].

use ground::{Address, Endpoint, EndpointProblem};
use url::Url;

/// Where Cloud.gov keeps its buckets.
pub const GOVCLOUD: &str = "us-gov-west-1";

/// Whether a bucket is named as Cloud.gov names its own.
#[must_use]
pub fn is_cloud_gov(bucket: &str) -> bool {
    bucket.starts_with("cg-")
}

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

/// Where a login leads, shown before anything is sent there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Destination {
    /// Of [`ground::providers`]; empty where nothing says whose the storage is.
    pub provider: String,
    /// Empty where the provider and the region say it all.
    pub endpoint: String,
    /// As requests are signed for it; empty where nothing says so.
    pub region: String,
    /// The bucket that is in the address, and the folder behind it.
    pub bucket: String,
    /// The folder behind the bucket in the address, with its `/` at the end.
    pub folder: String,
    /// The address could not be used.
    pub unusable: bool,
}

/// Works out where an address and a provider's name lead. Both may be empty.
#[must_use]
pub fn of(address: &str, name: &str) -> Destination {
    let named = named(name);
    let nowhere = Destination { provider: named.unwrap_or_default().into(), ..Destination::default() };
    let address = address.trim();
    if address.is_empty() {
        return nowhere;
    }
    // A name and password in it are the login's, and are not read here.
    let address = match address.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            format!("{scheme}://{}{path}", host.rsplit('@').next().unwrap_or_default())
        }
        None => address.to_owned(),
    };
    let whole = match Endpoint::parse(&address) {
        Err(EndpointProblem::NoScheme { guess }) => guess,
        _ => address,
    };
    match (Endpoint::parse(&whole), Address::read(&whole)) {
        (Err(EndpointProblem::Page { .. }), _) => {
            let whose = Url::parse(&whole).ok().and_then(|url| ground::host(url.host_str()?));
            let provider = whose.map_or(nowhere.provider, |host| host.provider.to_owned());
            Destination { provider, ..Destination::default() }
        }
        (
            Ok(_)
            | Err(EndpointProblem::HasPath { .. } | EndpointProblem::HasBucket { .. } | EndpointProblem::HasQuery { .. }),
            Some(Ok(read)),
        ) => {
            // A name that means AWS does not fit an address elsewhere.
            let theirs = read.provider.filter(|id| *id != "other").or(named.filter(|id| *id != "aws"));
            let (bucket, folder) = (read.bucket.clone(), read.folder().to_owned());
            // An address of Amazon that follows from the region is left empty; one without
            // encryption does not follow.
            let plain = read.provider == Some("aws") && whole.starts_with("http://");
            let usual = || Endpoint::parse(&whole).ok().map(|it| it.url().to_owned()).filter(|_| plain);
            Destination {
                provider: theirs.unwrap_or("other").to_owned(),
                endpoint: read.endpoint.or_else(usual).unwrap_or_default(),
                region: read.region.unwrap_or_default(),
                bucket,
                folder,
                unusable: false,
            }
        }
        _ => Destination { unusable: true, ..nowhere },
    }
}

fn named(name: &str) -> Option<&'static str> {
    let name = name.trim().to_ascii_lowercase();
    let id = NAMES.iter().find(|(known, _)| *known == name).map(|(_, id)| *id);
    id.and_then(known).or_else(|| (!name.is_empty()).then_some("other"))
}

/// Of the providers that this program has, or none.
fn known(id: &'static str) -> Option<&'static str> {
    ground::provider(id).map(|provider| provider.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_say_whose_they_are() {
        let cases = [
            ("", "", "", "", ""),
            ("", "Somebody", "other", "", ""),
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
            let destination = of(address, name);
            assert_eq!(
                (destination.provider.as_str(), destination.endpoint.as_str(), destination.region.as_str()),
                (provider, endpoint, region),
                "{address}"
            );
        }
        assert_eq!(of("https://acme.s3.eu-west-3.amazonaws.com", "").bucket, "acme");
        assert_eq!(of("https://minio.example.com/acme", "").bucket, "acme");
        for address in ["ftp://x", "https://", "https://x:port", "https://a b"] {
            let destination = of(address, "");
            assert!(destination.unusable && destination.provider.is_empty(), "{destination:?}");
        }
        assert_eq!(of("https://control.cloud-object-storage.cloud.ibm.com/v2/endpoints", "").provider, "ibm");
        let private = "https://bucket.vpce-0a1b2c3d4e5f67890-a1b2c3d4.s3.us-east-1.vpce.amazonaws.com";
        let destination = of(private, "");
        assert_eq!(
            (destination.provider.as_str(), destination.endpoint.as_str(), destination.region.as_str()),
            ("aws", private, "us-east-1")
        );
        let destination = of("http://ann:pw@ecs.example.com:9020/acme/team/x", "");
        assert_eq!(
            (destination.endpoint.as_str(), destination.bucket.as_str(), destination.folder.as_str()),
            ("http://ecs.example.com:9020", "acme", "team/")
        );
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
