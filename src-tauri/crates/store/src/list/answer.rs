//! Reads what S3 answers to ListObjectsV2 and ListObjects. The SDK reads it, too, but its reader
//! takes more of the processor than all else in a listing (`src-tauri/docs/measured.md`). So a list
//! is read here, into the SDK's own types; an answer that begins in another way (an error, a root
//! with a prefix, a document type) is left to the SDK, which says what it is.
//!
//! Promise: what both read, they read the same, but for what the SDK's reader loses (CDATA
//! sections, texts around a comment) and what it refuses ([`crate::lenient`]). A list that is not
//! well-formed is refused: the SDK's reader takes the place where it breaks for its end, and what
//! follows would be missing without a word.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html>

use crate::dates;
use crate::lenient::{self, Mending};
use aws_sdk_s3::operation::list_objects::{ListObjects, ListObjectsOutput};
use aws_sdk_s3::operation::list_objects_v2::{ListObjectsV2, ListObjectsV2Output};
use aws_sdk_s3::types::{CommonPrefix, EncodingType, Object, RestoreStatus};
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, Error as Refusal, Output,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use std::error::Error;

/// Puts the reader here before the SDK's.
#[derive(Clone, Copy, Debug)]
pub(super) enum QuickPages {
    /// ListObjectsV2.
    Tokens,
    /// ListObjects, which knows no tokens.
    Keys,
}

impl Intercept for QuickPages {
    fn name(&self) -> &'static str {
        "QuickPages"
    }

    fn read_before_serialization(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        cfg.interceptor_state().store_put(SharedResponseDeserializer::new(Pages(*self)));
        Ok(())
    }
}

#[derive(Debug)]
struct Pages(QuickPages);

impl DeserializeResponse for Pages {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> Result<Output, OrchestratorError<Refusal>> {
        let body = response.body().bytes().filter(|_| response.status().is_success());
        match (body.and_then(read), self.0) {
            (Some(Ok(listed)), QuickPages::Tokens) => Ok(Output::erase(ListObjectsV2Output::from(listed))),
            (Some(Ok(listed)), QuickPages::Keys) => Ok(Output::erase(ListObjectsOutput::from(listed))),
            (Some(Err(Broken)), _) => Err(OrchestratorError::other("the list cannot be read")),
            (None, QuickPages::Tokens) => {
                Mending::new(&ListObjectsV2::new()).deserialize_nonstreaming_with_config(response, cfg)
            }
            (None, QuickPages::Keys) => {
                Mending::new(&ListObjects::new()).deserialize_nonstreaming_with_config(response, cfg)
            }
        }
    }
}

/// What a page holds.
#[derive(Debug, Default, PartialEq)]
struct Listed {
    objects: Option<Vec<Object>>,
    folders: Option<Vec<CommonPrefix>>,
    truncated: Option<bool>,
    token: Option<String>,
    /// Where a list without tokens goes on.
    marker: Option<String>,
    encoding: Option<EncodingType>,
}

impl From<Listed> for ListObjectsV2Output {
    fn from(listed: Listed) -> Self {
        Self::builder()
            .set_contents(listed.objects)
            .set_common_prefixes(listed.folders)
            .set_is_truncated(listed.truncated)
            .set_next_continuation_token(listed.token)
            .set_encoding_type(listed.encoding)
            .build()
    }
}

impl From<Listed> for ListObjectsOutput {
    fn from(listed: Listed) -> Self {
        Self::builder()
            .set_contents(listed.objects)
            .set_common_prefixes(listed.folders)
            .set_is_truncated(listed.truncated)
            .set_next_marker(listed.marker)
            .set_encoding_type(listed.encoding)
            .build()
    }
}

/// The page that a body holds; `None` where it does not begin as a list does.
fn read(body: &[u8]) -> Option<Result<Listed, Broken>> {
    let (mut document, root) = Document::open(body)?;
    (root.name().as_ref() == "ListBucketResult").then(|| document.page())
}

/// The list is not well-formed, or not what S3 writes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken;

impl<E: Error> From<E> for Broken {
    fn from(_: E) -> Self {
        Self
    }
}

/// An answer in XML, read from one element to the next.
pub(crate) struct Document<'a> {
    reader: Reader<&'a [u8]>,
    /// Of the element read last.
    text: String,
}

impl<'a> Document<'a> {
    /// The document behind its root; `None` where it does not begin with one.
    pub(crate) fn open(body: &'a [u8]) -> Option<(Self, BytesStart<'a>)> {
        let mut reader = Reader::from_str(std::str::from_utf8(body).ok()?);
        reader.config_mut().expand_empty_elements = true;
        let mut document = Self { reader, text: String::new() };
        let root = document.child().ok()??;
        Some((document, root))
    }

