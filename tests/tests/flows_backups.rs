//! Dated copies over real servers: made, verified, interrupted and gone on with, thinned out, restored. What is there is
//! compared by rclone, byte for byte. The window, the keychain and schedulers are not proved here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "flows_backups/changed.rs"]
mod changed;
#[path = "flows_backups/computers.rs"]
mod computers;
#[path = "flows_backups/interrupted.rs"]
mod interrupted;
#[path = "flows_backups/kept.rs"]
mod kept;
#[path = "flows_backups/made.rs"]
mod made;
#[path = "flows_backups/restored.rs"]
mod restored;
#[path = "flows_backups/shrunk.rs"]
mod shrunk;
#[path = "flows_backups/slashes.rs"]
mod slashes;
#[path = "flows_backups/world.rs"]
mod world;
