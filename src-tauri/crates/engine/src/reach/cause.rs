//! What was found to have refused.

use policy::{Document, Kind, explain};
use words::Words;

use crate::fault::{self, Certain, RefusedBy};

/// What was found: which rule, how certain, and in words.
pub(super) type Cause = (RefusedBy, Certain, Words);

pub(super) fn told(by: RefusedBy, more: Option<Words>) -> Cause {
    (by, Certain::Read, fault::found(by, more))
}

pub(super) fn sentence(document: &Document, kind: Kind, nth: usize) -> Words {
    let said = explain::explain(document, kind).into_iter().nth(nth);
    said.map_or_else(|| "".into(), |said| said.text)
}
