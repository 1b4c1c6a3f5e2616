//! Reads a policy from the standard input and prints what is to be said about it, as a JSON list. `--kind bucket` says
//! what it should be (`managed`, `user`, `group`, `role`, `session`, `trust`, `bucket`); otherwise it is what it looks
//! like. `--facts '{"partition": "aws-us-gov"}'` says what is known of where it will be used.

use std::error::Error;
use std::io::{self, Read};

use policy::lint::{Facts, lint};
use policy::{Kind, parse};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let option = |name: &str| args.iter().skip_while(|arg| *arg != name).nth(1);
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let parsed = parse(&text);
    let kind = match option("--kind") {
        Some(kind) => serde_json::from_value(kind.as_str().into())?,
        None => parsed.document.as_ref().map_or(Kind::Managed, Kind::guess),
    };
    let facts = option("--facts").map_or(Ok(Facts::default()), |facts| serde_json::from_str(facts))?;
    println!("{}", serde_json::to_string_pretty(&lint(parsed, kind, &facts))?);
    Ok(())
}
