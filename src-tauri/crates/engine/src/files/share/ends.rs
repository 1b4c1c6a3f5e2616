//! Until when a link is good: the earliest of what the person chose and of everything that ends it
//! sooner, and which of them that is. Pure.

use serde::{Deserialize, Serialize};
use store::LONGEST_LINK;
use ts_rs::TS;

use crate::fault::{self, Fault};

/// How long a link is to work, as a person chose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LinkLasts {
    /// So long from now on.
    For {
        /// How many seconds.
        seconds: u32,
    },
    /// Until a moment.
    Until {
        /// In milliseconds since 1970.
        #[ts(type = "number")]
        at: i64,
    },
}

/// Until when the keys are good that sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LinkSession {
    /// They have no end of their own.
    Lasting,
    /// They end then.
    Until {
        /// In milliseconds since 1970.
        #[ts(type = "number")]
        at: i64,
    },
    /// They are temporary, and nothing says until when.
    Untold,
}

/// What ends a link, whatever a person chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LinkLimits {
    /// The keys that sign.
    pub session: LinkSession,
    /// How old a link may be, in milliseconds, by the bucket's policy; null where it says nothing.
    #[ts(type = "number | null")]
    pub policy: Option<i64>,
    /// Until when the restored copy of an archived file stays, in milliseconds since 1970.
    #[ts(type = "number | null")]
    pub copy: Option<i64>,
    /// How long a link to something in this bucket lasts, in milliseconds; null where it is as
    /// everywhere.
    #[ts(type = "number | null")]
    pub bucket: Option<i64>,
}

impl LinkLimits {
    /// Nothing but what ends every link.
    pub(super) const NONE: Self = Self { session: LinkSession::Lasting, policy: None, copy: None, bucket: None };
}

/// What ends a link first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkBound {
    /// What the person chose.
    Chosen,
    /// The keys that signed it.
    Session,
    /// No link lasts longer.
    Longest,
    /// The bucket's policy, at the latest then.
    Policy,
    /// The restored copy of an archived file.
    Copy,
    /// The kind of bucket, whose sessions are short.
    Bucket,
}

/// When a link ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkEnd {
    /// In milliseconds since 1970, at a whole second.
    #[ts(type = "number")]
    pub at: i64,
    /// What ends it.
    pub by: LinkBound,
    /// It may end sooner: the keys that sign it are temporary, and nothing says until when.
    pub sooner: bool,
    /// It works until then at most, since keys, a policy or a session may end it sooner. Lists of
    /// links that were kept before this was told have no such field.
    #[serde(default)]
    pub at_most: bool,
}

impl LinkEnd {
    /// What ends first, and whether the keys may before it.
    pub(super) fn new(at: i64, by: LinkBound, sooner: bool) -> Self {
        Self { at, by, sooner, at_most: sooner || matches!(by, LinkBound::Policy | LinkBound::Bucket) }
    }
}

/// When a link that is signed `now` ends; both clocks are the server's, in milliseconds since 1970.
/// It ends at a whole second, and no later than anything that ends it.
///
/// # Errors
/// `link_ended`: that moment is less than a second away, or has passed.
pub(super) fn end(now: i64, lasts: LinkLasts, limits: &LinkLimits) -> Result<LinkEnd, Fault> {
    let signed = begins(now);
    let chosen = match lasts {
        LinkLasts::For { seconds } => signed + i64::from(seconds) * 1_000,
        LinkLasts::Until { at } => at,
    };
    let longest = i64::try_from(LONGEST_LINK.as_millis()).unwrap_or(i64::MAX);
    let session = match limits.session {
        LinkSession::Until { at } => Some(at),
        LinkSession::Lasting | LinkSession::Untold => None,
    };
    let bounds = [
        (Some(chosen), LinkBound::Chosen),
        (Some(signed.saturating_add(longest)), LinkBound::Longest),
        (session, LinkBound::Session),
        (limits.policy.map(|age| signed.saturating_add(age)), LinkBound::Policy),
        (limits.copy, LinkBound::Copy),
        (limits.bucket.map(|age| signed.saturating_add(age)), LinkBound::Bucket),
    ];
    let whole = |(at, by): (Option<i64>, LinkBound)| Some((at?.div_euclid(1_000).saturating_mul(1_000), by));
    // Of two at the same second the first is told.
    let first = bounds.into_iter().filter_map(whole).min_by_key(|(at, _)| *at);
    match first {
        Some((at, by)) if at > signed => Ok(LinkEnd::new(at, by, limits.session == LinkSession::Untold)),
        Some((_, LinkBound::Session)) => Err(fault::link_ended("session")),
        Some((_, LinkBound::Policy)) => Err(fault::link_ended("policy")),
        Some((_, LinkBound::Copy)) => Err(fault::link_ended("copy")),
        _ => Err(fault::link_ended("chosen")),
    }
}

