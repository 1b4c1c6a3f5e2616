//! Keys of files as they stand in a policy.

/// A key, written so that it means itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escaped {
    /// What stands in the policy.
    pub text: String,
    /// Whether it also fits other keys: AWS takes Western European letters only, and each other one
    /// has become a `?`.
    pub wider: bool,
}

/// `*`, `?` and `${` mean themselves only inside a variable of their own.
pub fn escape(key: &str) -> Escaped {
    let mut escaped = Escaped { text: String::with_capacity(key.len()), wider: false };
    let mut letters = key.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '*' => escaped.text.push_str("${*}"),
            '?' => escaped.text.push_str("${?}"),
            '$' if letters.peek() == Some(&'{') => escaped.text.push_str("${$}"),
            '\t' | '\n' | '\r' | ' '..='\u{ff}' => escaped.text.push(letter),
            _ => {
                escaped.text.push('?');
                escaped.wider = true;
            }
        }
    }
    escaped
}
