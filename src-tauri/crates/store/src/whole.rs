//! Whether an XML answer arrived whole. A body without a length that breaks off looks like one that
//! ended, and the SDK reads the half document as if the rest were empty: a folder of fewer files.

use aws_sdk_s3::config::interceptors::AfterDeserializationInterceptorContextRef;
use aws_sdk_s3::config::{ConfigBag, Intercept, RuntimeComponents};
use std::error::Error;
use std::fmt;

/// Refuses every answer whose XML document does not end.
#[derive(Debug)]
pub(crate) struct Whole;

/// The document broke off.
#[derive(Debug)]
pub(crate) struct HalfDocument;

impl fmt::Display for HalfDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the answer broke off in the middle")
    }
}

impl Error for HalfDocument {}

impl Intercept for Whole {
    fn name(&self) -> &'static str {
        "Whole"
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        // The body of an object is a stream here, and none of our business.
        let body = context.response().body().bytes().unwrap_or_default();
        if context.response().status().is_success() && !is_whole(body) { Err(HalfDocument.into()) } else { Ok(()) }
    }
}

/// Whether the document closes the element it opened. What is no XML is left to others.
fn is_whole(body: &[u8]) -> bool {
    let body = body.trim_ascii();
    let opens = |at: &usize| body[*at] == b'<' && body.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    let Some(root) = (0..body.len()).find(opens) else { return true };
    if !body.starts_with(b"<") {
        return true;
    }
    let name =
        body[root + 1..].split(|b| !(b.is_ascii_alphanumeric() || b":_-.".contains(b))).next().unwrap_or_default();
    let closing = [b"</", name, b">"].concat();
    let is_empty = body[root..].iter().position(|b| *b == b'>').is_some_and(|end| body[root..][..end].ends_with(b"/"));
    is_empty || body.ends_with(&closing)
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    #[test]
    fn a_document_ends_where_it_began() {
        for whole in
            ["", "{}", "<a></a>", "<?xml version=\"1.0\"?>\n<a x=\"1\"><b/></a>\n", "<a/>", "<?xml?><n:a></n:a>"]
        {
            assert!(is_whole(whole.as_bytes()), "{whole}");
        }
        for half in ["<a>", "<a><b/>", "<?xml version=\"1.0\"?><a><b></b>", "<a><b></b></", "<ab></a>"] {
            assert!(!is_whole(half.as_bytes()), "{half}");
        }
    }
}
