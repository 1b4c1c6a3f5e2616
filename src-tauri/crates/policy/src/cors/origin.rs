//! What is wrong with a site as people write it, and how a browser would write it.
//!
//! Servers take nearly anything as an AllowedOrigin and then never match it. A browser sends
//! `scheme://host`, and the port where it is not the scheme's own: small letters, no path, no slash
//! at the end.

use serde::Serialize;
use ts_rs::TS;
use words::{Words, cors, say};

use super::{decide::can_fit, told::texts};

/// What to do about a site that would never match, or not as meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OriginRepair {
    /// What is wrong, in a sentence.
    pub why: Words,
    /// What to write instead; several where one text stood for several sites. Empty where nobody
    /// can tell.
    pub instead: Vec<String>,
    /// As it stands it can never match.
    pub stops: bool,
}

/// What is wrong with `text` as a site, if anything. `*` and `null` are left as they are.
#[must_use]
pub fn repair_origin(text: &str) -> Option<OriginRepair> {
    let trimmed = text.trim().trim_matches(['"', '\'', '“', '”']).trim();
    if trimmed.is_empty() {
        return Some(stop(say!(cors::WebsiteEmpty), vec![]));
    }
    if matches!(text, "*" | "null") {
        return None;
    }
    if trimmed.contains("YOUR") || trimmed.contains(['<', '{', '}']) {
        return Some(stop(say!(cors::WebsitePlaceholder), vec![]));
    }
    let parts: Vec<&str> =
        trimmed.split([',', ';', ' ', '\n', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 {
        let all: Option<Vec<_>> = parts.iter().map(|part| sites(part)).collect();
        let instead = all.unwrap_or_default().concat();
        return Some(stop(say!(cors::WebsiteSeveral), instead));
    }
    if trimmed.matches('*').count() > 1 {
        return Some(stop(say!(cors::WebsiteStars), vec![]));
    }
    let Some(instead) = sites(trimmed) else {
        if can_fit(text) {
            return None;
        }
        return Some(stop(say!(cors::WebsiteInvalid), vec![]));
    };
    if instead == [text] {
        return None;
    }
    if can_fit(text) {
        let why = say!(cors::WebsiteLoose, pattern = text, instead = texts(&instead));
        return Some(OriginRepair { why, instead, stops: false });
    }
    Some(stop(why(text, trimmed), instead))
}

/// Whether a browser would write a site in this way.
pub(super) fn is_browsers(site: &str) -> bool {
    !site.contains('*') && is_site(site) && mended(site) == [site]
}

fn stop(why: Words, instead: Vec<String>) -> OriginRepair {
    OriginRepair { why, instead, stops: true }
}

/// The first thing that is wrong, in the order in which people make the slips.
fn why(text: &str, trimmed: &str) -> Words {
    if text != trimmed {
        return say!(cors::WebsiteQuotes);
    }
    let Some((scheme, rest)) = trimmed.split_once("://") else {
        if is_number(trimmed) {
            return say!(cors::WebsiteCaller);
        }
        return say!(cors::WebsiteScheme);
    };
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if path == "/" {
        say!(cors::WebsiteSlash)
    } else if !path.is_empty() {
        say!(cors::WebsitePath)
    } else if scheme != scheme.to_lowercase() || host != host.to_lowercase() {
        say!(cors::WebsiteCapitals)
    } else if !host.is_ascii() {
        say!(cors::WebsiteAccents)
    } else if host.contains('@') {
        say!(cors::WebsiteLogin)
    } else {
        say!(cors::WebsitePort)
    }
}

/// The sites that one text stands for, when nothing is left to mend in them.
fn sites(text: &str) -> Option<Vec<String>> {
    let sites = mended(text);
    let whole = |site: &String| is_site(site) && site.matches('*').count() < 2 && mended(site) == [site.as_str()];
    sites.iter().all(whole).then_some(sites)
}

/// The site as a browser writes it; two for `*.example.org`, which may well mean both.
fn mended(text: &str) -> Vec<String> {
    if text == "*" {
        return vec![text.to_owned()];
    }
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (scheme.to_lowercase(), rest),
        None => (String::new(), text),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    let host = if host.is_ascii() { host } else { in_ascii(&host) };
    let host = if host.parse::<std::net::Ipv6Addr>().is_ok() { format!("[{host}]") } else { host };
    let scheme = match scheme.as_str() {
        "" if is_local(&host) => "http",
        "" => "https",
        known => known,
    };
    let host = match scheme {
        "https" => host.strip_suffix(":443").unwrap_or(&host),
        "http" => host.strip_suffix(":80").unwrap_or(&host),
        _ => &host,
    };
    let site = format!("{scheme}://{host}");
    match host.strip_prefix("*.") {
        Some(bare) if !text.contains("://") => vec![site, format!("{scheme}://{bare}")],
        _ => vec![site],
    }
}

/// `bücher.example` as browsers send it, `xn--bcher-kva.example`.
fn in_ascii(host: &str) -> String {
    let (star, host) = host.strip_prefix("*.").map_or(("", host), |rest| ("*.", rest));
    let (name, port) = host.rsplit_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    match (url::Host::parse(name), port) {
        (Ok(name), Some(port)) => format!("{star}{name}:{port}"),
        (Ok(name), None) => format!("{star}{name}"),
        (Err(_), _) => host.to_owned(),
    }
}

/// This computer, or a bare number: such sites rarely have a certificate.
fn is_local(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "localhost" || name.parse::<std::net::Ipv4Addr>().is_ok() || host.starts_with('[')
}

/// A bare address of a computer, with a port or without.
fn is_number(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let bare = host.trim_matches(['[', ']']);
    host.parse::<std::net::SocketAddr>().is_ok() || bare.parse::<std::net::IpAddr>().is_ok()
}

/// `scheme://host[:port]`, where a `*` may stand for any part of it.
fn is_site(text: &str) -> bool {
    let Some((scheme, host)) = text.split_once("://") else { return text == "*" };
    let name_of = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '*' | ':' | '[' | ']');
    let scheme_of = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '*');
    let port_fits = match host.rsplit_once(':') {
        Some((_, port)) if !host.ends_with(']') => port == "*" || port.parse::<u16>().is_ok_and(|port| port > 0),
        _ => true,
    };
    let ends = !host.starts_with('.') && !host.ends_with('.') && !host.contains("..");
    !scheme.is_empty()
        && scheme.chars().all(scheme_of)
        && !host.is_empty()
        && host.chars().all(name_of)
        && ends
        && port_fits
}
