//! Lifecycle rules as the SDK has them, both ways.

use super::{LifecycleRule, Move, OldMove, When};
use crate::Tag;
use crate::error::{Place, StoreError, StoreErrorKind};
use aws_sdk_s3::types::{
    AbortIncompleteMultipartUpload, BucketLifecycleConfiguration, ExpirationStatus, LifecycleExpiration,
    LifecycleRule as Sdk, LifecycleRuleAndOperator, LifecycleRuleFilter, NoncurrentVersionExpiration,
    NoncurrentVersionTransition, Tag as SdkTag, Transition, TransitionStorageClass,
};
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::error::operation::BuildError;
use std::error::Error;

type Unbuilt = Box<dyn Error + Send + Sync>;

/// A rule as it came.
pub(super) fn read(from: &Sdk) -> LifecycleRule {
    let filter = from.filter();
    let and = filter.and_then(LifecycleRuleFilter::and);
    #[allow(deprecated)]
    let oldest = from.prefix();
    let prefix = filter.and_then(LifecycleRuleFilter::prefix).or(and.and_then(|and| and.prefix())).or(oldest);
    let tags =
        filter.and_then(LifecycleRuleFilter::tag).into_iter().chain(and.map(|and| and.tags()).unwrap_or_default());
    let size = |one: Option<i64>, within: Option<i64>| one.or(within);
    let expire = from.expiration();
    let old = from.noncurrent_version_expiration();
    LifecycleRule {
        id: from.id().unwrap_or_default().to_owned(),
        on: from.status() == &ExpirationStatus::Enabled,
        prefix: prefix.unwrap_or_default().to_owned(),
        tags: tags.map(|tag| Tag { name: tag.key().to_owned(), value: tag.value().to_owned() }).collect(),
        larger_than: size(
            filter.and_then(LifecycleRuleFilter::object_size_greater_than),
            and.and_then(LifecycleRuleAndOperator::object_size_greater_than),
        ),
        smaller_than: size(
            filter.and_then(LifecycleRuleFilter::object_size_less_than),
            and.and_then(LifecycleRuleAndOperator::object_size_less_than),
        ),
        expire: expire.and_then(|expire| when(expire.days(), expire.date())),
        clean_markers: expire.and_then(LifecycleExpiration::expired_object_delete_marker) == Some(true),
        moves: from.transitions().iter().filter_map(moved).collect(),
        old_expire: old.and_then(NoncurrentVersionExpiration::noncurrent_days),
        old_keep: old.and_then(NoncurrentVersionExpiration::newer_noncurrent_versions),
        old_moves: from.noncurrent_version_transitions().iter().filter_map(old_moved).collect(),
        abort: from.abort_incomplete_multipart_upload().and_then(|abort| abort.days_after_initiation()),
    }
}

fn when(days: Option<i32>, date: Option<&DateTime>) -> Option<When> {
    // Some servers send a zero for a day that is not told.
    if let Some(days) = days.filter(|days| *days > 0 || date.is_none()) {
        return Some(When::Days { days });
    }
    date.and_then(|date| date.fmt(Format::DateTime).ok()).map(|date| When::On { date })
}

fn moved(from: &Transition) -> Option<Move> {
    // At zero days is at once, and is told as nothing by some.
    let when = when(from.days(), from.date()).unwrap_or(When::Days { days: 0 });
    Some(Move { when, class: from.storage_class()?.as_str().to_owned() })
}

fn old_moved(from: &NoncurrentVersionTransition) -> Option<OldMove> {
    Some(OldMove {
        days: from.noncurrent_days().unwrap_or_default(),
        keep: from.newer_noncurrent_versions(),
        class: from.storage_class()?.as_str().to_owned(),
    })
}

pub(super) fn configuration(rules: &[LifecycleRule]) -> Result<BucketLifecycleConfiguration, Unbuilt> {
    let rules = rules.iter().map(write).collect::<Result<Vec<_>, Unbuilt>>()?;
    Ok(BucketLifecycleConfiguration::builder().set_rules(Some(rules)).build()?)
}

