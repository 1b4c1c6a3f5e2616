//! The live check: the storage itself is asked, as a browser with a page of a site would, and its
//! answer is laid beside what the rules say. Changes nothing.

use policy::cors::{Config, Order, Preflight, Rule, Verdict, decide, decide_as, header_names, may_read};
use serde::Serialize;
use store::{ObjectAt, PageAnswer, Store, StoreError};
use ts_rs::TS;
use words::{Words, bucket, say};

use crate::settings::around::first_key;

/// The key that is asked about in a bucket without files; nobody needs to have it.
const NO_FILE: &str = "bucketwise-check";

/// What the storage told a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CorsSeen")]
pub struct Seen {
    /// Whether a browser would let the page go on.
    pub allowed: bool,
    /// What came of it, in a sentence.
    pub text: Words,
    /// Status and headers as they came, for support.
    pub details: String,
}

/// The storage's answers beside what the saved rules say.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct LiveCheck {
    /// By the rules that the storage has.
    pub predicted: Verdict,
    /// The question that a browser asks first.
    pub preflight: Seen,
    /// The file by a presigned link; null where the page does not ask to open one.
    pub get: Option<Seen>,
    /// Whether prediction and answers agree.
    pub agrees: bool,
    /// What it comes to, with the likely cause of a difference.
    pub why: Words,
}

/// Asks the storage about any file of the bucket, since a link to one that is there shows most.
///
/// # Errors
/// The storage could not be reached.
pub(in crate::settings) async fn check(
    store: &Store,
    bucket: &str,
    saved: Vec<Rule>,
    asked: &Preflight,
) -> Result<LiveCheck, StoreError> {
    let saved = Config { rules: saved };
    let key = first_key(store, bucket).await.unwrap_or_else(|| NO_FILE.to_owned());
    let at = ObjectAt::new(bucket, key);
    let headers: Vec<String> = header_names(&asked.headers).collect();
    let answer = store.preflight(&at, &asked.origin, &asked.method, &headers).await?;
    let preflight = judge_preflight(&answer, asked);
    let get = match asked.method.as_str() {
        "GET" => Some(judge_get(&store.get_as_page(&at, &asked.origin).await?, &asked.origin)),
        _ => None,
    };
    let predicted = decide(&saved, asked);
    let why = match get.as_ref().and_then(|seen| about_file(&saved, asked, seen)) {
        // A difference in the question itself says more.
        Some(file) if predicted.allowed == preflight.allowed => Err(file),
        _ => why(&saved, asked, &predicted, &answer, predicted.allowed == preflight.allowed),
    };
    let agrees = why.is_ok();
    Ok(LiveCheck { predicted, preflight, get, agrees, why: why.unwrap_or_else(|why| why) })
}

/// What a browser makes of the answer to its question:
/// <https://fetch.spec.whatwg.org/#cors-preflight-fetch>
fn judge_preflight(answer: &PageAnswer, asked: &Preflight) -> Seen {
    let lists = |list: &[String], name: &str| list.iter().any(|one| one == "*" || one.eq_ignore_ascii_case(name));
    // These need no leave of their own.
    let usual = matches!(asked.method.as_str(), "GET" | "HEAD" | "POST");
    let header = header_names(&asked.headers).find(|name| !lists(&answer.allow_headers, name));
    let (origin, method, status) = (&asked.origin, &asked.method, answer.status);
    let refusal: Option<Words> = if !(200..300).contains(&status) {
        Some(match answer.message.as_deref() {
            Some(reason) if answer.code.is_some() => say!(bucket::LiveRefusedBecause, status, reason),
            _ => say!(bucket::LiveRefused, status),
        })
    } else if !lets(answer, origin) {
        Some(say!(bucket::LiveNoOrigin, origin))
    } else if !usual && !lists(&answer.allow_methods, method) {
        Some(say!(bucket::LiveNoMethod, method))
    } else {
        header.map(|header| say!(bucket::LiveNoHeader, header))
    };
    Seen {
        allowed: refusal.is_none(),
        text: refusal.unwrap_or_else(|| say!(bucket::LiveAllowed, origin)),
        details: details(answer),
    }
}

fn judge_get(answer: &PageAnswer, origin: &str) -> Seen {
    let allowed = lets(answer, origin);
    let text = match (allowed, answer.status) {
        (true, 200..300) => say!(bucket::LiveGetRead, origin),
        (true, 404) => say!(bucket::LiveGetEmpty, origin),
        (true, status) => say!(bucket::LiveGetStatus, origin, status),
        (false, _) => say!(bucket::LiveGetHidden, origin),
    };
    Seen { allowed, text, details: details(answer) }
}

fn lets(answer: &PageAnswer, origin: &str) -> bool {
    answer.allow_origin.as_deref().is_some_and(|told| told == "*" || told == origin)
}

