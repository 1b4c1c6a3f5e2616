//! Storage by itself: the servers and the proxy that all tests run against, what `store` and each
//! of them agree on, and that a read-only connection changes nothing on one of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// A setting is read, changed and sent in one future, whose type is nested deeper than rustc looks
// by itself.
#![recursion_limit = "256"]

mod fakes;
mod read_only;
mod suite;