fn write(rule: &LifecycleRule) -> Result<Sdk, Unbuilt> {
    let status = if rule.on { ExpirationStatus::Enabled } else { ExpirationStatus::Disabled };
    let moves = rule.moves.iter().map(transition).collect::<Result<Vec<_>, Unbuilt>>()?;
    let old_moves = rule.old_moves.iter().map(old_transition).collect::<Vec<_>>();
    let old = (rule.old_expire.is_some() || rule.old_keep.is_some()).then(|| {
        NoncurrentVersionExpiration::builder()
            .set_noncurrent_days(rule.old_expire)
            .set_newer_noncurrent_versions(rule.old_keep)
            .build()
    });
    let abort = rule.abort.map(|days| AbortIncompleteMultipartUpload::builder().days_after_initiation(days).build());
    let built = Sdk::builder()
        .set_id(Some(rule.id.clone()).filter(|id| !id.is_empty()))
        .status(status)
        .filter(filter(rule)?)
        .set_expiration(expiration(rule)?)
        .set_transitions(Some(moves).filter(|moves| !moves.is_empty()))
        .set_noncurrent_version_expiration(old)
        .set_noncurrent_version_transitions(Some(old_moves).filter(|moves| !moves.is_empty()))
        .set_abort_incomplete_multipart_upload(abort)
        .build();
    Ok(built?)
}

/// One condition stands alone, several stand in an `And`.
fn filter(rule: &LifecycleRule) -> Result<LifecycleRuleFilter, BuildError> {
    let tags = rule.tags.iter().map(|tag| SdkTag::builder().key(&tag.name).value(&tag.value).build());
    let mut tags = tags.collect::<Result<Vec<_>, _>>()?;
    let sizes = usize::from(rule.larger_than.is_some()) + usize::from(rule.smaller_than.is_some());
    let conditions = tags.len() + sizes + usize::from(!rule.prefix.is_empty());
    let build = LifecycleRuleFilter::builder();
    if conditions > 1 {
        let and = LifecycleRuleAndOperator::builder()
            .set_prefix(Some(rule.prefix.clone()).filter(|prefix| !prefix.is_empty()))
            .set_tags(Some(tags).filter(|tags| !tags.is_empty()))
            .set_object_size_greater_than(rule.larger_than)
            .set_object_size_less_than(rule.smaller_than)
            .build();
        return Ok(build.and(and).build());
    }
    Ok(match (tags.pop(), rule.larger_than, rule.smaller_than) {
        (Some(tag), _, _) => build.tag(tag).build(),
        (_, Some(size), _) => build.object_size_greater_than(size).build(),
        (_, _, Some(size)) => build.object_size_less_than(size).build(),
        _ => build.prefix(&rule.prefix).build(),
    })
}

fn expiration(rule: &LifecycleRule) -> Result<Option<LifecycleExpiration>, Unbuilt> {
    let build = LifecycleExpiration::builder();
    Ok(match &rule.expire {
        Some(When::Days { days }) => Some(build.days(*days).build()),
        Some(When::On { date }) => Some(build.date(day(date)?).build()),
        None if rule.clean_markers => Some(build.expired_object_delete_marker(true).build()),
        None => None,
    })
}

fn transition(from: &Move) -> Result<Transition, Unbuilt> {
    let build = Transition::builder().storage_class(TransitionStorageClass::from(from.class.as_str()));
    Ok(match &from.when {
        When::Days { days } => build.days(*days).build(),
        When::On { date } => build.date(day(date)?).build(),
    })
}

fn old_transition(from: &OldMove) -> NoncurrentVersionTransition {
    NoncurrentVersionTransition::builder()
        .noncurrent_days(from.days)
        .set_newer_noncurrent_versions(from.keep)
        .storage_class(TransitionStorageClass::from(from.class.as_str()))
        .build()
}

fn day(text: &str) -> Result<DateTime, Unbuilt> {
    Ok(DateTime::from_str(text, Format::DateTime)?)
}

/// A configuration that the SDK would not put together.
pub(super) fn refused(place: Place<'_>, error: Unbuilt) -> StoreError {
    StoreError { source: Some(error), ..place.error(StoreErrorKind::Other) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

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
            assert_eq!(read(&write(&rule).unwrap()), rule);
        }
    }
}
