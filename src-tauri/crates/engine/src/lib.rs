//! Bucketwise without a window: what the program does, testable without a screen.
//!
//! ```
//! use engine::{
//!     at::Place,
//!     connections::Connections,
//!     listing::{ListingKind, Listings},
//! };
//! use tokio::sync::mpsc;
//!
//! # #[tokio::main]
//! # async fn main() {
//! let home = tempfile::tempdir().unwrap();
//! let connections = Connections::open(&home.path().join("config"), &home.path().join("data"));
//! // The practice server, which needs no login of anybody's.
//! let practice = connections.open_practice().await.unwrap();
//! let store = connections.store(&practice.id).await.unwrap();
//! let bucket = connections.buckets(&practice.id).await.unwrap().buckets.remove(0).name;
//!
//! let (listings, (say, mut ticks)) = (Listings::default(), mpsc::unbounded_channel());
//! let place = Place { connection: practice.id, bucket, prefix: String::new() };
//! let id = listings.open(store, place, ListingKind::Folder, Box::new(move |tick| drop(say.send(tick))));
//! while !ticks.recv().await.unwrap().complete {}
//! let rows = listings.get(&id).unwrap().rows(0, 10).rows;
//! assert!(rows.iter().any(|row| row.name == "Read me first.txt"), "{rows:?}");
//! # }
//! ```
//!
//! Knows people's words ([`fault`], [`finding`]), their [`connections`], the [`listing`] they look
//! at, the [`places`] they come back to, the [`transfers`] they start, and who can [`reach`] their
//! buckets. It leaves S3 itself to the crate `store`, and windows, dialogs and paths that a person
//! grants to the shell above.

#![deny(clippy::missing_errors_doc)]

pub use ground::{bounds, ids};
pub use store::{Secret, Store};

pub mod at;
mod background;
pub mod backups;
mod beginning;
pub mod connections;
pub mod fault;
pub mod files;
pub mod finding;
pub mod held;
mod history;
pub mod integrations;
mod json;
mod kept;
pub mod listing;
pub mod mounts;
pub mod names;
pub mod near;
pub mod opened;
pub mod pairs;
pub mod places;
pub mod reach;
pub mod settings;
mod stop;
mod sweep;
pub mod sync;
mod ticks;
pub mod transfers;
mod typed;
#[cfg(test)]
mod unproved;
mod until;
