//! Moving files with the engine the window uses, over real servers, broken wires and awkward disks. The bytes are
//! confirmed by rclone, which nobody here wrote.
//!
//! Not proved here: what the window shows (by the window's own tests).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(target_os = "linux")]
#[path = "flows_transfers/asleep.rs"]
mod asleep;
#[path = "flows_transfers/awkward.rs"]
mod awkward;
#[path = "flows_transfers/broken_wire.rs"]
mod broken_wire;
#[path = "flows_transfers/checked.rs"]
mod checked;
#[path = "flows_transfers/choices.rs"]
mod choices;
#[path = "flows_transfers/copying.rs"]
mod copying;
#[path = "flows_transfers/deleting.rs"]
mod deleting;
#[path = "flows_transfers/folders.rs"]
mod folders;
#[path = "flows_transfers/kept.rs"]
mod kept;
#[cfg(target_os = "linux")]
#[path = "flows_transfers/killed.rs"]
mod killed;
#[path = "flows_transfers/large.rs"]
mod large;
#[cfg(target_os = "linux")]
#[path = "flows_transfers/limits.rs"]
mod limits;
#[path = "flows_transfers/logins.rs"]
mod logins;
#[cfg(target_os = "linux")]
#[path = "flows_transfers/many.rs"]
mod many;
#[path = "flows_transfers/markers.rs"]
mod markers;
#[path = "flows_transfers/mixed.rs"]
mod mixed;
#[path = "flows_transfers/odd_answers.rs"]
mod odd_answers;
#[path = "flows_transfers/one_object.rs"]
mod one_object;
#[path = "flows_transfers/overtaken.rs"]
mod overtaken;
#[path = "flows_transfers/plays.rs"]
mod plays;
#[path = "flows_transfers/resumed.rs"]
mod resumed;
#[path = "flows_transfers/seeded.rs"]
mod seeded;
#[path = "flows_transfers/sessions.rs"]
mod sessions;
#[cfg(target_os = "linux")]
#[path = "flows_transfers/together.rs"]
mod together;
#[path = "flows_transfers/twice.rs"]
mod twice;
#[path = "flows_transfers/unfinished.rs"]
mod unfinished;
#[path = "flows_transfers/unheard.rs"]
mod unheard;
#[path = "flows_transfers/world.rs"]
mod world;
