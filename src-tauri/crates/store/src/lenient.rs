//! Answers with an odd field. The SDK refuses a whole answer for one field that it cannot read,
//! also one that nobody asks for; a folder of a thousand files is then "not S3" because of one
//! time. So what is read is mended first: a time in another form, a number or a yes with space
//! around it, letters that XML does not have. What says nothing (a time that cannot be read, a
//! limit that the server echoes) is left out.
//!
//! Promise: nothing that decides about files is guessed. A size, a key, or whether a list goes on
//! is read or the answer is refused; a list that is not well-formed is refused too, where the SDK
//! would take the place where it breaks for its end.

use crate::dates;
use aws_sdk_s3::config::interceptors::{
    BeforeDeserializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
};
use aws_sdk_s3::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_s3::operation::copy_object::CopyObject;
use aws_sdk_s3::operation::delete_objects::DeleteObjects;
use aws_sdk_s3::operation::list_buckets::ListBuckets;
use aws_sdk_s3::operation::list_multipart_uploads::ListMultipartUploads;
use aws_sdk_s3::operation::list_parts::ListParts;
use aws_sdk_s3::operation::upload_part_copy::UploadPartCopy;
use aws_smithy_runtime_api::client::interceptors::context::{Error as Refusal, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, Metadata, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::FrozenLayer;
use aws_smithy_types::date_time::Format;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;
use std::error::Error;
use std::fmt::Write as _;

/// Mends answers before they are read.
#[derive(Debug)]
pub(crate) struct Lenient;

impl Intercept for Lenient {
    fn name(&self) -> &'static str {
        "Lenient"
    }

    fn read_before_serialization(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        let mending = cfg.load::<Metadata>().and_then(|call| Mending::of_call(call.name()));
        if let Some(mending) = mending {
            cfg.interceptor_state().store_put(SharedResponseDeserializer::new(mending));
        }
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        let headers = context.response_mut().headers_mut();
        let Some(told) = headers.get("last-modified").map(str::to_owned) else { return Ok(()) };
        if aws_smithy_types::DateTime::from_str(&told, Format::HttpDate).is_err() {
            let spelled = dates::read(&told).and_then(|at| at.fmt(Format::HttpDate).ok());
            match spelled {
                Some(spelled) => drop(headers.insert("last-modified", spelled)),
                None => drop(headers.remove("last-modified")),
            }
        }
        Ok(())
    }
}

/// The SDK's reader of one operation, behind the mending.
#[derive(Debug)]
pub(crate) struct Mending(Option<FrozenLayer>);

impl Mending {
    pub(crate) fn new(operation: &impl RuntimePlugin) -> Self {
        Self(operation.config())
    }

    /// Of the calls whose answers list or tell of files. A setting has to be read as it is or not
    /// at all.
    fn of_call(name: &str) -> Option<Self> {
        Some(match name {
            "ListBuckets" => Self::new(&ListBuckets::new()),
            "ListMultipartUploads" => Self::new(&ListMultipartUploads::new()),
            "ListParts" => Self::new(&ListParts::new()),
            "DeleteObjects" => Self::new(&DeleteObjects::new()),
            "CopyObject" => Self::new(&CopyObject::new()),
            "UploadPartCopy" => Self::new(&UploadPartCopy::new()),
            _ => return None,
        })
    }

    fn usual(&self, response: &HttpResponse, cfg: &ConfigBag) -> Result<Output, OrchestratorError<Refusal>> {
        match self.0.as_ref().and_then(|layer| layer.load::<SharedResponseDeserializer>()) {
            Some(sdk) => sdk.deserialize_nonstreaming_with_config(response, cfg),
            None => Err(OrchestratorError::other("the SDK does not read this answer")),
        }
    }
}

impl DeserializeResponse for Mending {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> Result<Output, OrchestratorError<Refusal>> {
        let body = response.body().bytes().filter(|_| response.status().is_success()).unwrap_or_default();
        let Some(document) =
            std::str::from_utf8(body).ok().filter(|body| root(body).is_some_and(|root| root != "Error"))
        else {
            return self.usual(response, cfg);
        };
        if !is_well_formed(document) {
            return Err(OrchestratorError::other("the list is not well-formed"));
        }
        match mended(document) {
            Cow::Borrowed(_) => self.usual(response, cfg),
            Cow::Owned(mended) => {
                let mut answer = HttpResponse::new(response.status(), SdkBody::from(mended));
                *answer.headers_mut() = response.headers().clone();
                self.usual(&answer, cfg)
            }
        }
    }
}

/// The name of a document's first element, without its prefix.
pub(crate) fn root(document: &str) -> Option<&str> {
    let mut rest = document.trim_start_matches('\u{feff}').trim_start();
    while rest.starts_with("<?") || rest.starts_with("<!") {
        rest = rest.split_once('>')?.1.trim_start();
    }
    let name = rest.strip_prefix('<')?.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    Some(name.rsplit(':').next().unwrap_or(name)).filter(|name| !name.is_empty())
}

