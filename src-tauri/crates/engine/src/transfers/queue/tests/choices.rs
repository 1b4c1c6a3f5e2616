//! What is chosen for some files of a group, and not for the others.

use super::*;
use crate::files::owed::ChargedFile;

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

#[test]
fn a_charge_is_told_only_for_files_that_are_asked_about() {
    let mut world = World::new();
    world.add("up", TransferKind::Upload, 3);
    for (size, left) in [(1, 170), (20, 30), (300, 30)] {
        world.end(0, &Outcome::TakenByCharged(ChargedFile::archived(size, left).into()));
    }
    let told = |world: &World| {
        let owed = world.queue.group(&"up".into()).unwrap().owed();
        owed.iter().map(|early| (early.files, early.bytes, early.days)).collect::<Vec<_>>()
    };
    assert_eq!(told(&world), [(3, 321, 170)]);
    for (job, left) in [(0, vec![(2, 320, 30)]), (2, vec![(1, 20, 30)])] {
        world.step(Event::Cancelled { group: "up".into(), job: Some(JobId(job)) });
        assert_eq!(told(&world), left);
    }
    world.step(Event::Answered { group: "up".into(), on_conflict: OnConflict::Replace });
    assert_eq!(told(&world), []);
}