fn details(answer: &PageAnswer) -> String {
    let list = |name: &str, values: &[String]| (!values.is_empty()).then(|| format!("{name}: {}", values.join(", ")));
    let one = |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("{name}: {value}"));
    let lines = [
        Some(format!("status: {}", answer.status)),
        one("code", &answer.code),
        one("access-control-allow-origin", &answer.allow_origin),
        list("access-control-allow-methods", &answer.allow_methods),
        list("access-control-allow-headers", &answer.allow_headers),
        list("access-control-expose-headers", &answer.expose),
        one("access-control-max-age", &answer.max_age),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Why the file itself was answered otherwise than the rules say, if it was. Headers are asked
/// about beforehand alone.
fn about_file(saved: &Config, asked: &Preflight, seen: &Seen) -> Option<Words> {
    match (may_read(saved, &asked.origin, &asked.method).is_some(), seen.allowed) {
        (true, false) => Some(say!(bucket::LiveStale)),
        (false, true) => Some(say!(bucket::LiveLoose)),
        _ => None,
    }
}

/// What prediction and answer come to: `Ok` where they agree, else the likely cause.
fn why(
    saved: &Config,
    asked: &Preflight,
    predicted: &Verdict,
    answer: &PageAnswer,
    agrees: bool,
) -> Result<Words, Words> {
    Err(match (agrees, predicted.allowed) {
        (true, true) => return Ok(say!(bucket::LiveAgreesAllowed)),
        (true, false) => return Ok(say!(bucket::LiveAgreesRefused)),
        (false, true) if !decide_as(saved, asked, Order::FirstOrigin).allowed => say!(bucket::LiveFirstRule),
        (false, true) => say!(bucket::LiveRefusedAnyway),
        (false, false) if saved.rules.is_empty() => say!(bucket::LiveOpenDefault),
        (false, false) if answer.allow_origin.as_deref() == Some("*") => say!(bucket::LiveSameAnswer),
        (false, false) => say!(bucket::LiveAllowedAnyway),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn answer(status: u16, origin: Option<&str>, methods: &[&str], headers: &[&str]) -> PageAnswer {
        let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
        PageAnswer {
            status,
            allow_origin: origin.map(str::to_owned),
            allow_methods: texts(methods),
            allow_headers: texts(headers),
            ..PageAnswer::default()
        }
    }

    #[test]
    fn a_browser_stops_at_the_first_thing_that_is_missing() {
        let site = "https://a.org";
        let asked = Preflight { origin: site.into(), method: "PUT".into(), headers: vec!["X-One".into()] };
        for (answer, allowed) in [
            (answer(200, Some(site), &["GET", "PUT"], &["x-one"]), true),
            (answer(204, Some("*"), &["*"], &["*"]), true),
            (answer(403, Some(site), &["PUT"], &["x-one"]), false),
            (answer(200, Some("https://b.org"), &["PUT"], &["x-one"]), false),
            (answer(200, None, &["PUT"], &["x-one"]), false),
            (answer(200, Some(site), &["GET"], &["x-one"]), false),
            (answer(200, Some(site), &["PUT"], &[]), false),
        ] {
            assert_eq!(judge_preflight(&answer, &asked).allowed, allowed, "{answer:?}");
        }
        let get = Preflight { method: "GET".into(), headers: vec![], ..asked };
        assert!(judge_preflight(&answer(200, Some(site), &[], &[]), &get).allowed, "GET needs no leave of its own");
    }

    #[test]
    fn a_difference_is_explained_by_the_order_of_rules() {
        let rule = |method: &str| Rule {
            origins: vec!["https://a.org".into()],
            methods: vec![method.into()],
            ..Rule::default()
        };
        let saved = Config { rules: vec![rule("GET"), rule("PUT")] };
        let asked = Preflight { origin: "https://a.org".into(), method: "PUT".into(), headers: vec![] };
        let predicted = decide(&saved, &asked);
        let said = why(&saved, &asked, &predicted, &answer(403, None, &[], &[]), false).unwrap_err();
        assert!(said.to_string().contains("first rule"), "{said}");
    }

    #[test]
    fn a_file_that_is_answered_otherwise_than_the_question_is_no_proof() {
        let rule = Rule { origins: vec!["https://a.org".into()], methods: vec!["GET".into()], ..Rule::default() };
        let saved = Config { rules: vec![rule] };
        let about = |origin: &str, headers: &[&str], told: Option<&str>| {
            let headers = headers.iter().map(|name| (*name).to_owned()).collect();
            let asked = Preflight { origin: origin.into(), method: "GET".into(), headers };
            about_file(&saved, &asked, &judge_get(&answer(200, told, &[], &[]), origin))
        };
        assert!(about("https://a.org", &[], None).unwrap().to_string().contains("cache"));
        assert!(about("https://b.org", &[], Some("*")).unwrap().to_string().contains("allows more"));
        assert_eq!(about("https://a.org", &[], Some("https://a.org")), None);
        assert_eq!(about("https://b.org", &[], None), None);
        assert_eq!(
            about("https://a.org", &["x-one"], Some("https://a.org")),
            None,
            "the file is not asked for headers"
        );
    }
}
