//! The queue's promises: examples by hand, and random sequences of events against invariants.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::{prelude::*, sample::Index};

use super::{
    super::{
        job::{Action, Outcome, Task},
        terms::{GroupState, JobId, OnConflict, TransferKind},
    },
    changes::PAUSES,
    stage::Tally,
    *,
};

mod awaiting;
mod choices;
mod kept;

const PERMITS: usize = 3;

fn task(kind: TransferKind, name: usize) -> Task {
    let action = if kind == TransferKind::Delete { Action::Delete } else { Action::Marker };
    Task { key: format!("f{name}"), bytes: 10, action }
}

fn group(name: &str, kind: TransferKind) -> Box<Group> {
    Box::new(Group::new(name.into(), kind, name.into(), None, 0))
}

fn failed(again: bool) -> Outcome {
    Outcome::Failed { fault: crate::fault::defect("a test"), again, wait: None }
}

/// A queue and the runs that its effects started.
struct World {
    queue: Queue,
    now: u64,
    running: Vec<(GroupId, Vec<JobId>, OnConflict)>,
    cancelled: Vec<(GroupId, JobId)>,
    over: usize,
}

impl World {
    fn new() -> Self {
        Self { queue: Queue::new(PERMITS), now: 0, running: vec![], cancelled: vec![], over: 0 }
    }

    fn step(&mut self, event: Event) {
        for effect in self.queue.step(self.now, event) {
            match effect {
                Effect::Start { group, jobs, on_conflict } => {
                    let ids: Vec<_> = jobs.iter().map(|(id, _)| *id).collect();
                    let deletes = jobs.iter().all(|(_, task)| task.action.goes_together());
                    assert!(ids.len() == 1 || deletes && !ids.is_empty(), "only deletions go together");
                    for id in &ids {
                        assert!(!self.cancelled.contains(&(group.clone(), *id)), "a cancelled job ran again");
                        assert!(!self.running.iter().any(|(g, js, _)| *g == group && js.contains(id)), "ran twice");
                    }
                    self.running.push((group, ids, on_conflict));
                }
                Effect::Over(_) => self.over += 1,
                _ => {}
            }
        }
        self.check();
    }

    fn add(&mut self, name: &str, kind: TransferKind, files: usize) {
        self.step(Event::Added { op_id: name.to_owned(), group: group(name, kind) });
        self.step(Event::Planned { group: name.into(), tasks: (0..files).map(|name| task(kind, name)).collect() });
        self.step(Event::PlanEnded { group: name.into(), notes: Vec::new(), fault: None });
    }

    /// Ends a run with one outcome for all its jobs.
    fn end(&mut self, at: usize, outcome: &Outcome) {
        let (group, ids, _) = self.running.remove(at);
        let outcomes = ids.into_iter().map(|id| (id, outcome.clone())).collect();
        self.step(Event::Ended { group, outcomes, anew: false, etag: None });
    }

    fn check(&mut self) {
        assert!(self.running.len() <= PERMITS, "more runs than permits");
        assert_eq!(self.running.len(), self.queue.runs);
        for group in self.queue.groups() {
            let mut tally = Tally::default();
            for id in group.ids() {
                let job = group.job(id).unwrap();
                tally.add(job);
                let runs = self.running.iter().any(|(g, ids, _)| *g == group.id && ids.contains(&id));
                assert_eq!(runs, job.stage.is_active());
                if job.stage == Stage::Cancelled && !self.cancelled.contains(&(group.id.clone(), id)) {
                    self.cancelled.push((group.id.clone(), id));
                }
            }
            assert_eq!(&tally, group.tally(), "sums drifted from the jobs");
            assert!(tally.bytes_done <= tally.bytes);
        }
    }

    fn state(&self, name: &str) -> GroupState {
        self.queue.group(&name.into()).unwrap().state()
    }
}

#[test]
fn an_operation_counts_once() {
    let mut world = World::new();
    world.step(Event::Added { op_id: "op".into(), group: group("one", TransferKind::Upload) });
    world.step(Event::Added { op_id: "op".into(), group: group("two", TransferKind::Upload) });
    assert_eq!(world.queue.groups().len(), 1);
    assert_eq!(world.queue.known("op"), Some(&"one".into()));
}

