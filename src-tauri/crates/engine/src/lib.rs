//! Bucketwise without a window: what the program does, testable without a screen.
//!
//! Knows people's words ([`fault`], [`finding`]), their [`connections`], the [`listing`] they look at, the
//! [`places`] they come back to, the [`transfers`] they start, and who can [`reach`] their buckets. It leaves S3 itself to the crate `store`, and windows, dialogs and paths that a
//! person grants to the shell above.

pub use ground::ids;
pub use store::{Secret, Store};

pub mod at;
mod background;
pub mod backups;
pub mod connections;
pub mod fault;
pub mod files;
pub mod finding;
pub mod held;
pub mod integrations;
mod json;
mod kept;
pub mod listing;
pub mod mounts;
pub mod names;
pub mod near;
pub mod places;
pub mod reach;
pub mod settings;
mod stop;
mod sweep;
mod ticks;
pub mod transfers;
mod typed;
mod until;
