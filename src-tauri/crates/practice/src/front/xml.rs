//! Mends the XML answers of `s3s` where they differ from S3's: control characters in keys, what an
//! error says, and the order of versions and delete markers, which S3 lists together.

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
    let text = in_order(mend_error(mend_controls(&text), id));
    *response.body_mut() = Body::from(Bytes::from(text));
}

/// What every owner is called.
const OWNER: &str = "practice";

/// The owner's name of the line `nth` of a list of versions; here alone it tells its place.
pub(crate) fn placed(nth: usize) -> String {
    format!("{OWNER} {nth}")
}

/// Puts versions and delete markers in the order that they were listed in.
fn in_order(text: Vec<u8>) -> Vec<u8> {
    let Ok(all) = std::str::from_utf8(&text) else { return text };
    let Some(body) = all.strip_suffix("</ListVersionsResult>") else { return text };
    let (mut lines, mut rest) = (Vec::new(), String::with_capacity(body.len()));
    let mut left = body;
    while let Some((at, end)) = first_line(left) {
        rest.push_str(&left[..at]);
        lines.push(&left[at..end]);
        left = &left[end..];
    }
    rest.push_str(left);
    let place = |line: &&str| -> Option<usize> {
        let name = line.split("<DisplayName>").nth(1)?.split('<').next()?;
        name.strip_prefix(OWNER)?.trim_start().parse().ok()
    };
    lines.sort_by_key(place);
    for line in lines {
        let name = place(&line).map(placed).unwrap_or_default();
        rest.push_str(&line.replacen(&format!("<DisplayName>{name}<"), &format!("<DisplayName>{OWNER}<"), 1));
    }
    rest.push_str("</ListVersionsResult>");
    rest.into_bytes()
}

/// Where the first version or marker begins and ends. No text of a document has a bare `<`.
fn first_line(text: &str) -> Option<(usize, usize)> {
    let of = |name: &str| {
        let at = text.find(&format!("<{name}>"))?;
        let end = format!("</{name}>");
        Some((at, at + text[at..].find(&end)? + end.len()))
    };
    ["Version", "DeleteMarker"].into_iter().filter_map(of).min()
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