#[test]
fn a_group_may_hold_deletions_among_others() {
    let mut world = World::new();
    world.step(Event::Added { op_id: "same".into(), group: group("same", TransferKind::Copy) });
    let kinds = [TransferKind::Delete, TransferKind::Delete, TransferKind::Copy, TransferKind::Delete];
    let tasks = kinds.into_iter().zip(0..).map(|(kind, name)| task(kind, name)).collect();
    world.step(Event::Planned { group: "same".into(), tasks });
    let sizes: Vec<_> = world.running.iter().map(|(_, ids, _)| ids.len()).collect();
    assert_eq!(sizes, [2, 1, 1]);
}

#[test]
fn a_small_group_is_not_stuck_behind_a_large_one() {
    let mut world = World::new();
    world.add("large", TransferKind::Upload, 50);
    world.add("small", TransferKind::Upload, 1);
    world.end(0, &Outcome::Done(None));
    assert_eq!(world.running.last().unwrap().0, "small".into());
}

#[test]
fn deletes_go_a_thousand_at_a_time() {
    let mut world = World::new();
    world.add("gone", TransferKind::Delete, 2_500);
    let sizes: Vec<_> = world.running.iter().map(|(_, ids, _)| ids.len()).collect();
    assert_eq!(sizes, [1_000, 1_000, 500]);
}

#[test]
fn a_passing_fault_is_tried_again_after_growing_pauses() {
    let mut world = World::new();
    world.add("up", TransferKind::Upload, 1);
    for pause in PAUSES {
        world.end(0, &failed(true));
        world.now += pause - 1;
        world.step(Event::Clock);
        assert!(world.running.is_empty());
        world.now += 1;
        world.step(Event::Clock);
        assert_eq!(world.running.len(), 1);
    }
    world.end(0, &failed(true));
    assert_eq!(world.state("up"), GroupState::Failed);
    world.step(Event::Retried { group: "up".into(), job: None });
    world.end(0, &Outcome::Done(None));
    assert_eq!(world.state("up"), GroupState::Done);
    assert_eq!(world.over, 2);
}

#[test]
fn taken_names_ask_once_while_the_rest_goes_on() {
    let mut world = World::new();
    world.add("up", TransferKind::Upload, 4);
    world.end(0, &Outcome::Taken);
    assert_eq!((world.state("up"), world.running.len()), (GroupState::Asking, 3));
    world.end(0, &Outcome::Taken);
    world.step(Event::Answered { group: "up".into(), on_conflict: OnConflict::Skip });
    // One that was looking when the answer came goes again under it.
    world.end(0, &Outcome::Taken);
    assert_eq!(world.running.iter().filter(|(_, _, choice)| *choice == OnConflict::Skip).count(), 2);
    while !world.running.is_empty() {
        world.end(0, &Outcome::Skipped);
    }
    let tally = world.queue.group(&"up".into()).unwrap().tally().clone();
    assert_eq!((world.state("up"), tally.of(Stage::Skipped), tally.bytes), (GroupState::Done, 4, 0));
}

#[test]
fn a_cancelled_group_waits_for_its_runs_to_clean_up() {
    let mut world = World::new();
    world.add("up", TransferKind::Upload, 9);
    world.step(Event::Cancelled { group: "up".into(), job: None });
    assert_eq!((world.state("up"), world.running.len()), (GroupState::Running, 3));
    world.end(0, &Outcome::Done(None));
    world.end(0, &failed(true));
    world.end(0, &Outcome::Cancelled);
    assert_eq!((world.state("up"), world.queue.is_still()), (GroupState::Cancelled, true));
    world.step(Event::Retried { group: "up".into(), job: None });
    assert!(world.running.is_empty());
}

#[test]
fn where_all_fails_the_rest_is_not_begun_until_somebody_retries() {
    let mut world = World::new();
    world.add("gone", TransferKind::Delete, 12_500);
    while !world.running.is_empty() {
        world.end(0, &failed(false));
    }
    let group = world.queue.group(&"gone".into()).unwrap();
    assert_eq!((group.tally().of(Stage::Failed), group.tally().of(Stage::Waiting)), (12_000, 500));
    assert_eq!(group.fault.as_ref().map(|fault| fault.code), Some("too_many_failed"));
    assert_eq!((world.state("gone"), world.over, world.queue.is_still()), (GroupState::Failed, 1, true));
    world.step(Event::Retried { group: "gone".into(), job: None });
    while !world.running.is_empty() {
        world.end(0, &Outcome::Done(None));
    }
    let group = world.queue.group(&"gone".into()).unwrap();
    assert_eq!((group.tally().of(Stage::Done), group.fault.is_none(), world.over), (12_500, true, 2));
}

