//! Every product by every way in: set up on a server that enforces users, roles and policies,
//! checked there (with a file of our own written where the product may write), read back, and taken
//! back. What came of it is the table in `tests/tests/flows/integrate/PRODUCTS.md`;
//! `BUCKETWISE_WRITE_TABLE=1` writes it anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use bucketwise_tests::root;
use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools::aws;
use engine::integrations::{CheckLine, CheckResult, Given, presets, questions};

use super::answers;
use super::world::{World, failed};

const HEAD: &str = "# Every product, and how it was verified\n\n\
    Each line was set up, checked, read back and taken back by `cargo test -p bucketwise-tests --test flows integrate::every`\n\
    on MiniStack, which enforces users, roles, external IDs and policies as AWS does. The vendor’s side was not played: no\n\
    product was connected. Plans are kept word for word in `src-tauri/crates/plans/src/plan/snapshots`, for three parts of AWS and\n\
    three kinds of bucket; policies are judged by parliament, templates by cfn-lint, scripts by shellcheck.\n\n\
    | Product | What it asks for was read | Way in | Seen on the server |\n|---|---|---|---|\n";

/// What a check that passed proves, for the table.
const PROVED: [(&str, &str); 13] = [
    ("trust-", "trust: right, without, wrong ID, stranger"),
    ("token-", "sign-in: right, others"),
    ("take-", "role assumed"),
    ("simulate", "simulated"),
    ("statement", "statements in the bucket’s policy"),
    ("list", "lists"),
    ("read", "opens"),
    ("write", "adds or cannot"),
    ("multipart", "adds in parts"),
    ("delete", "deletes or cannot"),
    ("cors", "websites asked live"),
    ("page-", "opened as a page would"),
    ("anonymous", "closed without sign-in"),
];

fn proved(lines: &[CheckLine]) -> String {
    let passed = |start: &str| lines.iter().any(|line| line.id.starts_with(start) && line.result == CheckResult::Pass);
    let session = lines.iter().find(|line| line.id == "session" && line.result == CheckResult::Pass);
    let how = session.map(|line| match line.evidence.to_string().as_str() {
        text if text.starts_with("With the access key") => "with its own key",
        text if text.starts_with("With the role") => "with the role itself",
        _ => "with a connection limited to its policy",
    });
    let told: Vec<_> = PROVED.iter().filter(|(start, _)| passed(start)).map(|(_, words)| *words).collect();
    let mut text = told.join(", ");
    if let Some(how) = how {
        let _ = write!(text, "; tried {how}");
    }
    text
}

#[tokio::test]
async fn every_product_is_set_up_checked_and_taken_back() {
    let mut table = HEAD.to_owned();
    let mut wrong = Vec::new();
    for preset in presets() {
        let ways = questions(preset, &Default::default()).into_iter().find(|asked| asked.id == "way");
        let ways = ways.map_or_else(|| vec![(String::new(), preset.purpose())], |asked| asked.choices);
        for (nth, (way, title)) in ways.iter().enumerate() {
            let bucket = format!("every-{}-{nth}", preset.id);
            let world = World::new(&bucket);
            let given = answers(&preset.id, &bucket, way).answers;
            let texts: Vec<(String, String)> = given
                .into_iter()
                .filter_map(|(id, given)| if let Given::Text(text) = given { Some((id, text)) } else { None })
                .collect();
            if texts.iter().any(|(id, _)| id == "person") && !world.works(&["iam", "get-user", "--user-name", "anna"]) {
                aws(world.server, ["iam", "create-user", "--user-name", "anna", "--path", "/staff/"]);
            }
            let texts: Vec<(&str, &str)> = texts.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
            let sheet = world.draft(&preset.id, "", &texts).await;
            assert!(sheet.plan.is_some(), "{}: {:?}", preset.id, sheet.findings);
            let (view, steps) = world.apply(&sheet.id).await;
            let view = view.unwrap_or_else(|fault| panic!("{} {way}: {fault:?} {steps:#?}", preset.id));
            let made: Vec<String> = view.made.iter().map(ToString::to_string).collect();
            let made: BTreeSet<&str> = made.iter().map(|made| made.split(' ').next().unwrap()).collect();
            let (_, lines) = world.verify(&view.id, true).await;
            if !failed(&lines).is_empty() {
                wrong.push((preset.id.clone(), way.clone(), failed(&lines).join(" ")));
            }
            // What it says it made is there, and goes again.
            assert!(made.contains("Role") || lines.iter().all(|line| line.id != "role"), "{}: {made:?}", preset.id);
            let removal = world.removal(&view.id).await;
            let gone = world.remove(&view.id, &removal.token).await.unwrap();
            assert!(gone.made.is_empty(), "{}", preset.id);
            assert!(world.rules().as_array().unwrap().is_empty(), "{} leaves rules", preset.id);
            assert!(
                !world.works(&["s3api", "get-bucket-policy", "--bucket", &bucket]),
                "{} leaves a policy",
                preset.id
            );
            let (at, read) = (&preset.source.at, &preset.source.read);
            let _ = writeln!(table, "| {} | {read}, <{at}> | {title} | {} |", preset.title(), proved(&lines));
        }
    }
    assert!(wrong.is_empty(), "checks failed: {wrong:#?}");
    // And by somebody else: no user or role of these names is left.
    let server = Server::shared(Kind::MiniStack);
    for list in ["list-users", "list-roles"] {
        let told = aws(server, ["iam", list]);
        assert!(!told.contains("-every-"), "{told}");
    }
    let file = root().join("tests/tests/flows/integrate/PRODUCTS.md");
    if std::env::var_os("BUCKETWISE_WRITE_TABLE").is_some() {
        std::fs::write(file, &table).unwrap();
    } else {
        let kept = std::fs::read_to_string(file).unwrap_or_default();
        assert_eq!(kept, table, "the table is out of date: BUCKETWISE_WRITE_TABLE=1 writes it");
    }
}
