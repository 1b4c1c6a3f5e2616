//! The AWS CLI's file of company sign-ins: one JSON file for each sign-in page or `sso-session`,
//! named by its SHA-1, readable by its owner alone. Not being able to write it is no failure: the
//! person is then asked once more.

use super::super::profile;
use super::Company;
use crate::Environment;
use crate::bounds::{SHARED_FILE, read_file_soon};
use aws_smithy_types::date_time::{DateTime, Format};
use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use zeroize::Zeroizing;

/// As the CLI writes it. `Debug` is not there on purpose.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Token {
    #[serde(default)]
    pub(super) start_url: String,
    #[serde(default)]
    pub(super) region: String,
    pub(super) access_token: String,
    pub(super) expires_at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) client_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) client_secret: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) registration_expires_at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) refresh_token: Option<String>,
}

impl Token {
    /// Whether it will hold for the next call.
    pub(super) fn is_good(&self) -> bool {
        let soon = SystemTime::now() + Duration::from_secs(60);
        // Older CLIs write `UTC` for the `Z`.
        super::super::signer::time(&self.expires_at.replace("UTC", "Z")).is_some_and(|end| soon < end)
    }
}

/// Where the token of this sign-in may be, the usual place first: the CLI names the file by the
/// `sso-session`, and by the page where a profile names the page itself. A sign-in that names the
/// page alone is that of the session for the page.
pub(super) async fn files(environment: &Environment, company: &Company) -> Vec<PathBuf> {
    let session = match &company.session {
        Some(session) => Some(session.clone()),
        None => profile::session_at(environment, &company.start_url).await,
    };
    let page = company.session.is_none().then(|| company.start_url.clone());
    let folder = environment.aws_folder().join("sso").join("cache");
    let file = |name: String| folder.join(format!("{}.json", hex::encode(Sha1::digest(name))));
    session.into_iter().chain(page).map(file).collect()
}

pub(super) async fn read(file: &Path) -> Option<Token> {
    let text = Zeroizing::new(read_file_soon(file, SHARED_FILE).await.ok()?);
    serde_json::from_slice(&text).ok()
}

pub(super) async fn write(file: &Path, token: &Token) {
    let (Ok(text), Some(folder)) = (serde_json::to_string(token).map(Zeroizing::new), file.parent()) else { return };
    let part = file.with_extension("part");
    let written = async {
        tokio::fs::create_dir_all(folder).await?;
        let mut options = tokio::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        options.mode(0o600);
        let mut opened = options.open(&part).await?;
        tokio::io::AsyncWriteExt::write_all(&mut opened, text.as_bytes()).await?;
        opened.sync_all().await?;
        tokio::fs::rename(&part, file).await
    };
    if written.await.is_err() {
        let _ = tokio::fs::remove_file(&part).await;
    }
}

/// So many seconds from now, as the CLI writes times.
pub(super) fn in_seconds(seconds: i32) -> String {
    written(SystemTime::now() + Duration::from_secs(u64::try_from(seconds).unwrap_or_default()))
}

/// A second since 1970, as the CLI writes times.
pub(super) fn at_second(second: i64) -> String {
    written(SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(second).unwrap_or_default()))
}

fn written(at: SystemTime) -> String {
    let whole = DateTime::from_secs(DateTime::from(at).secs());
    whole.fmt(Format::DateTime).unwrap_or_default()
}
