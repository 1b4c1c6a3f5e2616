//! Lines that give a name a value, however a shell, a settings file or a person writes them:
//! `export A=b`, `set A=b`, `$env:A = "b"`, `A: b`, `a = b` under a `[section]`, a name with its
//! value on the next line.
//!
//! Whole programs' parsers refuse a text at its first foreign line, and a paste is full of foreign
//! lines; so this reads line by line and passes over what it does not know. What the names mean is
//! left to others.

use ground::Secret;

/// A name and its value.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) value: Secret,
    /// A quotation that was opened and never closed: the text ends within the value.
    pub(super) cut: bool,
}

/// A `[head]` and what stands below it.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) head: String,
    pub(super) pairs: Vec<Pair>,
}

/// A text, line by line. `loose` are variables and labelled values: they belong to no section,
/// wherever they stand.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) sections: Vec<Section>,
    pub(super) loose: Vec<Pair>,
}

/// More than any settings file has; the rest of a text that goes on is passed over.
const PAIRS: usize = 20_000;

/// Reads all lines of `text`.
pub(super) fn read(text: &str) -> Lines {
    let mut lines = Lines::default();
    let mut label: Option<String> = None;
    let mut listed = Listed::Nothing;
    let mut count = 0;
    for line in text.lines() {
        if count > PAIRS {
            break;
        }
        let before = count;
        if listed.takes(line, &mut lines) {
            count += 1;
            continue;
        }
        count += one(line, &mut label, &mut lines);
        if count > before {
            label = None;
        }
    }
    lines
}

/// Where in a list of `- name: X` and `value: Y` the lines are, as YAML has variables.
enum Listed {
    Nothing,
    Named(String),
    /// The value is elsewhere, and what is indented further than this says where.
    Elsewhere(usize),
}

impl Listed {
    /// Whether a line is of such a list, so that nothing else is read into it.
    fn takes(&mut self, line: &str, lines: &mut Lines) -> bool {
        let (bare, indent) = (line.trim(), line.len() - line.trim_start().len());
        if let Self::Elsewhere(outer) = self {
            if indent > *outer && !bare.is_empty() {
                return true;
            }
            *self = Self::Nothing;
        }
        let item = bare.trim_start_matches("- ").trim_start();
        let pair =
            |name: &str, value: &str, cut| Pair { name: name.to_owned(), value: Secret::new(value.to_owned()), cut };
        if let Some(name) = item.strip_prefix("name:") {
            *self = Self::Named(unquoted(comment_off(name).trim()).0.to_owned());
            return true;
        }
        let Self::Named(name) = self else { return false };
        if let Some(value) = item.strip_prefix("value:") {
            let (value, cut) = unquoted(comment_off(value).trim());
            lines.loose.push(pair(name, value, cut));
        } else if item.starts_with("valueFrom:") {
            // As a shell would say it.
            lines.loose.push(pair(name, "$elsewhere", false));
            *self = Self::Elsewhere(indent);
            return true;
        } else {
            *self = Self::Nothing;
            return false;
        }
        *self = Self::Nothing;
        true
    }
}

/// Reads one line; answers how many pairs it held.
fn one(line: &str, label: &mut Option<String>, lines: &mut Lines) -> usize {
    let trimmed = prompt(line.trim());
    if trimmed.is_empty() || trimmed.starts_with(['#', ';']) || trimmed.starts_with("//") {
        return 0;
    }
    if let Some(head) = trimmed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        if !head.contains(['[', '"', ',']) {
            lines.sections.push(Section { head: head.trim().to_owned(), pairs: Vec::new() });
        }
        return 0;
    }
    if let Some(pair) = setting(line, trimmed, lines.sections.last()) {
        if let Some(section) = lines.sections.last_mut() {
            section.pairs.push(pair);
            return 1;
        }
        lines.loose.push(pair);
        return 1;
    }
    let variables = variables(trimmed);
    if !variables.is_empty() {
        let count = variables.len();
        lines.loose.extend(variables);
        return count;
    }
    // spark-defaults.conf
    let spaced = trimmed.split_once([' ', '\t']).filter(|(name, _)| name.contains("fs.s3a."));
    if let Some((name, value)) = spaced.filter(|(_, value)| !value.trim_start().starts_with(['=', ':'])) {
        push(&mut lines.loose, name, value);
        return 1;
    }
    match label_of(trimmed) {
        Some((name, value)) if !value.is_empty() => {
            lines.loose.push(Pair { name, value: Secret::new(value), cut: false });
            1
        }
        // A name alone: its value may be the next line.
        Some((name, _)) => {
            *label = Some(name);
            0
        }
        None => match label.take() {
            Some(name) if !trimmed.contains(char::is_whitespace) => {
                lines.loose.push(Pair { name, value: Secret::new(trimmed.to_owned()), cut: false });
                1
            }
            _ => 0,
        },
    }
}

