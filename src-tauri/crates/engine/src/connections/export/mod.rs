//! A saved connection for another program: what its settings file or its shell wants to read.
//!
//! A secret leaves only as a [`Secret`], into a file that the person chose or onto the clipboard,
//! when they ask for it; what the page shows has marks in its place. The connection file never has
//! one. What each text must look like is judged by the programs themselves, in the tests.

mod remote;
mod shapes;

use serde::{Deserialize, Serialize};
use store::Secret;
use ts_rs::TS;

pub(crate) use self::remote::{REMOTE, Remote};
use super::{Connections, book::Entry, keychain, keychain::SecretPart, view::ConnectionKind};
use crate::{
    fault::{self, Fault},
    ids::ConnectionId,
};

/// For which program a connection is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportShape {
    /// `rclone.conf` as the Nuvolos add-on wants it: the keys are in its secret store, not in the
    /// file.
    RcloneNuvolos,
    /// A whole remote for `rclone.conf`.
    Rclone,
    /// A profile for `~/.aws/config`.
    AwsProfile,
    /// Lines for a shell of Linux or macOS.
    Shell,
    /// Lines for PowerShell.
    PowerShell,
    /// Variables for programs that read an `.env` file.
    DotEnv,
    /// Everything but the secret, for another Bucketwise.
    ConnectionFile,
}

/// What an export will be, to look at.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExportPreview {
    /// The text, with marks where the secrets will be.
    pub text: String,
    /// The name that a dialog to save it begins with; no folder.
    pub file_name: String,
    /// Whether the text has secrets in it.
    pub has_secret: bool,
}

/// What stands for a secret where it is only looked at.
const MARKS: &str = "••••••••";

/// A connection on its way out.
#[derive(Debug)]
struct Outgoing {
    entry: Entry,
    secret: Option<SecretPart>,
}

impl Connections {
    /// What an export would be. No secret is read for it.
    ///
    /// # Errors
    /// The connection is gone.
    pub fn preview_export(&self, id: &ConnectionId, shape: ExportShape) -> Result<ExportPreview, Fault> {
        let (entry, _) = self.exported(id)?;
        let marks = || Secret::new(MARKS.to_owned());
        // Whether a session token is kept is known to the keychain alone; temporary keys of AWS are
        // told by their name.
        let session_token = entry.access_key.starts_with("ASIA").then(marks);
        let file_name = shapes::file_name(shape, &entry);
        // Whoever signs in without a key of their own has none to hand on.
        let secret = entry.sign_in.has_secret().then(|| SecretPart { secret_key: marks(), session_token });
        let text = shapes::write(shape, &Outgoing { entry, secret });
        Ok(ExportPreview { has_secret: text.expose().contains(MARKS), text: text.expose().to_owned(), file_name })
    }

    /// The text itself, with its secrets.
    ///
    /// # Errors
    /// The connection is gone, is of this session alone, or the keychain does not open.
    pub async fn export(&self, id: &ConnectionId, shape: ExportShape) -> Result<Secret, Fault> {
        let preview = self.preview_export(id, shape)?;
        if !preview.has_secret {
            return Ok(Secret::new(preview.text));
        }
        let (entry, saved) = self.exported(id)?;
        if !saved {
            return Err(fault::export_session(&entry.name));
        }
        let secret = keychain::read(id).await?.ok_or_else(|| fault::secret_gone(&entry.name))?;
        Ok(shapes::write(shape, &Outgoing { entry, secret: Some(secret) }))
    }

    /// The entry, and whether it is in the book and its secret in the keychain.
    fn exported(&self, id: &ConnectionId) -> Result<(Entry, bool), Fault> {
        let (entry, kind) = self.entry(id).ok_or_else(|| fault::gone("connection"))?;
        Ok((entry, kind == ConnectionKind::Saved))
    }
}
