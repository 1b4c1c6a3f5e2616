//! The copying itself, which is [`crate::transfers`]': by the server where both places are on one
//! connection, else through this computer.

use super::{
    ended::Halt,
    run::{Route, Say},
    unattended::{self, Lost},
};
use crate::{
    at::Place,
    fault::{self, Fault},
    listing::Selected,
    stop::Stop,
    transfers::{Copies, OnConflict, Pacing, Request, UploadOptions, Work},
};

/// What came of copying some files.
#[derive(Default)]
pub(super) struct Copied {
    /// Why some could not be; the rest was.
    pub(super) refused: Option<Fault>,
    /// A key that something else has, where nothing was to be written over. It was left as it is,
    /// and the rest undone.
    pub(super) taken: Option<String>,
}

/// Copies these files of `from` to the folder `to`, writing over what is there or not (`anew`).
pub(super) async fn copy(
    route: &Route,
    (picked, anew): (Vec<Selected>, bool),
    to: &Place,
    pacing: Pacing,
    stop: &Stop,
    say: &Say<'_>,
) -> Result<Copied, Halt> {
    if picked.is_empty() {
        return Ok(Copied::default());
    }
    let copies = Copies::to((&route.source, route.from.clone(), picked), (&route.target, to.clone()), false).await?;
    let work = Work::Copy { store: route.source.clone(), target: route.target.clone(), copies };
    let on_conflict = if anew { OnConflict::Ask } else { OnConflict::Replace };
    let request = Request { op_id: "backup".into(), work, on_conflict, upload_options: UploadOptions::default() };
    let lost = Lost { signed_out: fault::backup::signed_out, stood_still: fault::backup::stood_still };
    let done = unattended::carry_out(request, pacing, stop, lost, |group| say.group(group)).await?;
    let taken = done.group.conflict_names.first().cloned();
    let refused = done.refused();
    Ok(Copied { taken: taken.filter(|_| refused.is_none()), refused })
}
