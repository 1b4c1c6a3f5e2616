//! A bucket's CORS rules: which websites may open its files. What the rules mean is the crate
//! `policy`'s business.

use super::{Element, Form, Shape, XmlSetting, ask::calls};
use crate::Store;
use crate::error::{StoreError, Subject};
use crate::names::check_bucket;
use policy::cors::{Config, Rule};

impl Form for Config {
    const SETTING: XmlSetting = XmlSetting::Cors;
    const SHAPE: Shape = Shape {
        get: "GetBucketCors",
        put: "PutBucketCors",
        root: "CORSConfiguration",
        proof: &["CORSRule"],
        unset: &["NoSuchCORSConfiguration"],
    };

    calls!(get_bucket_cors, put_bucket_cors);

    fn read(from: &Element) -> Option<Self> {
        let rules: Vec<Rule> = from.all("CORSRule").map(rule).collect();
        // Some servers answer an empty configuration where none is set.
        Some(rules).filter(|rules| !rules.is_empty()).map(|rules| Self { rules })
    }

    fn write(value: Option<&Self>, held: &Element) -> Element {
        Element::new(&held.name).with(value.into_iter().flat_map(|config| &config.rules).map(element))
    }
}

fn rule(from: &Element) -> Rule {
    Rule {
        id: from.text_of("ID").map(str::to_owned),
        origins: from.texts("AllowedOrigin"),
        methods: from.texts("AllowedMethod"),
        headers: from.texts("AllowedHeader"),
        expose: from.texts("ExposeHeader"),
        max_age: from.number("MaxAgeSeconds"),
    }
}

fn element(rule: &Rule) -> Element {
    let Rule { id, origins, methods, headers, expose, max_age } = rule;
    let list = |name: &'static str, texts: &[String]| -> Vec<Element> {
        texts.iter().map(|text| Element::leaf(name, text)).collect()
    };
    let id = id.as_ref().filter(|id| !id.is_empty()).map(|id| Element::leaf("ID", id));
    Element::new("CORSRule")
        .with(id)
        .with(list("AllowedOrigin", origins))
        .with(list("AllowedMethod", methods))
        .with(list("AllowedHeader", headers))
        .with(list("ExposeHeader", expose))
        .with(max_age.map(|seconds| Element::leaf("MaxAgeSeconds", seconds)))
}

impl Store {
    /// The rules; `None` where none are set. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_cors(&self, bucket: &str) -> Result<Option<Config>, StoreError> {
        self.read_setting(bucket).await
    }

    /// Puts these rules in the place of all that are set. See the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// where the server has no such setting; [`WouldLose`](crate::StoreErrorKind::WouldLose) where
    /// a change would cost what somebody else set, and nothing was sent.
    pub async fn put_cors(&self, bucket: &str, config: &Config) -> Result<(), StoreError> {
        self.write_setting(bucket, Some(config)).await
    }

    /// Removes all rules. Read first: see the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors). A server that does not know the setting may take this
    /// for the deletion of the bucket.
    pub async fn delete_cors(&self, bucket: &str) -> Result<(), StoreError> {
        let subject = Subject::new("DeleteBucketCors").bucket(bucket);
        check_bucket(subject)?;
        self.call(subject, |client| client.delete_bucket_cors().bucket(bucket).send()).await.map(drop)
    }
}
