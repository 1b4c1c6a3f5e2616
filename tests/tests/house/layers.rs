//! The rules of the house, as far as they can be seen in the text of the files. Each comes with a
//! violation planted in memory, so that a rule which catches nothing fails. What needs
//! understanding is left to readers.

mod bounds;
mod circles;
mod crates;
mod length;
mod modules;
mod pages;
mod paths;
mod proofs;
mod sentences;
mod settings;
mod terms;
mod uses;
mod width;

use bounds::reads_without_a_bound;
use bucketwise_tests::tree::{Source, sources, top_level};
use crates::{points_up, reaches_out, stands_on_a_runtime};
use length::{LONG, too_long, too_long_a_function, too_long_a_function_of_the_page};

/// A rule, what breaks it (a path and a text), and how: one sentence for each break.
struct Rule {
    name: &'static str,
    breaks: fn(&str, &str) -> Option<String>,
    planted: (&'static str, &'static str),
}

const RULES: &[Rule] = &[
    Rule {
        name: "only the store names an AWS SDK",
        breaks: names_an_sdk,
        planted: ("src-tauri/crates/engine/src/x.rs", "use aws_sdk_s3::Client;"),
    },
    Rule {
        name: "pages are followed in one way",
        breaks: pages::follows_them_alone,
        planted: (
            "src-tauri/crates/store/src/x.rs",
            "loop { call.set_continuation_token(next); if next.is_none() { return; } }",
        ),
    },
    Rule {
        name: "pages are followed in one way",
        breaks: pages::follows_them_alone,
        planted: (
            "src-tauri/crates/engine/src/x.rs",
            "loop {\n    let page = store.list(request).await?;\n    token = page.next;\n}\n",
        ),
    },
    Rule {
        name: "only the store depends on an AWS SDK",
        breaks: names_an_sdk,
        planted: ("tests/Cargo.toml", "[dependencies]\naws-sdk-s3.workspace = true\n"),
    },
    Rule {
        name: "the crates below the shell name no Tauri",
        breaks: names_tauri_below_the_shell,
        planted: ("src-tauri/crates/engine/src/x.rs", "fn a(app: tauri::AppHandle) {}"),
    },
    Rule {
        name: "every arrow points down",
        breaks: points_up,
        planted: ("src-tauri/crates/store/Cargo.toml", "[dependencies]\nengine.workspace = true\n"),
    },
    Rule {
        name: "the modules of the engine lead down",
        breaks: modules::leads_up,
        planted: ("src-tauri/crates/engine/src/fault/x.rs", "use crate::{ids::JobId, transfers::{JobState, Proof}};\n"),
    },
    Rule {
        name: "the files of the module of settings lead down",
        breaks: settings::leads_up,
        planted: (
            "src-tauri/crates/engine/src/settings/value/cors.rs",
            "use crate::settings::{check::Note, value::SettingValue};\n",
        ),
    },
    Rule {
        name: "a crate has its place in the order",
        breaks: points_up,
        planted: ("src-tauri/crates/stranger/Cargo.toml", "[dependencies]\n"),
    },
    Rule {
        name: "the pure crates stand on no runtime",
        breaks: stands_on_a_runtime,
        planted: ("src-tauri/crates/import/Cargo.toml", "[dependencies]\ntokio.workspace = true\n"),
    },
    Rule {
        name: "the pure crates touch nothing outside",
        breaks: reaches_out,
        planted: ("src-tauri/crates/import/src/x.rs", "let text = std::fs::read(file)?;"),
    },
    Rule {
        name: "the page has one door to the host",
        breaks: imports_tauri_elsewhere,
        planted: ("ui/src/features/browse/state.svelte.ts", "import { invoke } from \"@tauri-apps/api/core\";"),
    },
    Rule {
        name: "views make no calls",
        breaks: calls_from_a_view,
        planted: ("ui/src/features/browse/View.svelte", "import { call } from \"../../lib/backend/backend\";"),
    },
    Rule {
        name: "features know what they need of the page, not the page",
        breaks: knows_the_page,
        planted: ("ui/src/features/backups/View.svelte", "import type { App } from \"../../app.svelte\";"),
    },
    Rule {
        name: "actions are defined once, and not in views",
        breaks: defines_an_action_in_a_view,
        planted: ("ui/src/features/connect/Sidebar.svelte", "const rename = { id: \"rename\", keys: [\"F2\"], run };"),
    },
    Rule {
        name: "the kit knows no feature and no backend",
        breaks: kit_knows_more,
        planted: ("ui/src/lib/kit/Button.svelte", "import { x } from \"../../features/browse/state.svelte\";"),
    },
    Rule {
        name: "no markup out of data",
        breaks: markup_out_of_data,
        planted: ("ui/src/lib/kit/Notice.svelte", "<p>{@html words}</p>"),
    },
    Rule {
        name: "no script in the page's frame",
        breaks: inline_script,
        planted: ("ui/index.html", "<script>go()</script>"),
    },
    Rule { name: "a file is read in one sitting", breaks: too_long, planted: ("ui/src/lib/words.ts", LONG) },
    Rule {
        name: "a function is seen whole",
        breaks: too_long_a_function,
        planted: ("src-tauri/src/x.rs", LONG_FUNCTION),
    },
    Rule {
        name: "a function of the page is seen whole",
        breaks: too_long_a_function_of_the_page,
        planted: ("ui/src/lib/x.ts", length::LONG_ARROW),
    },
    Rule {
        name: "a line of comment has 100 columns at most",
        breaks: width::too_wide_a_comment,
        planted: ("src-tauri/src/x.rs", width::WIDE),
    },
    Rule {
        name: "a line of comment has 100 columns at most",
        breaks: width::too_wide_a_comment,
        planted: ("ui/src/lib/kit/X.svelte", width::WIDE_MARKUP),
    },
    Rule {
        name: "every reader has a bound",
        breaks: reads_without_a_bound,
        planted: ("src-tauri/crates/engine/src/x.rs", "let text = fs::read_to_string(file)?;\n"),
    },
    Rule {
        name: "a file's lock is let go in so many words",
        breaks: locks_a_file_alone,
        planted: (
            "src-tauri/crates/engine/src/x.rs",
            "match file.try_lock() { Err(TryLockError::WouldBlock) => {} _ => {} }",
        ),
    },
    Rule {
        name: "every reader has a bound",
        breaks: reads_without_a_bound,
        planted: (
            "src-tauri/crates/engine/src/x.rs",
            "#[cfg(test)]\nuse std::fs;\n\nfn a() {\n    let text = fs::read_to_string(file)?;\n}\n",
        ),
    },
    Rule {
        name: "every reader has a bound",
        breaks: reads_without_a_bound,
        planted: ("src-tauri/crates/engine/src/mounts/table.rs", "let output = Command::new(program).output()?;\n"),
    },
    Rule {
        name: "every module opens with what it is for",
        breaks: opens_without_words,
        planted: ("src-tauri/crates/engine/src/x.rs", "use std::fs;\n"),
    },
    Rule {
        name: "a test that cannot prove says so by failing",
        breaks: proofs::passes_unproved,
        planted: ("tests/tests/x.rs", "if !can { println!(\"skipped: no disk\"); return; }"),
    },
    Rule {
        name: "what a person reads is a message of the catalogue",
        breaks: sentences::says_a_sentence,
        planted: ("src-tauri/crates/engine/src/transfers/x.rs", "    None => Some(\"The transfer failed.\".into()),\n"),
    },
    Rule {
        name: "what a person reads is a message of the catalogue",
        breaks: sentences::says_a_sentence,
        planted: ("src-tauri/crates/import/src/x.rs", "    format!(\"{count} lines of it were skipped.\")\n"),
    },
    Rule {
        name: "a test that cannot prove says so by failing",
        breaks: proofs::passes_unproved,
        planted: ("src-tauri/crates/engine/src/x/tests.rs", "eprintln!(\"xmllint is not on this computer\");"),
    },
    Rule {
        name: "a test names its server by its kind",
        breaks: proofs::names_a_server,
        planted: ("tests/tests/flows/x.rs", "let store = login(\"seaweedfs\", &server.endpoint);"),
    },
    Rule {
        name: "a path in a comment or on a page leads somewhere",
        breaks: paths::leads_nowhere,
        planted: ("src-tauri/crates/store/src/x.rs", "//! (`tests/nowhere.rs` holds that)"),
    },
    Rule {
        name: "one word for one thing",
        breaks: terms::has_a_second_meaning,
        planted: ("src-tauri/crates/engine/src/x.rs", "pub(crate) struct Place {\n"),
    },
    Rule {
        name: "names say what a thing is",
        breaks: says_nothing,
        planted: ("src-tauri/crates/engine/src/x.rs", "pub struct TransferManager {}"),
    },
];

