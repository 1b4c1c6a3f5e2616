//! Ticks stay small, windows hold what they should, and the page finds the names of the contract.

use super::{
    super::{
        job::{Action, Task},
        queue::Queue,
        terms::OnConflict,
    },
    *,
};
use crate::transfers::queue::event::Event;

/// `many` groups, each with a job that fails for good under a long name; the last one still runs.
fn full(many: usize) -> Queue {
    let mut queue = Queue::new(1_000);
    for at in 0..many {
        let id = GroupId::from(format!("group-{at}").as_str());
        let place = Place { connection: "c".into(), bucket: "b".repeat(63), prefix: "p/".repeat(40) };
        let group = Group::new(id.clone(), TransferKind::Upload, "Upload 8 items".into(), Some(place), 0);
        queue.step(0, Event::Added { op_id: at.to_string(), group: Box::new(group) });
        let task = |n| Task { key: format!("{n}{}", "ä\u{1}".repeat(300)), bytes: 1, action: Action::Marker };
        queue.step(0, Event::Planned { group: id.clone(), tasks: (0..8).map(task).collect() });
        queue.step(0, Event::PlanEnded { group: id.clone(), notes: Vec::new(), fault: None });
        let fault = crate::fault::defect("a test");
        let failed = |n| (JobId(n), super::super::job::Outcome::failed(fault.clone()));
        let ends = if at + 1 == many { 0..4 } else { 0..8 };
        ends.for_each(|n| {
            drop(queue.step(0, Event::Ended { group: id.clone(), outcomes: vec![failed(n)], anew: false, etag: None }))
        });
    }
    queue
}

#[test]
fn a_tick_stays_small_and_keeps_what_runs() {
    for many in [1, 3, 10, 30, 300] {
        let queue = full(many);
        let tick = tick(queue.groups(), None);
        assert!(json::size(&tick) <= TICK_BYTES, "{many}: {}", json::size(&tick));
        let newest = &tick.groups[0];
        assert_eq!((newest.state, newest.files, newest.files_failed), (GroupState::Running, 8, 4));
        assert!(many > 10 || tick.groups.len() == many, "{many}: only {} shown", tick.groups.len());
    }
}

#[test]
fn running_rows_come_before_failed_ones() {
    let queue = full(1);
    let states: Vec<_> = tick(queue.groups(), None).groups[0].shown.iter().map(|job| job.state).collect();
    let expected = [[JobState::Running; 4].as_slice(), &[JobState::Failed; 2]].concat();
    assert_eq!(states, expected);
}

#[test]
fn jobs_come_in_windows_with_whole_names() {
    let queue = full(1);
    let group = &queue.groups()[0];
    let (total, ids) = window(group, JobFilter::All, 6, 10);
    assert_eq!((total, ids.as_slice()), (8, [6, 7].map(JobId).as_slice()));
    let names = ids.iter().filter_map(|id| Some(whole(group.job(*id)?, *id, group.strip).name.len()));
    assert_eq!(names.collect::<Vec<_>>(), [901, 901]);
    assert_eq!(window(group, JobFilter::Failed, 0, 10).0, 4);
}

#[test]
fn the_page_reads_the_names_of_the_contract() {
    let queue = full(1);
    let json = serde_json::to_value(tick(queue.groups(), None)).unwrap_or_default();
    let group = &json["groups"][0];
    assert_eq!(group["kind"], "upload");
    assert_eq!(group["state"], "running");
    assert_eq!(group["to"]["prefix"], "p/".repeat(40));
    assert_eq!(group["shown"][0]["id"], 4);
    assert!(group["seconds_left"].is_null() && group["fault"].is_null());
    assert_eq!(serde_json::to_value(OnConflict::KeepBoth).unwrap_or_default(), "keep_both");
}
