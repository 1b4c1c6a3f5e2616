//! The live check: the storage itself is asked, as a browser with a page of a site would, and its answer is laid beside
//! what the rules say. Changes nothing.

use policy::cors::{Config, Order, Preflight, Rule, Verdict, decide, decide_as, header_names, may_read};
use serde::Serialize;
use store::{ObjectAt, PageAnswer, Store, StoreError};
use ts_rs::TS;

use crate::settings::around::first_key;

/// The key that is asked about in a bucket without files; nobody needs to have it.
const NO_FILE: &str = "bucketwise-check";

/// What the storage told a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CorsSeen")]
pub struct Seen {
    /// Whether a browser would let the page go on.
    pub allowed: bool,
    /// In a sentence.
    pub text: String,
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
    pub why: String,
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
        Some(file) if predicted.allowed == preflight.allowed => Err(file.to_owned()),
        _ => why(&saved, asked, &predicted, &answer, predicted.allowed == preflight.allowed),
    };
    let agrees = why.is_ok();
    Ok(LiveCheck { predicted, preflight, get, agrees, why: why.unwrap_or_else(|why| why) })
}

/// What a browser makes of the answer to its question: <https://fetch.spec.whatwg.org/#cors-preflight-fetch>
fn judge_preflight(answer: &PageAnswer, asked: &Preflight) -> Seen {
    let lists = |list: &[String], name: &str| list.iter().any(|one| one == "*" || one.eq_ignore_ascii_case(name));
    // These need no leave of their own.
    let usual = matches!(asked.method.as_str(), "GET" | "HEAD" | "POST");
    let header = header_names(&asked.headers).find(|name| !lists(&answer.allow_headers, name));
    let refusal = if !(200..300).contains(&answer.status) {
        Some(match answer.message.as_deref() {
            Some(said) if answer.code.is_some() => format!("The storage refused (status {}): {said}", answer.status),
            _ => format!("The storage refused with status {}.", answer.status),
        })
    } else if !lets(answer, &asked.origin) {
        Some(format!("The answer does not name {}, so a browser stops here.", asked.origin))
    } else if !usual && !lists(&answer.allow_methods, &asked.method) {
        Some(format!("The answer does not list {}, so a browser stops here.", asked.method))
    } else {
        header.map(|name| format!("The answer does not list the header {name}, so a browser stops here."))
    };
    Seen {
        allowed: refusal.is_none(),
        text: refusal.unwrap_or_else(|| format!("The storage lets {} go on.", asked.origin)),
        details: details(answer),
    }
}

fn judge_get(answer: &PageAnswer, origin: &str) -> Seen {
    let allowed = lets(answer, origin);
    let text = match (allowed, answer.status) {
        (true, 200..300) => format!("A page of {origin} can read the file."),
        (true, 404) => format!("A page of {origin} can read the answer; the bucket has no file to show it with."),
        (true, status) => format!("A page of {origin} can read the answer, which is status {status}."),
        (false, _) => format!("The answer does not name {origin}, so a browser keeps it from the page."),
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

/// Why the file itself was answered otherwise than the rules say, if it was. Headers are asked about beforehand alone.
fn about_file(saved: &Config, asked: &Preflight, seen: &Seen) -> Option<&'static str> {
    match (may_read(saved, &asked.origin, &asked.method).is_some(), seen.allowed) {
        (true, false) => Some(
            "The browser’s question is answered as the saved rules say, and the file is not: a cache between may still hand out an older answer. That passes with time, or with a new address, as with ?v=2 after it.",
        ),
        (false, true) => Some(
            "The browser’s question is answered as the saved rules say, but the file names the site all the same: this storage, or a cache between, lets in more than the rules do.",
        ),
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
) -> Result<String, String> {
    let said = match (agrees, predicted.allowed) {
        (true, true) => return Ok("The storage answers as the saved rules say: allowed.".to_owned()),
        (true, false) => return Ok("The storage answers as the saved rules say: refused.".to_owned()),
        (false, true) if !decide_as(saved, asked, Order::FirstOrigin).allowed => {
            "This storage stops at the first rule that names the site, while Amazon would try the next. Put everything for a site into one rule."
        }
        (false, true) => {
            "By the saved rules it should be allowed. Some storages take a minute to heed new rules, and a cache between may hold an older answer; check again then."
        }
        (false, false) if saved.rules.is_empty() => {
            "No rules are saved, and this storage lets every website in by itself until there are some."
        }
        (false, false) if answer.allow_origin.as_deref() == Some("*") => {
            "By the saved rules it should be refused, but this storage answers every website alike."
        }
        (false, false) => {
            "By the saved rules it should be refused. This storage compares less than Amazon does (often it skips the headers), or still heeds older rules."
        }
    };
    Err(said.to_owned())
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
        assert!(said.contains("first rule"), "{said}");
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
        assert!(about("https://a.org", &[], None).unwrap().contains("cache"));
        assert!(about("https://b.org", &[], Some("*")).unwrap().contains("lets in more"));
        assert_eq!(about("https://a.org", &[], Some("https://a.org")), None);
        assert_eq!(about("https://b.org", &[], None), None);
        assert_eq!(
            about("https://a.org", &["x-one"], Some("https://a.org")),
            None,
            "the file is not asked for headers"
        );
    }
}
