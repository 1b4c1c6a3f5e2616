//! Keys from a program that a profile names (`credential_process`). It runs as the person's own
//! programs do; what it prints is read once and kept nowhere, and no word of it becomes part of an
//! error.

use super::problem::SignInProblem as Problem;
use super::signer::Keys;
use crate::bounds::{PRINTED, end_group};
use crate::{Credentials, Secret};
use serde::Deserialize;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::process::Command;
use zeroize::Zeroizing;

/// Long enough to touch a security key or to type into the program's own window.
const PATIENCE: Duration = Duration::from_secs(60);

/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html>
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Printed {
    version: u32,
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    expiration: Option<String>,
}

/// Ends what the shell started, and what that started in turn, once nobody waits for it any more.
/// On Windows the shell alone is ended.
struct Ended(Option<u32>);

impl Drop for Ended {
    fn drop(&mut self) {
        end_group(self.0);
    }
}

/// Runs the command and reads the keys it prints. A program that does not end is ended.
pub(super) async fn keys(profile: &str, command: &str) -> Result<Keys, Problem> {
    let profile = || profile.to_owned();
    let (shell, flag) = if cfg!(windows) { ("cmd.exe", "/C") } else { ("sh", "-c") };
    let run = async {
        let mut shell = Command::new(shell);
        let command = shell.args([flag, command]);
        command.stdin(Stdio::null()).stderr(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true);
        #[cfg(unix)]
        command.process_group(0);
        let mut child = command.spawn().ok()?;
        let _ended = Ended(child.id());
        let mut printed = Zeroizing::new(String::new());
        let stdout = child.stdout.take()?;
        let read = stdout.take(PRINTED as u64).read_to_string(&mut printed).await;
        let status = child.wait().await.ok()?;
        Some((status, read.map(|_| printed).unwrap_or_default()))
    };
    let ended = tokio::time::timeout(PATIENCE, run).await.map_err(|_| Problem::ProcessHung { profile: profile() })?;
    let (status, printed) = ended.ok_or_else(|| Problem::ProcessFailed { profile: profile(), status: None })?;
    if !status.success() {
        return Err(Problem::ProcessFailed { profile: profile(), status: status.code() });
    }
    let printed: Printed =
        serde_json::from_str(&printed).map_err(|_| Problem::ProcessGarbage { profile: profile() })?;
    if printed.version != 1 {
        return Err(Problem::ProcessGarbage { profile: profile() });
    }
    Ok(Keys {
        credentials: Credentials {
            access_key: printed.access_key_id,
            secret: Secret::new(printed.secret_access_key),
            session_token: printed.session_token.filter(|token| !token.is_empty()).map(Secret::new),
        },
        expires: printed.expiration.as_deref().and_then(super::signer::time),
    })
}
