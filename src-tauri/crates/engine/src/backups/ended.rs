//! How a run ends: what it made, or why it did not end well.

use store::StoreError;

use super::dated::Dated;
use crate::{
    fault::{self, Fault},
    stop::Stopped,
};

/// What a run made that ended well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The new copy, by its date and number.
    pub copy: Dated,
    /// How many files it has.
    pub files: u64,
    /// Their sizes together, in bytes.
    pub bytes: u64,
    /// Older copies that the rules let go.
    pub gone: Vec<Dated>,
    /// Why old or half copies could not be removed, where that is so; the new one is good all the
    /// same.
    pub trouble: Option<Fault>,
    /// The full copy that this one has sharply less than: it is kept until a person says that this
    /// was meant.
    pub smaller: Option<Smaller>,
}

/// A full copy, beside which another one is small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Smaller {
    /// The full copy.
    pub copy: Dated,
    /// Its files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Why a run ended before its copy was good.
#[derive(Clone, Debug, PartialEq)]
pub enum Halt {
    /// Somebody stopped it.
    Stopped,
    /// Something did not work.
    Failed(Fault),
}

impl From<Fault> for Halt {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Failed(fault::from_store(&error))
    }
}

impl From<Stopped> for Halt {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}
