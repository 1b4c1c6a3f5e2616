//! The scripts of the folder, run for real with values that try to run something. Nothing runs but
//! `aws`, which is a stand-in that writes down what it was told; and it is told every value letter
//! for letter.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use super::*;
use crate::plan::tests::given;
use crate::{CorsRule, Given, WayKind, plan, preset};

/// Each would make a file, if a shell ever read it as anything but a text.
const HOSTILE: [&str; 26] = [
    "$(touch canary)",
    "`touch canary`",
    "'; touch canary; '",
    "\"; touch canary; \"",
    "'\"; touch canary; \"'",
    "\ntouch canary\n",
    "x\n'\ntouch canary\n'",
    "; touch canary #",
    "' ; touch canary #",
    "\\'; touch canary #",
    "\\\"; touch canary #",
    "a && touch canary",
    "a | touch canary",
    "${x:-$(touch canary)}",
    "a[$(touch canary)]",
    "$((a[$(touch canary)]))",
    "$'\\ntouch canary\\n'",
    "<(touch canary)",
    "*]] || touch canary; [[ x == '",
    "x'] | `touch canary` | ['x",
    "name[$(touch canary)]",
    "a[$(touch canary)]+name[`touch canary`]",
    "arn:aws:iam::444455556666:role/x$(touch canary)",
    "arn:aws:iam::444455556666:role/x';touch canary;'",
    "}\ntouch canary\n{",
    "\\",
];

/// Whose mark things bear.
const INTEGRATION: &str = "4f6c";

