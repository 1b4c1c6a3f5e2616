//! Variables of a shell, an `.env` file, labelled values of a mail, and a key with its secret and
//! no word beside them.

use super::{
    field::{self, ImportField, Sure},
    found::{Found, From},
    lines::{Pair, Section},
};

/// Logins in one text's variables, at most.
const LOGINS: usize = 200;

/// The logins that variables describe. A second key begins a second login.
pub(super) fn read(pairs: &[Pair]) -> Vec<Found> {
    let mut all = vec![Found::new(From::Lines, "")];
    for pair in pairs {
        let Some(last) = all.last_mut() else { break };
        let Some(sure) = field::of_variable(&pair.name) else { continue };
        if pair.cut {
            last.cut(sure.0);
            continue;
        }
        let value = pair.value.expose();
        let begins = (sure.0 == ImportField::AccessKey || sure.0.is_secret()) && sure.1 == Sure::Strong;
        if !last.take(&pair.name, sure, value) && begins && all.len() < LOGINS {
            let mut next = Found::new(From::Lines, "");
            next.put(sure, value);
            all.push(next);
        }
    }
    all.retain(Found::counts);
    all
}

/// What rclone's remotes are called in variables: `RCLONE_CONFIG_NAME_TYPE` and its kin.
const REMOTE: &str = "RCLONE_CONFIG_";

/// Takes rclone's remotes out of the variables, as the sections that its file would have.
pub(super) fn remotes(pairs: &mut Vec<Pair>) -> Vec<Section> {
    let named = |pair: &Pair| pair.name.strip_prefix(REMOTE)?.strip_suffix("_TYPE").map(str::to_owned);
    let mut names: Vec<String> = pairs.iter().filter_map(named).take(LOGINS).collect();
    names.dedup();
    let mut sections = Vec::new();
    for name in names {
        let begin = format!("{REMOTE}{name}_");
        let own: Vec<Pair> = pairs.extract_if(.., |pair| pair.name.starts_with(&begin)).collect();
        let setting = |pair: Pair| Pair { name: pair.name[begin.len()..].to_ascii_lowercase(), ..pair };
        let own = own.into_iter().map(setting).collect();
        sections.push(Section { head: name.to_ascii_lowercase(), pairs: own });
    }
    sections
}

/// Words looked at in one text, at most.
const WORDS: usize = 100_000;

/// An access key of AWS and a secret as they stand, without names: `AKIA… wJalr…`.
pub(super) fn bare(text: &str) -> Option<Found> {
    let mut found = Found::new(From::Words, "");
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '\'' | '`' | '|' | ':');
    for word in text.split(marks).take(WORDS) {
        if is_key(word) && !found.has(ImportField::AccessKey) {
            found.set(ImportField::AccessKey, word);
        } else if found.has(ImportField::AccessKey) && is_secret(word) && !found.has(ImportField::SecretKey) {
            found.set(ImportField::SecretKey, word);
        }
    }
    found.has(ImportField::AccessKey).then_some(found)
}

pub(super) fn is_key(word: &str) -> bool {
    let begins = word.starts_with("AKIA") || word.starts_with("ASIA");
    word.len() == 20 && begins && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

pub(super) fn is_secret(word: &str) -> bool {
    word.len() == 40 && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'+' | b'='))
}
