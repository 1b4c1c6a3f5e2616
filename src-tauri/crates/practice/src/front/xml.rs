//! Mends the XML answers of `s3s` where they differ from S3's: control characters in keys, and what
//! an error says.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response};
use s3s::Body;

/// Mends `response` if it is XML and whole in memory; objects are neither. `id` is the request's.
pub(super) fn mend(response: &mut Response<Body>, id: &str) {
    let is_xml = response.headers().get(CONTENT_TYPE) == Some(&HeaderValue::from_static("application/xml"));
    let Some(text) = response.body().bytes().filter(|_| is_xml) else {
        return;
    };
    let text = mend_error(mend_controls(&text), id);
    *response.body_mut() = Body::from(Bytes::from(text));
}

/// Writes control characters as references, as S3 does. A bare carriage return would reach the
/// reader as a line feed.
fn mend_controls(text: &[u8]) -> Vec<u8> {
    let mut mended = Vec::with_capacity(text.len() + 64);
    for byte in text {
        match byte {
            control if *control < b' ' => mended.extend(format!("&#x{control:X};").into_bytes()),
            _ => mended.push(*byte),
        }
    }
    mended
}

/// Gives an error the request's id, and a message where `s3s` has none.
fn mend_error(text: Vec<u8>, id: &str) -> Vec<u8> {
    let Some(error) = std::str::from_utf8(&text).ok().and_then(|text| text.strip_suffix("</Error>")) else {
        return text;
    };
    let message = match error.split("<Code>").nth(1).and_then(|rest| rest.strip_suffix("</Code>")) {
        Some("SignatureDoesNotMatch") => {
            "The request signature we calculated does not match the signature you provided. Check your key and signing \
             method."
        }
        Some("InvalidBucketName") => "The specified bucket is not valid.",
        Some("KeyTooLongError") => "Your key is too long",
        _ => "",
    };
    let message = if message.is_empty() { String::new() } else { format!("<Message>{message}</Message>") };
    format!("{error}{message}<RequestId>{id}</RequestId></Error>").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_references() {
        assert_eq!(mend_controls("<Key>a\r\u{1}é</Key>".as_bytes()), "<Key>a&#xD;&#x1;é</Key>".as_bytes());
    }

    #[test]
    fn an_error_gets_a_message_only_where_it_has_none() {
        let mended = |text: &str| String::from_utf8_lossy(&mend_error(text.into(), "7")).into_owned();
        assert_eq!(
            mended("<Error><Code>KeyTooLongError</Code></Error>"),
            "<Error><Code>KeyTooLongError</Code><Message>Your key is too long</Message><RequestId>7</RequestId></Error>"
        );
        assert_eq!(
            mended("<Error><Code>A</Code><Message>B</Message></Error>"),
            "<Error><Code>A</Code><Message>B</Message><RequestId>7</RequestId></Error>"
        );
        assert_eq!(mended("<ListBucketResult></ListBucketResult>"), "<ListBucketResult></ListBucketResult>");
    }
}
