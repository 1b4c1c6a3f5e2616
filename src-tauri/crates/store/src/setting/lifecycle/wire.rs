//! Lifecycle rules as the document has them, both ways.

use super::{LifecycleRule, Move, OldMove, When};
use crate::Tag;
use crate::setting::{Element, Form, Shape, XmlSetting, ask::calls, tagging};
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

/// The parts of a condition.
const PARTS: [&str; 4] = ["Prefix", "Tag", "ObjectSizeGreaterThan", "ObjectSizeLessThan"];

impl Form for Vec<LifecycleRule> {
    const SETTING: XmlSetting = XmlSetting::Lifecycle;
    const SHAPE: Shape = Shape {
        get: "GetBucketLifecycleConfiguration",
        put: "PutBucketLifecycleConfiguration",
        root: "LifecycleConfiguration",
        proof: &["Rule"],
        unset: &["NoSuchLifecycleConfiguration"],
    };

    calls!(get_bucket_lifecycle_configuration, put_bucket_lifecycle_configuration);

    fn read(from: &Element) -> Option<Self> {
        let rules: Self = from.all("Rule").map(read).collect();
        Some(rules).filter(|rules| !rules.is_empty())
    }

    fn write(value: Option<&Self>, held: &Element) -> Element {
        Element::new(&held.name).with(value.into_iter().flatten().map(write))
    }

    fn usual(mut held: Element) -> Element {
        held.children.iter_mut().filter(|child| child.name == "Rule").for_each(usual);
        held
    }
}

/// A prefix is told within the filter today, and beside it by older clients; a condition alone
/// needs no `And`.
fn usual(rule: &mut Element) {
    let old = rule.text_of("Prefix").unwrap_or_default().to_owned();
    if rule.child("Filter").is_none() {
        let prefix = rule.children.iter_mut().find(|child| child.name == "Prefix");
        if let Some(prefix) = prefix {
            let inner = std::mem::replace(prefix, Element::new("Filter"));
            prefix.children.push(inner);
        }
    }
    let Some(filter) = rule.child_mut("Filter") else { return };
    if let [and] = filter.children.as_slice()
        && and.name == "And"
        && let [one] = and.children.as_slice()
        && PARTS.contains(&one.name.as_str())
        && and.attributes.is_empty()
    {
        filter.children = vec![one.clone()];
    }
    let told = filter.child("And").unwrap_or(filter).text_of("Prefix").unwrap_or_default();
    if old.is_empty() || old == told {
        let plain = Element::leaf("Prefix", &old);
        rule.children.retain(|child| *child != plain);
    }
}

/// A rule as it came.
fn read(from: &Element) -> LifecycleRule {
    let none = Element::default();
    let filter = from.child("Filter").unwrap_or(&none);
    let and = filter.child("And").unwrap_or(&none);
    let text = |name: &str| filter.child(name).or(and.child(name)).map(|child| child.text.clone());
    let size = |name: &str| filter.number(name).or_else(|| and.number(name));
    let tags = filter.all("Tag").chain(and.all("Tag"));
    let expire = from.child("Expiration");
    let old = from.child("NoncurrentVersionExpiration");
    let abort = from.child("AbortIncompleteMultipartUpload");
    let named = |tag: &Element, name: &str| tag.child(name).map(|child| child.text.clone()).unwrap_or_default();
    LifecycleRule {
        id: from.text_of("ID").unwrap_or_default().to_owned(),
        on: from.text_of("Status") == Some("Enabled"),
        prefix: text("Prefix").or_else(|| from.child("Prefix").map(|prefix| prefix.text.clone())).unwrap_or_default(),
        tags: tags.map(|tag| Tag { name: named(tag, "Key"), value: named(tag, "Value") }).collect(),
        larger_than: size("ObjectSizeGreaterThan"),
        smaller_than: size("ObjectSizeLessThan"),
        expire: expire.and_then(when),
        clean_markers: expire.and_then(|expire| expire.text_of("ExpiredObjectDeleteMarker")) == Some("true"),
        moves: from.all("Transition").filter_map(moved).collect(),
        old_expire: old.and_then(|old| old.number("NoncurrentDays")),
        old_keep: old.and_then(|old| old.number("NewerNoncurrentVersions")),
        old_moves: from.all("NoncurrentVersionTransition").filter_map(old_moved).collect(),
        abort: abort.and_then(|abort| abort.number("DaysAfterInitiation")),
    }
}

fn when(from: &Element) -> Option<When> {
    let date = from.text_of("Date").and_then(|date| DateTime::from_str(date, Format::DateTimeWithOffset).ok());
    // Some servers send a zero for a day that is not told.
    if let Some(days) = from.number("Days").filter(|days| *days > 0 || date.is_none()) {
        return Some(When::Days { days });
    }
    date.and_then(|date| date.fmt(Format::DateTime).ok()).map(|date| When::On { date })
}

