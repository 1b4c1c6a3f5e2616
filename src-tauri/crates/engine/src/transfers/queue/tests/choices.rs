//! What is chosen for some files of a group, and not for the others.

use super::*;

#[test]
fn only_what_could_not_be_seen_replaces() {
    let mut world = World::new();
    world.add("up", TransferKind::Upload, 3);
    world.end(0, &Outcome::failed(crate::fault::transfer::name_unseen("f0")));
    world.end(0, &failed(false));
    world.end(0, &Outcome::Done(None));
    world.step(Event::Replaced { group: "up".into() });
    assert_eq!(world.running, [("up".into(), vec![JobId(0)], OnConflict::Replace)]);
    world.end(0, &Outcome::Done(None));
    world.step(Event::Retried { group: "up".into(), job: None });
    assert_eq!(world.running, [("up".into(), vec![JobId(1)], OnConflict::Ask)]);
}

#[test]
fn a_name_that_is_always_taken_is_not_tried_for_ever() {
    let mut world = World::new();
    world.add("up", TransferKind::Upload, 1);
    world.step(Event::Answered { group: "up".into(), on_conflict: OnConflict::IfDifferent });
    // At once, under the answer; then after the pauses of any passing failure.
    world.end(0, &Outcome::Taken);
    for pause in PAUSES {
        assert_eq!(world.running.len(), 1);
        world.end(0, &Outcome::Taken);
        world.now += pause - 1;
        world.step(Event::Clock);
        assert!(world.running.is_empty());
        world.now += 1;
        world.step(Event::Clock);
    }
    world.end(0, &Outcome::Taken);
    assert_eq!(world.state("up"), GroupState::Failed);
    let job = |world: &World| world.queue.group(&"up".into()).unwrap().job(JobId(0)).unwrap().fault.clone();
    assert_eq!(job(&world).map(|fault| fault.code), Some("taken_again"));
    world.step(Event::Retried { group: "up".into(), job: None });
    world.end(0, &Outcome::Done(None));
    assert_eq!((world.state("up"), job(&world)), (GroupState::Done, None));
}
