//! Comparing files of a bucket with files of this computer or with a list of checksums. Paths stay
//! here: the page names what a person chose.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use engine::{
    fault::{self, Fault},
    files::compare::{Against, CompareCount, ComparedFile, Comparison},
    ids::{ChosenId, CompareId, PickId},
};
use serde::Deserialize;
use ts_rs::TS;
use words::{say, shell};

use crate::{app::App, chosen, dialogs, page::Caller, sink::Sink};

/// Bytes of a list, and rows that are read at once.
const MOST_LIST: usize = 16 << 20;
const MOST_ROWS: usize = 500;

/// What files are held against.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum CompareAgainst {
    /// A file or folder of this computer.
    Local { chosen: ChosenId },
    /// A file with a list of checksums.
    ListFile { chosen: ChosenId },
    /// A list as it was pasted.
    List { text: String },
}

pub(crate) async fn compare_files(
    caller: &Caller<'_>,
    pick: PickId,
    against: CompareAgainst,
    downloads: bool,
    ticks: Sink<CompareCount>,
) -> Result<CompareId, Fault> {
    let (place, picked) = caller.picks.get(&pick)?;
    let against = match against {
        CompareAgainst::Local { chosen } => Against::Local(chosen_path(caller, &chosen)?),
        CompareAgainst::ListFile { chosen } => Against::List(list(&chosen_path(caller, &chosen)?)?),
        CompareAgainst::List { text } if text.len() > MOST_LIST => {
            return Err(fault::compare_list_long(MOST_LIST >> 20));
        }
        CompareAgainst::List { text } => Against::List(text),
    };
    let store = caller.connections.store(&place.connection).await?;
    Ok(caller.page.comparisons.begin(Comparison { store, place, picked, against, downloads }, ticks))
}

pub(crate) async fn read_compared(
    caller: &Caller<'_>,
    compare: CompareId,
    from: usize,
    most: usize,
) -> Result<Vec<ComparedFile>, Fault> {
    caller.page.comparisons.read(&compare, from, most.min(MOST_ROWS))
}

pub(crate) async fn save_compared(caller: &Caller<'_>, compare: CompareId) -> Result<Option<String>, Fault> {
    let results = caller.page.comparisons.results(&compare)?;
    let Some(file) = dialogs::save(&caller.tauri, say!(shell::SaveComparedTitle), "checksums.csv").await else {
        return Ok(None);
    };
    let name = chosen::name(&file);
    let saved = tokio::task::spawn_blocking(move || results.save_table(&file)).await;
    saved.map_err(|_| fault::defect("save_compared"))?.map(|()| Some(name))
}

pub(crate) async fn close_compare(caller: &Caller<'_>, compare: CompareId) -> Result<(), Fault> {
    caller.page.comparisons.close(&compare);
    Ok(())
}

/// The one path that was chosen.
fn chosen_path(app: &App, chosen: &ChosenId) -> Result<PathBuf, Fault> {
    app.chosen.paths(chosen)?.into_iter().next().ok_or_else(|| fault::gone("files"))
}

fn list(path: &Path) -> Result<String, Fault> {
    let (mut text, most) = (String::new(), MOST_LIST as u64);
    let read = File::open(path).and_then(|file| file.take(most + 1).read_to_string(&mut text));
    match read {
        Ok(bytes) if bytes <= MOST_LIST => Ok(text),
        _ => Err(fault::compare_list_unreadable(path, MOST_LIST >> 20)),
    }
}
