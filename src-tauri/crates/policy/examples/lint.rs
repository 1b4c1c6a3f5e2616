//! Reads a policy, or rules for websites (CORS), from the standard input and prints what is to be
//! said about it, as a JSON list. `--kind bucket` says what it should be (`managed`, `user`,
//! `group`, `role`, `session`, `trust`, `bucket`, `cors`); otherwise it is what it looks like.
//! `--surroundings '{"partition": "aws-us-gov"}'` says what is known of where it will be used.

use std::error::Error;
use std::io::{self, Read};

use policy::cors::{CorsFinding, Field, Grade, check, read};
use policy::lint::{Surroundings, lint};
use policy::{Kind, parse};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let option = |name: &str| args.iter().skip_while(|arg| *arg != name).nth(1);
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let kind = option("--kind").map(String::as_str);
    if kind == Some("cors") || kind.is_none() && looks_like_cors(&text) {
        println!("{}", serde_json::to_string_pretty(&websites(&text))?);
        return Ok(());
    }
    let parsed = parse(&text);
    let kind = match kind {
        Some(kind) => serde_json::from_value(kind.into())?,
        None => parsed.document.as_ref().map_or(Kind::Managed, Kind::guess),
    };
    let surroundings =
        option("--surroundings").map_or(Ok(Surroundings::default()), |text| serde_json::from_str(text))?;
    println!("{}", serde_json::to_string_pretty(&lint(parsed, kind, &surroundings))?);
    Ok(())
}

/// Rules rather than a policy: XML, or one of their names and none of a policy's.
fn looks_like_cors(text: &str) -> bool {
    let has = |name: &str| text.contains(&format!("\"{name}\""));
    let rules = ["CORSRules", "AllowedOrigins", "AllowedMethods", "AllowedHeaders"].into_iter().any(has);
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<') || rules && !has("Statement")
}

/// What is to be said about rules for websites, in the shape of what is said about policies.
fn websites(text: &str) -> Vec<Value> {
    match read(text) {
        Ok(read) => check(&read.config).iter().map(told).collect(),
        Err(problem) => vec![json!({
            "code": "cors-text",
            "severity": "error",
            "path": "",
            "place": { "line": problem.line, "column": problem.column },
            "text": problem.text,
            "repaired": problem.repaired,
        })],
    }
}

fn told(finding: &CorsFinding) -> Value {
    let (code, name) = match finding.field {
        Field::Whole => ("cors-rules", ""),
        Field::Id => ("cors-id", ".ID"),
        Field::Origins => ("cors-origins", ".AllowedOrigins"),
        Field::Methods => ("cors-methods", ".AllowedMethods"),
        Field::Headers => ("cors-headers", ".AllowedHeaders"),
        Field::Expose => ("cors-expose", ".ExposeHeaders"),
        Field::MaxAge => ("cors-max-age", ".MaxAgeSeconds"),
    };
    let rule = finding.rule.map(|at| format!("CORSRules[{at}]{name}")).unwrap_or_default();
    let value = finding.value.map(|at| format!("[{at}]")).unwrap_or_default();
    json!({
        "code": code,
        "severity": match finding.grade { Grade::Stop => "error", Grade::Warn => "warning" },
        "path": format!("{rule}{value}"),
        "text": finding.text,
        "repair": finding.mended.as_ref().map(|rule| json!({ "label": finding.mend, "rule": rule })),
    })
}
