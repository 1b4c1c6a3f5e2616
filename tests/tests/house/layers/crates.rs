//! The rules about our crates: what each may stand on, and which do no input or output at all.

use super::line;

/// What each crate below the shell may stand on, of ours.
const STANDS_ON: [(&str, &[&str]); 8] = [
    ("policy", &["words"]),
    ("ground", &[]),
    ("words", &[]),
    ("import", &["ground", "words"]),
    ("plans", &["ground", "policy", "words"]),
    ("practice", &["policy"]),
    ("store", &["ground", "policy"]),
    ("engine", &["ground", "import", "plans", "policy", "practice", "store", "words"]),
];

pub(super) fn points_up(path: &str, text: &str) -> Option<String> {
    let of = path.strip_prefix("src-tauri/crates/")?.strip_suffix("/Cargo.toml")?;
    let Some((_, below)) = STANDS_ON.iter().find(|(name, _)| *name == of) else {
        return Some("a crate that has no place in the order".into());
    };
    let ours = |name: &str| name.starts_with("bucketwise") || STANDS_ON.iter().any(|(ours, _)| *ours == name);
    line(text, |line| {
        let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
        line.contains(['.', '=']) && ours(name) && !below.contains(&name)
    })
}

/// The crates that do no input or output at all.
const PURE: [&str; 5] = ["policy", "ground", "import", "plans", "words"];

fn is_pure(path: &str) -> bool {
    let of = path.strip_prefix("src-tauri/crates/").and_then(|rest| rest.split('/').next());
    of.is_some_and(|of| PURE.contains(&of))
}

/// By name; what comes with a dependency is seen by the test of the licences, which asks cargo.
pub(super) fn stands_on_a_runtime(path: &str, text: &str) -> Option<String> {
    const RUNTIMES: [&str; 6] = ["tokio", "rusqlite", "hyper", "keyring", "futures-util", "tempfile"];
    // What only tests stand on is theirs.
    let needed = text.split("[dev-dependencies]").next().unwrap_or_default();
    line(needed, |line| {
        let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
        is_pure(path) && path.ends_with("/Cargo.toml") && (name.starts_with("aws-") || RUNTIMES.contains(&name))
    })
}

pub(super) fn reaches_out(path: &str, text: &str) -> Option<String> {
    const OUTSIDE: [&str; 10] = [
        "std::fs",
        "TcpStream",
        "TcpListener",
        "UdpSocket",
        "std::process",
        "std::env",
        "std::thread",
        "SystemTime::now",
        "Instant::now",
        "Timestamp::now",
    ];
    let code = text.split("mod tests {").next().unwrap_or_default();
    let ours = is_pure(path) && path.contains("/src/") && path.ends_with(".rs") && !path.contains("/tests");
    line(code, |line| ours && !line.trim_start().starts_with("//") && OUTSIDE.iter().any(|way| line.contains(way)))
}
