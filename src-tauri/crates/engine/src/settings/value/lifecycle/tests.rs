use policy::cors::{ChangeKind, Grade};
use store::{Move, Tag};

use super::*;

fn expires(prefix: &str, days: i32) -> LifecycleRule {
    let expire = Some(When::Days { days });
    LifecycleRule { id: prefix.into(), on: true, prefix: prefix.into(), expire, ..LifecycleRule::default() }
}

fn first(rule: LifecycleRule, around: &Around) -> Option<(Grade, String)> {
    about(&[], &[rule], around).into_iter().next().map(|note| (note.grade, note.text.to_string()))
}

#[test]
fn a_rule_is_a_sentence() {
    let whole = LifecycleRule {
        moves: vec![Move { when: When::Days { days: 30 }, class: "GLACIER".into() }],
        old_expire: Some(1),
        old_keep: Some(3),
        abort: Some(7),
        ..expires("logs/", 90)
    };
    assert_eq!(
        sentence(&whole),
        "In `logs/`, delete files after 90 days, move files to GLACIER after 30 days, delete old versions after 1 day \
         (always keep the newest 3) and delete unfinished uploads after 7 days."
    );
    let off = LifecycleRule { on: false, abort: Some(7), ..LifecycleRule::default() };
    assert_eq!(sentence(&off), "In the whole bucket, delete unfinished uploads after 7 days (rule is off).");
    let tag = Tag { name: "kind".into(), value: "log".into() };
    let tagged = LifecycleRule { tags: vec![tag], abort: Some(7), ..expires("", 1) };
    assert_eq!(
        sentence(&tagged),
        "Only for files tagged `kind=log`, delete files after 1 day and delete unfinished uploads after 7 days."
    );
    let nothing = LifecycleRule { on: true, ..LifecycleRule::default() };
    assert_eq!(sentence(&nothing), "In the whole bucket, nothing happens.");
    let sized = LifecycleRule { larger_than: Some(1), smaller_than: Some(5_000), ..expires("log", 1) };
    assert_eq!(
        sentence(&sized),
        "For names that begin with `log`, only for files larger than 1 byte and smaller than 5,000 bytes, delete files \
         after 1 day."
    );
    let looked = Kind::check(None, Some(&vec![off.clone(), tagged.clone()]), &Around::default());
    assert_eq!(looked.rules, [sentence(&off), sentence(&tagged)], "the page has no words of its own for a rule");
}

#[test]
fn what_a_storage_would_refuse_is_stopped_and_what_surprises_is_said() {
    let amazon = Around { amazon: true, ..Around::default() };
    let kept = Around { versions: Some(Versioning::On), ..amazon.clone() };
    let tag = Tag { name: "kind".into(), value: "log".into() };
    let to = |class: &str, days| Move { when: When::Days { days }, class: class.into() };
    let stops = [
        LifecycleRule { expire: None, ..expires("a/", 1) },
        expires("a/", 0),
        LifecycleRule { tags: vec![tag], abort: Some(7), ..expires("a/", 1) },
        LifecycleRule { clean_markers: true, ..expires("a/", 1) },
        LifecycleRule { moves: vec![to("GLACIER", 30)], ..expires("a/", 30) },
        LifecycleRule { moves: vec![to("STANDARD_IA", 10)], ..expires("a/", 90) },
    ];
    for rule in stops {
        assert!(matches!(first(rule.clone(), &amazon), Some((Grade::Stop, _))), "{rule:?}");
    }
    assert_eq!(first(expires("a/", 30), &amazon), None);
    for (rule, around, says) in [
        (expires("", 30), &amazon, "every file"),
        (expires("log", 30), &amazon, "begin with"),
        (expires("a/", 30), &kept, "stay as old versions"),
        (LifecycleRule { old_expire: Some(3), ..expires("a/", 30) }, &amazon, "No old versions"),
        (
            LifecycleRule { moves: vec![to("COLD", 3)], ..expires("a/", 30) },
            &Around::default(),
            "other names for storage classes",
        ),
    ] {
        let (grade, text) = first(rule, around).unwrap_or((Grade::Stop, String::new()));
        assert_eq!(grade, Grade::Warn);
        assert!(text.contains(says), "{text}");
    }
}

#[test]
fn names_that_the_storage_made_up_are_no_change() {
    let nameless = LifecycleRule { id: String::new(), ..expires("a/", 30) };
    assert!(same(std::slice::from_ref(&nameless), &[expires("a/", 30)]));
    assert!(changes(&[nameless], &[expires("a/", 30)]).is_empty());
    let told = changes(&[expires("a/", 30), expires("b/", 1)], &[expires("a/", 40), expires("c/", 5)]);
    let kinds: Vec<ChangeKind> = told.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Change, ChangeKind::Add, ChangeKind::Remove]);
    assert!(!same(&[expires("a/", 30)], &[expires("a/", 31)]));
}
