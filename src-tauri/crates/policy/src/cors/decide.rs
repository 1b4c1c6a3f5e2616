//! Whether a page may do something, by which rule, and if not, which line of which rule says no.
//!
//! S3's algorithm: the first rule counts in which method, origin and every asked header fit. A
//! pattern has at most one `*`, which stands for any run of characters; origins and methods are
//! compared exactly, headers without regard to capitals.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html>

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use words::Words;

use super::{Config, Rule, origin::is_browsers, told};

/// What a page asks for, as its browser tells it before the request itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "CorsAsked")]
pub struct Preflight {
    /// The page's site: `https://app.example.org`.
    pub origin: String,
    /// The HTTP method in capital letters: `GET`, `PUT`.
    pub method: String,
    /// The request headers that it wants to send.
    pub headers: Vec<String>,
}

/// In which order a server tries the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CorsOrder")]
pub enum Order {
    /// The first rule in which everything fits (AWS, MiniStack).
    FirstFit,
    /// The first rule that names the origin decides alone (Ceph).
    FirstOrigin,
}

/// The line of a rule that did not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "line", rename_all = "snake_case")]
#[ts(rename = "CorsLine")]
pub enum RulePart {
    /// The site is not among those of the rule.
    Origins,
    /// The method is not among those of the rule.
    Methods,
    /// A header is not among those of the rule.
    Headers {
        /// The header that was asked for, in small letters.
        header: String,
    },
}

/// A rule that did not fit, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CorsMiss")]
pub struct Miss {
    /// The rule's position, from 0.
    pub rule: usize,
    /// What of it did not fit.
    pub line: RulePart,
    /// The same in a sentence.
    pub why: Words,
}

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CorsVerdict")]
pub struct Verdict {
    /// Whether the browser lets the page do it.
    pub allowed: bool,
    /// The rule that allows it, from 0.
    pub rule: Option<usize>,
    /// Which rule decides, or why none does, in a sentence.
    pub why: Words,
    /// The rules that were tried and did not fit.
    pub misses: Vec<Miss>,
}

/// What S3 says to the question that a browser asks first (the preflight).
#[must_use]
pub fn decide(config: &Config, asked: &Preflight) -> Verdict {
    decide_as(config, asked, Order::FirstFit)
}

/// The same for a server that tries the rules in another order.
#[must_use]
pub fn decide_as(config: &Config, asked: &Preflight, order: Order) -> Verdict {
    let mut misses = Vec::new();
    for (at, rule) in config.rules.iter().enumerate() {
        let Some(line) = missed(rule, asked) else {
            return Verdict { allowed: true, rule: Some(at), why: told::allowed(at, rule, asked), misses };
        };
        let last = order == Order::FirstOrigin && fits_origin(rule, &asked.origin);
        misses.push(Miss { rule: at, why: told::miss(at, rule, asked, &line), line });
        if last {
            break;
        }
    }
    Verdict { allowed: false, rule: None, why: told::refused(asked, &misses), misses }
}

/// Whether a page of `origin` may read the answer to a request that was made with `method`: the
/// rule that lets it. Headers are asked about beforehand alone.
#[must_use]
pub fn may_read<'r>(config: &'r Config, origin: &str, method: &str) -> Option<&'r Rule> {
    config.rules.iter().find(|rule| fits_method(rule, method) && fits_origin(rule, origin))
}

/// Names as a preflight lists them: in small letters, without spaces, without empty ones, several
/// parted by commas.
pub fn header_names(headers: &[String]) -> impl Iterator<Item = String> {
    let names = headers.iter().flat_map(|text| text.split(','));
    names.map(|name| name.trim().to_ascii_lowercase()).filter(|name| !name.is_empty())
}

/// What of a rule does not fit, if anything. The origin is looked at first: of a rule for other
/// sites nobody wants to hear about its methods.
fn missed(rule: &Rule, asked: &Preflight) -> Option<RulePart> {
    if !fits_origin(rule, &asked.origin) {
        return Some(RulePart::Origins);
    }
    if !fits_method(rule, &asked.method) {
        return Some(RulePart::Methods);
    }
    let lets = |name: &str| rule.headers.iter().any(|pattern| fits(&pattern.to_ascii_lowercase(), name));
    header_names(&asked.headers).find(|name| !lets(name)).map(|header| RulePart::Headers { header })
}

fn fits_origin(rule: &Rule, origin: &str) -> bool {
    !origin.is_empty() && rule.origins.iter().any(|pattern| fits(pattern, origin))
}

/// Sites of which every part may stand in the place of a star: a piece of the scheme, of the name
/// or of the port, with what is between.
const SITES: [&str; 2] = ["https://a.a:8443", "http://a.a:8443"];

/// Whether a page of any site at all fits the pattern, by what decides it: a browser writes sites
/// in one way alone, and a pattern that can stand for none of them never matches.
pub(super) fn can_fit(pattern: &str) -> bool {
    let fills = |part: &str| {
        let site = pattern.replacen('*', part, 1);
        (site == "null" || is_browsers(&site)) && fits(pattern, &site)
    };
    let parts =
        |site: &'static str| (0..=site.len()).flat_map(move |from| (from..=site.len()).map(move |to| &site[from..to]));
    SITES.into_iter().flat_map(parts).any(fills)
}

fn fits_method(rule: &Rule, method: &str) -> bool {
    rule.methods.iter().any(|known| known == method)
}

/// Whether `text` fits `pattern` as a whole; the two sides of its `*` do not overlap.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((head, tail)) => text.len() >= head.len() + tail.len() && text.starts_with(head) && text.ends_with(tail),
    }
}
