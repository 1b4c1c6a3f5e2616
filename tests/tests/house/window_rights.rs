//! What the page may do in its window, as written in Tauri's configuration: the content policy and
//! the capabilities. That WebKit enforces them is not proved here.

use std::fs;

use bucketwise_tests::root;
use serde_json::{Value, json};

/// Why this configuration lets a page do more than show itself and call our commands.
fn loose(config: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let security = &config["app"]["security"];
    let policy = &security["csp"];
    let source = |kind: &str| policy[kind].as_str().map(str::to_string);
    let scripts = source("script-src").or(source("default-src")).unwrap_or("*".into());
    if scripts != "'self'" {
        found.push(format!("scripts may come from {scripts}"));
    }
    for (kind, sources) in policy.as_object().into_iter().flatten() {
        let sources = sources.as_str().unwrap_or("*");
        // The forms on Windows of Tauri's own channel and of the scheme for files that are looked
        // at, and the player of this computer; everything else of http would be the network.
        let own = |s: &str| match kind.as_str() {
            "connect-src" => ["http://ipc.localhost", "http://look.localhost"].contains(&s),
            "img-src" => s == "http://look.localhost",
            "media-src" => s == "http://127.0.0.1:*",
            _ => false,
        };
        let network = sources.split(' ').any(|s| s == "*" || s.starts_with("http") && !own(s) || s.starts_with("ws"));
        if network || sources.contains("unsafe-eval") {
            found.push(format!("{kind} is {sources}"));
        }
    }
    if config["app"]["withGlobalTauri"] == true {
        found.push("every script of the page sees Tauri".into());
    }
    if !matches!(&security["dangerousDisableAssetCspModification"], Value::Null | Value::Bool(false)) {
        found.push("Tauri may not add its hashes to the policy".into());
    }
    found
}

/// What a capability grants beyond our own commands.
fn granted(capability: &Value) -> Vec<String> {
    let list = capability["permissions"].as_array().expect("a list of permissions");
    let mut found: Vec<String> = list.iter().map(Value::to_string).collect();
    if capability.get("remote").is_some() {
        found.push("pages from elsewhere".into());
    }
    found
}

fn read(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

#[test]
fn the_content_policy_is_strict() {
    assert_eq!(loose(&read("src-tauri/tauri.conf.json")), Vec::<String>::new());
}

#[test]
fn a_loose_policy_is_seen() {
    for csp in [
        json!({ "script-src": "'self' 'unsafe-inline'" }),
        json!({ "default-src": "*" }),
        json!({ "default-src": "'self'", "connect-src": "https://example.com" }),
        json!({ "default-src": "'self'", "connect-src": "http://127.0.0.1:*" }),
        json!({ "default-src": "'self'", "img-src": "http:" }),
        json!({ "default-src": "'self'", "media-src": "http://127.0.0.1:* https:" }),
        json!({}),
        Value::Null,
    ] {
        assert!(!loose(&json!({ "app": { "security": { "csp": csp } } })).is_empty(), "{csp} passes");
    }
    let policy = json!({ "default-src": "'self'" });
    assert!(!loose(&json!({ "app": { "withGlobalTauri": true, "security": { "csp": policy } } })).is_empty());
}

#[test]
fn the_page_may_call_our_commands_and_nothing_of_tauri() {
    for file in fs::read_dir(root().join("src-tauri/capabilities")).unwrap().flatten() {
        let capability = read(&format!("src-tauri/capabilities/{}", file.file_name().to_str().unwrap()));
        assert_eq!(granted(&capability), Vec::<String>::new(), "{}", file.path().display());
    }
    assert_eq!(granted(&json!({ "permissions": ["fs:default"], "remote": {} })).len(), 2);
}
