//! Files in an archive: how soon one can be had, what that costs in words, and asking for it.
//!
//! A storage answers at once that it was asked, and restores the file in minutes or hours; nothing
//! here waits for that. Dropped in between, [`restore`] may have asked all the same: [`look`] then
//! tells.

use serde::Serialize;
pub use store::RestoreTier;
use store::{Archive, ObjectAt, Store, StoreError};
use ts_rs::TS;
use words::{Words, files, say};

use crate::{
    at::FileAt,
    fault::{self, Fault},
};

/// For how many days a copy can be had: ten years. More is a slip of the keyboard, and every day is
/// paid for.
const MOST_DAYS: i32 = 3_650;

/// One way to have a file restored, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RestoreWay {
    /// What is handed back to ask for it in this way.
    pub tier: RestoreTier,
    /// How long it takes until the file can be read.
    pub when: Words,
    /// What it costs, compared with the other ways; no amount.
    pub cost: Words,
}

/// How a file stands that may be in an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ArchiveState {
    /// It is there, and can be asked for.
    Archived {
        /// The ways to have it restored.
        ways: Vec<RestoreWay>,
        /// A copy is restored, which stays for some days; else the file itself moves out of the
        /// archive.
        for_days: bool,
        /// The file's size in bytes, which the price depends on.
        size: u64,
    },
    /// It was asked for and is on its way.
    Restoring,
    /// It can be read, because it was restored or never was in an archive.
    Restored {
        /// Until then, in milliseconds since 1970; null where it stays.
        until: Option<i64>,
    },
}

impl ArchiveState {
    /// Until when a restored copy stays, in milliseconds since 1970; none where there is none.
    #[must_use]
    pub(crate) fn until(&self) -> Option<i64> {
        if let Self::Restored { until } = self { *until } else { None }
    }
}

/// How a file stands.
///
/// # Errors
/// Storage refused to look.
pub async fn look(store: &Store, at: &FileAt) -> Result<ArchiveState, Fault> {
    let archive = store.archive(&at.object()).await.map_err(|error| fault::from_store(&error))?;
    Ok(standing(&archive, !store.provider().needs_endpoint))
}

/// Asks for a file, to be read for so many days where it is a copy that is restored; answers how it
/// stands then.
///
/// # Errors
/// Storage refused, or the days are none that can be asked for.
pub async fn restore(store: &Store, at: &FileAt, tier: RestoreTier, days: i32) -> Result<ArchiveState, Fault> {
    let before = look(store, at).await?;
    let ArchiveState::Archived { for_days, .. } = before else { return Ok(before) };
    if for_days {
        check_days(days)?;
    }
    let asked = ask(store, &at.object(), tier, for_days.then_some(days)).await;
    asked.map_err(|error| fault::from_store(&error))?;
    // It was asked for, also where the server tells nothing of it.
    Ok(match look(store, at).await {
        Ok(told @ ArchiveState::Restored { .. }) => told,
        _ => ArchiveState::Restoring,
    })
}

/// Asks for an archived object; one that somebody else asked for meanwhile is on its way as well.
pub(crate) async fn ask(
    store: &Store,
    object: &ObjectAt,
    tier: RestoreTier,
    days: Option<i32>,
) -> Result<(), StoreError> {
    match store.restore(object, days, tier).await {
        Err(error) if error.code.as_deref() == Some("RestoreAlreadyInProgress") => Ok(()),
        asked => asked,
    }
}

/// Whether so many days can be asked for.
///
/// # Errors
/// They cannot.
pub(crate) fn check_days(days: i32) -> Result<(), Fault> {
    if (1..=MOST_DAYS).contains(&days) { Ok(()) } else { Err(fault::days_unfit(MOST_DAYS)) }
}

/// The way that is taken where `wanted` is asked for: a class that has none so quick or so cheap is
/// restored in the usual way.
pub(crate) fn way_of(ways: &[RestoreWay], wanted: RestoreTier) -> Option<&RestoreWay> {
    let of = |tier| ways.iter().find(|way| way.tier == tier);
    of(wanted).or_else(|| of(RestoreTier::Standard))
}

/// Whether files of this class have to be asked for, and can then be read for some days.
pub(crate) fn is_archive(class: Option<&str>) -> bool {
    matches!(class, Some("GLACIER" | "DEEP_ARCHIVE"))
}

