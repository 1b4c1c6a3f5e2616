//! Files that are opened in other programs, and sent back when those save them.

use std::time::Duration;

use engine::{
    at::FileAt,
    fault::{self, Fault},
    ids::{OpenedId, ReadingId},
    opened::{Fetched, OpenHow, OpenedView, Seen, Written},
};
use serde::{Deserialize, Serialize};
use tokio::time::timeout;
use ts_rs::TS;

use crate::{
    app::App,
    page::Caller,
    programs::{self, Program, ProgramView},
    sink::Sink,
};

/// How long the answer to a text that is in its copy waits for what the file had before.
const PATIENCE: Duration = Duration::from_secs(2);

/// What became of opening a file: its program has it; it is so many bytes large, and a person is to
/// say whether to fetch it; its program would run it; or it was stopped.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum OpenAnswer {
    Opened {
        id: OpenedId,
    },
    Large {
        #[ts(type = "number")]
        size: u64,
    },
    Runs,
    Stopped,
}

/// What a person says about a copy that changed.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OpenedAnswer {
    /// Upload it.
    Send,
    /// Upload it, and whatever comes after.
    Always,
    /// Not now.
    Leave,
    /// Upload it under a name of its own.
    KeepBoth,
    /// Open it and what the bucket has now beside it.
    Look,
    /// Show it in the file manager.
    Show,
    /// Delete it with its changes.
    Discard,
}

/// `large`: a person knows how large it is.
pub(crate) async fn open_file(app: &App, at: FileAt, program: Program, large: bool) -> Result<OpenAnswer, Fault> {
    fetch(app, &at, &program, OpenHow { large, ..OpenHow::default() }).await
}

async fn fetch(app: &App, at: &FileAt, program: &Program, how: OpenHow) -> Result<OpenAnswer, Fault> {
    let store = app.connections.store(&at.connection).await?;
    let locked = is_locked(app, at);
    Ok(match app.opened_files.fetch(store, at, OpenHow { locked, ..how }).await? {
        Fetched::Ready { id, path } => match programs::hand(&app.tauri, &path, program).await? {
            true => OpenAnswer::Opened { id },
            false => OpenAnswer::Stopped,
        },
        Fetched::Large { size } => OpenAnswer::Large { size },
        Fetched::Runs => OpenAnswer::Runs,
        Fetched::Stopped => OpenAnswer::Stopped,
    })
}

fn is_locked(app: &App, at: &FileAt) -> bool {
    app.connections.list().iter().any(|known| known.id == at.connection && known.read_only)
}

pub(crate) async fn list_programs(app: &App, name: String) -> Result<Vec<ProgramView>, Fault> {
    Ok(programs::list(&app.tauri, &name).await)
}

pub(crate) async fn answer_opened(app: &App, opened: OpenedId, answer: OpenedAnswer) -> Result<(), Fault> {
    let files = &app.opened_files;
    match answer {
        OpenedAnswer::Send => files.send(&opened, false).await,
        OpenedAnswer::Always => {
            files.always(&opened)?;
            files.send(&opened, false).await
        }
        OpenedAnswer::Leave => files.leave(&opened),
        OpenedAnswer::KeepBoth => files.send(&opened, true).await,
        OpenedAnswer::Look => {
            let known = files.list().into_iter().find(|one| one.id == opened);
            let at = known.ok_or_else(|| fault::gone("file"))?.at;
            let how = OpenHow { anew: true, large: true, ..OpenHow::default() };
            let path = files.path(&opened)?;
            // A script can be changed here, and is handed to nobody.
            if matches!(fetch(app, &at, &Program::Usual, how).await?, OpenAnswer::Runs) {
                return programs::show(&path).await;
            }
            if files.runs(&opened)? {
                return programs::show(&path).await;
            }
            // The editor may be closed by now, above all after a restart.
            programs::hand(&app.tauri, &path, &Program::Usual).await.map(drop)
        }
        OpenedAnswer::Show => programs::show(&files.path(&opened)?).await,
        OpenedAnswer::Discard => {
            let files = files.clone();
            let gone = tokio::task::spawn_blocking(move || files.discard(&opened)).await;
            gone.map_err(|_| fault::defect("answer_opened"))?
        }
    }
}

/// `opened`: the copy that has what was written before, where it is still the window's own.
/// `recoded`: the text is UTF-8 now, and the file was not.
pub(crate) async fn keep_text(
    caller: &Caller<'_>,
    reading: ReadingId,
    opened: Option<OpenedId>,
    text: String,
    recoded: bool,
    send: bool,
) -> Result<OpenedView, Fault> {
    let (files, written) = (&caller.opened_files, Written { text: &text, recoded });
    let own = match &opened {
        Some(id) => files.rewrite(id, written).await?,
        None => false,
    };
    let id = match opened.filter(|_| own) {
        Some(id) => id,
        None => begin_text(caller, &reading, written).await?,
    };
    if send {
        files.send_written(&id).await?;
    }
    files.view(&id)
}

/// Keeps a text in a copy of its own; the words first, and then what the file had before.
async fn begin_text(caller: &Caller<'_>, reading: &ReadingId, written: Written<'_>) -> Result<OpenedId, Fault> {
    let (at, server, head) = caller.page.readings.seen(reading)?;
    let (size, locked) = (head.size, is_locked(caller, &at));
    let id = caller.opened_files.write(Seen { at, server, head, locked }, written).await?;
    if let Ok(reading) = caller.page.readings.get(reading)
        && let Ok(Ok(bytes)) = timeout(PATIENCE, reading.read(0, size)).await
        && bytes.len() as u64 == size
    {
        caller.opened_files.began_with(&id, &bytes);
    }
    Ok(id)
}

pub(crate) async fn stop_opened(app: &App, opened: OpenedId) -> Result<(), Fault> {
    app.opened_files.stop(&opened);
    Ok(())
}

pub(crate) async fn watch_opened(caller: &Caller<'_>, opened: Sink<Vec<OpenedView>>) -> Result<(), Fault> {
    caller.opened_files.watch(caller.hears(|page| &page.opened, opened));
    Ok(())
}