/// Without the prompt of a shell in front.
fn prompt(line: &str) -> &str {
    let line = ["$ ", "% ", "# export ", "> "].iter().find_map(|p| line.strip_prefix(p)).unwrap_or(line);
    match line.strip_prefix("PS ").and_then(|rest| rest.split_once("> ")) {
        Some((_, command)) => command,
        None => line,
    }
}

/// `name = value` as settings files have it: small letters, an equals sign. Under a name without a
/// value, indented names belong to it (`s3 =` and `  addressing_style = path`).
fn setting(line: &str, trimmed: &str, section: Option<&Section>) -> Option<Pair> {
    let (name, value) = trimmed.split_once('=')?;
    let name = name.trim_end();
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let variable = !name.bytes().any(|byte| byte.is_ascii_lowercase());
    if name.is_empty()
        || variable
        || !name.chars().all(word)
        || section.is_none() && name.contains('.') && super::field::of(name).is_none()
    {
        return None;
    }
    let nested = line.starts_with([' ', '\t'])
        && section
            .and_then(|section| section.pairs.last())
            .is_some_and(|last| last.value.expose().is_empty() || last.name.contains('/'));
    let above = section.and_then(|section| section.pairs.last()).filter(|_| nested);
    let name = match above {
        Some(above) => format!("{}/{name}", above.name.split('/').next().unwrap_or_default()),
        None => name.to_owned(),
    };
    let (value, cut) = unquoted(comment_off(value).trim());
    Some(Pair { name, value: Secret::new(value.to_owned()), cut })
}

/// Every variable that a line of a shell sets.
fn variables(line: &str) -> Vec<Pair> {
    let mut found = Vec::new();
    for statement in statements(line) {
        variables_of(statement, &mut found);
    }
    found
}

/// The statements of a line: split at `;`, `&&` and `&` outside of quotations.
fn statements(line: &str) -> impl Iterator<Item = &str> {
    let mut quote = None;
    line.split(move |c: char| match (quote, c) {
        (None, '"' | '\'') => {
            quote = Some(c);
            false
        }
        (Some(open), c) if open == c => {
            quote = None;
            false
        }
        (None, ';' | '&') => true,
        _ => false,
    })
}

fn variables_of(statement: &str, found: &mut Vec<Pair>) {
    let statement = statement.trim().trim_start_matches("- ").trim_start();
    let lower = statement.get(..12).unwrap_or(statement).to_ascii_lowercase();
    let begins = |word: &str| lower.starts_with(word).then(|| statement[word.len()..].trim_start());
    // PowerShell.
    if let Some(rest) = begins("$env:") {
        if let Some((name, value)) = rest.split_once('=') {
            push(found, name.trim(), value.trim());
        }
        return;
    }
    // Windows' own shell: everything to the end of the line, with or without one pair of quotations
    // around all.
    if let Some(rest) = begins("set ").filter(|rest| !rest.starts_with('-')).or_else(|| begins("set \"")) {
        let rest = rest.trim_start_matches('"');
        if let Some((name, value)) = rest.split_once('=') {
            push(found, name.trim(), value.trim_end_matches('"'));
        }
        return;
    }
    // setx NAME value, setenv NAME value, set -x NAME value (fish).
    let words = begins("setx ").or_else(|| begins("setenv ")).or_else(|| begins("set -"));
    if let Some(rest) = words {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '-').trim_start();
        if let Some((name, value)) = rest.split_once([' ', '\t']) {
            push(found, name, value.trim());
        }
        return;
    }
    let rest = ["export ", "declare -x ", "env ", "ENV ", "ARG "]
        .iter()
        .find_map(|word| statement.strip_prefix(word))
        .unwrap_or(statement);
    assignments(rest.trim_start(), found);
}

/// `A=b C="d e"`, one after another, or a single `A = b`.
fn assignments(mut rest: &str, found: &mut Vec<Pair>) {
    loop {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let name = &rest[..end];
        let Some(value) = rest[end..].trim_start_matches(' ').strip_prefix('=') else { return };
        if name.is_empty() {
            return;
        }
        let spaced = rest[end..].starts_with(' ');
        let value = if spaced { value.trim_start() } else { value };
        let after = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].find(quote).map(|end| end + 2),
            _ => value.find([' ', '\t']),
        };
        push(found, name, &value[..after.unwrap_or(value.len())]);
        match after {
            Some(after) => rest = value[after..].trim_start(),
            None => return,
        }
    }
}

fn push(found: &mut Vec<Pair>, name: &str, value: &str) {
    let (value, cut) = unquoted(comment_off(value).trim());
    found.push(Pair { name: name.to_owned(), value: Secret::new(value.to_owned()), cut });
}

