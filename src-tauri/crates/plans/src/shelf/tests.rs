#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use super::*;
use crate::texts::Holds;

#[test]
fn every_file_loads_under_its_own_name() {
    for (name, text) in FILES {
        match read(text) {
            Ok(preset) => assert_eq!(preset.id, *name),
            Err(error) => panic!("{name}: {error}"),
        }
    }
    let ids: BTreeSet<_> = presets().iter().map(|preset| &preset.id).collect();
    assert_eq!(ids.len(), FILES.len());
}

#[test]
fn every_product_that_was_asked_for_is_there() {
    let wanted = "nuvolos-rclone rclone-sync cloudgov kolena apperate snowflake databricks-uc label-studio labelbox scale \
                  v7-darwin roboflow fivetran airbyte segment posthog hightouch elastic cloudflare-logpush restic \
                  terraform-state mountpoint s3-access-logs s3-inventory cloudtrail cloudfront github-actions \
                  website-shows website-uploads person program account";
    let missing: Vec<_> = wanted.split_whitespace().filter(|id| preset(id).is_none()).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn every_preset_says_where_and_when_it_was_read() {
    for preset in presets() {
        assert!(preset.source.at.starts_with("https://"), "{}", preset.id);
        let numbers: Vec<u16> = preset.source.read.split('-').filter_map(|part| part.parse().ok()).collect();
        assert!(matches!(numbers[..], [2024..=2100, 1..=12] | [2024..=2100, 1..=12, 1..=31]), "{}", preset.id);
        assert!(preset.purpose().to_string().ends_with('.'), "{}", preset.id);
    }
}

#[test]
fn the_day_of_a_source_is_told_as_people_write_it() {
    for (read, expected) in [
        ("2026-11-03", ("day", "3 Nov 2026")),
        ("2026-10", ("month", "Oct 2026")),
        ("2024-01-31", ("day", "31 Jan 2024")),
    ] {
        let source = crate::preset::Source { at: String::new(), read: read.into() };
        let (exact, date) = source.date();
        assert_eq!((exact, date.to_string().as_str()), expected);
    }
}

#[test]
fn a_faulty_file_is_refused_with_the_reason() {
    let good = FILES.iter().find(|(name, _)| *name == "kolena").map(|(_, text)| *text).unwrap();
    for (from, to, expected) in [
        ("group = ", "grope = ", "grope"),
        ("s3:GetObject\"", "s3:HeadObject\"", "no action s3:HeadObject"),
        ("\"yes:old_versions\"", "\"yes:old_virgins\"", "no condition “yes:old_virgins”"),
        ("{role_arn}", "{roll_arn}", "no “{roll_arn}”"),
        ("kind = \"external_id\"", "kind = \"text\"", "lacks the question for the external ID"),
        ("id = \"old_versions\"", "id = \"read\"", "“read” stands twice"),
        ("id = \"read\"", "id = \"reed\"", "no message presets-kolena-level-reed"),
        (
            "name = \"Kolena\"",
            "retired = true",
            "no message presets-kolena-title\nthere is no message presets-kolena-retired",
        ),
        (
            "{ id = \"form\" }",
            "{ id = \"form\", command = \"ls\" }",
            "presets-kolena-manual-form holds a value too many",
        ),
        ("{ id = \"form\" }", "{ id = \"from\" }", "no message presets-kolena-manual-from"),
    ] {
        assert!(good.contains(from), "{from}");
        let error = read(&good.replace(from, to)).expect_err(to);
        assert!(error.contains(expected), "{error}");
    }
}

/// A message that is no preset's is one that nobody reads any more.
#[test]
fn every_message_belongs_to_a_preset() {
    const ENGLISH: &str = include_str!("../../../../locales/en/presets.ftl");
    let there: BTreeSet<&str> = ENGLISH.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id).collect();
    let needed: Vec<_> = presets().iter().flat_map(Preset::messages).map(|(id, _)| id).collect();
    let needed: BTreeSet<&str> = needed.iter().map(String::as_str).collect();
    assert!(needed.len() > 250, "{}", needed.len());
    assert_eq!(there.difference(&needed).collect::<Vec<_>>(), Vec::<&&str>::new());
    assert_eq!(needed.difference(&there).collect::<Vec<_>>(), Vec::<&&str>::new());
}

/// Nothing of a preset is shown as a name of a message, or with a value left out.
#[test]
fn every_text_of_every_preset_is_said() {
    for preset in presets() {
        for (id, _) in preset.messages() {
            let text = words::named(&id, |name| format!("<{name}>").into()).to_string();
            assert!(!text.is_empty() && text != id && !text.contains("{ $"), "{id}: {text}");
        }
    }
}

#[test]
fn a_message_holds_what_its_place_can_fill_and_no_more() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<String>>();
    let (plain, note, run) = (Holds::Nothing, Holds::Answers { command: false }, Holds::Answers { command: true });
    assert_eq!(plain.places(&names(&[])), Some(vec![]));
    assert_eq!(plain.places(&names(&["bucket"])), None, "nobody would fill it");
    assert_eq!(note.places(&names(&["bucket", "role-arn"])), Some(vec!["bucket".to_owned(), "role_arn".to_owned()]));
    assert_eq!(note.places(&names(&["command"])), None, "there is none");
    assert_eq!(run.places(&names(&["command"])), Some(vec![]));
    assert_eq!(run.places(&names(&[])), None, "the command would not be shown");
}

/// Each file is filled in the language that its name tells; a name that tells none has lines of its
/// own values.
#[test]
fn the_language_of_every_file_is_known() {
    let known = ["conf", "env", "sql", "tf", "aws-config"];
    for file in presets().iter().flat_map(|preset| &preset.files) {
        assert!(known.contains(&file.name.rsplit('.').next().unwrap()), "{}", file.name);
    }
}
