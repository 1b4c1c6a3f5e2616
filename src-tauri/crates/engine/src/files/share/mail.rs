//! A link as a draft of an email, for the mail program of this computer (RFC 6068).

use ground::quoting::{line, query};
use store::Secret;
use words::{Words, files, say};

use super::LinkEnd;

/// The address that opens the draft. It has the link in it and is as secret.
#[must_use]
pub fn mail(link: &Secret, name: &str, end: LinkEnd) -> Secret {
    let (name, until, sure) = (line(name), moment(end.at), sure(end));
    let subject: Words = say!(files::LinkMailSubject, name = name.clone());
    let body: Words = say!(files::LinkMailBody, name, until, sure);
    let body = format!("{}\r\n\r\n{}\r\n", body.shown(), link.expose());
    Secret::new(format!("mailto:?subject={}&body={}", query(&line(&subject.shown())), query(&body)))
}

/// Whether a link works until its end for certain (`yes`), or at most until then (`no`): for
/// messages.
pub(super) fn sure(end: LinkEnd) -> &'static str {
    if end.at_most { "no" } else { "yes" }
}

/// `2027-01-31 14:05 UTC`: whoever gets it may live elsewhere.
pub(super) fn moment(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).unwrap_or_default().strftime("%Y-%m-%d %H:%M UTC").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::share::LinkBound;

    #[test]
    fn a_recipient_is_promised_no_more_than_is_certain() {
        let link = Secret::new("https://example.com/a".to_owned());
        let told =
            |end| percent_encoding::percent_decode_str(mail(&link, "a", end).expose()).decode_utf8_lossy().into_owned();
        let end = |by, sooner| LinkEnd::new(1_795_953_600_000, by, sooner);
        assert!(told(end(LinkBound::Chosen, false)).contains("It works until 2026-11-29"));
        for end in [end(LinkBound::Chosen, true), end(LinkBound::Policy, false), end(LinkBound::Bucket, false)] {
            assert!(told(end).contains("It works until 2026-11-29 12:00 UTC at most."), "{}", told(end));
        }
    }

    #[test]
    fn nothing_of_a_name_or_a_link_begins_a_header_of_its_own() {
        let link = Secret::new("https://example.com/a%20b?x=1&y=%2B#z".to_owned());
        let end = LinkEnd::new(1_795_953_600_000, LinkBound::Chosen, false);
        let draft = mail(&link, "a&cc=eve@example.com\r\nBcc: eve?.txt", end);
        let draft = draft.expose();
        assert_eq!(draft.matches('?').count(), 1, "{draft}");
        assert_eq!(draft.matches('&').count(), 1, "{draft}");
        assert!(!draft.contains(['\r', '\n', '#', ' ']) && !draft.contains("Bcc:"), "{draft}");
        let (_, body) = draft.split_once("&body=").unwrap_or_default();
        let body = percent_encoding::percent_decode_str(body).decode_utf8_lossy();
        assert!(body.contains("2026-11-29 12:00 UTC"), "{body}");
        assert!(body.ends_with(&format!("\r\n\r\n{}\r\n", link.expose())), "{body}");
    }
}
