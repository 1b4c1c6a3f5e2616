//! Moving files with the engine the window uses, over real servers, broken wires and awkward disks.
//! The bytes are confirmed by rclone, which nobody here wrote.
//!
//! Not proved here: what the window shows (by the window's own tests).

#[cfg(target_os = "linux")]
mod asleep;
mod awkward;
mod broken_wire;
mod checked;
mod choices;
mod copying;
mod deleting;
mod elsewhere;
mod folders;
mod kept;
#[cfg(target_os = "linux")]
mod killed;
mod lapsed;
mod large;
#[cfg(target_os = "linux")]
mod limits;
#[cfg(target_os = "linux")]
mod locking;
mod logins;
#[cfg(target_os = "linux")]
mod many;
mod markers;
mod mixed;
mod nulls;
mod odd_answers;
mod one_object;
mod overtaken;
mod plays;
mod priced;
mod properties;
#[cfg(target_os = "linux")]
mod restored_exactly;
mod restoring;
mod restoring_late;
mod resumed;
mod reused;
mod seeded;
mod sessions;
#[cfg(target_os = "linux")]
mod syncing;
#[cfg(target_os = "linux")]
mod syncing_guarded;
#[cfg(target_os = "linux")]
mod syncing_saved;
#[cfg(target_os = "linux")]
mod syncing_silent;
#[cfg(target_os = "linux")]
mod together;
mod twice;
mod unarchived;
mod unarchiving;
mod unarchiving_late;
mod undeleting;
mod unfinished;
mod unheard;
mod unseen;
mod versions;
mod world;
