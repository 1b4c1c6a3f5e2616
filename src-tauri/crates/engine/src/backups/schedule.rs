//! When a backup runs by itself, in people's words. What each system's own scheduler wants to read
//! is [`super::timer`]'s. Pure.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use words::{Words, jobs, say};

/// How often. A month that has no 31st runs on none of its days: days go up to 28.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "every", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Schedule {
    /// Only when a person says so.
    #[default]
    Never,
    Day {
        hour: u8,
        minute: u8,
    },
    Week {
        weekday: Weekday,
        hour: u8,
        minute: u8,
    },
    Month {
        day: u8,
        hour: u8,
        minute: u8,
    },
}

/// A day of the week, in the order of ISO 8601: Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    pub(super) const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Its English name, as schedulers read it; not for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][self as usize]
    }
}

impl Schedule {
    /// The same within what a clock and a calendar have.
    #[must_use]
    pub fn sound(self) -> Self {
        let (hours, minutes) = (|hour: u8| hour.min(23), |minute: u8| minute.min(59));
        match self {
            Self::Never => Self::Never,
            Self::Day { hour, minute } => Self::Day { hour: hours(hour), minute: minutes(minute) },
            Self::Week { weekday, hour, minute } => Self::Week { weekday, hour: hours(hour), minute: minutes(minute) },
            Self::Month { day, hour, minute } => {
                Self::Month { day: day.clamp(1, 28), hour: hours(hour), minute: minutes(minute) }
            }
        }
    }

    /// The schedule in a sentence for people: “Every day at 02:30”.
    #[must_use]
    pub fn words(self) -> Words {
        let time = |hour: u8, minute: u8| format!("{hour:02}:{minute:02}");
        match self {
            Self::Never => say!(jobs::ScheduleNever),
            Self::Day { hour, minute } => say!(jobs::ScheduleDay, time = time(hour, minute)),
            Self::Week { weekday, hour, minute } => {
                let weekday = weekday.name().to_ascii_lowercase();
                say!(jobs::ScheduleWeek, weekday, time = time(hour, minute))
            }
            Self::Month { day, hour, minute } => {
                say!(jobs::ScheduleMonth, day = u16::from(day), time = time(hour, minute))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn said_in_words() {
        assert_eq!(Schedule::Day { hour: 2, minute: 5 }.words(), "Every day at 02:05");
        assert_eq!(Schedule::Week { weekday: Weekday::Sunday, hour: 23, minute: 0 }.words(), "Every Sunday at 23:00");
        assert_eq!(Schedule::Month { day: 1, hour: 0, minute: 0 }.words(), "On day 1 of every month at 00:00");
        for weekday in Weekday::ALL {
            let words = Schedule::Week { weekday, hour: 2, minute: 30 }.words();
            assert_eq!(words.to_string(), format!("Every {} at 02:30", weekday.name()), "each day has its form");
        }
    }

    #[test]
    fn nothing_outside_of_a_calendar_is_kept() {
        assert_eq!(
            Schedule::Month { day: 31, hour: 99, minute: 99 }.sound(),
            Schedule::Month { day: 28, hour: 23, minute: 59 }
        );
        assert_eq!(
            Schedule::Month { day: 0, hour: 0, minute: 0 }.sound(),
            Schedule::Month { day: 1, hour: 0, minute: 0 }
        );
    }
}