#[test]
fn a_plan_that_failed_goes_on_with_retry() {
    let mut world = World::new();
    world.step(Event::Added { op_id: "a".into(), group: group("a", TransferKind::Download) });
    let fault = Some(crate::fault::defect("a test"));
    world.step(Event::PlanEnded { group: "a".into(), notes: Vec::new(), fault });
    assert_eq!(world.state("a"), GroupState::Failed);
    let effects = world.queue.step(0, Event::Retried { group: "a".into(), job: None });
    assert_eq!(
        (effects, world.state("a")),
        (vec![Effect::Plan("a".into()), Effect::Keep("a".into())], GroupState::Planning)
    );
}

#[test]
fn one_job_waits_while_the_others_go_on() {
    let mut world = World::new();
    world.add("a", TransferKind::Upload, 5);
    // One that runs, and one that does not yet.
    for job in [0, 4] {
        world.step(Event::Held { group: "a".into(), job: JobId(job) });
    }
    world.end(0, &Outcome::Paused);
    while !world.running.is_empty() {
        world.end(0, &Outcome::Done(None));
    }
    let group = world.queue.group(&"a".into()).unwrap();
    assert_eq!((group.tally().of(Stage::Done), group.held().count()), (3, 2));
    assert_eq!((group.state(), group.waits_for()), (GroupState::Waiting, Some(Wait::Paused)));
    assert!(!world.queue.is_at_work());
    world.step(Event::Freed { group: "a".into(), job: JobId(4) });
    assert_eq!(world.running.len(), 1);
    world.step(Event::Resumed { group: Some("a".into()) });
    while !world.running.is_empty() {
        world.end(0, &Outcome::Done(None));
    }
    assert_eq!(world.state("a"), GroupState::Done);
}

#[test]
fn what_is_wanted_first_goes_first() {
    let mut world = World::new();
    world.add("a", TransferKind::Upload, 20);
    world.add("b", TransferKind::Upload, 20);
    world.step(Event::First { group: "b".into(), job: Some(JobId(15)) });
    world.step(Event::First { group: "b".into(), job: None });
    for _ in 0..6 {
        world.end(0, &Outcome::Done(None));
    }
    let next: Vec<_> = world.running.iter().map(|(group, ids, _)| (group.as_str(), ids[0])).collect();
    assert!(next.iter().all(|(group, _)| *group == "b"), "{next:?}");
    assert_eq!(world.queue.group(&"b".into()).unwrap().job(JobId(15)).unwrap().stage, Stage::Done);
}

#[derive(Clone, Debug)]
enum Act {
    Add(TransferKind),
    Plan(Index, usize),
    PlanEnd(Index, bool),
    End(Index, u8),
    Progress(Index, u64),
    Answer(Index, OnConflict),
    Cancel(Index, Option<u32>),
    Retry(Index, Option<u32>),
    Dismiss(Index),
    Hold(Index, u32),
    Free(Index, u32),
    First(Index, Option<u32>),
    Clock(u64),
}

fn act() -> impl Strategy<Value = Act> {
    let group = any::<Index>;
    let job = || prop::option::of(0..12u32);
    let kind = prop_oneof![Just(TransferKind::Upload), Just(TransferKind::Download), Just(TransferKind::Delete)];
    let choice = prop_oneof![Just(OnConflict::Ask), Just(OnConflict::Skip), Just(OnConflict::KeepBoth)];
    prop_oneof![
        2 => kind.prop_map(Act::Add),
        4 => (group(), 0..8usize).prop_map(|(at, n)| Act::Plan(at, n)),
        1 => (group(), any::<bool>()).prop_map(|(at, well)| Act::PlanEnd(at, well)),
        12 => (group(), 0..6u8).prop_map(|(at, how)| Act::End(at, how)),
        3 => (group(), 0..20u64).prop_map(|(at, done)| Act::Progress(at, done)),
        1 => (group(), choice).prop_map(|(at, choice)| Act::Answer(at, choice)),
        2 => (group(), job()).prop_map(|(at, job)| Act::Cancel(at, job)),
        2 => (group(), job()).prop_map(|(at, job)| Act::Retry(at, job)),
        1 => group().prop_map(Act::Dismiss),
        2 => (group(), 0..12u32).prop_map(|(at, job)| Act::Hold(at, job)),
        1 => (group(), 0..12u32).prop_map(|(at, job)| Act::Free(at, job)),
        1 => (group(), job()).prop_map(|(at, job)| Act::First(at, job)),
        2 => (0..40_000u64).prop_map(Act::Clock),
    ]
}

