//! What has a name that somebody is asked about, as far as replacing it costs something: where the
//! storage class of the file that is there is charged for a least time, the rest of that is charged
//! once it is gone. One request more for each such name, and none where nothing is charged so, or
//! where the bucket keeps what is replaced.

use jiff::Timestamp;

use super::{
    context::Context,
    job::{Action, Outcome, Task},
};
use crate::files::owed::ChargedFile;

/// How a job ends whose name is taken.
pub(super) async fn by(context: &Context, task: &Task) -> Outcome {
    let (Action::Upload { .. } | Action::Marker | Action::Copy { .. }) = &task.action else { return Outcome::Taken };
    let key = if let Action::Copy { to, .. } = &task.action { to } else { &task.key };
    if !ChargedFile::may_be(&context.store) || context.keeps_versions().await {
        return Outcome::Taken;
    }
    // What cannot be seen is asked about without.
    let Ok(there) = context.store.archive(&context.at(key)).await else { return Outcome::Taken };
    let now = Timestamp::now().as_millisecond();
    let charged = ChargedFile::of(&context.store, there.class.as_deref(), there.size, there.modified, now);
    charged.map_or(Outcome::Taken, |file| Outcome::TakenByCharged(Box::new(file)))
}
