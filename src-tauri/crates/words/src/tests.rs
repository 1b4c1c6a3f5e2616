//! What the catalogue says when it is whole, and when a language is not.

use super::format::Language;
use super::{Told, Value, Words, faults, named, say, takes};

fn english() -> Language {
    Language::new("en", &[include_str!("../../../locales/en/common.ftl")])
}

fn message<const N: usize>(id: &'static str, values: [(&'static str, Value); N]) -> Words {
    Words::Message { id: id.into(), values: values.into() }
}

#[test]
fn a_message_is_told_in_three_and_in_english() {
    let told: Told = say!(faults::Gone, what = "folder");
    assert_eq!(told.title(), "This is no longer open");
    assert!(told.what().to_string().contains("folder"));
}

/// A preset's message is found by a name that is put together; one that is not there is never
/// blank.
#[test]
fn a_message_is_found_by_a_name_of_run_time() {
    let files = named("common-files", |name| if name == "count" { 3.into() } else { "?".into() });
    assert_eq!(files, "3 files");
    assert_eq!(takes("common-files").unwrap().into_iter().collect::<Vec<_>>(), ["count"]);
    assert_eq!(takes("common-few-seconds-left").unwrap().len(), 0);
    assert!(takes("faults-gone.what").unwrap().contains("what"));
    assert_eq!((takes("common-unheard-of"), takes("faults-gone.unheard-of")), (None, None));
    assert_eq!(named("common-unheard-of", |_| 1.into()), "common-unheard-of");
}

#[test]
fn what_a_language_lacks_or_has_otherwise_is_english_that_message_alone() {
    let files = message("common-files", [("count", 1204.into())]);
    for text in [
        "",
        "common-files = { $count ->\n    [one] eine Datei\n",
        "common-files = { $number } Dateien",
        "common-files = { $count ->\n    [one] eine Datei\n   *[other] { $n } Dateien\n}",
        "common-files = { WIPE($count) } Dateien",
        "common-files = { $count } { -dateien }",
        "common-files = { \"\" }",
    ] {
        let german = Language::new("de", &[text]);
        assert_eq!(german.text(&files, &english()), "1,204 files", "{text}");
    }
    let german = Language::new(
        "de",
        &["common-files = { $count ->\n    [one] { $count } Datei\n   *[other] { $count } Dateien\n}\nx = {"],
    );
    assert_eq!(german.text(&files, &english()), "1.204 Dateien");
    assert_eq!(german.text(&message("common-few-seconds-left", []), &english()), "a few seconds left");
    assert_eq!(german.problems(&english()).len(), 1, "what is broken is told");
    let chinese = Language::new("zh", &["common-comma = { $before }、{ $last }\ncommon-and = { $before }和{ $last }"]);
    let listed = message("common-speed", [("size", vec!["a", "b", "c", "d"].into())]);
    assert_eq!(chinese.text(&listed, &english()), "a、b、c和d/s");
    let marked = Language::new("de", &["\u{feff}common-files = { $count } Dateien"]);
    assert_eq!(marked.text(&files, &english()), "1.204 Dateien", "the mark of an editor");
    let astray = Language::new("de", &["common-speed = { $fast }"]);
    assert_eq!(astray.problems(&english()), ["de: common-speed has other placeholders than in English"]);
}

#[test]
fn values_stay_what_they_are() {
    let speed = |size: Value| english().text(&message("common-speed", [("size", size)]), &english());
    assert_eq!(speed("<b>{ $size }</b>".into()), "<b>{ $size }</b>/s");
    assert_eq!(speed("a\nb\u{202e}c".into()), "a\u{fffd}b\u{fffd}c/s");
    assert_eq!(speed("a\u{2028}b".into()), "a\u{fffd}b/s");
    assert_eq!(speed(vec!["a", "b", "c"].into()), "a, b and c/s");
    assert_eq!(speed(Value::Any { any: vec!["a".into(), "b".into()] }), "a or b/s");
    assert_eq!(speed(message("common-files", [("count", 1.into())]).into()), "1 file/s");
    assert_eq!(english().text(&message("common-unheard-of", []), &english()), "common-unheard-of");
}

#[test]
fn sizes_are_rounded_as_on_the_page() {
    let text = "common-size-b = { $n } B\ncommon-size-kb = { $n } KB\ncommon-size-mb = { $n } MB\ncommon-size-gb = { $n } GB\nof = { SIZE($bytes) }";
    for (bytes, words, german) in [
        (0_u64, "0 B", "0 B"),
        (999, "999 B", "999 B"),
        (999_499, "999 KB", "999 KB"),
        (999_500, "1.0 MB", "1,0 MB"),
        (1_812_004, "1.8 MB", "1,8 MB"),
        (999_950_000, "1.0 GB", "1,0 GB"),
    ] {
        let of = message("of", [("bytes", bytes.into())]);
        for (language, words) in [("en", words), ("de", german)] {
            let language = Language::new(language, &[text]);
            assert_eq!(language.text(&of, &language), words, "{bytes}");
        }
    }
}

#[test]
fn words_are_kept_and_read_again_and_older_texts_too() {
    let told: Told = say!(faults::Gone, what = "folder");
    let kept = serde_json::to_string(&told.what()).unwrap();
    assert_eq!(serde_json::from_str::<Words>(&kept).unwrap(), told.what());
    assert_eq!(serde_json::from_str::<Words>("\"It was said so.\"").unwrap(), "It was said so.");
}

#[test]
fn the_language_of_a_computer_is_found_or_english() {
    for asked in ["C", "", "POSIX", "en_US.UTF-8", "xx-Nowhere", "../../etc", "de_CH.UTF-8@euro"] {
        assert_eq!((super::show(asked), super::language()), ("en".to_owned(), "en".to_owned()), "{asked}");
    }
}
