//! The rule as the published JSON forms spell it.

use serde::{Deserialize, Deserializer, Serialize};

use super::Rule;

/// `{"AllowedOrigins": […], …}`. Unknown and doubled members are refused: a slip in a name would otherwise be a line
/// that is silently missing.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireRule {
    #[serde(rename = "ID", alias = "Id", default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(rename = "AllowedHeaders", default, deserialize_with = "one_or_many")]
    headers: Vec<String>,
    #[serde(rename = "AllowedMethods", deserialize_with = "one_or_many")]
    methods: Vec<String>,
    #[serde(rename = "AllowedOrigins", deserialize_with = "one_or_many")]
    origins: Vec<String>,
    #[serde(rename = "ExposeHeaders", default, deserialize_with = "one_or_many")]
    expose: Vec<String>,
    #[serde(rename = "MaxAgeSeconds", default, skip_serializing_if = "Option::is_none")]
    max_age: Option<i32>,
}

/// The form of the command line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireConfig {
    #[serde(rename = "CORSRules")]
    pub(super) rules: Vec<WireRule>,
}

impl From<WireRule> for Rule {
    fn from(WireRule { id, headers, methods, origins, expose, max_age }: WireRule) -> Self {
        Self { id, origins, methods, headers, expose, max_age }
    }
}

impl From<&Rule> for WireRule {
    fn from(rule: &Rule) -> Self {
        let Rule { id, origins, methods, headers, expose, max_age } = rule.clone();
        Self { id, headers, methods, origins, expose, max_age }
    }
}

/// A list, or one text that stands for a list of one, as elsewhere in Amazon's JSON.
fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    struct Texts;
    impl<'de> serde::de::Visitor<'de> for Texts {
        type Value = Vec<String>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a list of texts")
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok(vec![text.to_owned()])
        }

        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut texts = Vec::new();
            while let Some(text) = list.next_element()? {
                texts.push(text);
            }
            Ok(texts)
        }
    }
    from.deserialize_any(Texts)
}
