//! Prints the plan of one integration and its proofs as JSON, without any network: `plan PRESET ANSWERS.json`.

use std::error::Error;
use std::{env, fs, process};

use engine::integrations;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [id, file] = arguments.as_slice() else {
        let ids: Vec<_> = integrations::presets().iter().map(|preset| preset.id.as_str()).collect();
        return Err(format!("plan PRESET ANSWERS.json\npresets: {}", ids.join(" ")).into());
    };
    let preset = integrations::preset(id).ok_or_else(|| format!("there is no preset {id}"))?;
    let answers = serde_json::from_str(&fs::read_to_string(file)?)?;
    let outcome = integrations::plan(preset, &answers);
    let proofs = outcome.plan.as_ref().map(|plan| integrations::prove(plan, &answers));
    let printed = json!({ "findings": outcome.findings, "plan": outcome.plan, "proofs": proofs });
    println!("{}", serde_json::to_string_pretty(&printed)?);
    if outcome.plan.is_none() {
        process::exit(1);
    }
    Ok(())
}