fn is_well_formed(document: &str) -> bool {
    let mut reader = Reader::from_str(document);
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// How the inside of an element is mended.
#[derive(Clone, Copy)]
enum Field {
    /// A time, left out where it cannot be read.
    Time,
    /// `true` or `false`.
    Yes,
    /// A number that counts.
    Number,
    /// A number that nobody here asks for.
    Echo,
}

fn field(name: &str) -> Option<Field> {
    Some(match name {
        "LastModified" | "CreationDate" | "Initiated" | "RestoreExpiryDate" => Field::Time,
        "IsTruncated" | "IsLatest" | "IsRestoreInProgress" => Field::Yes,
        "Size" | "PartNumber" => Field::Number,
        "MaxKeys" | "MaxUploads" | "MaxParts" | "KeyCount" => Field::Echo,
        _ => return None,
    })
}

/// A yes or no in another spelling; `None` where it is none. Nothing at all says nothing.
pub(crate) fn yes(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// The document with its odd fields put right; as it is where there are none.
fn mended(document: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(open) = document[at..].find('<').map(|found| at + found) {
        let Some(close) = document[open..].find('>').map(|found| open + found + 1) else { break };
        at = close;
        let tag = document[open + 1..close - 1].split_whitespace().next().unwrap_or_default();
        let name = tag.trim_end_matches('/').rsplit(':').next().unwrap_or_default();
        let Some(field) = field(name) else { continue };
        let empty = document[..close].ends_with("/>");
        let end = format!("</{}", tag.trim_end_matches('/'));
        let Some((inside, behind)) = (match empty {
            true => Some((close..close, close)),
            false => document[close..].find(&end).map(|found| close + found).and_then(|inside_end| {
                let behind = document[inside_end..].find('>')? + inside_end + 1;
                Some((close..inside_end, behind))
            }),
        }) else {
            break;
        };
        at = behind;
        let inside = &document[inside];
        let right = match field {
            Field::Time => aws_smithy_types::DateTime::from_str(inside, Format::DateTimeWithOffset)
                .ok()
                .map(|_| inside.to_owned())
                .or_else(|| dates::read(inside)?.fmt(Format::DateTime).ok()),
            Field::Yes if inside.trim().is_empty() => None,
            Field::Yes => Some(yes(inside).map_or_else(|| inside.to_owned(), |yes| yes.to_string())),
            Field::Number => Some(inside.trim().to_owned()),
            Field::Echo => inside.trim().parse::<i32>().ok().map(|number| number.to_string()),
        };
        if right.as_deref() != Some(inside) {
            out.push_str(&document[kept..open]);
            if let Some(right) = right {
                let _ = write!(out, "<{name}>{right}</{name}>");
            }
            kept = behind;
        }
    }
    let document = match kept {
        0 => Cow::Borrowed(document),
        _ => Cow::Owned(out + &document[kept..]),
    };
    match document.contains(is_no_xml) {
        // The SDK takes such a letter for the end of the list; spelled as a number it reads it.
        true => Cow::Owned(spelled_out(&document)),
        false => document,
    }
}

fn is_no_xml(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn spelled_out(document: &str) -> String {
    let mut out = String::with_capacity(document.len() + 64);
    for c in document.chars() {
        match is_no_xml(c) {
            true => drop(write!(out, "&#x{:x};", u32::from(c))),
            false => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_fields_are_put_right_and_others_stay() {
        for (odd, right) in [
            (
                "<LastModified>Tue, 13 Mar 2018 17:25:04 GMT</LastModified>",
                "<LastModified>2018-03-13T17:25:04Z</LastModified>",
            ),
            ("<LastModified>:2018-03-13T17:25:04Z</LastModified>", "<LastModified>2018-03-13T17:25:04Z</LastModified>"),
            ("<LastModified></LastModified><Key>a</Key>", "<Key>a</Key>"),
            ("<LastModified/><Key>a</Key>", "<Key>a</Key>"),
            ("<Initiated>soon</Initiated >", ""),
            (
                "<n:CreationDate x='1'>2018-03-13 17:25:04</n:CreationDate>",
                "<CreationDate>2018-03-13T17:25:04Z</CreationDate>",
            ),
            ("<IsTruncated> True </IsTruncated>", "<IsTruncated>true</IsTruncated>"),
            ("<IsTruncated>perhaps</IsTruncated>", "<IsTruncated>perhaps</IsTruncated>"),
            ("<Size> 5\n</Size>", "<Size>5</Size>"),
            ("<Size></Size>", "<Size></Size>"),
            ("<MaxKeys></MaxKeys>", ""),
            ("<MaxKeys>1000</MaxKeys>", "<MaxKeys>1000</MaxKeys>"),
            (
                "<LastModified>2018-03-13T17:25:04.123Z</LastModified>",
                "<LastModified>2018-03-13T17:25:04.123Z</LastModified>",
            ),
            ("<Key>a\u{1}</Key>", "<Key>a&#x1;</Key>"),
            ("<Key>LastModified</Key>", "<Key>LastModified</Key>"),
        ] {
            let whole = |inside: &str| format!("<?xml version=\"1.0\"?><a><b>ü{inside}</b></a>");
            assert_eq!(mended(&whole(odd)), whole(right), "{odd}");
        }
    }

    #[test]
    fn a_document_is_known_by_its_root() {
        for (document, name) in [
            ("<?xml version=\"1.0\"?>\n<!-- x -->\n<s3:ListBucketResult xmlns:s3=\"u\"/>", Some("ListBucketResult")),
            ("\u{feff}<a/>", Some("a")),
            ("<a b='c'>", Some("a")),
            ("{}", None),
            ("", None),
            ("<", None),
        ] {
            assert_eq!(root(document), name, "{document}");
        }
        assert!(is_well_formed("<a><b>x &amp; y</b><c/></a>"));
        for broken in ["<a><b></a>", "<a><b>x<</b></a>", "<a>"] {
            assert!(!is_well_formed(broken), "{broken}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_document_comes_out_with_the_same_keys(text in "(<Key>[a-z&;ü]{0,4}</Key>|<Size>[ 0-9]{0,3}</Size>|<LastModified>\\PC{0,6}</LastModified>|</?[a-zA-Z]{0,3}/?>|[<>/ü])*") {
            let keys = |text: &str| text.matches("<Key>").count();
            let out = mended(&text);
            proptest::prop_assert!(keys(&out) <= keys(&text));
        }
    }
}
