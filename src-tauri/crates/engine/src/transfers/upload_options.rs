//! How new objects are kept: in which storage class, and encrypted with what. Values only.

use serde::{Deserialize, Serialize};
use store::About;
use ts_rs::TS;

/// What a person chose for what is stored. null: as the bucket does it by itself, and of a copy as
/// its original has it. `class` is S3's name of a storage class; `encryption` is `AES256` or
/// `aws:kms`, `kms_key` the key for the latter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct UploadOptions {
    pub class: Option<String>,
    pub encryption: Option<String>,
    pub kms_key: Option<String>,
}

impl UploadOptions {
    /// What goes with an object's bytes, with what was chosen in place of what it had.
    pub(super) fn of(&self, mut about: About) -> About {
        let chosen = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        about.class = chosen(&self.class).or(about.class);
        if let Some(encryption) = chosen(&self.encryption) {
            about.kms_key = chosen(&self.kms_key).filter(|_| encryption.starts_with("aws:kms"));
            (about.encryption, about.bucket_key) = (Some(encryption), None);
        }
        about
    }
}

#[cfg(test)]
mod tests {
    use store::About;

    use super::UploadOptions;

    #[test]
    fn what_is_chosen_takes_the_place_of_what_was_there() {
        let text = |text: &str| Some(text.to_owned());
        let old = About {
            class: text("GLACIER"),
            encryption: text("aws:kms"),
            kms_key: text("k"),
            bucket_key: Some(true),
            ..About::default()
        };
        assert_eq!(UploadOptions::default().of(old.clone()), old);
        let chosen = UploadOptions { class: text("STANDARD_IA"), encryption: text("AES256"), kms_key: text("other") };
        let new = chosen.of(old);
        assert_eq!((new.class, new.encryption), (text("STANDARD_IA"), text("AES256")));
        assert_eq!((new.kms_key, new.bucket_key), (None, None));
    }
}
