//! Reads a policy from the standard input and prints it in plain words, a line for each statement,
//! and below who can do what. `--kind bucket` says what it is; otherwise it is what it looks like.

use std::error::Error;
use std::io::{self, Read};

use policy::explain::{explain, table};
use policy::{Kind, parse};

fn main() -> Result<(), Box<dyn Error>> {
    let kind = std::env::args().skip_while(|arg| arg != "--kind").nth(1);
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let parsed = parse(&text);
    for finding in &parsed.findings {
        eprintln!("line {}, column {}: {}", finding.place.line, finding.place.column, finding.text);
    }
    let Some(document) = parsed.document else { return Err("this is no policy".into()) };
    let kind = kind.map_or(Ok(Kind::guess(&document)), |kind| serde_json::from_value(kind.into()))?;
    for sentence in explain(&document, kind) {
        println!("{}. {}", sentence.statement + 1, sentence.text);
    }
    for row in table(&document, kind) {
        let verbs: Vec<String> = row.verbs.iter().map(|verb| verb.phrase().to_string()).collect();
        let may = if row.never { "never" } else { "can" };
        let place = row.place.map(|place| place.to_string()).unwrap_or_default();
        let only_if: Vec<String> = row.only_if.iter().map(ToString::to_string).collect();
        println!("{} | {may} | {} | {place} | {}", row.who, verbs.join(", "), only_if.join(", "));
    }
    Ok(())
}
