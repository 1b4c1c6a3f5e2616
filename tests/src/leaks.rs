//! Where a secret must never be: in what the program sends to its page, in a command of the page
//! that has no business with it, and in any file on the desktop. Every end-to-end test is searched
//! for the secrets of the servers it used, when its window and its desktop go.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::driver::Driver;

/// Notes what crosses between page and program: commands with their arguments, and every answer and
/// every piece of news. All of the latter go through Tauri's own table of callbacks.
const RECORD: &str = "
    if (window.__recorded) return true;
    const log = (window.__recorded = { sent: [], came: [] });
    const callbacks = window.__TAURI_INTERNALS__.callbacks;
    const get = callbacks.get.bind(callbacks);
    callbacks.get = (id) => {
        const heard = get(id);
        return heard && ((data) => {
            log.came.push(JSON.stringify(data) ?? '');
            return heard(data);
        });
    };
    const ask = window.fetch;
    window.fetch = (to, how) => {
        const url = String(to?.url ?? to);
        if (url.startsWith('ipc:')) log.sent.push([url.split('/').pop(), String(how?.body ?? '')]);
        return ask(to, how);
    };
    return true;";

/// Whether anything was recorded, which of the secrets came, and which were sent with which
/// command.
const FOUND: &str = "
    const log = window.__recorded;
    if (!log) return null;
    const [secrets, may] = arguments;
    const within = (text) => secrets.filter((secret) => text.includes(secret));
    return {
        count: log.sent.length + log.came.length,
        came: log.came.flatMap((text) => within(text).map((secret) => [secret, text.slice(0, 400)])),
        sent: log.sent.filter(([name]) => !may.includes(name)).flatMap(([name, body]) => within(body).map((secret) => [secret, name])),
    };";

/// The commands by which a person hands a secret over.
const HAND_OVER: [&str; 3] = ["probe_login", "read_paste", "answer_ask"];

/// Begins to note what crosses. Pages that are none of ours have nothing to note.
pub(crate) fn record(driver: &Driver) {
    let _ = driver.execute(RECORD, &[]);
}

/// What crossed that must not have: a line for each.
pub(crate) fn crossed(driver: &Driver, secrets: &[String]) -> Vec<String> {
    let Ok(found) = driver.execute(FOUND, &[json!(secrets), json!(HAND_OVER)]) else { return Vec::new() };
    let lines = |part: &str, words: &str| {
        let pairs = found[part].as_array().cloned().unwrap_or_default();
        pairs.into_iter().map(move |pair: Value| format!("{words}: {}", pair[1])).collect::<Vec<_>>()
    };
    [lines("came", "a secret came to the page in"), lines("sent", "a secret was sent with")].concat()
}

/// How many things were noted.
pub(crate) fn noted(driver: &Driver) -> u64 {
    let Ok(found) = driver.execute(FOUND, &[json!([]), json!([])]) else { return 0 };
    found["count"].as_u64().unwrap_or_default()
}

/// Every file below `folder` that has one of the secrets in it, plain or percent-encoded, but for
/// those in `allowed`.
pub(crate) fn files(folder: &Path, secrets: &[String], allowed: &[PathBuf]) -> Vec<PathBuf> {
    let mut forms: Vec<String> = Vec::new();
    for secret in secrets {
        let encoded = percent_encoding::utf8_percent_encode(secret, percent_encoding::NON_ALPHANUMERIC).to_string();
        forms.extend([secret.clone(), encoded]);
    }
    let mut found = Vec::new();
    walk(folder, &forms, allowed, &mut found);
    found
}

fn walk(folder: &Path, forms: &[String], allowed: &[PathBuf], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else { continue };
        if allowed.contains(&path) {
        } else if kind.is_dir() {
            walk(&path, forms, allowed, found);
        } else if kind.is_file()
            && fs::read(&path).is_ok_and(|bytes| {
                let text = String::from_utf8_lossy(&bytes);
                forms.iter().any(|form| text.contains(form))
            })
        {
            found.push(path);
        }
    }
}
