//! What the page is told of backups and their copies.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use words::Words;

use super::{
    book::{Backup, LastRun, RunEnd, SmallerThan},
    dated::Dated,
    record::{Record, State},
    retention::BackupRetention,
    run::RunTick,
    schedule::Schedule,
    timer::TimerState,
};
use crate::{
    at::Place,
    fault::{self, Fault},
    ids::BackupId,
};

/// What a person wants copied, as the form has it.
#[derive(Clone, Debug, Deserialize, TS)]
#[allow(missing_docs)]
pub struct BackupRequest {
    pub name: String,
    pub from: Place,
    pub to: Place,
    pub keep: BackupRetention,
    pub schedule: Schedule,
}

/// A backup as it stands. `running` has how far a run in this window is; `when` is the schedule in
/// words.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct BackupView {
    pub id: BackupId,
    pub name: String,
    pub from: Place,
    pub to: Place,
    pub keep: BackupRetention,
    pub schedule: Schedule,
    pub when: Words,
    pub timer: TimerState,
    pub last: Option<LastRunView>,
    pub running: Option<RunTick>,
}

/// How the last run ended: well, with its copy (and in `what` anything else worth knowing); else
/// with `title`, `what` and `next` saying why not. `smaller`: its copy has much less than this full
/// one, which stays until a person says that this was meant.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct LastRunView {
    #[ts(type = "number")]
    pub at: i64,
    pub good: bool,
    pub copy: String,
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub bytes: u64,
    pub code: String,
    pub title: Words,
    pub what: Words,
    pub next: Words,
    pub smaller: Option<SmallerThan>,
}

/// A copy: verified whole, or begun and not (yet) so. `at` in milliseconds since 1970.
/// `elsewhere`: what it is a copy of, where that is no longer what the backup copies; null else.
/// `smaller`: it has much less than an earlier full copy.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[allow(missing_docs)]
pub struct CopyView {
    pub copy: String,
    pub good: bool,
    pub folder: Place,
    #[ts(type = "number")]
    pub at: i64,
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub bytes: u64,
    pub elsewhere: Option<String>,
    pub smaller: bool,
}

pub(super) fn backup(backup: Backup, timer: TimerState, running: Option<RunTick>) -> BackupView {
    let Backup { id, name, from, to, keep, schedule, last, server: _ } = backup;
    BackupView { id, name, from, to, keep, schedule, when: schedule.words(), timer, last: last.map(last_run), running }
}

fn last_run(LastRun { at, end }: LastRun) -> LastRunView {
    let none = LastRunView {
        at,
        good: false,
        copy: String::new(),
        files: 0,
        bytes: 0,
        code: String::new(),
        title: "".into(),
        what: "".into(),
        next: "".into(),
        smaller: None,
    };
    match end {
        RunEnd::Good { copy, files, bytes, note, smaller } => {
            LastRunView { good: true, copy, files, bytes, what: note, smaller, ..none }
        }
        RunEnd::Stopped => {
            let Fault { code, title, what, next, .. } = fault::backup::stopped();
            LastRunView { code: code.into(), title, what, next, ..none }
        }
        RunEnd::Failed { code, title, what, next } => LastRunView { code, title, what, next, ..none },
    }
}

pub(super) fn copy(copy: Dated, record: &Record, backup: &Backup, folder: Place) -> CopyView {
    CopyView {
        copy: copy.to_string(),
        good: record.state == State::Good,
        folder,
        at: record.ended.unwrap_or(record.begun),
        files: record.files,
        bytes: record.bytes,
        elsewhere: (!record.is_of(backup)).then(|| record.from.clone()),
        smaller: record.smaller_than.is_some(),
    }
}