/// A function of 61 lines within something else.
const LONG_FUNCTION: &str = concat!(
    "impl X {\n    pub(crate) async fn x() {\n        a(\"};\");\n\n",
    "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n",
    "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n",
    "    }\n}\n",
);

#[test]
fn the_tree_obeys_every_rule() {
    let sources = sources();
    assert!(sources.len() > 100, "only {} files found", sources.len());
    let mut broken = Vec::new();
    for rule in RULES {
        for Source { path, text } in &sources {
            broken.extend((rule.breaks)(path, text).map(|how| format!("{}: {path}: {how}", rule.name)));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_rule_catches_what_it_is_for() {
    for Rule { name, breaks, planted: (path, text) } in RULES {
        assert!(breaks(path, text).is_some(), "“{name}” lets {text:?} pass in {path}");
    }
}

#[test]
fn the_top_level_is_the_fixed_list() {
    let fixed = "Cargo.lock Cargo.toml CHANGELOG.md CONTRIBUTING.md icons LICENSE-APACHE LICENSE-MIT Makefile README.md src-tauri tests ui";
    let fixed: Vec<&str> = fixed.split(' ').collect();
    let mut strangers = top_level();
    // Dot files are settings of tools, and of each person's own.
    strangers.retain(|name| !name.starts_with('.') && !fixed.contains(&name.as_str()));
    assert_eq!(strangers, Vec::<String>::new());
}

fn names_an_sdk(path: &str, text: &str) -> Option<String> {
    const CRATES: [&str; 7] = ["sdk_", "config", "smithy_", "credential_types", "types", "runtime", "sigv4"];
    // The root names the versions for the workspace.
    if path.starts_with("src-tauri/crates/store/") || path == "Cargo.toml" || path == "tests/tests/house/layers.rs" {
        return None;
    }
    line(text, |line| {
        path.ends_with(".rs")
            && words(line).any(|word| {
                word.strip_prefix("aws_")
                    .is_some_and(|rest| CRATES.iter().any(|c| rest.starts_with(c) && is_path(line, word)))
            })
            || path.ends_with("Cargo.toml") && line.starts_with("aws-")
    })
}

/// Whether `word` is used as a crate: `use aws_x…` or `aws_x::…`.
fn is_path(line: &str, word: &str) -> bool {
    line.contains(&format!("{word}::")) || line.contains(&format!("use {word}"))
}

fn names_tauri_below_the_shell(path: &str, text: &str) -> Option<String> {
    let below = path.starts_with("src-tauri/crates/");
    let code =
        |line: &str| !line.trim_start().starts_with("//") && (line.contains("tauri::") || line.contains("use tauri"));
    line(text, |line| {
        below && (path.ends_with(".rs") && code(line) || path.ends_with("Cargo.toml") && line.starts_with("tauri"))
    })
}

fn imports_tauri_elsewhere(path: &str, text: &str) -> Option<String> {
    line(text, |line| {
        path.starts_with("ui/src/") && path != "ui/src/lib/backend/tauri.ts" && line.contains("@tauri-apps")
    })
}

/// Types may be named anywhere; calling is the business of a feature's state.
fn calls_from_a_view(path: &str, text: &str) -> Option<String> {
    let view = path.starts_with("ui/src/") && path.ends_with(".svelte");
    imports(text).find(|import| view && import.contains("/backend") && !import.starts_with("import type"))
}

/// A test may start the whole page.
fn knows_the_page(path: &str, text: &str) -> Option<String> {
    let below = ["ui/src/features/", "ui/src/lib/"].iter().any(|module| path.starts_with(module));
    let below = below && !path.ends_with(".test.ts");
    imports(text).find(|import| below && ["/app.svelte\"", "/App.svelte\""].iter().any(|page| import.contains(page)))
}

/// An action is what has keys; a view is given those it offers.
fn defines_an_action_in_a_view(path: &str, text: &str) -> Option<String> {
    let view = path.starts_with("ui/src/") && path.ends_with(".svelte");
    line(text, |line| view && ["keys: [", " act(", "(act("].iter().any(|way| line.contains(way)))
}

fn kit_knows_more(path: &str, text: &str) -> Option<String> {
    let kit = path.starts_with("ui/src/lib/kit/");
    imports(text).find(|import| {
        kit && (import.contains("/features/") || import.contains("/backend") && !import.starts_with("import type"))
    })
}

fn markup_out_of_data(path: &str, text: &str) -> Option<String> {
    line(text, |line| {
        path.starts_with("ui/src/")
            && ["{@html", ".innerHTML", ".outerHTML", "eval("].iter().any(|way| line.contains(way))
    })
}

fn inline_script(path: &str, text: &str) -> Option<String> {
    line(text, |line| {
        path == "ui/index.html"
            && (line.contains("<script") && !line.contains(" src=") || line.contains(" on") || line.contains("style="))
    })
}

/// The two that unlock when they are dropped; closing a locked file is not enough while a child is
/// being started.
fn locks_a_file_alone(path: &str, text: &str) -> Option<String> {
    let unlocks = path.ends_with("engine/src/held.rs") || path.ends_with("practice/src/store/mod.rs");
    let locks = path.ends_with(".rs") && path.starts_with("src-tauri/") && text.contains("TryLockError");
    (locks && !unlocks).then(|| format!("{path} locks a file; engine::held does that"))
}

fn opens_without_words(path: &str, text: &str) -> Option<String> {
    // A file of unit tests says what it is by its name.
    (path.ends_with(".rs") && !path.ends_with("/tests.rs") && !text.starts_with("//!"))
        .then(|| "no //! at its head".into())
}

fn says_nothing(path: &str, text: &str) -> Option<String> {
    let declares = |line: &str| {
        ["struct ", "enum ", "trait ", "class ", "mod "]
            .iter()
            .find_map(|word| Some(line.split_once(word)?.1.to_lowercase()))
    };
    let code = [".rs", ".ts", ".svelte"].iter().any(|end| path.ends_with(end)) && path != "tests/tests/house/layers.rs";
    line(text, |line| {
        let name = declares(line)
            .and_then(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_string));
        code && !line.trim_start().starts_with('/')
            && name.is_some_and(|name| {
                ["manager", "service", "helper", "util", "utils"].iter().any(|empty| name.ends_with(empty))
            })
    })
}

/// The first line that breaks a rule, with its number.
fn line(text: &str, breaks: impl Fn(&str) -> bool) -> Option<String> {
    text.lines().zip(1..).find(|(line, _)| breaks(line)).map(|(line, number)| format!("line {number}: {}", line.trim()))
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// The import statements of a TypeScript or Svelte file, each as one line.
fn imports(text: &str) -> impl Iterator<Item = String> {
    text.split("import ").skip(1).map(|rest| {
        let statement = rest.split([';']).next().unwrap_or_default();
        format!("import {}", statement.split_whitespace().collect::<Vec<_>>().join(" "))
    })
}
