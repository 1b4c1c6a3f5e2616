//! What S3 says against CORS rules when they are put, word for word. Deciding by them is
//! `policy::cors`.

use policy::cors::{METHODS, Rule};

/// What S3 says against the rule, if anything.
pub(crate) fn fault(rule: &Rule) -> Option<String> {
    if let Some(method) = rule.methods.iter().find(|method| !METHODS.contains(&method.as_str())) {
        return Some(format!("Found unsupported HTTP method in CORS config. Unsupported method is {method}"));
    }
    if let Some(origin) = rule.origins.iter().find(|origin| origin.matches('*').count() > 1) {
        return Some(format!("AllowedOrigin \"{origin}\" can not have more than one wildcard."));
    }
    if let Some(header) = rule.headers.iter().find(|header| header.matches('*').count() > 1) {
        return Some(format!("AllowedHeader \"{header}\" can not have more than one wildcard."));
    }
    if let Some(header) = rule.expose.iter().find(|header| header.contains('*')) {
        return Some(format!(
            "ExposeHeader \"{header}\" contains wildcard. We currently do not support wildcard for ExposeHeader."
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(origin: &str, method: &str, header: &str) -> Rule {
        let list = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        Rule { origins: list(origin), methods: list(method), headers: list(header), ..Rule::default() }
    }

    #[test]
    fn faults_are_named() {
        assert_eq!(fault(&rule("*", "GET HEAD", "*")), None);
        assert!(fault(&rule("*", "PATCH", "")).is_some_and(|fault| fault.contains("PATCH")));
        assert!(fault(&rule("http://*.*", "GET", "")).is_some());
        assert!(fault(&rule("*", "GET", "x-*-*")).is_some());
    }
}
