//! A bucket as a website: its first page and the page for what is missing, or a redirect elsewhere.

use super::{Element, Form, Shape, XmlSetting, ask::calls};
use crate::Store;
use crate::error::{StoreError, Subject};
use crate::names::check_bucket;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the bucket does as a website.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "shows", rename_all = "snake_case")]
pub enum Website {
    /// The bucket's own files are shown as a website.
    Pages {
        /// The page of a folder, as `index.html`.
        index: String,
        /// The page for what is missing; empty for the storage's own.
        error: String,
        /// How many rules send some requests elsewhere; they are not shown, and stay as they are.
        routes: usize,
    },
    /// Every request is sent on to another site.
    Redirect {
        /// The other site's host, without a scheme.
        host: String,
        /// `http` or `https`; empty for that of the request.
        protocol: String,
    },
}

impl Form for Website {
    const SETTING: XmlSetting = XmlSetting::Website;
    const SHAPE: Shape = Shape {
        get: "GetBucketWebsite",
        put: "PutBucketWebsite",
        root: "WebsiteConfiguration",
        proof: &["IndexDocument", "RedirectAllRequestsTo"],
        unset: &["NoSuchWebsiteConfiguration"],
    };

    calls!(get_bucket_website, put_bucket_website);

    fn read(from: &Element) -> Option<Self> {
        if let Some(to) = from.child("RedirectAllRequestsTo") {
            let text = |name: &str| to.text_of(name).unwrap_or_default().to_owned();
            return Some(Self::Redirect { host: text("HostName"), protocol: text("Protocol") });
        }
        let text = |part: &str, name: &str| from.child(part).and_then(|part| part.text_of(name)).map(str::to_owned);
        Some(Self::Pages {
            index: text("IndexDocument", "Suffix")?,
            error: text("ErrorDocument", "Key").unwrap_or_default(),
            routes: from.child("RoutingRules").map_or(0, |rules| rules.all("RoutingRule").count()),
        })
    }

    fn write(value: Option<&Self>, held: &Element) -> Element {
        let part = |part: &str, name: &str, text: &str| Element::new(part).with([Element::leaf(name, text)]);
        let root = Element::new(&held.name);
        match value {
            Some(Self::Pages { index, error, .. }) => root
                .with([part("IndexDocument", "Suffix", index)])
                .with((!error.is_empty()).then(|| part("ErrorDocument", "Key", error))),
            Some(Self::Redirect { host, protocol }) => {
                let protocol = (!protocol.is_empty()).then(|| Element::leaf("Protocol", protocol));
                root.with([part("RedirectAllRequestsTo", "HostName", host).with(protocol)])
            }
            None => root,
        }
    }
}

impl Store {
    /// What the bucket does as a website; `None` where it is none. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_website(&self, bucket: &str) -> Result<Option<Website>, StoreError> {
        self.read_setting(bucket).await
    }

    /// Sets it; rules that send some requests elsewhere stay. See the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// where the server has no such setting; [`WouldLose`](crate::StoreErrorKind::WouldLose) where
    /// a change would cost what somebody else set, and nothing was sent.
    pub async fn put_website(&self, bucket: &str, website: &Website) -> Result<(), StoreError> {
        self.write_setting(bucket, Some(website)).await
    }

    /// Makes it no website. Read first: see the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors). A server that does not know the setting may take this
    /// for the deletion of the bucket.
    pub async fn delete_website(&self, bucket: &str) -> Result<(), StoreError> {
        let subject = Subject::new("DeleteBucketWebsite").bucket(bucket);
        check_bucket(subject)?;
        self.call(subject, |client| client.delete_bucket_website().bucket(bucket).send()).await.map(drop)
    }
}
