//! A bucket as a website: its first page and the page for what is missing, or a redirect elsewhere.

use crate::Store;
use crate::error::{Place, StoreError};
use crate::names::check_bucket;
use crate::setting::{add_md5, unbuilt, unless_unset};
use aws_sdk_s3::types::{ErrorDocument, IndexDocument, Protocol, RedirectAllRequestsTo, WebsiteConfiguration};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the bucket does as a website.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "shows", rename_all = "snake_case")]
pub enum Website {
    /// Its own files.
    Pages {
        /// The page of a folder, as `index.html`.
        index: String,
        /// The page for what is missing; empty for the storage's own.
        error: String,
        /// Rules that send some requests elsewhere, which are not shown and would be lost by a change.
        routes: usize,
    },
    /// Another site.
    Redirect {
        /// Its host.
        host: String,
        /// `http` or `https`; empty for that of the request.
        protocol: String,
    },
}

impl Store {
    /// What the bucket does as a website; `None` where it is none. May be dropped.
    pub async fn get_website(&self, bucket: &str) -> Result<Option<Website>, StoreError> {
        let place = Place::new("GetBucketWebsite").bucket(bucket);
        check_bucket(place)?;
        let got = self.call(place, |client| client.get_bucket_website().bucket(bucket).send()).await;
        let got = unless_unset(got, &["NoSuchWebsiteConfiguration"])?;
        Ok(got.and_then(|got| match got.redirect_all_requests_to() {
            Some(to) => Some(Website::Redirect {
                host: to.host_name().to_owned(),
                protocol: to.protocol().map(|protocol| protocol.as_str().to_owned()).unwrap_or_default(),
            }),
            None => got.index_document().map(|index| Website::Pages {
                index: index.suffix().to_owned(),
                error: got.error_document().map(|page| page.key().to_owned()).unwrap_or_default(),
                routes: got.routing_rules().len(),
            }),
        }))
    }

    /// Sets it. Read first: see the module `setting`.
    pub async fn put_website(&self, bucket: &str, website: &Website) -> Result<(), StoreError> {
        let place = Place::new("PutBucketWebsite").bucket(bucket);
        check_bucket(place)?;
        let build = WebsiteConfiguration::builder();
        let wanted = match website {
            Website::Pages { index, error, .. } => {
                let missing = (!error.is_empty()).then(|| ErrorDocument::builder().key(error).build()).transpose();
                IndexDocument::builder().suffix(index).build().and_then(|index| {
                    missing.map(|missing| build.index_document(index).set_error_document(missing).build())
                })
            }
            Website::Redirect { host, protocol } => RedirectAllRequestsTo::builder()
                .host_name(host)
                .set_protocol((!protocol.is_empty()).then(|| Protocol::from(protocol.as_str())))
                .build()
                .map(|to| build.redirect_all_requests_to(to).build()),
        };
        let wanted = wanted.map_err(|error| unbuilt(place, error))?;
        self.call(place, |client| {
            let call = client.put_bucket_website().bucket(bucket).website_configuration(wanted.clone());
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }

    /// Makes it no website. Read first: see the module `setting`.
    pub async fn delete_website(&self, bucket: &str) -> Result<(), StoreError> {
        let place = Place::new("DeleteBucketWebsite").bucket(bucket);
        check_bucket(place)?;
        self.call(place, |client| client.delete_bucket_website().bucket(bucket).send()).await.map(drop)
    }
}