/// Classes and tiers that have to be asked for are in
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html>, with the times.
pub(crate) fn standing(archive: &Archive, amazon: bool) -> ArchiveState {
    if let Some(restore) = archive.restore {
        return if restore.under_way {
            ArchiveState::Restoring
        } else {
            ArchiveState::Restored { until: restore.until }
        };
    }
    let archived = |ways: Vec<RestoreWay>, for_days| ArchiveState::Archived { ways, for_days, size: archive.size };
    let way = |tier, when, cost| RestoreWay { tier, when, cost };
    let hours = |from: u32, to: u32| say!(files::RestoreHours, from, to);
    let within = |hours: u32| say!(files::RestoreWithin, hours);
    let (tier, class) = (archive.tier.as_deref(), archive.class.as_deref());
    match (tier, class) {
        // Elsewhere the times are others, and the price list of AWS does not hold.
        (_, Some("GLACIER" | "DEEP_ARCHIVE")) if !amazon => {
            archived(vec![way(RestoreTier::Standard, say!(files::RestoreSomewhen), say!(files::CostAsk))], true)
        }
        (_, Some("GLACIER")) => archived(
            vec![
                way(RestoreTier::Bulk, hours(5, 12), say!(files::CostLowest)),
                way(RestoreTier::Standard, hours(3, 5), say!(files::CostUsual)),
                way(RestoreTier::Expedited, say!(files::RestoreMinutes), say!(files::CostHighest)),
            ],
            true,
        ),
        (_, Some("DEEP_ARCHIVE")) => archived(
            vec![
                way(RestoreTier::Bulk, within(48), say!(files::CostLowest)),
                way(RestoreTier::Standard, within(12), say!(files::CostUsual)),
            ],
            true,
        ),
        (Some("ARCHIVE_ACCESS"), _) => archived(
            vec![
                way(RestoreTier::Standard, hours(3, 5), say!(files::CostFree)),
                way(RestoreTier::Expedited, say!(files::RestoreMinutes), say!(files::CostPerGb)),
            ],
            false,
        ),
        (Some("DEEP_ARCHIVE_ACCESS"), _) => {
            archived(vec![way(RestoreTier::Standard, within(12), say!(files::CostFree))], false)
        }
        _ => ArchiveState::Restored { until: None },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;
    use store::Restore;

    fn stands(class: &str, tier: Option<&str>, amazon: bool) -> ArchiveState {
        let archive =
            Archive { class: Some(class.into()), tier: tier.map(str::to_owned), size: 7, ..Archive::default() };
        standing(&archive, amazon)
    }

    fn ways(class: &str, tier: Option<&str>, amazon: bool) -> (Vec<RestoreTier>, bool) {
        let ArchiveState::Archived { ways, for_days, size: 7 } = stands(class, tier, amazon) else {
            return (Vec::new(), false);
        };
        (ways.iter().map(|way| way.tier).collect(), for_days)
    }

    #[test]
    fn each_archive_has_its_own_ways_out() {
        use RestoreTier::{Bulk, Expedited, Standard};
        assert_eq!(ways("GLACIER", None, true), (vec![Bulk, Standard, Expedited], true));
        assert_eq!(ways("DEEP_ARCHIVE", None, true), (vec![Bulk, Standard], true));
        assert_eq!(ways("GLACIER", None, false), (vec![Standard], true));
        // It moves by itself, and back for good: days are refused there.
        assert_eq!(ways("INTELLIGENT_TIERING", Some("ARCHIVE_ACCESS"), true), (vec![Standard, Expedited], false));
        assert_eq!(ways("INTELLIGENT_TIERING", Some("DEEP_ARCHIVE_ACCESS"), true), (vec![Standard], false));
    }

    #[test]
    fn a_class_without_the_tier_that_is_wanted_is_restored_in_the_usual_way() {
        use RestoreTier::{Bulk, Expedited, Standard};
        let tiers = |class, tier| {
            let ArchiveState::Archived { ways, .. } = stands(class, tier, true) else { return Vec::new() };
            [Bulk, Standard, Expedited].map(|wanted| way_of(&ways, wanted).map(|way| way.tier)).to_vec()
        };
        assert_eq!(tiers("GLACIER", None), [Some(Bulk), Some(Standard), Some(Expedited)]);
        assert_eq!(tiers("DEEP_ARCHIVE", None), [Some(Bulk), Some(Standard), Some(Standard)]);
        assert_eq!(
            tiers("INTELLIGENT_TIERING", Some("DEEP_ARCHIVE_ACCESS")),
            [Some(Standard), Some(Standard), Some(Standard)]
        );
    }

    #[test]
    fn each_way_says_when_and_at_what_price() {
        let said: Vec<String> = match stands("GLACIER", None, true) {
            ArchiveState::Archived { ways, .. } => {
                ways.iter().map(|way| format!("{}: {}", way.when, way.cost)).collect()
            }
            _ => Vec::new(),
        };
        let fast = "In 1 to 5 minutes, up to 250 MB: The highest price, several times the usual one.";
        assert_eq!(said, ["In 5 to 12 hours: The lowest price.", "In 3 to 5 hours: The usual price per GB.", fast]);
    }

    #[test]
    fn what_can_be_read_is_not_asked_for() {
        for class in ["STANDARD", "GLACIER_IR", "INTELLIGENT_TIERING"] {
            assert_eq!(stands(class, None, true), ArchiveState::Restored { until: None }, "{class}");
        }
        let restore = |under_way, until| Archive {
            class: Some("GLACIER".into()),
            restore: Some(Restore { under_way, until }),
            ..Archive::default()
        };
        assert_eq!(standing(&restore(true, None), true), ArchiveState::Restoring);
        assert_eq!(standing(&restore(false, Some(9)), true), ArchiveState::Restored { until: Some(9) });
    }
}
