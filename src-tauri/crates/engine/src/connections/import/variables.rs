//! Variables of a shell, an `.env` file, labelled values of a mail, and a key with its secret and no word beside them.

use super::{
    fact::{self, Fact, Sure},
    found::{Found, From},
    lines::Pair,
};

/// Logins in one text's variables, at most.
const LOGINS: usize = 200;

/// The logins that variables describe. A second key begins a second login.
pub(super) fn read(pairs: &[Pair]) -> Vec<Found> {
    let mut all = vec![Found::new(From::Lines, "")];
    for pair in pairs {
        let Some(last) = all.last_mut() else { break };
        let Some(sure) = fact::of_variable(&pair.name) else { continue };
        if pair.cut {
            last.cut(sure.0);
            continue;
        }
        let value = pair.value.expose();
        if sure.0 == Fact::Address {
            if let Some(found) = super::address::broker(value) {
                last.absorb(found);
            }
            continue;
        }
        let begins = matches!(sure.0, Fact::AccessKey | Fact::SecretKey | Fact::Token) && sure.1 == Sure::Strong;
        if !last.put(sure, value) && begins && all.len() < LOGINS {
            let mut next = Found::new(From::Lines, "");
            next.put(sure, value);
            all.push(next);
        }
    }
    all.retain(Found::counts);
    all
}

/// Words looked at in one text, at most.
const WORDS: usize = 100_000;

/// An access key of AWS and a secret as they stand, without names: `AKIA… wJalr…`.
pub(super) fn bare(text: &str) -> Option<Found> {
    let mut found = Found::new(From::Words, "");
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '\'' | '`' | '|' | ':');
    for word in text.split(marks).take(WORDS) {
        if is_key(word) && !found.has(Fact::AccessKey) {
            found.set(Fact::AccessKey, word);
        } else if found.has(Fact::AccessKey) && is_secret(word) && !found.has(Fact::SecretKey) {
            found.set(Fact::SecretKey, word);
        }
    }
    found.has(Fact::AccessKey).then_some(found)
}

fn is_key(word: &str) -> bool {
    let begins = word.starts_with("AKIA") || word.starts_with("ASIA");
    word.len() == 20 && begins && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn is_secret(word: &str) -> bool {
    word.len() == 40 && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'+' | b'='))
}
