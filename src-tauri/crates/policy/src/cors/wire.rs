//! The rule as the published JSON forms spell it, for writing.

use serde::Serialize;

use super::Rule;

/// `{"AllowedOrigins": […], …}`
#[derive(Serialize)]
pub(super) struct WireRule<'a> {
    #[serde(rename = "ID", skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(rename = "AllowedHeaders")]
    headers: &'a [String],
    #[serde(rename = "AllowedMethods")]
    methods: &'a [String],
    #[serde(rename = "AllowedOrigins")]
    origins: &'a [String],
    #[serde(rename = "ExposeHeaders")]
    expose: &'a [String],
    #[serde(rename = "MaxAgeSeconds", skip_serializing_if = "Option::is_none")]
    max_age: Option<i32>,
}

/// The form of the command line.
#[derive(Serialize)]
pub(super) struct WireConfig<'a> {
    #[serde(rename = "CORSRules")]
    pub(super) rules: Vec<WireRule<'a>>,
}

impl<'a> From<&'a Rule> for WireRule<'a> {
    fn from(Rule { id, origins, methods, headers, expose, max_age }: &'a Rule) -> Self {
        Self { id: id.as_deref(), headers, methods, origins, expose, max_age: *max_age }
    }
}
