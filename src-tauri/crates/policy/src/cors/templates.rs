//! Good beginnings for what people usually want. Where a site is theirs to name, `origins` is
//! empty.

use serde::Serialize;
use ts_rs::TS;

use super::Rule;

/// A beginning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CorsTemplate")]
pub struct Template {
    /// Stable.
    pub id: String,
    /// A few words.
    pub title: String,
    /// What it is for, in a sentence.
    pub what: String,
    /// What its publisher, or we, warn of; empty where nothing.
    pub warning: String,
    /// The rule; without sites where the person names them.
    pub rule: Rule,
}

/// All of them, the most usual first.
#[must_use]
pub fn templates() -> Vec<Template> {
    let rule = |id: &str, origins: &[&str], methods: &[&str], headers: &[&str], expose: &[&str]| Rule {
        id: Some(id.to_owned()),
        origins: texts(origins),
        methods: texts(methods),
        headers: texts(headers),
        expose: texts(expose),
        max_age: Some(3000),
    };
    let template = |id: &str, title: &str, what: &str, warning: &str, rule: Rule| Template {
        id: id.to_owned(),
        title: title.to_owned(),
        what: what.to_owned(),
        warning: warning.to_owned(),
        rule,
    };
    vec![
        template(
            "shows",
            "A website that shows files",
            "Its pages may open files of this bucket: pictures in a viewer, tables, PDFs.",
            "",
            rule("shows-files", &[], &["GET", "HEAD"], &["*"], &[]),
        ),
        template(
            "uploads",
            "A website that uploads files",
            "Its pages may open files and upload new ones; scripts see the ETag, which large uploads need.",
            "",
            rule("uploads-files", &[], &["GET", "HEAD", "PUT", "POST"], &["*"], &["ETag"]),
        ),
        template(
            "kolena",
            "Kolena",
            "Kolena’s pages may open files, at both addresses that Kolena uses today.",
            "",
            Rule {
                max_age: None,
                ..rule("kolena", &["https://app.kolena.com", "https://app.kolena.io"], &["GET"], &["*"], &[])
            },
        ),
        template(
            "cloud-gov",
            "An app outside Cloud.gov",
            "Pages of an app elsewhere may open files of a Cloud.gov bucket and see their ETag.",
            "Cloud.gov: allowing other websites weakens security and is not recommended, but a short list of websites can be safe. Programs need a service key instead.",
            Rule { max_age: None, ..rule("cloud-gov", &[], &["HEAD", "GET"], &["*"], &["ETag"]) },
        ),
        template(
            "everyone",
            "Every website",
            "Pages of any site may open what their visitors can open, as for public data.",
            "Any page on the internet can then read what a visitor’s browser can open here. Use this only for public files.",
            rule("everyone", &["*"], &["GET", "HEAD"], &["*"], &[]),
        ),
    ]
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}
