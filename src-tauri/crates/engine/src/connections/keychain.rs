//! Secrets in the system's keychain: Secret Service on Linux, Keychain on macOS, Credential Manager
//! on Windows.
//!
//! There is no second way: where no keychain answers, a secret lives in memory until the program
//! ends and is never written to a file. A keychain may ask the person for a password before it
//! answers, so every call runs on a thread that may block, and the asking side waits without
//! freezing anything.
//!
//! A secret is kept as one line of JSON: some keychains cut a value at its first line break.

use std::time::Duration;

use keyring::v1::{Entry, Error};
use serde::{Deserialize, Serialize};
use store::Secret;
use tokio::{task::spawn_blocking, time::timeout};
use ts_rs::TS;

use crate::{
    fault::{self, Fault},
    ids::ConnectionId,
};

/// The name of this program's entries in the keychain.
const SERVICE: &str = "org.bucketwise.app";
/// Long enough to type a password into the keychain's own window.
const PATIENCE: Duration = Duration::from_secs(120);

/// Whether secrets can be kept on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Keychain {
    /// A keychain answers and is open: secrets outlive the program.
    Ready,
    /// It is there and did not open.
    Locked,
    /// No keychain answers: a secret is kept for this session at most.
    Missing,
}

/// The secret half of a login.
#[derive(Clone, Debug)]
pub(crate) struct SecretPart {
    pub(crate) secret_key: Secret,
    pub(crate) session_token: Option<Secret>,
}

/// The secret as the one line of text that an entry of the keychain holds.
#[derive(Serialize, Deserialize)]
struct KeychainEntry<'a> {
    #[serde(borrow)]
    secret_key: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    session_token: Option<std::borrow::Cow<'a, str>>,
}

/// Asks whether a keychain answers and is open, by looking for an entry that is not there: a
/// session bus alone is no keychain.
pub(crate) async fn state() -> Keychain {
    let asked = on_a_thread(|| match Entry::new(SERVICE, "is anybody there").and_then(|entry| entry.get_password()) {
        Ok(_) | Err(Error::NoEntry) => Ok(Keychain::Ready),
        Err(Error::NoStorageAccess(_)) => Ok(Keychain::Locked),
        Err(_) => Ok(Keychain::Missing),
    });
    // The window opens whether or not the keychain has answered yet.
    timeout(Duration::from_secs(2), asked).await.ok().and_then(Result::ok).unwrap_or(Keychain::Locked)
}

/// Keeps the secret of `connection`, replacing what was there.
pub(crate) async fn keep(connection: &ConnectionId, secret: &SecretPart) -> Result<(), Fault> {
    let line = written(secret).map_err(|error| fault::keychain_missing(&error.to_string()))?;
    with_entry(connection, move |entry| entry.set_password(line.expose())).await
}

/// Reads the secret of `connection`; None when the keychain has no such entry.
pub(crate) async fn read(connection: &ConnectionId) -> Result<Option<SecretPart>, Fault> {
    let line = with_entry(connection, |entry| match entry.get_password() {
        Ok(line) => Ok(Some(Secret::new(line))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error),
    })
    .await?;
    // An entry that is not ours to understand counts as none: the person connects again.
    Ok(line.as_ref().and_then(parsed))
}

/// One line, whatever the secret holds.
fn written(secret: &SecretPart) -> serde_json::Result<Secret> {
    let session_token = secret.session_token.as_ref().map(|token| token.expose().into());
    serde_json::to_string(&KeychainEntry { secret_key: secret.secret_key.expose().into(), session_token })
        .map(Secret::new)
}

fn parsed(line: &Secret) -> Option<SecretPart> {
    let entry: KeychainEntry<'_> = serde_json::from_str(line.expose()).ok()?;
    Some(SecretPart {
        secret_key: Secret::new(entry.secret_key.into_owned()),
        session_token: entry.session_token.map(|token| Secret::new(token.into_owned())),
    })
}

/// Removes the secret of `connection`. No entry is as good as removed.
pub(crate) async fn remove(connection: &ConnectionId) -> Result<(), Fault> {
    with_entry(connection, |entry| match entry.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(error),
    })
    .await
}

async fn with_entry<R: Send + 'static>(
    connection: &ConnectionId,
    work: impl FnOnce(&Entry) -> keyring::v1::Result<R> + Send + 'static,
) -> Result<R, Fault> {
    let user = connection.as_str().to_owned();
    on_a_thread(move || Entry::new(SERVICE, &user).and_then(|entry| work(&entry))).await
}

async fn on_a_thread<R: Send + 'static>(
    work: impl FnOnce() -> keyring::v1::Result<R> + Send + 'static,
) -> Result<R, Fault> {
    match timeout(PATIENCE, spawn_blocking(work)).await {
        Ok(Ok(Ok(result))) => Ok(result),
        Ok(Ok(Err(error))) => Err(words(&error)),
        Ok(Err(_)) => Err(fault::keychain_missing("the keychain library stopped")),
        Err(_) => Err(fault::keychain_locked("no answer within two minutes")),
    }
}

/// Only the kind of a keychain's error is passed on: its text could quote the entry.
fn words(error: &Error) -> Fault {
    match error {
        Error::NoStorageAccess(_) => fault::keychain_locked("no access to the keychain"),
        Error::NoDefaultStore => fault::keychain_missing("no keychain service answered"),
        Error::TooLong(what, limit) => fault::keychain_too_small(&format!("{what} is longer than {limit}")),
        Error::PlatformFailure(_) => fault::keychain_missing("the keychain service did not answer"),
        _ => fault::keychain_missing("the keychain could not be used"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn any_secret_is_one_line_and_comes_back() {
        let long = "T/+=".repeat(1_300);
        for (key, token) in [("a\"b\\c\nd\r\u{1}ü🦀", None), ("plain", Some(long.as_str())), ("", Some("\n"))] {
            let token = token.map(|token| Secret::new(token.into()));
            let line =
                written(&SecretPart { secret_key: Secret::new(key.into()), session_token: token.clone() }).unwrap();
            assert!(!line.expose().contains(char::is_control));
            let back = parsed(&line).unwrap();
            assert_eq!(back.secret_key.expose(), key);
            assert_eq!(back.session_token.as_ref().map(Secret::expose), token.as_ref().map(Secret::expose));
        }
        assert!(parsed(&Secret::new("somebody else’s entry".into())).is_none());
    }
}
