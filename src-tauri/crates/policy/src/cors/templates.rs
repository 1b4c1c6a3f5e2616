//! Good beginnings for what people usually want. Where a site is theirs to name, `origins` is
//! empty.

use serde::Serialize;
use ts_rs::TS;
use words::{Words, cors, say};

use super::Rule;

/// Rules to begin with, for a common purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CorsTemplate")]
pub struct Template {
    /// A name that stays the same over versions and languages.
    pub id: String,
    /// What it is for, in a few words.
    pub title: Words,
    /// What it is for, in a sentence.
    pub what: Words,
    /// What its publisher, or we, warn of.
    pub warning: Option<Words>,
    /// The rule; without sites where the person names them.
    pub rule: Rule,
}

/// All of them, the most usual first.
#[must_use]
pub fn templates() -> Vec<Template> {
    let template = |id: &str, title: Words, what: Words, warning: Option<Words>, rule: Rule| Template {
        id: id.to_owned(),
        title,
        what,
        warning,
        rule,
    };
    let kolena = ["https://app.kolena.com", "https://app.kolena.io"];
    vec![
        template(
            "shows",
            say!(cors::TemplateShowsTitle),
            say!(cors::TemplateShows),
            None,
            rule("shows-files", &[], &["GET", "HEAD"], &["*"], &[]),
        ),
        template(
            "uploads",
            say!(cors::TemplateUploadsTitle),
            say!(cors::TemplateUploads),
            None,
            rule("uploads-files", &[], &["GET", "HEAD", "PUT", "POST"], &["*"], &["ETag"]),
        ),
        template(
            "upload-page",
            say!(cors::TemplateUploadPageTitle),
            say!(cors::TemplateUploadPage),
            Some(say!(cors::TemplateUploadPageWarning)),
            rule("upload-page", &["*"], &["PUT", "POST"], &["*"], &[]),
        ),
        template(
            "kolena",
            say!(cors::TemplateKolenaTitle),
            say!(cors::TemplateKolena),
            None,
            Rule { max_age: None, ..rule("kolena", &kolena, &["GET"], &["*"], &[]) },
        ),
        template(
            "cloud-gov",
            say!(cors::TemplateCloudGovTitle),
            say!(cors::TemplateCloudGov),
            Some(say!(cors::TemplateCloudGovWarning)),
            Rule { max_age: None, ..rule("cloud-gov", &[], &["HEAD", "GET"], &["*"], &["ETag"]) },
        ),
        template(
            "everyone",
            say!(cors::TemplateEveryoneTitle),
            say!(cors::TemplateEveryone),
            Some(say!(cors::TemplateEveryoneWarning)),
            rule("everyone", &["*"], &["GET", "HEAD"], &["*"], &[]),
        ),
    ]
}

fn rule(id: &str, origins: &[&str], methods: &[&str], headers: &[&str], expose: &[&str]) -> Rule {
    Rule {
        id: Some(id.to_owned()),
        origins: texts(origins),
        methods: texts(methods),
        headers: texts(headers),
        expose: texts(expose),
        max_age: Some(3000),
    }
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}
