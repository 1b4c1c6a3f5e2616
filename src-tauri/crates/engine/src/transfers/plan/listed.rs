//! A selection, looked through once into a list of what is to be done: see
//! [`crate::transfers::tasklist`].

use super::stood::{PickedFile, Stood};
pub(super) use crate::transfers::tasklist::{Listing, TaskList};
use crate::{fault::Fault, ticks::Ticks, transfers::job::Task};

/// Looks all of `stood` through: `take` counts each file and answers what is to be done about it.
/// `sink` sees the count at most ten times a second.
pub(super) async fn listed<C: Clone>(
    stood: &mut Stood,
    count: &mut C,
    sink: &impl Fn(C),
    mut take: impl FnMut(&mut C, PickedFile) -> Option<Task>,
) -> Result<TaskList, Fault> {
    let (mut list, mut ticks) = (Listing::new()?, Ticks::new());
    while let Some(found) = stood.step().await? {
        for found in found {
            take(count, found).map_or(Ok(()), |task| list.add(&task))?;
        }
        if ticks.is_due() {
            sink(count.clone());
        }
    }
    list.end()
}
