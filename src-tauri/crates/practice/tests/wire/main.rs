//! The practice server as a client meets it: over loopback HTTP, with signatures made by another
//! hand than the one that checks them.
//!
//! What this does not prove: that the real tools (aws-cli, s5cmd, rclone) get on with it; the store
//! suite does that.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod buckets;
mod client;
mod cross_origin;
mod keys;
mod lifetime;
mod multipart;
mod objects;
mod signatures;
mod tags;
mod versions;
