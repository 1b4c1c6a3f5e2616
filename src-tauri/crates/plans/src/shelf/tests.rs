#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use super::*;

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
        assert!(preset.purpose.ends_with('.') && !preset.title.is_empty(), "{}", preset.id);
    }
}

#[test]
fn the_day_of_a_source_is_told_as_people_write_it() {
    for (read, expected) in
        [("2026-11-03", "on 3 Nov 2026"), ("2026-10", "in Oct 2026"), ("2024-01-31", "on 31 Jan 2024")]
    {
        let source = crate::preset::Source { at: String::new(), read: read.into() };
        assert_eq!(source.when(), expected);
    }
}

#[test]
fn a_faulty_file_is_refused_with_the_reason() {
    let good = FILES.iter().find(|(name, _)| *name == "kolena").map(|(_, text)| *text).unwrap();
    for (from, to, expected) in [
        ("purpose = ", "porpoise = ", "porpoise"),
        ("s3:GetObject\"", "s3:HeadObject\"", "no action s3:HeadObject"),
        ("\"yes:old_versions\"", "\"yes:old_virgins\"", "no condition “yes:old_virgins”"),
        ("{role_arn}", "{roll_arn}", "no “{roll_arn}”"),
        ("kind = \"external_id\"", "kind = \"text\"", "lacks the question for the external ID"),
        ("id = \"old_versions\"", "id = \"read\"", "“read” stands twice"),
    ] {
        assert!(good.contains(from), "{from}");
        let error = read(&good.replace(from, to)).expect_err(to);
        assert!(error.contains(expected), "{error}");
    }
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
