//! What is to be different about files: for each property, whether it stays, goes or becomes
//! something else. Pure: what comes of it for one file is worked out here, and carried out by
//! [`crate::transfers`].

use std::collections::BTreeMap;

use ground::quoting::disposition;
use serde::{Deserialize, Serialize};
use store::{About, Tag};
use ts_rs::TS;

use super::spelled::{decoded, encoded};

/// What becomes of one property.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    /// Each file keeps its own.
    #[default]
    Leave,
    /// No file has it any more.
    Remove,
    /// Each file has what its name and its first bytes say; one of which they say nothing keeps
    /// its own. Of the type alone: any other header stays.
    Guess,
    /// All files have this.
    Set {
        /// As a person types it.
        value: String,
    },
}

/// What becomes of a set of names and values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PairEdits {
    /// What is not set here goes.
    pub replace: bool,
    /// Added, or given this value.
    pub set: Vec<Tag>,
    /// Those with these names go.
    pub remove: Vec<String>,
}

/// How the files are encrypted from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EncryptionEdit {
    /// `AES256` or `aws:kms`.
    pub method: String,
    /// Which key of KMS; null for the account's usual one.
    pub key: Option<String>,
}

/// What is to be different about files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct PropertyEdits {
    pub content_type: Edit,
    pub content_encoding: Edit,
    pub content_language: Edit,
    pub content_disposition: Edit,
    pub cache_control: Edit,
    pub expires: Edit,
    /// User metadata, by names without `x-amz-meta-`.
    pub metadata: PairEdits,
    pub tags: PairEdits,
    /// The storage class; null leaves each file's own.
    pub class: Option<String>,
    /// Null leaves each file's own.
    pub encryption: Option<EncryptionEdit>,
}

impl PairEdits {
    /// Nothing is to be different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.replace && self.set.is_empty() && self.remove.is_empty()
    }

    /// What comes of these pairs, ordered by name.
    fn of(&self, now: impl IntoIterator<Item = (String, String)>) -> BTreeMap<String, String> {
        let stays = |(name, _): &(String, String)| !self.replace && !self.remove.contains(name);
        let mut pairs: BTreeMap<_, _> = now.into_iter().filter(stays).collect();
        pairs.extend(self.set.iter().map(|tag| (tag.name.clone(), tag.value.clone())));
        pairs
    }
}

impl PropertyEdits {
    /// Nothing is to be different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.copies() && self.tags.is_empty()
    }

    /// Whether files are copied onto themselves; else their tags alone are different.
    #[must_use]
    pub fn copies(&self) -> bool {
        let headers = [
            &self.content_type,
            &self.content_encoding,
            &self.content_language,
            &self.content_disposition,
            &self.cache_control,
            &self.expires,
        ];
        let beside = !self.metadata.is_empty() || self.class.is_some() || self.encryption.is_some();
        let changes = |edit: &Edit| matches!(edit, Edit::Remove | Edit::Set { .. });
        beside || self.guesses() || headers.into_iter().any(changes)
    }

    /// Whether each file gets a type of its own.
    pub(crate) fn guesses(&self) -> bool {
        self.content_type == Edit::Guess
    }

    /// All that goes with the bytes of a file that has `now`, as it is sent; with the type that it
    /// has where each file is to get one of its own.
    pub(crate) fn about(&self, now: &About) -> About {
        let header = |edit: &Edit, now: &Option<String>| match edit {
            Edit::Leave | Edit::Guess => now.clone(),
            Edit::Remove => None,
            Edit::Set { value } => Some(value.trim().to_owned()),
        };
        let lower = |name: &str| name.to_ascii_lowercase();
        // What is left as it is keeps its spelling, which other programs read.
        let spelled = |value: &String| if value.is_ascii() { value.clone() } else { encoded(value) };
        let set = self.metadata.set.iter().map(|Tag { name, value }| Tag { name: name.clone(), value: encoded(value) });
        let metadata = PairEdits { set: set.collect(), ..self.metadata.clone() };
        let metadata = metadata.of(now.metadata.iter().map(|(name, value)| (lower(name), spelled(value))));
        let disposition = match &self.content_disposition {
            Edit::Set { value } => Some(in_ascii(value.trim())),
            edit => header(edit, &now.content_disposition),
        };
        let expires = match &self.expires {
            Edit::Set { value } => super::check::http_date(value),
            edit => header(edit, &now.expires),
        };
        let about = About {
            content_type: header(&self.content_type, &now.content_type),
            content_encoding: header(&self.content_encoding, &now.content_encoding),
            content_language: header(&self.content_language, &now.content_language),
            content_disposition: disposition,
            cache_control: header(&self.cache_control, &now.cache_control),
            expires,
            metadata: metadata.into_iter().collect(),
            class: self.class.clone().or_else(|| now.class.clone()),
            ..now.clone()
        };
        match &self.encryption {
            None => about,
            Some(EncryptionEdit { method, key }) => {
                let bucket_key = about.bucket_key.filter(|_| method == "aws:kms");
                About { encryption: Some(method.clone()), kms_key: key.clone(), bucket_key, ..about }
            }
        }
    }

    /// The tags of a file that has these now.
    pub(crate) fn tags(&self, now: &[Tag]) -> Vec<Tag> {
        let pairs = self.tags.of(now.iter().map(|tag| (tag.name.clone(), tag.value.clone())));
        pairs.into_iter().map(|(name, value)| Tag { name, value }).collect()
    }
}

