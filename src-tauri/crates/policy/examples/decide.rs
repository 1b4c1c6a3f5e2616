//! Reads one JSON object a line, `{"policy", "action", "resource", "ctx": {key: value},
//! "principal"?}`, and prints `Allow` or `Deny` for each. The reason goes to the standard error
//! with `--why`.
//!
//! A policy that AWS would not take allows nothing.

use std::io::{self, BufRead, Write};

use policy::decide::{Verdict, decide_alone};
use policy::{Context, Request, parse};
use serde_json::Value;

fn main() -> io::Result<()> {
    let why = std::env::args().any(|arg| arg == "--why");
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let (verdict, reason) = answer(&line).unwrap_or_else(|reason| (Verdict::Deny, reason));
        writeln!(out, "{verdict:?}")?;
        if why {
            eprintln!("{reason}");
        }
    }
    Ok(())
}

fn answer(line: &str) -> Result<(Verdict, String), String> {
    let line: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let text = match &line["policy"] {
        Value::String(text) => text.clone(),
        policy => policy.to_string(),
    };
    let document = parse(&text).sound().map_err(|findings| {
        findings.first().map_or_else(String::new, |finding| format!("{}: {}", finding.path, finding.text))
    })?;
    let field = |name: &str| line[name].as_str().ok_or(format!("“{name}” is missing"));
    let mut context = Context::default();
    for (key, value) in line["ctx"].as_object().into_iter().flatten() {
        match value {
            Value::Array(values) => context.set(key, values.iter().map(plain)),
            Value::Null => {}
            value => context.set(key, [plain(value)]),
        }
    }
    let principal = named(&line["principal"]);
    let request = Request::new(
        principal.filter(|who| *who != "*" && !who.is_empty()),
        field("action")?,
        // Who may take a role is asked of the role's own policy, which names no resource.
        line["resource"].as_str().unwrap_or("*"),
        context,
    );
    let decision = decide_alone(&document, &request);
    Ok((decision.verdict, decision.to_string()))
}

/// `{"AWS": "…"}` and `{"Service": ["…"]}` name somebody as well as the name alone.
fn named(principal: &Value) -> Option<&str> {
    match principal {
        Value::Object(who) => who.values().next().and_then(named),
        Value::Array(list) => list.first().and_then(named),
        who => who.as_str(),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), Into::into)
}
