//! The plans under way: each finds the jobs of its group in a task of its own, and waits while the
//! queue has enough of them.

use std::{collections::HashMap, panic::AssertUnwindSafe, sync::Arc};

use futures_util::FutureExt;
use tokio::sync::mpsc;

use crate::{
    background::Background,
    fault,
    ids::GroupId,
    transfers::{context::Context, queue::event::Event},
};

/// Steps of plans that wait for the queue. Bounded: a plan waits while the queue takes in what it
/// found.
const WAITING: usize = 64;

pub(super) struct Plans {
    under_way: HashMap<GroupId, Background<()>>,
    /// What they found: handed to each plan, and taken from here.
    found: (mpsc::Sender<Event>, mpsc::Receiver<Event>),
}

impl Default for Plans {
    fn default() -> Self {
        Self { under_way: HashMap::new(), found: mpsc::channel(WAITING) }
    }
}

impl Plans {
    /// Begins a plan, or goes on with it.
    pub(super) fn begin(&mut self, group: GroupId, context: Arc<Context>) {
        let (found, id) = (self.found.0.clone(), group.clone());
        let plan = Background::begin(async move {
            let mut planner = context.plan.planner.lock().await;
            planner.under(context.source(), &context.store);
            let fault = loop {
                if let Err(fault) = context.plan.has_room().await {
                    break Some(fault);
                }
                if let Some(before) = planner.waits_for()
                    && let Err(fault) = context.plan.is_there(before).await
                {
                    break Some(fault);
                }
                let step = AssertUnwindSafe(planner.step()).catch_unwind().await;
                match step.unwrap_or_else(|_| Err(fault::defect("a plan"))) {
                    Ok(Some(tasks)) => drop(found.send(Event::Planned { group: group.clone(), tasks }).await),
                    Ok(None) => match planner.awaited() {
                        None => break None,
                        Some(archive) => {
                            let _ = found.send(Event::FoundAll { group: group.clone() }).await;
                            break match context.plan.is_done().await {
                                Ok(()) => archive.there().await.err(),
                                gave_up => gave_up.err(),
                            };
                        }
                    },
                    Err(fault) => break Some(fault),
                }
            };
            let _ = found.send(Event::PlanEnded { group, notes: planner.note(), fault }).await;
        });
        self.under_way.insert(id, plan);
    }

    /// What one of them found, or that it is at its end. Waits for ever while there is none; may be
    /// dropped.
    pub(super) async fn next(&mut self) -> Option<Event> {
        self.found.1.recv().await
    }

    /// Stops the plan of a group, if it has one.
    pub(super) fn end(&mut self, group: &GroupId) {
        self.under_way.remove(group);
    }

    pub(super) fn end_all(&mut self) {
        self.under_way.clear();
    }
}
