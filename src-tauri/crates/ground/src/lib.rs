//! What every other crate stands on, and what itself knows none of them.
//!
//! Where storage is and whose it is ([`provider`], [`host`], [`Endpoint`], [`Address`]), a
//! [`Secret`] that cannot be printed by accident, the certificates that a person trusts
//! ([`anchors`]), the names that Rust gives to what it owns ([`ids`]), how much is read of anything
//! that comes from outside ([`bounds`]), how serious a finding is ([`Severity`]),
//! how quickly an archived object is restored ([`RestoreTier`]), and how a value
//! is written into a text for another program ([`quoting`]).
//!
//! Pure: no file, no network, no clock, no SDK.
//!
//! ```
//! use ground::{Address, Endpoint, provider};
//!
//! let endpoint = Endpoint::parse("https://s3.example.com:9000/").unwrap();
//! assert_eq!((endpoint.host(), endpoint.port()), ("s3.example.com", 9000));
//!
//! let read = Address::read("https://acme.s3.eu-west-3.amazonaws.com/reports/").unwrap().unwrap();
//! assert_eq!((read.bucket.as_str(), read.folder()), ("acme", "reports/"));
//! assert_eq!(provider(read.provider.unwrap()).unwrap().name, "Amazon S3");
//! ```

mod address;
pub mod bounds;
mod endpoint;
pub mod ids;
mod provider;
pub mod quoting;
mod rclone;
mod restore;
mod secret;
mod server;
mod severity;
mod text;
mod trust;

pub use address::{Address, NoAddress};
pub use endpoint::{Audience, Endpoint, EndpointProblem, Host, HostKind, host};
pub use provider::{Ages, Checksums, Provider, Quirks, Region, provider, providers};
pub use rclone::rclone_provider;
pub use restore::RestoreTier;
pub use secret::Secret;
pub use server::{fuller, same_address, same_server, server, server_name};
pub use severity::Severity;
pub use text::text_of;
pub use trust::{Anchors, anchors};
