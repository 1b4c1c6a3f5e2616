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
