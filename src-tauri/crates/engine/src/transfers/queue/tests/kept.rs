//! What outlives the program is said by the queue, not read from its events by others.

use super::*;

#[test]
fn what_changed_is_kept_and_how_far_it_is_is_not() {
    let mut world = World::new();
    world.add("a", TransferKind::Upload, 5);
    world.add("b", TransferKind::Upload, 1);
    let keeps = |world: &mut World, event| {
        let last = |effect| match effect {
            Effect::Keep(group) => Some(group.as_str().to_owned()),
            Effect::Planned(group) => Some(format!("{} is planned", group.as_str())),
            _ => None,
        };
        world.queue.step(0, event).into_iter().filter_map(last).collect::<Vec<_>>()
    };
    let a = || GroupId::from("a");
    for event in [
        Event::Clock,
        Event::Progress { group: a(), job: JobId(0), done: 1, total: 10 },
        Event::Woken { group: a() },
        Event::Dismissed { group: a() },
        Event::Held { group: "unknown".into(), job: JobId(0) },
    ] {
        let told = format!("{event:?}");
        assert_eq!(keeps(&mut world, event), [""; 0], "{told}");
    }
    assert_eq!(keeps(&mut world, Event::Held { group: a(), job: JobId(4) }), ["a"]);
    assert_eq!(keeps(&mut world, Event::Paused { group: Some(a()) }), ["a"]);
    assert_eq!(keeps(&mut world, Event::Paused { group: None }), ["a", "b"]);
    assert_eq!(keeps(&mut world, Event::Resumed { group: None }), ["a", "b"]);
    let ended = vec![(JobId(0), Outcome::Done(None))];
    assert_eq!(keeps(&mut world, Event::Ended { group: a(), outcomes: ended, anew: true, etag: None }), ["a"]);
    assert_eq!(world.queue.group(&a()).unwrap().anew, 1);
    let added = Event::Added { op_id: "c".into(), group: group("c", TransferKind::Upload) };
    assert_eq!(keeps(&mut world, added), ["c"]);
    let fault = Some(crate::fault::defect("a test"));
    assert_eq!(keeps(&mut world, Event::PlanEnded { group: "c".into(), notes: Vec::new(), fault }), ["c"]);
    assert_eq!(keeps(&mut world, Event::Cancelled { group: a(), job: Some(JobId(1)) }), ["a"]);
    assert_eq!(keeps(&mut world, Event::Cancelled { group: a(), job: None }), ["a", "a is planned"]);
    let planned = Event::PlanEnded { group: "c".into(), notes: Vec::new(), fault: None };
    assert_eq!(keeps(&mut world, planned), ["c", "c is planned"]);
}
