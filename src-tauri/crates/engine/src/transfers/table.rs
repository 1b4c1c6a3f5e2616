//! The files of a transfer as a table (CSV), for whoever has to show what was moved and what was
//! not.
//!
//! Promise: a window of files is in memory at a time, and the file is there whole or not at all. A
//! transfer that goes on meanwhile is told file by file as it stood when its line was written.

use std::{
    io::{self, Write},
    path::Path,
};

use ground::quoting::csv;
use tempfile::NamedTempFile;
use words::{Words, jobs, say};

use super::{
    Transfers,
    terms::{JobState, Proof},
    view::{JOBS_AT_ONCE, JobFilter, JobView},
};
use crate::{
    fault::{self, Fault},
    ids::GroupId,
    kept,
};

impl Transfers {
    /// Writes all files of a group to the file that a person chose, a line each.
    ///
    /// # Errors
    /// When the group is no longer there, what is kept of its files cannot be read, the disk is
    /// full, or nothing may be written there.
    pub async fn save_table(&self, group: GroupId, file: &Path) -> Result<(), Fault> {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
        let unwritable = |error: io::Error| fault::export_unwritable(&name, &error.to_string());
        let mut part = kept::beside(file, titles().as_bytes()).map_err(unwritable)?;
        let mut from = 0;
        loop {
            let page = self.jobs(group.clone(), JobFilter::All, from, JOBS_AT_ONCE).await?;
            let lines: String = page.jobs.iter().map(line).collect();
            part.write_all(lines.as_bytes()).map_err(unwritable)?;
            // A window comes whole or not at all.
            from += page.jobs.len();
            if page.jobs.is_empty() {
                break;
            }
        }
        let whole = file.to_owned();
        let named = tokio::task::spawn_blocking(move || put_in_place(part, &whole)).await;
        named.map_err(|_| fault::defect("save_table"))?.map_err(unwritable)
    }
}

fn put_in_place(part: NamedTempFile, file: &Path) -> io::Result<()> {
    part.as_file().sync_all()?;
    part.persist(file)?;
    Ok(())
}

/// The first line. The mark before it has spreadsheets read UTF-8.
fn titles() -> String {
    let titles = [
        say!(jobs::TableFile),
        say!(jobs::TableSavedAs),
        say!(jobs::TableBytes),
        say!(jobs::TableState),
        say!(jobs::TableProof),
        say!(jobs::TableWhy),
    ];
    format!("\u{feff}{}", row(titles.each_ref().map(Words::shown)))
}

fn line(job: &JobView) -> String {
    let why = |fault: &Fault| format!("{}. {}", fault.title.shown(), fault.what.shown());
    row([
        job.name.clone(),
        job.saved_as.clone().unwrap_or_default(),
        job.bytes.to_string(),
        state(job.state).shown(),
        job.proof.map(|by| proof(by).shown()).unwrap_or_default(),
        job.fault.as_ref().map(why).unwrap_or_default(),
    ])
}

fn row(fields: [String; 6]) -> String {
    fields.map(|field| csv(&field)).join(",") + "\r\n"
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
        let text = titles() + &line(&failed);
        let mut read = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let row: Vec<String> = read.records().next().unwrap().unwrap().iter().map(str::to_owned).collect();
        assert_eq!(row[..5], ["'=1+1, \"x\"", "a\nb", "7", "Failed", ""]);
        assert!(row[5].starts_with("This is no longer open. The connection has been closed or removed."), "{}", row[5]);
    }
}
