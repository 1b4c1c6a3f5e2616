//! Values in the texts that are handed over or written for other programs: one function for each
//! language, and no other way in. Each takes any text and gives one word, one string or one line of
//! that language that means exactly that text; where the language cannot hold a letter, what stands
//! for it is said at the function. So no value, whoever gave it (a partner, a vendor's page, the
//! storage itself), can begin a command, a line or a field of its own.
//!
//! ```
//! use ground::quoting::{hcl, shell};
//!
//! assert_eq!(shell("it's $HOME"), r"'it'\''s $HOME'");
//! assert_eq!(hcl("${file(\"x\")}"), r#""\u0024{file(\"x\")}""#);
//! ```
//!
//! What is a fact of one program and no language (how a unit's `ExecStart` finds its program) stays
//! with that program.

mod web;

pub use web::{csv, disposition, query};

use std::fmt::Write as _;

/// One word of a POSIX shell (`sh`, `bash`, `zsh`). A NUL, which no shell can hold, is left out.
pub fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\0', "").replace('\'', r"'\''"))
}

/// A string of PowerShell. It takes the typographer's quotation marks for plain ones, so they are
/// doubled as well.
/// <https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules>
pub fn powershell(text: &str) -> String {
    let mut quoted = String::from("'");
    for letter in text.chars().filter(|letter| *letter != '\0') {
        if matches!(letter, '\'' | '\u{2018}'..='\u{201b}') {
            quoted.push(letter);
        }
        quoted.push(letter);
    }
    quoted + "'"
}

/// A value of an `.env` file: bare where every reader takes it so, else as a shell reads it. It has
/// one line: what is behind the end of the first is left out.
pub fn dotenv(value: &str) -> String {
    let value = ini(value);
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"/+=_-.:@,%".contains(&byte);
    if value.bytes().all(safe) { value.to_owned() } else { shell(value) }
}

/// A value of an INI file as the programs of AWS read it, which know no quotation: up to the end of
/// the line. What is behind the first end of a line is left out.
pub fn ini(value: &str) -> &str {
    value.split(|letter: char| letter.is_control() && letter != '\t').next().unwrap_or_default()
}

/// A value of `rclone.conf`, which knows one mark of quotation and puts other values of the file in
/// the place of their names. It has no way to write the beginning of such a name, so the value ends
/// before it.
pub fn rclone(value: &str) -> String {
    let value = ini(value).split("%(").next().unwrap_or_default();
    let plain = value.trim() == value && !value.starts_with('`') && !value.starts_with("\"\"\"");
    if plain { value.to_owned() } else { format!("\"\"\"{value}\"\"\"") }
}

/// A literal of JMESPath, for `aws --query`: JSON between backticks.
/// <https://jmespath.org/specification.html#literal-expressions>
pub fn jmespath(text: &str) -> String {
    format!("`{}`", json(text).replace('`', "\\u0060"))
}

/// The text as a string of JSON, in quotation marks.
pub fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A string of HCL (Terraform).
pub fn hcl(text: &str) -> String {
    format!("\"{}\"", hcl_inside(text))
}

/// The same between quotation marks that stand there already. A template begins with `${` or `%{`;
/// written as a number, the sign begins none.
/// <https://developer.hashicorp.com/terraform/language/expressions/strings>
pub fn hcl_inside(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let begins = matches!(letter, '$' | '%') && letters.peek() == Some(&'{');
        let _ = match letter {
            '"' | '\\' => write!(quoted, "\\{letter}"),
            _ if begins || letter.is_control() => write!(quoted, "\\u{:04x}", u32::from(letter)),
            _ => write!(quoted, "{letter}"),
        };
    }
    quoted
}

/// Between the quotation marks of a string of SQL, as Snowflake reads it, which knows escapes of
/// the backslash too.
/// <https://docs.snowflake.com/en/sql-reference/data-types-text#single-quoted-string-constants>
pub fn sql_inside(text: &str) -> String {
    text.replace('\\', r"\\").replace('\'', "''")
}

/// A text of XML or HTML, also between the quotation marks of an attribute. Control characters,
/// which XML cannot hold however they are written, become spaces.
pub fn xml(text: &str) -> String {
    let plain: String = text.chars().map(|letter| if forbidden_in_xml(letter) { ' ' } else { letter }).collect();
    quick_xml::escape::escape(plain).into_owned()
}

/// <https://www.w3.org/TR/xml/#charsets>
fn forbidden_in_xml(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r') || matches!(letter, '\u{fffe}' | '\u{ffff}')
}

/// A word of a command line in a unit of systemd: in quotation marks, and without systemd's own
/// signs.
/// <https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Command%20lines>
pub fn systemd(word: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in word.chars().filter(|letter| *letter != '\0') {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '%' | '$' => quoted.extend([letter, letter]),
            letter if letter.is_ascii_control() => {
                let _ = write!(quoted, "\\x{:02x}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// The rest of a line of a unit that is only read by people: nothing in it means anything to
/// systemd.
pub fn systemd_line(text: &str) -> String {
    line(text).replace('%', "%%").trim_end_matches('\\').to_owned()
}

/// One word of a command line of Windows, as its programs take theirs apart.
/// <https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments>
pub fn windows(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:".contains(&byte);
    if !word.is_empty() && word.bytes().all(plain) {
        return word.to_owned();
    }
    let (mut quoted, mut slashes) = (String::from("\""), 0);
    for letter in word.chars() {
        match letter {
            '\\' => slashes += 1,
            '"' => quoted.extend(std::iter::repeat_n('\\', slashes + 1)),
            _ => {}
        }
        if letter != '\\' {
            slashes = 0;
        }
        quoted.push(letter);
    }
    quoted.extend(std::iter::repeat_n('\\', slashes));
    quoted + "\""
}

/// One line of a text for people: no end of a line in it, and nothing that moves the cursor or
/// turns the writing round where it is shown in a terminal.
pub fn line(text: &str) -> String {
    let turns = |letter| matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|letter| if letter.is_control() || turns(letter) { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests;
