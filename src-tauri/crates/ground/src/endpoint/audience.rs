//! From where an address can be reached, as far as its name tells. Nothing is asked; a name that
//! looks public may still lead nowhere from outside.

use super::Endpoint;
use serde::Serialize;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ts_rs::TS;

/// Ends of names that no resolver of the Internet knows: RFC 6762, RFC 8375, ICANN's `.internal`,
/// and what routers and companies use without asking.
const INTERNAL: &[&str] =
    &["local", "internal", "lan", "home.arpa", "home", "localdomain", "intranet", "corp", "private", "test"];

/// From where an address can be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// From this computer alone.
    ThisComputer,
    /// From this network, a VPN, or one cloud's own machines.
    ThisNetwork,
    /// From the Internet, as far as its name tells.
    Anywhere,
}

impl Endpoint {
    /// From where it can be reached, as far as its name tells.
    pub fn audience(&self) -> Audience {
        let host = self.host.trim_end_matches('.');
        if self.loopback {
            return Audience::ThisComputer;
        }
        match host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
            Ok(IpAddr::V4(address)) if is_private(address) => Audience::ThisNetwork,
            Ok(IpAddr::V6(address)) if is_private_6(address) => Audience::ThisNetwork,
            Ok(_) => Audience::Anywhere,
            Err(_) if is_internal(host) => Audience::ThisNetwork,
            Err(_) => Audience::Anywhere,
        }
    }
}

/// Private, link-local, and shared by a provider's customers (RFC 6598).
fn is_private(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    address.is_private()
        || address.is_link_local()
        || address.is_unspecified()
        || first == 100 && (64..128).contains(&second)
}

fn is_private_6(address: Ipv6Addr) -> bool {
    let first = address.segments()[0];
    let mapped = address.to_ipv4_mapped().is_some_and(|address| is_private(address) || address.is_loopback());
    mapped || address.is_unspecified() || first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80
}

/// A name of one word, one with an end of its own, or a provider's address for its own machines
/// (PrivateLink, `oss-…-internal.aliyuncs.com`).
fn is_internal(host: &str) -> bool {
    let ends = |end: &str| host.strip_suffix(end).is_some_and(|rest| rest.ends_with('.'));
    !host.contains('.')
        || INTERNAL.iter().any(|end| ends(end))
        || host.ends_with(".vpce.amazonaws.com")
        || host.split('.').any(|part| part == "private" || part.ends_with("-internal"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_address_of_this_network_is_told_by_its_name() {
        use Audience::{Anywhere, ThisComputer, ThisNetwork};
        for (url, from) in [
            ("http://127.0.0.1:9000", ThisComputer),
            ("http://[::1]:9000", ThisComputer),
            ("http://localhost:9000", ThisComputer),
            ("http://10.1.2.3", ThisNetwork),
            ("http://172.31.0.1", ThisNetwork),
            ("http://172.32.0.1", Anywhere),
            ("http://192.168.178.20:9000", ThisNetwork),
            ("http://169.254.1.1", ThisNetwork),
            ("http://100.64.0.1", ThisNetwork),
            ("http://100.128.0.1", Anywhere),
            ("http://[fd12::1]", ThisNetwork),
            ("http://[fe80::1]", ThisNetwork),
            ("http://[::ffff:192.168.0.1]", ThisNetwork),
            ("http://[2001:db8::1]", Anywhere),
            ("http://minio:9000", ThisNetwork),
            ("http://nas.local", ThisNetwork),
            ("http://nas.local.", ThisNetwork),
            ("https://s3.corp.internal", ThisNetwork),
            ("https://bucket.vpce-0a1b-2c3d.s3.eu-west-1.vpce.amazonaws.com", ThisNetwork),
            ("https://oss-cn-hangzhou-internal.aliyuncs.com", ThisNetwork),
            ("https://s3.private.eu-de.cloud-object-storage.appdomain.cloud", ThisNetwork),
            ("https://s3.eu-central-1.amazonaws.com", Anywhere),
            ("https://thelocal.com", Anywhere),
            ("https://local.example.com", Anywhere),
        ] {
            assert_eq!(Endpoint::parse(url).unwrap().audience(), from, "{url}");
        }
    }
}
