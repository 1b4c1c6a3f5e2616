//! A group whose plan found all it will, and waits for what the storage does about it.

use super::*;
use crate::{
    at::Place,
    fault::Fault,
    transfers::{terms::Wait, work::KeptWork},
};

fn found_all(world: &mut World, files: usize) {
    let kind = TransferKind::RestoreArchived;
    world.step(Event::Added { op_id: "a".into(), group: group("a", kind) });
    world.step(Event::Planned { group: "a".into(), tasks: (0..files).map(|name| task(kind, name)).collect() });
    world.step(Event::FoundAll { group: "a".into() });
}

fn ended(world: &mut World) {
    world.step(Event::PlanEnded { group: "a".into(), notes: Vec::new(), fault: None });
}

#[test]
fn it_waits_without_work_and_its_end_is_told_once() {
    let mut world = World::new();
    found_all(&mut world, 1);
    assert_eq!(world.state("a"), GroupState::Running, "its job runs");
    world.end(0, &Outcome::Done(None));
    let waits = world.queue.group(&"a".into()).unwrap().waits_for();
    assert_eq!((world.state("a"), waits), (GroupState::Waiting, Some(Wait::Archive)));
    assert!(!world.queue.is_at_work() && !world.queue.is_busy(), "closing the window stops nothing");
    world.step(Event::Dismissed { group: "a".into() });
    assert_eq!((world.queue.groups().len(), world.over), (1, 0), "it is not over");
    ended(&mut world);
    assert_eq!((world.state("a"), world.over), (GroupState::Done, 1));
}

#[test]
fn what_is_asked_for_again_is_waited_for_again() {
    let mut world = World::new();
    found_all(&mut world, 2);
    world.end(0, &failed(false));
    world.end(0, &Outcome::Done(None));
    ended(&mut world);
    assert_eq!((world.state("a"), world.over), (GroupState::Failed, 1));
    world.step(Event::Retried { group: "a".into(), job: None });
    world.step(Event::FoundAll { group: "a".into() });
    world.end(0, &Outcome::Done(None));
    assert_eq!((world.state("a"), world.over), (GroupState::Waiting, 1), "not there yet");
    ended(&mut world);
    assert_eq!((world.state("a"), world.over), (GroupState::Done, 2));
}

#[test]
fn a_wait_is_cancelled_as_any_plan() {
    let mut world = World::new();
    found_all(&mut world, 1);
    world.end(0, &Outcome::Done(None));
    let stops = world.queue.step(0, Event::Cancelled { group: "a".into(), job: None });
    assert!(stops.contains(&Effect::StopPlan("a".into())), "{stops:?}");
    assert_eq!(world.state("a"), GroupState::Cancelled);
}

/// Whether what was picked is let go of.
fn lets_go(effects: &[Effect]) -> bool {
    effects.contains(&Effect::Planned("a".into()))
}

fn plan_ended(fault: Option<Fault>) -> Event {
    Event::PlanEnded { group: "a".into(), notes: Vec::new(), fault }
}

#[test]
fn what_was_picked_is_kept_until_all_of_it_is_there() {
    let mut world = World::new();
    found_all(&mut world, 2);
    world.end(0, &failed(false));
    world.end(0, &Outcome::Done(None));
    assert!(!lets_go(&world.queue.step(0, plan_ended(None))), "one of it failed");
    world.step(Event::Retried { group: "a".into(), job: None });
    world.end(0, &Outcome::Done(None));
    world.step(Event::FoundAll { group: "a".into() });
    assert!(lets_go(&world.queue.step(0, plan_ended(None))));
    assert_eq!(world.state("a"), GroupState::Done);
    let again = world.queue.step(0, Event::Retried { group: "a".into(), job: None });
    assert!(!again.contains(&Effect::Plan("a".into())), "nothing failed: {again:?}");

    let mut world = World::new();
    found_all(&mut world, 1);
    world.end(0, &failed(false));
    assert!(lets_go(&world.queue.step(0, Event::Cancelled { group: "a".into(), job: None })));
}

/// One that failed is retried while others are still waited for: what was seen of it before tells
/// nothing.
#[test]
fn what_is_retried_meanwhile_is_waited_for_from_the_beginning() {
    let mut world = World::new();
    found_all(&mut world, 2);
    world.end(0, &failed(false));
    world.end(0, &Outcome::Done(None));
    let begun = world.queue.step(0, Event::Retried { group: "a".into(), job: Some(JobId(0)) });
    assert!(begun.contains(&Effect::Plan("a".into())), "{begun:?}");
    // The end of the wait before comes late.
    world.queue.step(0, plan_ended(None));
    world.queue.step(
        0,
        Event::Ended { group: "a".into(), outcomes: vec![(JobId(0), Outcome::Done(None))], anew: false, etag: None },
    );
    assert_eq!(world.state("a"), GroupState::Running, "it is not over");
    world.queue.step(0, Event::FoundAll { group: "a".into() });
    assert_eq!(world.state("a"), GroupState::Waiting);
    world.queue.step(0, plan_ended(None));
    assert_eq!(world.state("a"), GroupState::Done);
}

#[test]
fn a_login_that_ended_meanwhile_stops_it_until_there_is_one() {
    let ended = |code| Fault { code, ..crate::fault::defect("a test") };
    for code in ["token_expired", "sign_in_needed"] {
        let mut world = World::new();
        let mut group = group("a", TransferKind::RestoreArchived);
        let from = Place { connection: "c".into(), bucket: "b".into(), prefix: String::new() };
        group.work = Some(KeptWork::UndoDelete { from });
        world.step(Event::Added { op_id: "a".into(), group });
        world.step(Event::FoundAll { group: "a".into() });
        world.step(plan_ended(Some(ended(code))));
        let waits = world.queue.group(&"a".into()).unwrap().waits_for();
        assert_eq!((world.state("a"), waits, world.over), (GroupState::Waiting, Some(Wait::SignIn), 0), "{code}");
        let woken = world.queue.step(0, Event::Woken { group: "a".into() });
        assert!(woken.contains(&Effect::Plan("a".into())), "{woken:?}");
    }
    let mut world = World::new();
    world.step(Event::Added { op_id: "a".into(), group: group("a", TransferKind::Delete) });
    world.step(plan_ended(Some(ended("token_expired"))));
    assert_eq!(world.state("a"), GroupState::Failed, "nobody would wake what is not kept");
}
