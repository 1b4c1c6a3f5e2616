//! Files in an archive: how soon one can be had, what that costs in words, and asking for it.
//!
//! A storage answers at once that it was asked, and fetches the file in minutes or hours; nothing
//! here waits for that. Dropped in between, [`fetch`] may have asked all the same: [`look`] then
//! tells.

use serde::{Deserialize, Serialize};
use store::{Archive, Haste, Store};
use ts_rs::TS;
use words::{Words, files, say};

use crate::{
    at::FileAt,
    fault::{self, Fault},
};

/// For how many days a copy can be had: ten years. More is a slip of the keyboard, and every day is
/// paid for.
const MOST_DAYS: i32 = 3_650;

/// How fast a file comes out of its archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Speed {
    /// In minutes, at the highest price.
    Fast,
    /// In hours.
    Usual,
    /// In many hours, at the lowest price.
    Slow,
}

/// One way to have a file fetched, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FetchWay {
    /// How fast.
    pub speed: Speed,
    /// When it can be read.
    pub when: Words,
    /// What it costs.
    pub cost: Words,
}

/// How a file stands that may be in an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Archived {
    /// It is there, and can be asked for.
    Asleep {
        /// The ways to have it fetched.
        ways: Vec<FetchWay>,
        /// A copy is fetched, which stays for some days; else the file itself moves out of the
        /// archive.
        for_days: bool,
        /// Size in bytes.
        size: u64,
    },
    /// It was asked for and is on its way.
    Coming,
    /// It can be read.
    Awake {
        /// Until then, in milliseconds since 1970; null where it stays.
        until: Option<i64>,
    },
}

/// How a file stands.
///
/// # Errors
/// Storage refused to look.
pub async fn look(store: &Store, at: &FileAt) -> Result<Archived, Fault> {
    let archive = store.archive(&at.object()).await.map_err(|error| fault::from_store(&error))?;
    Ok(standing(&archive, !store.provider().needs_endpoint))
}

/// Asks for a file, to be read for so many days where it is a copy that is fetched; answers how it
/// stands then.
///
/// # Errors
/// Storage refused, or the days are none that can be asked for.
pub async fn fetch(store: &Store, at: &FileAt, speed: Speed, days: i32) -> Result<Archived, Fault> {
    let before = look(store, at).await?;
    let Archived::Asleep { for_days, .. } = before else { return Ok(before) };
    if for_days && !(1..=MOST_DAYS).contains(&days) {
        return Err(fault::days_unfit(MOST_DAYS));
    }
    let haste = match speed {
        Speed::Fast => Haste::Most,
        Speed::Usual => Haste::Usual,
        Speed::Slow => Haste::Least,
    };
    match store.restore(&at.object(), for_days.then_some(days), haste).await {
        Ok(()) => {}
        // Somebody else asked meanwhile.
        Err(error) if error.code.as_deref() == Some("RestoreAlreadyInProgress") => return Ok(Archived::Coming),
        Err(error) => return Err(fault::from_store(&error)),
    }
    // It was asked for, also where the server tells nothing of it.
    Ok(match look(store, at).await {
        Ok(told @ Archived::Awake { .. }) => told,
        _ => Archived::Coming,
    })
}

