//! Doors only: each command takes what the page sent, calls the engine, and hands back its
//! answer.

pub(crate) mod backup;
pub(crate) mod browse;
pub(crate) mod compare;
pub(crate) mod connect;
pub(crate) mod import;
pub(crate) mod integrate;
pub(crate) mod locks;
pub(crate) mod look;
pub(crate) mod mount;
pub(crate) mod open;
pub(crate) mod pair;
pub(crate) mod places;
pub(crate) mod properties;
pub(crate) mod save;
pub(crate) mod settings;
pub(crate) mod share;
pub(crate) mod sync;
pub(crate) mod transfer;
pub(crate) mod unfinished;
pub(crate) mod versions;
pub(crate) mod windows;
