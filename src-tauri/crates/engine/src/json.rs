//! How large a value is as JSON, which is how it goes between the page and Rust. The JSON itself is
//! not made.

use std::io::{self, Write};

use serde::Serialize;

/// In bytes; 0 for what has no JSON.
pub(crate) fn size(value: &impl Serialize) -> usize {
    let mut count = Count(0);
    serde_json::to_writer(&mut count, value).map_or(0, |()| count.0)
}

/// Counts what is written to it.
struct Count(usize);

impl Write for Count {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        self.0 += part.len();
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn it_is_as_many_bytes_as_the_text_has() {
        let value = serde_json::json!({"a": ["ü\u{1}\"\\", null, 1.5, -7], "b": {"c": {}}});
        assert_eq!(size(&value), serde_json::to_string(&value).unwrap().len());
        assert_eq!(size(&""), 2);
        assert_eq!(size(&HashMap::from([([1], 2)])), 0, "a map whose keys are no texts has no JSON");
    }
}
