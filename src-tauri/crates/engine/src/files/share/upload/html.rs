//! An upload page as one file: it needs nothing else, loads nothing, and speaks with the bucket's
//! address alone. All that others wrote stands in it as text.

use ground::quoting::{line, xml};
use serde_json::{Value, json};
use store::{Algorithm, Checksum, FormTypes};
use url::Url;
use words::{Words, files, say};

use super::{UploadTypes, UploadWanted, UploadWay, make::Signed};
use crate::files::share::{
    LinkEnd,
    mail::{moment, sure},
};

const SCRIPT: &str = include_str!("page.js");
const STYLE: &str = include_str!("page.css");

/// Characters of a message that are kept.
const MESSAGE: usize = 1_000;
/// What the script puts a number in the place of.
const MARK: &str = "\u{e000}";

/// The page: `to` is what the keys begin with, or the key.
pub(super) fn page(signed: &Signed, wanted: &UploadWanted, to: &str, end: LinkEnd) -> String {
    let shown = |words: Words| xml(&words.shown());
    let data = data(signed, wanted, to, end);
    let address = data["to"]["address"].as_str().unwrap_or_default();
    let one = wanted.way == UploadWay::One;
    let title = shown(if one { say!(files::UploadTitleOne) } else { say!(files::UploadTitle) });
    let message: String = wanted.message.lines().map(line).collect::<Vec<_>>().join("\n");
    let message: String = message.trim().chars().take(MESSAGE).collect();
    let message = if message.is_empty() {
        String::new()
    } else {
        format!("<p class=\"message\" dir=\"auto\">{}</p>\n", xml(&message))
    };
    let limits: String =
        limits(wanted, address, end).into_iter().map(|text| format!("<li>{}</li>\n", shown(text))).collect();
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{message}<ul class=\"limits\">\n{limits}</ul>\n\
         <noscript><p class=\"bad\">{noscript}</p></noscript>\n\
         <label class=\"drop\" id=\"drop\" hidden><b>{choose}</b><input type=\"file\" id=\"choose\"{several}{accept}></label>\n\
         <ul id=\"files\"></ul>\n\
         <script type=\"application/json\" id=\"data\">{data}</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        language = xml(&words::language()),
        policy = xml(&content_policy(address)),
        noscript = shown(say!(files::UploadNoscript)),
        choose = shown(if one { say!(files::UploadChooseOne) } else { say!(files::UploadChoose) }),
        several = if one { "" } else { " multiple" },
        accept = accept(wanted),
        data = inside(&data),
    )
}

/// What is taken, and until when, in sentences.
fn limits(wanted: &UploadWanted, address: &str, end: LinkEnd) -> Vec<Words> {
    let mut all = Vec::new();
    if wanted.way == UploadWay::Folder {
        all.push(say!(files::UploadLargest, bytes = wanted.largest));
        if wanted.smallest > 1 {
            all.push(say!(files::UploadSmallest, bytes = wanted.smallest));
        }
        all.extend(types(wanted.types));
    }
    all.push(say!(files::UploadUntil, until = moment(end.at), sure = sure(end)));
    let host = Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    all.push(say!(files::UploadHost, host));
    all
}

fn types(types: UploadTypes) -> Option<Words> {
    Some(match types {
        UploadTypes::Any => return None,
        UploadTypes::Images => say!(files::UploadImages),
        UploadTypes::Videos => say!(files::UploadVideos),
        UploadTypes::Audio => say!(files::UploadAudio),
        UploadTypes::Pdf => say!(files::UploadPdf),
        UploadTypes::Text => say!(files::UploadText),
    })
}

/// What the browser's own dialog shows.
fn accept(wanted: &UploadWanted) -> String {
    let types = match (wanted.way, wanted.types.condition()) {
        (UploadWay::One, _) | (_, FormTypes::Any) => return String::new(),
        (_, FormTypes::Is(kind)) => kind.to_owned(),
        (_, FormTypes::Begins(with)) => format!("{with}*"),
    };
    let types = if wanted.types == UploadTypes::Text { types + ",.csv" } else { types };
    format!(" accept=\"{}\"", xml(&types))
}

/// Nothing runs but the script of the page, and it speaks with this address alone.
fn content_policy(address: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", Checksum::of(Algorithm::Sha256, text.as_bytes()).value);
    let to = Url::parse(address).ok().map(|url| match url.host() {
        // The language of these policies has no word for such addresses.
        Some(url::Host::Ipv6(_)) | None => format!("{}:", url.scheme()),
        Some(_) => url.origin().ascii_serialization(),
    });
    format!(
        "default-src 'none'; script-src {}; style-src {}; connect-src {}; form-action 'none'; base-uri 'none'",
        hash(SCRIPT),
        hash(STYLE),
        to.as_deref().unwrap_or("'none'"),
    )
}

fn data(signed: &Signed, wanted: &UploadWanted, to: &str, end: LinkEnd) -> Value {
    let to = match signed {
        Signed::Form(form) => {
            let (is, begins) = match wanted.types.condition() {
                FormTypes::Any => ("", ""),
                FormTypes::Is(kind) => (kind, ""),
                FormTypes::Begins(with) => ("", with),
            };
            let fields: Vec<[&str; 2]> = form.fields.iter().map(|(name, value)| [*name, value.expose()]).collect();
            json!({
                "address": form.action, "fields": fields, "prefix": to, "until": end.at,
                "smallest": wanted.smallest.max(1), "largest": wanted.largest, "is": is, "begins": begins,
            })
        }
        Signed::Link(link) => json!({ "address": link.expose(), "until": end.at }),
    };
    json!({ "to": to, "words": words_of(wanted, end) })
}

/// What the script says. It speaks no other words.
fn words_of(wanted: &UploadWanted, end: LinkEnd) -> Value {
    let shown = |words: Words| words.shown();
    json!({
        "waiting": shown(say!(files::UploadWaiting)),
        "sending": shown(say!(files::UploadSending)),
        "received": shown(say!(files::UploadReceived)),
        "unseen": shown(say!(files::UploadUnseen)),
        "retry": shown(say!(files::UploadRetry)),
        "ended": shown(say!(files::UploadEnded, until = moment(end.at))),
        "over": shown(say!(files::UploadOver)),
        "one": shown(say!(files::UploadOne)),
        "empty": shown(say!(files::UploadEmpty)),
        "small": shown(say!(files::UploadSmall, bytes = wanted.smallest)),
        "large": shown(say!(files::UploadLarge, bytes = wanted.largest)),
        "type": shown(say!(files::UploadType)),
        "unreadable": shown(say!(files::UploadUnreadable)),
        "broken": shown(say!(files::UploadBroken)),
        "blocked": shown(say!(files::UploadBlocked)),
        "refused": shown(say!(files::UploadRefused, status = MARK)),
    })
}

/// JSON inside of a page: nothing of it ends the element that it stands in.
fn inside(data: &Value) -> String {
    let mut text = data.to_string();
    for (letter, number) in
        [('<', "\\u003c"), ('>', "\\u003e"), ('&', "\\u0026"), ('\u{2028}', "\\u2028"), ('\u{2029}', "\\u2029")]
    {
        text = text.replace(letter, number);
    }
    text
}
