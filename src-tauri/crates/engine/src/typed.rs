//! What somebody types or pastes is bounded before anything reads it: readers, checks and
//! comparisons take their time, and a whole log lands in a policy's editor sooner than one thinks.

use serde::Serialize;
use store::bounds::TYPED;

use crate::{
    fault::{self, Fault},
    json,
};

/// Refuses what has more than [`TYPED`] bytes, as it is written in JSON.
pub(crate) fn within(typed: &impl Serialize) -> Result<(), Fault> {
    let bytes = json::size(typed);
    if bytes > TYPED { Err(fault::typed_too_long(bytes)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::settings::{SettingValue, cors};

    #[test]
    fn what_is_typed_has_a_bound_whatever_it_is() {
        let left = TYPED - 2;
        within(&"x".repeat(left)).unwrap();
        for refused in [
            within(&"x".repeat(left + 1)),
            within(&Some(SettingValue::Policy { text: "{".repeat(TYPED) })),
            within(&vec!["x".repeat(TYPED / 2); 3]),
            cors::read_text(&"<".repeat(TYPED)).map(drop),
        ] {
            let fault = refused.unwrap_err();
            assert_eq!(fault.code, "typed_too_long");
            assert!(fault.what.to_string().contains("1,048,576"), "{}", fault.what);
        }
        cors::read_text(&"[".repeat(1_000)).unwrap();
    }
}
