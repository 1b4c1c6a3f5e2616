//! Addresses and ranges of addresses.

use std::net::IpAddr;

/// Whether `text` is an address or a range in CIDR notation.
pub(super) fn is_range(text: &str) -> bool {
    range(text).is_some()
}

/// Whether `address` lies in `within`, an address or a range. Nothing if either cannot be read.
pub(crate) fn lies_in(address: &str, within: &str) -> Option<bool> {
    let (network, length) = range(within)?;
    // A request may carry a range, as an access point does: it lies within a range that is as wide.
    let (address, own) = range(address)?;
    let (network, address, bits) = match (network, address) {
        (IpAddr::V4(network), IpAddr::V4(address)) => {
            (u128::from(network.to_bits()), u128::from(address.to_bits()), 32)
        }
        (IpAddr::V6(network), IpAddr::V6(address)) => (network.to_bits(), address.to_bits(), 128),
        _ => return Some(false),
    };
    let shift = bits - length;
    Some(own >= length && (shift == 128 || network >> shift == address >> shift))
}

/// The network and its bits of an address or a range.
pub(crate) fn range(text: &str) -> Option<(IpAddr, u32)> {
    let (address, length) = text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
    let address: IpAddr = address.parse().ok()?;
    let bits = if address.is_ipv4() { 32 } else { 128 };
    let length = match length {
        Some(length) if length.len() > 3 || length.starts_with('+') => return None,
        Some(length) => length.parse().ok().filter(|length| *length <= bits)?,
        None => bits,
    };
    Some((address, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold_their_addresses() {
        for (address, within, expected) in [
            ("203.0.113.7", "203.0.113.0/24", Some(true)),
            ("203.0.114.7", "203.0.113.0/24", Some(false)),
            ("203.0.113.7", "203.0.113.7", Some(true)),
            ("203.0.113.7", "0.0.0.0/0", Some(true)),
            ("2001:db8::1", "2001:DB8::/32", Some(true)),
            ("2001:db9::1", "2001:DB8::/32", Some(false)),
            ("::1", "::/0", Some(true)),
            ("203.0.113.7", "::/0", Some(false)),
            ("203.0.113.7", "203.0.113.0/33", None),
            ("203.0.113.7", "203.0.113", None),
            ("here", "203.0.113.0/24", None),
        ] {
            assert_eq!(lies_in(address, within), expected, "{address} in {within}");
        }
    }
}