/// A disposition whose file name has letters that no header carries, as RFC 8187 spells it.
fn in_ascii(value: &str) -> String {
    let Some((kind, rest)) = value.split_once(';').filter(|_| !value.is_ascii()) else { return value.to_owned() };
    let named = rest.trim().strip_prefix("filename=").map(|name| name.trim().trim_matches('"'));
    named.map_or_else(|| value.to_owned(), |name| disposition(kind.trim(), name))
}

/// Whether what storage shows is what was sent. What nobody sent is left to the storage, and a key
/// of KMS may be told by another of its names.
pub(crate) fn differs(sent: &About, shown: &About) -> Vec<&'static str> {
    let same = |sent: &Option<String>, shown: &Option<String>| sent.is_none() || sent == shown;
    let exact = |sent: &Option<String>, shown: &Option<String>| sent == shown;
    let decode = |about: &About| -> BTreeMap<String, String> {
        about.metadata.iter().map(|(name, value)| (name.to_ascii_lowercase(), decoded(value))).collect()
    };
    let class = |about: &About| about.class.clone().filter(|class| class != "STANDARD");
    let key = |sent: &str, shown: &str| sent.rsplit('/').next() == shown.rsplit('/').next();
    let keys = sent.kms_key.as_deref().zip(shown.kms_key.as_deref());
    let checks = [
        ("type", same(&sent.content_type, &shown.content_type)),
        ("encoding", exact(&sent.content_encoding, &shown.content_encoding)),
        ("language", exact(&sent.content_language, &shown.content_language)),
        ("disposition", exact(&sent.content_disposition, &shown.content_disposition)),
        ("cache", exact(&sent.cache_control, &shown.cache_control)),
        ("expires", exact(&sent.expires, &shown.expires)),
        ("redirect", exact(&sent.redirect, &shown.redirect)),
        ("metadata", decode(sent) == decode(shown)),
        ("class", class(sent) == class(shown)),
        ("encryption", same(&sent.encryption, &shown.encryption)),
        ("bucket key", sent.bucket_key.is_none_or(|on| shown.bucket_key.unwrap_or_default() == on)),
        ("key", keys.is_none_or(|(sent, shown)| sent.contains("alias/") || key(sent, shown))),
        ("lock", retained(sent, shown) && sent.held == shown.held),
    ];
    checks.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
}

/// Whether the retention that was sent is there: storage keeps whole seconds, and gives a file that
/// has none the default of its bucket.
pub(crate) fn retained(sent: &About, shown: &About) -> bool {
    let second = |at: i64| at.div_euclid(1000);
    sent.retained.is_none_or(|sent| {
        shown.retained.is_some_and(|shown| shown.mode == sent.mode && second(shown.until) >= second(sent.until))
    })
}

#[cfg(test)]
mod tests;
