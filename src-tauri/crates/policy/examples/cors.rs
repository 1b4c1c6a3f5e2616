//! Reads JSON lines `{"config", "origin", "method", "headers": […]}` and prints, for each, what S3
//! would say: `{"allowed": bool, "rule": index or null, "why": sentence}`. The configuration may be
//! JSON in either form, or a text in any of the three.

use std::io::{BufRead, Write, stdin, stdout};

use policy::cors::{Preflight, decide, read};
use serde_json::{Value, json};

fn main() -> std::io::Result<()> {
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let line = line?;
        if !line.trim().is_empty() {
            writeln!(out, "{}", answer(&line))?;
        }
    }
    Ok(())
}

fn answer(line: &str) -> Value {
    let refused = |why: String| json!({ "allowed": false, "rule": null, "why": why });
    let asked: Value = match serde_json::from_str(line) {
        Ok(asked) => asked,
        Err(error) => return refused(format!("This line is not JSON: {error}.")),
    };
    let config = match &asked["config"] {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let config = match read(&config) {
        Ok(read) => read.config,
        Err(problem) => return refused(format!("Line {}, column {}: {}", problem.line, problem.column, problem.text)),
    };
    let text = |name: &str| asked[name].as_str().unwrap_or_default().to_owned();
    // A list, or one text as a browser sends it.
    let headers = match &asked["headers"] {
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::String(text) => vec![text.clone()],
        _ => Vec::new(),
    };
    let asked = Preflight { origin: text("origin"), method: text("method"), headers };
    let verdict = decide(&config, &asked);
    json!({ "allowed": verdict.allowed, "rule": verdict.rule, "why": verdict.why })
}
