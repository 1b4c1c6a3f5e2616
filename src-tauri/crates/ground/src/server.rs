//! The server that a login leads to, as a text that is kept beside what waits for it, and compared
//! later.
//!
//! The text is the server's address, or its provider's id. After a space follows what the names of
//! buckets belong to, where one name may be two buckets behind one address: a partition of AWS, or
//! a namespace (a project, a tenant or a key). A text of an earlier program has no such part; it
//! then tells nothing apart.

use crate::{Endpoint, HostKind, Provider, host, provider};

impl Provider {
    /// The partition of one of its regions, as ARNs write it; empty where nothing is known of one.
    pub fn partition(&self, region: &str) -> &'static str {
        self.regions.iter().find(|known| known.id == region).map_or("", |known| known.partition)
    }
}

/// The server as a text. `namespace` counts only where bucket names belong to a key
/// ([`crate::Quirks::names_per_key`]).
pub fn server(provider: &Provider, endpoint: Option<&Endpoint>, region: &str, namespace: &str) -> String {
    let address = endpoint.filter(|_| !provider.moves).map_or(provider.id, Endpoint::url);
    let region = if region.is_empty() { provider.default_region } else { region };
    let partition = provider.partition(region);
    let within = match endpoint {
        None => partition,
        Some(_) if provider.quirks.names_per_key => namespace,
        Some(_) => "",
    };
    if within.is_empty() { address.to_owned() } else { format!("{address} {within}") }
}

/// Whether both texts may name the same server, so that a bucket's name is the same bucket.
pub fn same_server(one: &str, other: &str) -> bool {
    let (one, other) = (parted(one), parted(other));
    one.0 == other.0 && (one.1 == other.1 || one.1.is_empty() || other.1.is_empty())
}

/// Whether both texts name the same address, whatever the names of buckets belong to there.
pub fn same_address(one: &str, other: &str) -> bool {
    let address = |server| match parted(server) {
        // The partitions of AWS are apart, however they are addressed.
        ("aws", partition) => ("aws", partition),
        (address, _) => (address, ""),
    };
    same_server(one, other) || address(one) == address(other)
}

/// The one of two texts of the same server that tells more of it.
pub fn fuller<'a>(one: &'a str, other: &'a str) -> &'a str {
    if parted(one).1.is_empty() { other } else { one }
}

/// A server by the name that people know.
pub fn server_name(server: &str) -> &str {
    match parted(server) {
        ("aws", "aws-cn") => "Amazon S3 in China",
        ("aws", "aws-us-gov") => "AWS GovCloud (US)",
        ("aws", "aws-eusc") => "AWS European Sovereign Cloud",
        (address, _) => provider(address).map_or(address, |provider| provider.name),
    }
}

/// The address, and what bucket names belong to there. Amazon's own addresses all lead to the
/// buckets of their partition.
fn parted(server: &str) -> (&str, &str) {
    let (address, within) = server.split_once(' ').unwrap_or((server, ""));
    let known = Endpoint::parse(address).ok().and_then(|endpoint| host(endpoint.host()));
    let leads = |kind| matches!(kind, HostKind::Api | HostKind::Door | HostKind::AccessPoint);
    match known {
        Some(known) if known.provider == "aws" && leads(known.kind) => ("aws", known.partition),
        _ => (address, within),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(id: &str, endpoint: &str, region: &str, namespace: &str) -> String {
        let endpoint = Endpoint::parse(endpoint).ok();
        server(provider(id).unwrap(), endpoint.as_ref(), region, namespace)
    }

    #[test]
    fn partitions_of_aws_are_servers_of_their_own() {
        let usual = at("aws", "", "eu-central-1", "");
        assert_eq!(usual, "aws aws");
        assert!(same_server(&usual, &at("aws", "", "us-east-1", "")), "a name is one bucket in all regions");
        assert!(same_server(&usual, &at("aws", "", "", "")));
        assert!(same_server(&usual, &at("aws", "", "eu-central-1", "ignored")), "whichever key");
        for (region, name) in [
            ("cn-north-1", "Amazon S3 in China"),
            ("us-gov-west-1", "AWS GovCloud (US)"),
            ("eusc-de-east-1", "AWS European Sovereign Cloud"),
        ] {
            let other = at("aws", "", region, "");
            assert!(!same_server(&usual, &other) && !same_address(&usual, &other), "{region}");
            assert_eq!(server_name(&other), name);
        }
        assert_eq!(server_name(&usual), "Amazon S3");
    }

    /// Written out or left to the region: the address says the same.
    #[test]
    fn an_address_of_amazon_is_amazon() {
        let usual = at("aws", "", "eu-central-1", "");
        for (same, address) in [
            (true, "https://s3.eu-central-1.amazonaws.com"),
            (true, "https://s3.amazonaws.com"),
            (true, "https://s3.dualstack.eu-west-1.amazonaws.com"),
            (true, "https://bucket.vpce-0a1b-2c3d.s3.us-east-1.vpce.amazonaws.com"),
            (false, "https://s3.cn-north-1.amazonaws.com.cn"),
            (false, "https://s3.us-gov-west-1.amazonaws.com"),
            (false, "https://s3.eusc-de-east-1.amazonaws.eu"),
            (false, "https://s3.amazonaws.com.example.org"),
            (false, "https://ec2-203-0-113-7.eu-central-1.compute.amazonaws.com"),
        ] {
            for id in ["aws", "other"] {
                assert_eq!(same_server(&usual, &at(id, address, "", "key")), same, "{address}");
            }
        }
        let china = at("aws", "", "cn-north-1", "");
        assert!(same_server(&china, &at("aws", "https://s3.cn-northwest-1.amazonaws.com.cn", "", "")));
    }

    #[test]
    fn a_namespace_counts_where_names_of_buckets_belong_to_a_key() {
        for (id, apart) in [
            ("storj", true),
            ("garage", true),
            ("ceph", true),
            ("other", true),
            ("minio", false),
            ("seaweedfs", false),
            ("r2", false),
            ("wasabi", false),
            ("practice", false),
        ] {
            let of = |namespace| at(id, "https://s3.example.com", "", namespace);
            assert_eq!(!same_server(&of("one"), &of("two")), apart, "{id}");
            assert!(same_server(&of("one"), &of("one")) && same_address(&of("one"), &of("two")), "{id}");
        }
        let of = at("garage", "https://s3.example.com", "", "one");
        assert_eq!(server_name(&of), "https://s3.example.com");
    }

    /// What an earlier program wrote tells less, and holds nothing up.
    #[test]
    fn a_text_of_an_earlier_program_is_as_good_as_any() {
        for (before, now) in [
            ("aws", "aws aws"),
            ("aws", "aws aws-cn"),
            ("https://s3.eu-central-1.amazonaws.com", "aws aws"),
            ("https://s3.example.com", "https://s3.example.com one"),
            ("https://s3.example.com one", "https://s3.example.com"),
        ] {
            assert!(same_server(before, now), "{before}");
        }
        assert!(!same_server("https://s3.example.com", "https://s3.example.org one"));
        assert_eq!(fuller("aws", "aws aws-cn"), "aws aws-cn");
        assert_eq!(fuller("https://s3.example.com one", "https://s3.example.com"), "https://s3.example.com one");
    }
}
