//! A group whose plan found all it will, and waits for what the storage does about it.

use super::*;
use crate::transfers::terms::Wait;

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