fn outcome(how: u8) -> Outcome {
    [Outcome::Done(None), Outcome::Skipped, Outcome::Taken, Outcome::Cancelled, failed(true), failed(false)]
        [usize::from(how)]
    .clone()
}

fn play(world: &mut World, act: Act, made: &mut usize) {
    let groups: Vec<GroupId> = world.queue.groups().iter().map(|group| group.id.clone()).collect();
    let pick = |at: Index| (!groups.is_empty()).then(|| at.get(&groups).clone());
    let event = match act {
        Act::Add(kind) => {
            *made += 1;
            let name = made.to_string();
            Some(Event::Added { op_id: name.clone(), group: group(&name, kind) })
        }
        // Deletions among the others, in groups of any kind.
        Act::Plan(at, n) => pick(at).map(|group| Event::Planned {
            group,
            tasks: (0..n)
                .map(|name| task(if name % 3 < 2 { TransferKind::Delete } else { TransferKind::Upload }, name))
                .collect(),
        }),
        Act::PlanEnd(at, well) => pick(at).map(|group| Event::PlanEnded {
            group,
            notes: Vec::new(),
            fault: (!well).then(|| crate::fault::defect("a test")),
        }),
        Act::End(at, how) => {
            if !world.running.is_empty() {
                world.end(at.index(world.running.len()), &outcome(how));
            }
            None
        }
        Act::Progress(at, done) => (!world.running.is_empty()).then(|| {
            let (group, ids, _) = &world.running[at.index(world.running.len())];
            Event::Progress { group: group.clone(), job: ids[0], done, total: 15 }
        }),
        Act::Answer(at, on_conflict) => pick(at).map(|group| Event::Answered { group, on_conflict }),
        Act::Cancel(at, job) => pick(at).map(|group| Event::Cancelled { group, job: job.map(JobId) }),
        Act::Retry(at, job) => pick(at).map(|group| Event::Retried { group, job: job.map(JobId) }),
        Act::Dismiss(at) => pick(at).map(|group| Event::Dismissed { group }),
        Act::Hold(at, job) => pick(at).map(|group| Event::Held { group, job: JobId(job) }),
        Act::Free(at, job) => pick(at).map(|group| Event::Freed { group, job: JobId(job) }),
        Act::First(at, job) => pick(at).map(|group| Event::First { group, job: job.map(JobId) }),
        Act::Clock(later) => {
            world.now += later;
            Some(Event::Clock)
        }
    };
    event.into_iter().for_each(|event| world.step(event));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_sequence_keeps_the_promises(acts in prop::collection::vec(act(), 1..120)) {
        let mut world = World::new();
        let mut made = 0;
        for act in acts {
            play(&mut world, act, &mut made);
        }
        // Everybody answers; everything must come to an end.
        let groups: Vec<GroupId> = world.queue.groups().iter().map(|group| group.id.clone()).collect();
        for group in groups {
            world.step(Event::PlanEnded { group: group.clone(), notes: Vec::new(), fault: None });
            world.step(Event::Answered { group, on_conflict: OnConflict::Replace });
        }
        world.step(Event::Resumed { group: None });
        for _ in 0..5_000 {
            world.now += 60_000;
            world.step(Event::Clock);
            match world.running.is_empty() {
                false => world.end(0, &failed(true)),
                true => break,
            }
        }
        prop_assert!(world.queue.is_still() && !world.queue.is_busy());
        prop_assert!(world.queue.groups().iter().all(|group| group.is_over()));
    }
}
