//! What the page took out of a file that it looks at, such as one file of an archive, saved where
//! the person says. Its bytes are the body of the call: as JSON, like the arguments of the other
//! commands, they would be in memory many times. So this command is not in the contract.

use engine::{
    fault::{self, Fault},
    files::write_chosen,
    transfers::safe_name,
};
use percent_encoding::percent_decode_str;
use tauri::{
    State,
    ipc::{InvokeBody, Request},
};
use words::{say, shell};

use crate::{app::App, chosen, dialogs};

/// What a viewer unpacks at most, in bytes (`nestedLimit` in
/// `ui/src/features/look/viewers/nested.ts`).
const MOST: usize = 32 * 1024 * 1024;
/// The header that has the name to begin with, percent-encoded.
const NAME: &str = "name";

/// Asks where, and writes it there, whole or not at all. Answers the name that the person gave it;
/// none where they thought better of it.
#[tauri::command]
pub(crate) async fn save_bytes(app: State<'_, App>, request: Request<'_>) -> Result<Option<String>, Fault> {
    let InvokeBody::Raw(bytes) = request.body() else { return Err(fault::gone("file")) };
    if bytes.len() > MOST {
        return Err(fault::gone("file"));
    }
    let name = request.headers().get(NAME).and_then(|name| name.to_str().ok()).unwrap_or_default();
    let name = plain(&percent_decode_str(name).decode_utf8_lossy());
    let bytes = bytes.clone();
    let Some(file) = dialogs::save(&app.tauri, say!(shell::SaveEntryTitle), &name).await else { return Ok(None) };
    let saved = chosen::name(&file);
    match tokio::task::spawn_blocking(move || write_chosen(&file, &bytes)).await {
        Ok(written) => written.map(|()| Some(saved)),
        Err(_) => Err(fault::defect("save_bytes")),
    }
}

/// A name that is none of a path and hides from nobody: hostile archives call their files
/// `../../.bashrc`.
fn plain(name: &str) -> String {
    safe_name(name.rsplit(['/', '\\']).next().unwrap_or_default().trim_start_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_name_leads_nowhere() {
        for (hostile, kept) in [
            ("../../.bashrc", "bashrc"),
            ("C:\\Windows\\evil.exe", "evil.exe"),
            ("a\nb\0.txt", "a_b_.txt"),
            ("invoice\u{202e}fdp.exe", "invoice_fdp.exe"),
            ("..", "_"),
            ("Übersicht 1.pdf", "Übersicht 1.pdf"),
        ] {
            assert_eq!(plain(hostile), kept, "{hostile:?}");
        }
    }
}
