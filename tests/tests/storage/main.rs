//! Storage by itself: the servers and the proxy that all tests run against, what `store` and each
//! of them agree on, and that a read-only connection changes nothing on one of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod fakes;
mod read_only;
mod suite;
