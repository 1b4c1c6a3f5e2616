//! Grants on the keys that files are encrypted with: for whoever is let in, also where a key's own
//! policy does not name them.

use serde::{Deserialize, Serialize};

use super::{DocumentKind, PlanDocument};
use crate::permissions;
use crate::resolved::Resolved;

/// A grant in the names that AWS gives its parts (CreateGrant); `aws kms create-grant
/// --cli-input-json` takes it so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct KmsGrant {
    /// The ARN of the key; with another account's key an id would not do.
    pub key_id: String,
    /// The ARN of whoever may use the key.
    pub grantee_principal: String,
    /// `Decrypt`, `GenerateDataKey` …
    pub operations: Vec<String>,
    /// By which it is found again.
    pub name: String,
}

impl KmsGrant {
    /// The grant that a document is about.
    pub fn of(document: &PlanDocument) -> Option<Self> {
        let text = (document.kind == DocumentKind::KeyGrant).then_some(&document.text)?;
        serde_json::from_str(text).ok()
    }
}

/// One grant for each key, if somebody with an ARN comes and does something that takes a key.
pub(super) fn key_grants(resolved: &Resolved<'_>) -> Vec<PlanDocument> {
    let operations = permissions::with_key(resolved.preset, &resolved.values);
    let operations: Vec<_> =
        operations.iter().filter_map(|action| action.strip_prefix("kms:")).map(Into::into).collect();
    let Some(grantee) = resolved.grantee.as_ref().filter(|_| !operations.is_empty()) else { return Vec::new() };
    let mut made: Vec<PlanDocument> = Vec::new();
    for bucket in &resolved.answers.buckets {
        let Some(key) = &bucket.kms_key else { continue };
        if made.iter().filter_map(KmsGrant::of).any(|grant| grant.key_id == *key) {
            continue;
        }
        let (key_id, name) = (key.clone(), resolved.sid.clone());
        let grant = KmsGrant { key_id, grantee_principal: grantee.clone(), operations: operations.clone(), name };
        made.push(PlanDocument {
            kind: DocumentKind::KeyGrant,
            file: format!("key-grant-{}.json", bucket.name),
            bucket: Some(bucket.name.clone()),
            before: None,
            text: serde_json::to_string_pretty(&grant).unwrap_or_default(),
            size: None,
        });
    }
    made
}
