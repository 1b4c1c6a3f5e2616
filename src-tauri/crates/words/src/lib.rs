//! What people read. A [`Words`] is a message of the catalogue (`src-tauri/locales`, a folder for
//! each language) with its values: a fact, which becomes text at the edge, in the language that is
//! shown. The page makes the text of what reaches it; [`Words::shown`] is for what does not:
//! notifications, the headless commands. [`Display`](std::fmt::Display) is English, for logs,
//! support and tests.
//!
//! ```
//! use words::{faults, say};
//!
//! let told: words::Told = say!(faults::Gone, what = "folder");
//! assert_eq!(told.title().to_string(), "This is no longer open");
//! ```

mod catalogue;
mod format;
mod numbers;
mod placeholders;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod value;

pub use catalogue::{language, named, problems, show, takes};
pub use value::{Told, Value, Values, Words};

include!(concat!(env!("OUT_DIR"), "/said.rs"));

/// A message with its values by name: `say!(faults::Gone, what = "folder")`. A value that is
/// missing, or is no value of that message, does not compile.
#[macro_export]
macro_rules! say {
    ($message:path $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        use $message as Message;
        Message { $($name: $crate::say!(@value $name $(= $value)?)),* }.into()
    }};
    (@value $name:ident) => { <$crate::Value as ::core::convert::From<_>>::from($name) };
    (@value $name:ident = $value:expr) => { <$crate::Value as ::core::convert::From<_>>::from($value) };
}