    fn page(&mut self) -> Result<Listed, Broken> {
        let mut page = Listed::default();
        while let Some(tag) = self.child()? {
            match tag.name().as_ref() {
                // The memory for a full page is taken once; growing would make it in ten steps.
                "Contents" => page.objects.get_or_insert_with(|| Vec::with_capacity(1000)).push(self.object()?),
                "CommonPrefixes" => page.folders.get_or_insert_default().push(self.folder()?),
                "IsTruncated" => page.truncated = self.yes()?,
                "NextContinuationToken" => page.token = Some(self.text()?.to_owned()),
                "NextMarker" => page.marker = Some(self.text()?.to_owned()),
                "EncodingType" => page.encoding = Some(self.text()?.into()),
                _ => self.skip(&tag, ())?,
            }
        }
        self.end()?;
        Ok(page)
    }

    fn object(&mut self) -> Result<Object, Broken> {
        let mut object = Object::builder();
        while let Some(tag) = self.child()? {
            object = match tag.name().as_ref() {
                "Key" => object.key(self.text()?),
                "LastModified" => object.set_last_modified(self.date()?),
                "ETag" => object.e_tag(self.text()?),
                "Size" => object.size(self.size()?),
                "StorageClass" => object.storage_class(self.text()?.into()),
                "RestoreStatus" => object.restore_status(self.restore()?),
                _ => self.skip(&tag, object)?,
            };
        }
        Ok(object.build())
    }

    fn restore(&mut self) -> Result<RestoreStatus, Broken> {
        let mut restore = RestoreStatus::builder();
        while let Some(tag) = self.child()? {
            restore = match tag.name().as_ref() {
                "IsRestoreInProgress" => restore.set_is_restore_in_progress(self.yes()?),
                "RestoreExpiryDate" => restore.set_restore_expiry_date(self.date()?),
                _ => self.skip(&tag, restore)?,
            };
        }
        Ok(restore.build())
    }

    fn folder(&mut self) -> Result<CommonPrefix, Broken> {
        let mut folder = CommonPrefix::builder();
        while let Some(tag) = self.child()? {
            folder = match tag.name().as_ref() {
                "Prefix" => folder.prefix(self.text()?),
                _ => self.skip(&tag, folder)?,
            };
        }
        Ok(folder.build())
    }

    /// The next element in the one that is open; none at its end. Space between elements says
    /// nothing.
    pub(crate) fn child(&mut self) -> Result<Option<BytesStart<'a>>, Broken> {
        loop {
            match self.reader.read_event()? {
                Event::Start(tag) => return Ok(Some(tag)),
                Event::End(_) => return Ok(None),
                Event::Text(space) if space.trim_ascii().is_empty() => {}
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
                _ => return Err(Broken),
            }
        }
    }

    /// What the element that was just opened says, up to its end.
    pub(crate) fn text(&mut self) -> Result<&str, Broken> {
        self.text.clear();
        loop {
            match self.reader.read_event()? {
                Event::Text(words) => self.text.push_str(&words),
                Event::CData(words) => self.text.push_str(&words),
                Event::GeneralRef(reference) => match reference.resolve_char_ref()? {
                    Some(letter) => self.text.push(letter),
                    None => self.text.push_str(resolve_xml_entity(&reference).ok_or(Broken)?),
                },
                Event::Comment(_) | Event::PI(_) => {}
                Event::End(_) => return Ok(&self.text),
                _ => return Err(Broken),
            }
        }
    }

    /// A time, in whichever form; one that cannot be read is unknown.
    pub(crate) fn date(&mut self) -> Result<Option<DateTime>, Broken> {
        let text = self.text()?;
        Ok(DateTime::from_str(text, Format::DateTimeWithOffset).ok().or_else(|| dates::read(text)))
    }

    /// A size has to be one: files are counted, compared and moved by it.
    pub(crate) fn size(&mut self) -> Result<i64, Broken> {
        let size: i64 = self.text()?.trim().parse()?;
        if size < 0 { Err(Broken) } else { Ok(size) }
    }

    /// Nothing at all says nothing; a word that is neither yes nor no is not taken for a no.
    pub(crate) fn yes(&mut self) -> Result<Option<bool>, Broken> {
        match self.text()? {
            "" => Ok(None),
            text => lenient::yes(text).map(Some).ok_or(Broken),
        }
    }

    /// Leaves out an element that nobody here asks for, and hands on what was read so far.
    pub(crate) fn skip<T>(&mut self, tag: &BytesStart<'_>, so_far: T) -> Result<T, Broken> {
        self.reader.read_to_end(tag.name())?;
        Ok(so_far)
    }

    /// Nothing but space may follow.
    pub(crate) fn end(&mut self) -> Result<(), Broken> {
        loop {
            match self.reader.read_event()? {
                Event::Eof => return Ok(()),
                Event::Text(space) if space.trim_ascii().is_empty() => {}
                Event::Comment(_) | Event::PI(_) => {}
                _ => return Err(Broken),
            }
        }
    }
}

#[cfg(test)]
mod tests;
