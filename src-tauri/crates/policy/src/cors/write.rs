//! From rules to text, in each of the three published forms. What is written reads back as the same
//! rules.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::{
    Config, Form, Rule,
    wire::{WireConfig, WireRule},
};

/// The rules as a text in this form, ready to be pasted elsewhere.
#[must_use]
pub fn write(config: &Config, form: Form) -> String {
    let rules = || config.rules.iter().map(WireRule::from).collect::<Vec<_>>();
    match form {
        // Texts, lists and numbers: nothing in them can fail to be written.
        Form::Console => serde_json::to_string_pretty(&rules()).unwrap_or_default(),
        Form::CommandLine => serde_json::to_string_pretty(&WireConfig { rules: rules() }).unwrap_or_default(),
        Form::Xml => xml(&config.rules),
    }
}

fn xml(rules: &[Rule]) -> String {
    let mut out = String::from("<CORSConfiguration>\n");
    for rule in rules {
        out.push_str("  <CORSRule>\n");
        let id: &[String] = rule.id.as_slice();
        let age = rule.max_age.map(|seconds| seconds.to_string());
        let lines: [(&str, &[String]); 6] = [
            ("ID", id),
            ("AllowedOrigin", &rule.origins),
            ("AllowedMethod", &rule.methods),
            ("AllowedHeader", &rule.headers),
            ("ExposeHeader", &rule.expose),
            ("MaxAgeSeconds", age.as_slice()),
        ];
        for (name, value) in lines.iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value))) {
            // Writing into a text does not fail.
            let _ = writeln!(out, "    <{name}>{}</{name}>", escape(value.as_str()));
        }
        out.push_str("  </CORSRule>\n");
    }
    out + "</CORSConfiguration>\n"
}