/// `Access key ID: AKIA…`, also in a list, a table or bold type. The value is empty where the name
/// stands alone.
fn label_of(line: &str) -> Option<(String, String)> {
    let decoration = |c: char| matches!(c, '-' | '*' | '•' | '|' | '>' | '"' | '\'' | '`' | ' ' | '\t' | ',' | '_');
    let line = line.trim_start_matches(decoration);
    let at = line.find([':', '\t', '|']).or_else(|| line.find('=')).unwrap_or(line.len());
    let name = line[..at].trim_matches(decoration);
    super::field::of_variable(name)?;
    // A secret may end with a hyphen or begin with one; only what is no part of any value is taken
    // off.
    let around = |c: char| matches!(c, '|' | '"' | '\'' | '`' | ' ' | '\t' | ',');
    let value = line.get(at + 1..).unwrap_or_default().trim_start_matches(['*', ' ', '\t']).trim_matches(around);
    // A sentence is no value; folder names alone have spaces.
    let single = !value.contains(char::is_whitespace) || value.starts_with('<');
    single.then(|| (name.to_owned(), value.to_owned()))
}

/// A comment begins with a mark after a space; no value of a login has spaces in it.
fn comment_off(value: &str) -> &str {
    if value.trim_start().starts_with(['"', '\'']) {
        return value;
    }
    [" #", "\t#", " ;", "\t;"].iter().filter_map(|mark| value.find(mark)).min().map_or(value, |at| &value[..at])
}

/// Without the quotation marks around it; whether the closing one is missing.
fn unquoted(value: &str) -> (&str, bool) {
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return (value.trim_end_matches(','), false);
    };
    match value[1..].find(quote) {
        Some(end) => (&value[1..=end], false),
        None => (&value[1..], true),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn loose(text: &str) -> Vec<(String, String)> {
        read(text).loose.into_iter().map(|pair| (pair.name, pair.value.expose().to_owned())).collect()
    }

    fn is(text: &str, name: &str, value: &str) {
        assert_eq!(loose(text), [(name.to_owned(), value.to_owned())], "{text}");
    }

    #[test]
    fn every_shell_is_read() {
        for line in [
            "export AWS_REGION=eu-west-1",
            "AWS_REGION=eu-west-1",
            "AWS_REGION = \"eu-west-1\"",
            "$ export AWS_REGION='eu-west-1' # mine",
            "set AWS_REGION=eu-west-1",
            "SET \"AWS_REGION=eu-west-1\"",
            "setx AWS_REGION \"eu-west-1\"",
            "setenv AWS_REGION eu-west-1",
            "set -gx AWS_REGION eu-west-1",
            "$env:AWS_REGION=\"eu-west-1\"",
            "PS C:\\Users\\ann> $Env:AWS_REGION = 'eu-west-1'",
            "AWS_REGION: eu-west-1",
            "  - AWS_REGION=eu-west-1",
            "| `AWS_REGION` | `eu-west-1` |",
            "\"AWS_REGION\": \"eu-west-1\",",
        ] {
            is(line, "AWS_REGION", "eu-west-1");
        }
        is("Access key ID:\n  AKIAIOSFODNN7EXAMPLE\n", "Access key ID", "AKIAIOSFODNN7EXAMPLE");
        is("Secret access key\twJal/K7+b=\n", "Secret access key", "wJal/K7+b=");
    }

    #[test]
    fn several_on_a_line() {
        assert_eq!(loose("A_KEY=1 B='x y' aws s3 ls").len(), 2);
        assert_eq!(loose("export A=1; export B=2 && export C=3").len(), 3);
    }

    #[test]
    fn sentences_and_settings_of_others_say_nothing() {
        for line in ["Bucket: see the page of the team", "Dear all, the key is below:", "http://x", "=", "[", "a b = c"]
        {
            assert!(loose(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn sections_have_their_settings_and_what_is_nested_in_them() {
        let text = "[default]\r\nregion = eu-west-1 ; near\r\ns3 =\r\n    addressing_style = path\r\nAWS_PROFILE=x\r\n[b]\r\nk=v=\r\n";
        let lines = read(text);
        let flat: Vec<_> = lines.sections.iter().map(|s| (s.head.as_str(), s.pairs.len())).collect();
        assert_eq!(flat, [("default", 3), ("b", 1)]);
        let named = |s: usize, p: usize| {
            let pair = &lines.sections[s].pairs[p];
            (pair.name.clone(), pair.value.expose().to_owned())
        };
        assert_eq!(named(0, 0), ("region".into(), "eu-west-1".into()));
        assert_eq!(named(0, 2), ("s3/addressing_style".into(), "path".into()));
        assert_eq!(named(1, 0), ("k".into(), "v=".into()));
        assert_eq!(lines.loose.len(), 1);
    }

    #[test]
    fn a_quotation_that_never_closes_is_a_cut() {
        assert!(read("export AWS_SECRET_ACCESS_KEY=\"wJalr").loose[0].cut);
    }
}