/// Classes and tiers that have to be asked for are in
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html>, with the times.
fn standing(archive: &Archive, amazon: bool) -> Archived {
    if let Some(restore) = archive.restore {
        return if restore.under_way { Archived::Coming } else { Archived::Awake { until: restore.until } };
    }
    let asleep = |ways: Vec<FetchWay>, for_days| Archived::Asleep { ways, for_days, size: archive.size };
    let way = |speed, when, cost| FetchWay { speed, when, cost };
    let hours = |from: u32, to: u32| say!(files::RestoreHours, from, to);
    let within = |hours: u32| say!(files::RestoreWithin, hours);
    let (tier, class) = (archive.tier.as_deref(), archive.class.as_deref());
    match (tier, class) {
        // Elsewhere the times are others, and the price list of AWS does not hold.
        (_, Some("GLACIER" | "DEEP_ARCHIVE")) if !amazon => {
            asleep(vec![way(Speed::Usual, say!(files::RestoreSomewhen), say!(files::CostAsk))], true)
        }
        (_, Some("GLACIER")) => asleep(
            vec![
                way(Speed::Slow, hours(5, 12), say!(files::CostLowest)),
                way(Speed::Usual, hours(3, 5), say!(files::CostUsual)),
                way(Speed::Fast, say!(files::RestoreMinutes), say!(files::CostHighest)),
            ],
            true,
        ),
        (_, Some("DEEP_ARCHIVE")) => asleep(
            vec![
                way(Speed::Slow, within(48), say!(files::CostLowest)),
                way(Speed::Usual, within(12), say!(files::CostUsual)),
            ],
            true,
        ),
        (Some("ARCHIVE_ACCESS"), _) => asleep(
            vec![
                way(Speed::Usual, hours(3, 5), say!(files::CostFree)),
                way(Speed::Fast, say!(files::RestoreMinutes), say!(files::CostPerGb)),
            ],
            false,
        ),
        (Some("DEEP_ARCHIVE_ACCESS"), _) => asleep(vec![way(Speed::Usual, within(12), say!(files::CostFree))], false),
        _ => Archived::Awake { until: None },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;
    use store::Restore;

    fn stands(class: &str, tier: Option<&str>, amazon: bool) -> Archived {
        let archive =
            Archive { class: Some(class.into()), tier: tier.map(str::to_owned), size: 7, ..Archive::default() };
        standing(&archive, amazon)
    }

    fn ways(class: &str, tier: Option<&str>, amazon: bool) -> (Vec<Speed>, bool) {
        let Archived::Asleep { ways, for_days, size: 7 } = stands(class, tier, amazon) else {
            return (Vec::new(), false);
        };
        (ways.iter().map(|way| way.speed).collect(), for_days)
    }

    #[test]
    fn each_archive_has_its_own_ways_out() {
        use Speed::{Fast, Slow, Usual};
        assert_eq!(ways("GLACIER", None, true), (vec![Slow, Usual, Fast], true));
        assert_eq!(ways("DEEP_ARCHIVE", None, true), (vec![Slow, Usual], true));
        assert_eq!(ways("GLACIER", None, false), (vec![Usual], true));
        // It moves by itself, and back for good: days are refused there.
        assert_eq!(ways("INTELLIGENT_TIERING", Some("ARCHIVE_ACCESS"), true), (vec![Usual, Fast], false));
        assert_eq!(ways("INTELLIGENT_TIERING", Some("DEEP_ARCHIVE_ACCESS"), true), (vec![Usual], false));
    }

    #[test]
    fn each_way_says_when_and_at_what_price() {
        let said: Vec<String> = match stands("GLACIER", None, true) {
            Archived::Asleep { ways, .. } => ways.iter().map(|way| format!("{}: {}", way.when, way.cost)).collect(),
            _ => Vec::new(),
        };
        let fast = "In 1 to 5 minutes, up to 250 MB: The highest price, several times the usual one.";
        assert_eq!(said, ["In 5 to 12 hours: The lowest price.", "In 3 to 5 hours: The usual price per GB.", fast]);
    }

    #[test]
    fn what_can_be_read_is_not_asked_for() {
        for class in ["STANDARD", "GLACIER_IR", "INTELLIGENT_TIERING"] {
            assert_eq!(stands(class, None, true), Archived::Awake { until: None }, "{class}");
        }
        let restore = |under_way, until| Archive {
            class: Some("GLACIER".into()),
            restore: Some(Restore { under_way, until }),
            ..Archive::default()
        };
        assert_eq!(standing(&restore(true, None), true), Archived::Coming);
        assert_eq!(standing(&restore(false, Some(9)), true), Archived::Awake { until: Some(9) });
    }
}
