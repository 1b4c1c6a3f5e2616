//! Prints the plan of one integration and its proofs as JSON, without any network: `plan PRESET
//! ANSWERS.json`.
//!
//! What is wrong with the call is said in words on the second channel (status 2); answers that make
//! no plan print what was found in them (status 1).

use std::process::ExitCode;
use std::{env, fs};

use plans::Answers;
use serde_json::{Value, json};
use words::Words;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match planned(&arguments) {
        Ok(printed) => {
            println!("{printed:#}");
            if printed["plan"].is_null() { ExitCode::from(1) } else { ExitCode::SUCCESS }
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

fn planned(arguments: &[String]) -> Result<Value, String> {
    let known = || {
        let ids: Vec<_> = plans::presets().iter().map(|preset| preset.id.as_str()).collect();
        format!("The presets are: {}", ids.join(" "))
    };
    let [id, file] = arguments else {
        return Err(format!("Call it with a preset and a file of answers: plan PRESET ANSWERS.json\n{}", known()));
    };
    let preset = plans::preset(id).ok_or_else(|| format!("There is no preset “{id}”. {}", known()))?;
    let text = fs::read_to_string(file).map_err(|error| format!("{file} cannot be read: {error}"))?;
    let answers: Answers = serde_json::from_str(&text).map_err(|error| {
        let form =
            r#"{"account": "111122223333", "buckets": [{"name": "acme-files", "region": "eu-west-1"}], "answers": {}}"#;
        let questions = plans::questions(preset, &Answers::default());
        let ids: Vec<_> = questions.iter().map(|asked| asked.id.as_str()).collect();
        format!("{file} does not hold answers: {error}\nThey look like this: {form}\n{id} asks: {}", ids.join(" "))
    })?;
    let outcome = plans::plan(preset, &answers);
    let proofs = outcome.plan.as_ref().map(|plan| plans::prove(plan, &answers));
    Ok(in_english(json!({ "findings": outcome.findings, "plan": outcome.plan, "proofs": proofs })))
}

/// The same with the text of each message in its place.
fn in_english(value: Value) -> Value {
    match value {
        Value::Array(list) => list.into_iter().map(in_english).collect(),
        Value::Object(fields) if fields.len() == 2 && fields.contains_key("id") && fields.contains_key("values") => {
            let words = serde_json::from_value::<Words>(Value::Object(fields));
            words.map_or(Value::Null, |words| Value::String(words.to_string()))
        }
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, in_english(value))).collect(),
        value => value,
    }
}
