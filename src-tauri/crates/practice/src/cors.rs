//! CORS rules: which page of which origin a bucket answers to. Pure; headers and XML are left to `front` and
//! `s3::bucket`.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html>: the first rule counts whose origin, method and
//! every asked header match; a pattern has at most one `*`.

use serde::{Deserialize, Serialize};

/// One rule, as it was put.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Rule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    pub(crate) origins: Vec<String>,
    pub(crate) methods: Vec<String>,
    pub(crate) headers: Vec<String>,
    pub(crate) expose: Vec<String>,
    /// Seconds a browser may remember a preflight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) max_age: Option<i32>,
}

/// What a page asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) origin: &'a str,
    pub(crate) method: &'a str,
    /// The value of `Access-Control-Request-Headers`, empty when absent.
    pub(crate) headers: &'a str,
}

impl<'a> Asked<'a> {
    /// The first rule that allows this.
    pub(crate) fn allowed_by<'r>(&self, rules: &'r [Rule]) -> Option<&'r Rule> {
        rules.iter().find(|rule| self.matches(rule))
    }

    /// The headers asked for, in small letters.
    pub(crate) fn header_names(&self) -> impl Iterator<Item = String> + use<'a> {
        let names = self.headers.split(',').map(|name| name.trim().to_ascii_lowercase());
        names.filter(|name| !name.is_empty())
    }

    fn matches(&self, rule: &Rule) -> bool {
        let allows = |name: &str| rule.headers.iter().any(|pattern| fits(&pattern.to_ascii_lowercase(), name));
        rule.origins.iter().any(|pattern| fits(pattern, self.origin))
            && rule.methods.iter().any(|method| method == self.method)
            && self.header_names().all(|name| allows(&name))
    }
}

impl Rule {
    /// Whether it answers `*` rather than the page's own origin.
    pub(crate) fn is_for_everyone(&self) -> bool {
        self.origins.iter().any(|origin| origin == "*")
    }

    /// What S3 says against the rule, if anything.
    pub(crate) fn fault(&self) -> Option<String> {
        let known = ["GET", "PUT", "POST", "DELETE", "HEAD"];
        if let Some(method) = self.methods.iter().find(|method| !known.contains(&method.as_str())) {
            return Some(format!("Found unsupported HTTP method in CORS config. Unsupported method is {method}"));
        }
        if let Some(origin) = self.origins.iter().find(|origin| origin.matches('*').count() > 1) {
            return Some(format!("AllowedOrigin \"{origin}\" can not have more than one wildcard."));
        }
        if let Some(header) = self.headers.iter().find(|header| header.matches('*').count() > 1) {
            return Some(format!("AllowedHeader \"{header}\" can not have more than one wildcard."));
        }
        if let Some(header) = self.expose.iter().find(|header| header.contains('*')) {
            return Some(format!(
                "ExposeHeader \"{header}\" contains wildcard. We currently do not support wildcard for ExposeHeader."
            ));
        }
        None
    }
}

fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((head, tail)) => text.len() >= head.len() + tail.len() && text.starts_with(head) && text.ends_with(tail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(origin: &str, method: &str, header: &str) -> Rule {
        let list = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        Rule { origins: list(origin), methods: list(method), headers: list(header), ..Rule::default() }
    }

    fn allowed(rules: &[Rule], origin: &str, method: &str, headers: &str) -> Option<usize> {
        let asked = Asked { origin, method, headers };
        let found = asked.allowed_by(rules)?;
        rules.iter().position(|rule| rule == found)
    }

    #[test]
    fn the_first_rule_that_fits_in_everything_counts() {
        let rules = [
            rule("https://*.example.org", "GET", ""),
            rule("https://app.example.org http://localhost:3000", "PUT GET", "Content-* x-amz-date"),
            rule("*", "HEAD", "*"),
        ];
        assert_eq!(allowed(&rules, "https://app.example.org", "GET", ""), Some(0));
        assert_eq!(allowed(&rules, "https://app.example.org", "GET", "content-type"), Some(1));
        assert_eq!(allowed(&rules, "https://app.example.org", "PUT", "Content-Type, X-Amz-Date"), Some(1));
        assert_eq!(allowed(&rules, "https://app.example.org", "PUT", "authorization"), None);
        assert_eq!(allowed(&rules, "https://else.example.org", "PUT", ""), None);
        assert_eq!(allowed(&rules, "null", "HEAD", "anything"), Some(2));
        assert_eq!(allowed(&rules, "https://.example.org", "GET", ""), Some(0));
        assert_eq!(allowed(&rules, "https://example.org", "GET", ""), None);
    }

    #[test]
    fn a_star_does_not_let_its_two_ends_overlap() {
        assert!(!fits("aba*aba", "aba"));
        assert!(fits("aba*aba", "abaaba"));
    }

    #[test]
    fn faults_are_named() {
        assert_eq!(rule("*", "GET HEAD", "*").fault(), None);
        assert!(rule("*", "PATCH", "").fault().is_some_and(|fault| fault.contains("PATCH")));
        assert!(rule("http://*.*", "GET", "").fault().is_some());
        assert!(rule("*", "GET", "x-*-*").fault().is_some());
    }
}
