//! The program without a window, over real servers and a broken wire: what it does with
//! connections, folders, transfers, settings, backups and integrations, and what it says of
//! refusals.
//!
//! All of it is one program, so that a server is started once for all. Tests keep apart by buckets,
//! users and roles of their own; a name begins with the module's, where another could think of it
//! as well.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// A setting is read, changed, sent and read back in one future, whose type is nested deeper than
// rustc looks by itself.
#![recursion_limit = "256"]

mod backups;
mod browse;
mod connect;
mod explain;
mod integrate;
mod settings;
mod transfers;