/// Stands in for `aws`: writes down its words, each ended by a NUL, and gives the answers of
/// `answers/`.
const AWS: &str = r#"#!/bin/bash
here=${0%/*}
for word in "$@"; do printf '%s\0' "$word" >>"$here/told"; done
printf '%s\0' '--end--' >>"$here/told"
answer="$here/answers/$2"
if [ -e "$answer" ]; then
  while IFS= read -r line || [ -n "$line" ]; do printf '%s\n' "$line"; done <"$answer"
  exit 0
fi
case $2 in
list-*-tags | get-user-policy | get-role-policy) echo 'An error occurred (NoSuchEntity)' >&2; exit 254 ;;
get-bucket-policy) echo 'An error occurred (NoSuchBucketPolicy)' >&2; exit 254 ;;
get-bucket-cors) echo 'An error occurred (NoSuchCORSConfiguration)' >&2; exit 254 ;;
list-access-keys) case $* in *length*) echo 0 ;; esac ;;
list-policies | list-grants) ;;
*) echo done ;;
esac
"#;

/// A plan for each kind of thing that scripts make: a user with a key, a role with rules for
/// websites, somebody who is there, and another account in the bucket's policy.
fn plans() -> Vec<Plan> {
    let of = |id: &str, way: &str| {
        let preset = preset(id).unwrap();
        let mut answers = given(preset, "eu-central-1", &[("way", Given::Text(way.into()))]);
        answers.buckets[0].kms_key = Some("arn:aws:kms:eu-central-1:111122223333:key/1234".into());
        plan(preset, &answers).plan.unwrap_or_else(|| panic!("{id} {way}"))
    };
    vec![of("nuvolos-rclone", "key"), of("kolena", "role"), of("person", "existing"), of("account", "")]
}

/// Every text of the plan that is not ours becomes `text`.
fn swap(plan: &mut Plan, text: &str) {
    for own in [&mut plan.name, &mut plan.account, &mut plan.preset] {
        text.clone_into(own);
    }
    plan.title = text.into();
    if let Some(identity) = &mut plan.identity {
        text.clone_into(&mut identity.name);
    }
    for document in &mut plan.documents {
        document.bucket = document.bucket.as_ref().map(|_| text.to_owned());
        document.file = format!("{text}.json");
        document.text = swapped(&document.text, text);
        document.before = None;
    }
}

/// The JSON with each of its values, not its names, replaced.
fn swapped(json: &str, text: &str) -> String {
    fn walk(value: &mut Value, text: &str) {
        match value {
            Value::String(own) => text.clone_into(own),
            Value::Array(list) => list.iter_mut().for_each(|one| walk(one, text)),
            Value::Object(map) => map.values_mut().for_each(|one| walk(one, text)),
            _ => {}
        }
    }
    let Ok(mut value) = serde_json::from_str::<Value>(json) else { return json.to_owned() };
    walk(&mut value, text);
    serde_json::to_string_pretty(&value).unwrap()
}

/// What came of a script.
struct Ran {
    whole: bool,
    said: String,
    /// What `aws` was told, call by call.
    told: Vec<Vec<String>>,
    /// Files that nobody was to make.
    made: Vec<String>,
}

/// Runs a script in a folder of its own, where nothing is found but `aws` and what the script
/// needs.
fn run(script: &str, answers: &[(&str, &str)]) -> Ran {
    let folder = TempDir::new().unwrap();
    let tools = folder.path().join("tools");
    fs::create_dir_all(tools.join("answers")).unwrap();
    let place = |name: &str, text: &str| {
        fs::write(tools.join(name), text).unwrap();
        fs::set_permissions(tools.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    };
    place("aws", AWS);
    place("touch", "#!/bin/bash\nfor name in \"$@\"; do : >\"$name\"; done\n");
    for tool in ["dirname", "sleep", "cat"] {
        let real = ["/usr/bin", "/bin"].map(|at| Path::new(at).join(tool));
        std::os::unix::fs::symlink(real.iter().find(|file| file.exists()).unwrap(), tools.join(tool)).unwrap();
    }
    for (call, answer) in answers {
        fs::write(tools.join("answers").join(call), answer).unwrap();
    }
    let work = folder.path().join("work");
    fs::create_dir(&work).unwrap();
    fs::write(work.join("script.sh"), script).unwrap();
    let mut bash = Command::new("/bin/bash");
    bash.arg(work.join("script.sh")).current_dir(&work).env_clear().env("PATH", &tools);
    let output = bash.output().unwrap();
    let told = fs::read(tools.join("told")).unwrap_or_default();
    let words = told.split(|byte| *byte == 0).map(|word| String::from_utf8(word.to_vec()).unwrap());
    let mut calls = vec![Vec::new()];
    for word in words {
        match word.as_str() {
            "--end--" => calls.push(Vec::new()),
            _ => calls.last_mut().unwrap().push(word),
        }
    }
    let names = |at: &Path| fs::read_dir(at).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap());
    let ours =
        ["script.sh", "aws", "touch", "dirname", "sleep", "cat", "answers", "told", "tools", "work", "made-key-id.txt"];
    let made = names(&work).chain(names(&tools)).chain(names(folder.path()));
    let made = made.filter(|name| !ours.contains(&name.as_str())).collect();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    Ran { whole: output.status.success(), said, told: calls, made }
}

/// Nothing but `aws` ran, nothing was made, and no word was broken.
fn harmless(ran: &Ran, text: &str) {
    assert_eq!(ran.made, Vec::<String>::new(), "{text:?} ran: {}", ran.said);
    for broken in ["command not found", "syntax error", "unexpected", "unbound variable", "No such file"] {
        let own = text.contains(broken);
        assert!(own || !ran.said.contains(broken), "{text:?} is read by the shell: {}", ran.said);
    }
}

fn script(plan: &Plan, name: &str) -> String {
    package(plan, &INTEGRATION.into()).into_iter().find(|file| file.name == name).unwrap().text
}

/// Sets it up and takes it back, with every value replaced by `text`.
fn try_all(text: &str) {
    for mut plan in plans() {
        let asked = plan.documents.iter().any(|document| document.bucket.is_some());
        swap(&mut plan, text);
        let tags = format!("bucketwise\t{INTEGRATION}");
        // The number of an account has no blanks around it.
        let account = ("get-caller-identity", text.trim());
        let ran = run(&script(&plan, "setup.sh"), &[account]);
        harmless(&ran, text);
        // A value that ends a line is one that the fake answers cannot give back; the account is
        // then another one.
        if !text.contains('\n') {
            assert!(ran.whole, "{text:?} of {}: {}", plan.preset, ran.said);
            let is = |word: &String| word == text;
            assert!(!asked || ran.told.iter().flatten().any(is), "{text:?}: {:?}", ran.told);
        }
        let ran = run(
            &script(&plan, "remove.sh"),
            &[
                account,
                ("list-user-tags", &tags),
                ("list-role-tags", &tags),
                ("list-grants", "grant-1\tdone\ngrant-2\tother\n"),
            ],
        );
        harmless(&ran, text);
        // What was there before, and what a bucket has now, are texts of others as well.
        for document in &mut plan.documents {
            document.before = Some(document.text.clone());
        }
        for name in ["setup.sh", "remove.sh"] {
            harmless(&run(&script(&plan, name), &[account]), text);
        }
    }
}

#[test]
fn a_harness_that_would_see_it() {
    let ran = run("name=\"$(touch canary)\"\necho \"$name\"\n", &[]);
    assert_eq!(ran.made, ["canary"]);
    let ran = run("aws iam get-user --user-name 'a b'\nfrobnicate\n", &[]);
    assert_eq!(ran.told[0], ["iam", "get-user", "--user-name", "a b"]);
    assert!(ran.said.contains("command not found"));
}

#[test]
fn nothing_of_a_value_runs_in_the_administrators_shell() {
    HOSTILE.iter().for_each(|text| try_all(text));
}

/// The server answers as well, and is not always one's own.
#[test]
fn nothing_of_an_answer_runs_in_the_administrators_shell() {
    let calls = [
        "list-access-keys",
        "list-policies",
        "list-grants",
        "list-user-tags",
        "list-role-tags",
        "get-bucket-policy",
        "get-bucket-cors",
        "create-grant",
        "create-access-key",
        "get-role",
        "get-user",
        "get-user-policy",
        "get-role-policy",
    ];
    for plan in plans() {
        let account = ("get-caller-identity", plan.account.as_str());
        for text in HOSTILE {
            let mut answers: Vec<(&str, &str)> = calls.iter().map(|call| (*call, text)).collect();
            answers.push(account);
            for name in ["setup.sh", "remove.sh"] {
                // One that says something else than is wanted ends the script, so each call is
                // tried alone as well.
                let alone = calls.iter().map(|call| vec![(*call, text), account]).filter(|_| text.contains("name["));
                for some in alone.chain([answers.clone()]) {
                    let ran = run(&script(&plan, name), &some);
                    assert_eq!(ran.made, Vec::<String>::new(), "{some:?} ran: {}", ran.said);
                }
            }
        }
    }
}

/// The rules and statements of others are the shell's business as little as ours.
#[test]
fn the_folder_is_made_of_answers_that_pass_the_checks_and_still_holds_them_as_texts() {
    let preset = preset("kolena").unwrap();
    let mut answers = given(preset, "eu-central-1", &[]);
    answers.buckets[0].folder = "it's $(touch canary) `touch canary`".into();
    answers.buckets[0].policy = Some(r#"{"Version":"2012-10-17","Statement":[],"Id":"'; touch canary; '"}"#.into());
    answers.buckets[0].cors = vec![CorsRule {
        id: Some("'; touch canary; '".into()),
        allowed_methods: vec!["GET".into()],
        allowed_origins: vec!["https://x'; touch canary; '".into()],
        ..CorsRule::default()
    }];
    let plan = plan(preset, &answers).plan.unwrap();
    for name in ["setup.sh", "remove.sh"] {
        let ran = run(&script(&plan, name), &[("get-caller-identity", &plan.account)]);
        harmless(&ran, "");
    }
}

/// Neither the letter nor the form shows a name of a message, or a place that nobody filled.
#[test]
fn the_letter_of_every_product_is_said() {
    for preset in crate::presets() {
        let mut answers = given(preset, "eu-central-1", &[]);
        answers.buckets[0].kms_key = Some("arn:aws:kms:eu-central-1:111122223333:key/1234".into());
        let plan = plan(preset, &answers).plan.unwrap();
        let read = |name: &str| {
            let file = package(&plan, &INTEGRATION.into()).into_iter().find(|file| file.name == name);
            file.unwrap().text
        };
        let letter = read("README.txt");
        for text in [&letter, &read("reply.txt")] {
            let raw = ["plans-", "presets-", "{$", "{ $"].into_iter().find(|raw| text.contains(raw));
            assert_eq!(raw, None, "{}: {text}", preset.id);
        }
        let title = preset.title().to_string();
        assert!(letter.starts_with(&format!("Access for {title}\n---")), "{letter}");
        assert!(letter.contains("What it does\n------------\n"), "{letter}");
        assert_eq!(letter.contains("In the AWS console:"), plan.identity.is_some() && plan.kind != WayKind::Existing);
        assert!(letter.lines().all(|line| line.chars().count() <= 76 || !line.trim().contains(' ')), "{letter}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_value_whatever_runs(text in "[a'\"$`(){};&|<>\\\\!*?\\[\\]#~ =%\n-]{1,30}") {
        try_all(&text);
    }
}
