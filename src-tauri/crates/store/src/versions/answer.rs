//! Reads what S3 answers to ListObjectVersions, in the document's own order: the newest of a key
//! first. The SDK has versions and delete markers in two lists, and which came first of those made
//! within one second is lost in them (aws-sdk-cpp#1649).
//!
//! Promise: as [`crate::list::answer`]'s. A field that is odd is unknown, what decides about files
//! is read or refused, and a list that breaks is no shorter list.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html>

use crate::lenient::Mending;
use crate::list::answer::{Broken, Document};
use crate::object::millis;
use crate::{Version, etag, spelling};
use aws_sdk_s3::operation::list_object_versions::{ListObjectVersions, ListObjectVersionsOutput};
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, Error as Refusal, Output,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::config_bag::ConfigBag;
use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a page holds, with keys as the server spelled them.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Listed {
    /// Versions and delete markers, as they came.
    pub(super) entries: Vec<Version>,
    pub(super) folders: Vec<String>,
    pub(super) truncated: Option<bool>,
    pub(super) next_key: Option<String>,
    pub(super) next_id: Option<String>,
    encoding: Option<String>,
}

impl spelling::Page for Listed {
    fn keys(&self) -> impl Iterator<Item = &str> {
        let entries = self.entries.iter().map(|entry| entry.key.as_str());
        entries.chain(self.folders.iter().map(String::as_str)).chain(self.next_key.as_deref())
    }

    fn announces(&self) -> bool {
        self.encoding.as_deref() == Some("url")
    }
}

/// Puts the reader here before the SDK's, whose type has no place for the order: what was read is
/// taken from here.
#[derive(Clone, Debug, Default)]
pub(super) struct InOrder(Arc<Mutex<Option<Listed>>>);

impl InOrder {
    /// What the last answer held; none where it does not begin as such a list.
    pub(super) fn take(&self) -> Option<Listed> {
        self.listed().take()
    }

    fn listed(&self) -> MutexGuard<'_, Option<Listed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Intercept for InOrder {
    fn name(&self) -> &'static str {
        "InOrder"
    }

    fn read_before_serialization(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        cfg.interceptor_state().store_put(SharedResponseDeserializer::new(self.clone()));
        Ok(())
    }
}

impl DeserializeResponse for InOrder {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> Result<Output, OrchestratorError<Refusal>> {
        let body = response.body().bytes().filter(|_| response.status().is_success());
        match body.and_then(read) {
            Some(Ok(listed)) => {
                *self.listed() = Some(listed);
                Ok(Output::erase(ListObjectVersionsOutput::builder().build()))
            }
            Some(Err(Broken)) => Err(OrchestratorError::other("the list cannot be read")),
            // The SDK says what it is.
            None => Mending::new(&ListObjectVersions::new()).deserialize_nonstreaming_with_config(response, cfg),
        }
    }
}

/// The page that a body holds; `None` where it does not begin as a list of versions does.
fn read(body: &[u8]) -> Option<Result<Listed, Broken>> {
    let (mut document, root) = Document::open(body)?;
    (root.local_name().as_ref() == "ListVersionsResult").then(|| page(&mut document))
}

fn page(document: &mut Document<'_>) -> Result<Listed, Broken> {
    let mut page = Listed::default();
    while let Some(tag) = document.child()? {
        match tag.local_name().as_ref() {
            "Version" => page.entries.push(entry(document, false)?),
            "DeleteMarker" => page.entries.push(entry(document, true)?),
            "CommonPrefixes" => page.folders.extend(folder(document)?),
            "IsTruncated" => page.truncated = document.yes()?,
            "NextKeyMarker" => page.next_key = Some(document.text()?.to_owned()),
            "NextVersionIdMarker" => page.next_id = Some(document.text()?.to_owned()),
            "EncodingType" => page.encoding = Some(document.text()?.to_owned()),
            _ => document.skip(&tag, ())?,
        }
    }
    document.end()?;
    Ok(page)
}

fn entry(document: &mut Document<'_>, marker: bool) -> Result<Version, Broken> {
    let mut entry = Version { id: "null".to_owned(), marker, ..Version::default() };
    while let Some(tag) = document.child()? {
        match tag.local_name().as_ref() {
            "Key" => entry.key = document.text()?.to_owned(),
            "VersionId" => entry.id = some(document.text()?).unwrap_or(entry.id),
            "IsLatest" => entry.latest = document.yes()? == Some(true),
            "LastModified" => entry.modified = document.date()?.as_ref().and_then(millis),
            "ETag" => entry.etag = etag::told(Some(document.text()?)),
            "Size" => entry.size = u64::try_from(document.size()?).unwrap_or_default(),
            "StorageClass" => entry.class = some(document.text()?),
            "Owner" => entry.owner = owner(document)?,
            _ => document.skip(&tag, ())?,
        }
    }
    Ok(entry)
}

/// The name of an owner, or the id where the server tells no name.
fn owner(document: &mut Document<'_>) -> Result<Option<String>, Broken> {
    let (mut name, mut id) = (None, None);
    while let Some(tag) = document.child()? {
        match tag.local_name().as_ref() {
            "DisplayName" => name = some(document.text()?),
            "ID" => id = some(document.text()?),
            _ => document.skip(&tag, ())?,
        }
    }
    Ok(name.or(id))
}

fn folder(document: &mut Document<'_>) -> Result<Option<String>, Broken> {
    let mut folder = None;
    while let Some(tag) = document.child()? {
        match tag.local_name().as_ref() {
            "Prefix" => folder = some(document.text()?),
            _ => document.skip(&tag, ())?,
        }
    }
    Ok(folder)
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}