/// The whole second at which a link begins that is signed `now`.
pub(super) fn begins(now: i64) -> i64 {
    now.div_euclid(1_000).saturating_mul(1_000)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    const DAY: i64 = 86_400_000;
    /// 2026-11-29T12:00:00Z
    const NOW: i64 = 1_795_953_600_000;
    const NONE: LinkLimits = LinkLimits::NONE;

    fn ends(seconds: u32, limits: LinkLimits) -> (i64, LinkBound) {
        let end = end(NOW, LinkLasts::For { seconds }, &limits).unwrap();
        (end.at - NOW, end.by)
    }

    #[test]
    fn the_earliest_binds_and_is_named() {
        use LinkBound::{Bucket, Chosen, Copy, Longest, Policy, Session};
        let session = |after| LinkLimits { session: LinkSession::Until { at: NOW + after }, ..NONE };
        assert_eq!(ends(3_600, NONE), (3_600_000, Chosen));
        assert_eq!(ends(7 * 86_400, NONE), (7 * DAY, Chosen));
        assert_eq!(ends(30 * 86_400, NONE), (7 * DAY, Longest));
        assert_eq!(ends(7 * 86_400, session(3_600_999)), (3_600_000, Session));
        assert_eq!(ends(3_600, session(DAY)), (3_600_000, Chosen));
        assert_eq!(ends(3_600, LinkLimits { policy: Some(600_000), ..NONE }), (600_000, Policy));
        assert_eq!(ends(7 * 86_400, LinkLimits { copy: Some(NOW + DAY), ..NONE }), (DAY, Copy));
        assert_eq!(ends(7 * 86_400, LinkLimits { bucket: Some(300_000), ..NONE }), (300_000, Bucket));
        let all = LinkLimits { policy: Some(DAY), copy: Some(NOW + 2 * DAY), ..session(3 * DAY) };
        assert_eq!(ends(7 * 86_400, all), (DAY, Policy));
    }

    #[test]
    fn an_untold_end_is_said_and_a_passed_one_refused() {
        let untold = LinkLimits { session: LinkSession::Untold, ..NONE };
        assert!(end(NOW, LinkLasts::For { seconds: 60 }, &untold).unwrap().sooner);
        for lasts in [LinkLasts::Until { at: NOW }, LinkLasts::Until { at: NOW - DAY }, LinkLasts::For { seconds: 0 }] {
            assert_eq!(end(NOW, lasts, &NONE).unwrap_err().code, "link_ended", "{lasts:?}");
        }
        let over = LinkLimits { session: LinkSession::Until { at: NOW }, ..NONE };
        assert_eq!(end(NOW, LinkLasts::For { seconds: 60 }, &over).unwrap_err().code, "link_ended");
    }

    proptest! {
        #[test]
        fn a_link_never_ends_after_anything_that_ends_it(
            now in 0..4_000_000_000_000_i64,
            chosen in prop_oneof![
                any::<u32>().prop_map(|seconds| LinkLasts::For { seconds }),
                (0..4_100_000_000_000_i64).prop_map(|at| LinkLasts::Until { at }),
            ],
            session in prop_oneof![
                Just(LinkSession::Lasting),
                Just(LinkSession::Untold),
                (0..4_100_000_000_000_i64).prop_map(|at| LinkSession::Until { at }),
            ],
            policy in proptest::option::of(0..10 * DAY),
            copy in proptest::option::of(0..4_100_000_000_000_i64),
            bucket in proptest::option::of(0..10 * DAY),
        ) {
            let limits = LinkLimits { session, policy, copy, bucket };
            let Ok(end) = end(now, chosen, &limits) else { return Ok(()) };
            let lasts = end.at - begins(now);
            prop_assert!((1_000..=7 * DAY).contains(&lasts) && end.at % 1_000 == 0, "{end:?}");
            prop_assert!(copy.is_none_or(|copy| end.at <= copy));
            prop_assert!(policy.is_none_or(|age| lasts <= age) && bucket.is_none_or(|age| lasts <= age));
            if let LinkSession::Until { at } = session { prop_assert!(end.at <= at); }
            match chosen {
                LinkLasts::For { seconds } => prop_assert!(lasts <= i64::from(seconds) * 1_000),
                LinkLasts::Until { at } => prop_assert!(end.at <= at),
            }
            // What is named is what binds: without it the link would not end then.
            let freed = match end.by {
                LinkBound::Session => LinkLimits { session: LinkSession::Lasting, ..limits },
                LinkBound::Policy => LinkLimits { policy: None, ..limits },
                LinkBound::Copy => LinkLimits { copy: None, ..limits },
                LinkBound::Bucket => LinkLimits { bucket: None, ..limits },
                LinkBound::Chosen | LinkBound::Longest => limits,
            };
            let other = super::end(now, chosen, &freed).unwrap();
            prop_assert!(other.at >= end.at);
        }
    }
}
