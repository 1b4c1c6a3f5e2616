//! The files of a transfer as a table (CSV), for whoever has to show what was moved and what was
//! not.
//!
//! Promise: a window of files is in memory at a time, and the file is there whole or not at all. A
//! transfer that goes on meanwhile is told file by file as it stood when its line was written.

use std::path::Path;

use words::{Words, jobs, say};

use super::{
    Transfers,
    terms::{JobState, Proof},
    view::{JOBS_AT_ONCE, JobFilter, JobView},
};
use crate::{
    fault::{self, Fault},
    ids::GroupId,
    kept::table::Table,
};

impl Transfers {
    /// Writes all files of a group to the file that a person chose, a line each.
    ///
    /// # Errors
    /// When the group is no longer there, what is kept of its files cannot be read, the disk is
    /// full, or nothing may be written there.
    pub async fn save_table(&self, group: GroupId, file: &Path) -> Result<(), Fault> {
        let titles = [
            say!(jobs::TableFile),
            say!(jobs::TableSavedAs),
            say!(jobs::TableBytes),
            say!(jobs::TableState),
            say!(jobs::TableProof),
            say!(jobs::TableWhy),
        ];
        let own = file.to_owned();
        let mut table = blocking(move || Table::begin(&own, titles)).await?;
        let mut from = 0;
        loop {
            let page = self.jobs(group.clone(), JobFilter::All, from, JOBS_AT_ONCE).await?;
            // A window comes whole or not at all.
            from += page.jobs.len();
            if page.jobs.is_empty() {
                break;
            }
            let lines = move || {
                page.jobs.iter().try_for_each(|job| table.row(line(job)))?;
                Ok(table)
            };
            table = blocking(lines).await?;
        }
        blocking(move || table.end()).await
    }
}

/// Writes files beside the tasks that must not wait for a disk.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Fault> + Send + 'static) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(|_| fault::defect("save_table"))?
}

fn line(job: &JobView) -> [String; 6] {
    let why = |fault: &Fault| format!("{}. {}", fault.title.shown(), fault.what.shown());
    [
        job.name.clone(),
        job.saved_as.clone().unwrap_or_default(),
        job.bytes.to_string(),
        state(job.state).shown(),
        job.proof.map(|by| proof(by).shown()).unwrap_or_default(),
        job.fault.as_ref().map(why).unwrap_or_default(),
    ]
}

fn state(state: JobState) -> Words {
    match state {
        JobState::Waiting => say!(jobs::TableWaiting),
        JobState::Paused => say!(jobs::TablePaused),
        JobState::Running => say!(jobs::TableRunning),
        JobState::Done => say!(jobs::TableDone),
        JobState::Skipped => say!(jobs::TableSkipped),
        JobState::Failed => say!(jobs::TableFailed),
        JobState::Cancelled => say!(jobs::TableCancelled),
    }
}

fn proof(by: Proof) -> Words {
    match by {
        Proof::Checksum => say!(jobs::TableChecksum),
        Proof::Etag => say!(jobs::TableEtag),
        Proof::Size => say!(jobs::TableSize),
        Proof::Unseen => say!(jobs::TableUnseen),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::transfers::terms::JobId;

    #[test]
    fn a_line_tells_why_and_calculates_nothing() {
        let failed = JobView {
            id: JobId(0),
            name: "=1+1, \"x\"".into(),
            bytes: 7,
            bytes_done: 0,
            state: JobState::Failed,
            proof: None,
            fault: Some(fault::gone("connection")),
            saved_as: Some("a\nb".into()),
            etag: None,
        };
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.csv");
        let mut table = Table::begin(&file, [const { 0 }; 6].map(|_: u8| Words::from("a title"))).unwrap();
        table.row(line(&failed)).unwrap();
        assert!(!file.exists(), "not before it is whole");
        table.end().unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        let mut read = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let row: Vec<String> = read.records().next().unwrap().unwrap().iter().map(str::to_owned).collect();
        assert_eq!(row[..5], ["'=1+1, \"x\"", "a\nb", "7", "Failed", ""]);
        assert!(row[5].starts_with("This is no longer open. The connection has been closed or removed."), "{}", row[5]);
    }
}