fn moved(from: &Element) -> Option<Move> {
    // At zero days is at once, and is told as nothing by some.
    let when = when(from).unwrap_or(When::Days { days: 0 });
    Some(Move { when, class: from.text_of("StorageClass")?.to_owned() })
}

fn old_moved(from: &Element) -> Option<OldMove> {
    Some(OldMove {
        days: from.number("NoncurrentDays").unwrap_or_default(),
        keep: from.number("NewerNoncurrentVersions"),
        class: from.text_of("StorageClass")?.to_owned(),
    })
}

fn write(rule: &LifecycleRule) -> Element {
    let id = Some(&rule.id).filter(|id| !id.is_empty()).map(|id| Element::leaf("ID", id));
    let old = (rule.old_expire.is_some() || rule.old_keep.is_some()).then(|| {
        Element::new("NoncurrentVersionExpiration")
            .with(rule.old_expire.map(|days| Element::leaf("NoncurrentDays", days)))
            .with(rule.old_keep.map(|keep| Element::leaf("NewerNoncurrentVersions", keep)))
    });
    let abort = rule
        .abort
        .map(|days| Element::new("AbortIncompleteMultipartUpload").with([Element::leaf("DaysAfterInitiation", days)]));
    Element::new("Rule")
        .with(id)
        .with([filter(rule), Element::leaf("Status", if rule.on { "Enabled" } else { "Disabled" })])
        .with(expiration(rule))
        .with(rule.moves.iter().map(transition))
        .with(old)
        .with(rule.old_moves.iter().map(old_transition))
        .with(abort)
}

/// One condition stands alone, several stand in an `And`.
fn filter(rule: &LifecycleRule) -> Element {
    let prefix = Some(&rule.prefix).filter(|prefix| !prefix.is_empty()).map(|prefix| Element::leaf("Prefix", prefix));
    let parts: Vec<Element> = prefix
        .into_iter()
        .chain(rule.tags.iter().map(tagging::element))
        .chain(rule.larger_than.map(|size| Element::leaf("ObjectSizeGreaterThan", size)))
        .chain(rule.smaller_than.map(|size| Element::leaf("ObjectSizeLessThan", size)))
        .collect();
    let filter = Element::new("Filter");
    match parts.len() {
        0 => filter.with([Element::new("Prefix")]),
        1 => filter.with(parts),
        _ => filter.with([Element::new("And").with(parts)]),
    }
}

fn expiration(rule: &LifecycleRule) -> Option<Element> {
    let markers = rule.clean_markers.then(|| Element::leaf("ExpiredObjectDeleteMarker", true));
    let parts: Vec<Element> = rule.expire.as_ref().map(at).into_iter().chain(markers).collect();
    (!parts.is_empty()).then(|| Element::new("Expiration").with(parts))
}

fn at(when: &When) -> Element {
    match when {
        When::Days { days } => Element::leaf("Days", days),
        When::On { date } => Element::leaf("Date", date),
    }
}

fn transition(from: &Move) -> Element {
    Element::new("Transition").with([at(&from.when), Element::leaf("StorageClass", &from.class)])
}

fn old_transition(from: &OldMove) -> Element {
    let keep = from.keep.map(|keep| Element::leaf("NewerNoncurrentVersions", keep));
    let days = Element::leaf("NoncurrentDays", from.days);
    Element::new("NoncurrentVersionTransition")
        .with([days])
        .with(keep)
        .with([Element::leaf("StorageClass", &from.class)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_rule_is_lost_on_the_way() {
        let tag = Tag { name: "kind".into(), value: "log".into() };
        let base = LifecycleRule { id: "a".into(), on: true, ..LifecycleRule::default() };
        let date = || When::On { date: "2027-01-01T00:00:00Z".into() };
        for rule in [
            base.clone(),
            LifecycleRule { on: false, prefix: "logs/".into(), expire: Some(When::Days { days: 30 }), ..base.clone() },
            LifecycleRule { tags: vec![tag.clone()], expire: Some(date()), ..base.clone() },
            LifecycleRule { larger_than: Some(5), abort: Some(7), ..base.clone() },
            LifecycleRule { smaller_than: Some(5), clean_markers: true, ..base.clone() },
            LifecycleRule {
                prefix: "a/".into(),
                tags: vec![tag.clone(), Tag { name: "b".into(), ..tag }],
                larger_than: Some(1),
                smaller_than: Some(9),
                moves: vec![
                    Move { when: When::Days { days: 30 }, class: "STANDARD_IA".into() },
                    Move { when: date(), class: "GLACIER".into() },
                ],
                old_expire: Some(90),
                old_keep: Some(3),
                old_moves: vec![OldMove { days: 30, keep: Some(1), class: "GLACIER".into() }],
                ..base
            },
        ] {
            assert_eq!(read(&write(&rule)), rule);
        }
    }
}
