//! The settings of a bucket: the one list of them, and what leads from the name of one to its file.
//!
//! A setting that is added is a file under `value`, which implements [`Setting`], its `mod` and its
//! line in the list. The order of the module is held by a test: a setting's file knows the files
//! below it (`setting`, `check`, `around`, `fact`, `names`) and no other setting; this one knows
//! the settings; the rest of the module knows this one.

mod access_list;
pub(super) mod bucket_policy;
pub mod cors;
mod encryption;
pub(super) mod lifecycle;
mod lock;
mod logging;
mod ownership;
mod payer;
mod public_access;
mod tags;
mod versioning;
mod website;

use policy::cors::Rule;
use serde::{Deserialize, Serialize};
use store::{
    Document, Encryption, LifecycleRule, Listed, Logging, Ownership, Payer, PublicAccess, Retention, Store, StoreError,
    Tag, Versioning, Website,
};
use ts_rs::TS;
use words::Words;

use super::{
    around::Around,
    check::{self, Change, SettingCheck},
    fact::FactText,
    setting::Setting,
};

macro_rules! settings {
    ($($kind:ident { $field:ident: $value:ty } in $file:ident, told as $fact:ident;)+) => {
        /// The settings that can be changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs)]
        pub enum SettingKind {
            $($kind,)+
        }

        /// What a setting of a bucket is set to, one variant for each setting.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        #[allow(missing_docs)]
        pub enum SettingValue {
            $($kind { $field: $value },)+
        }

        /// Which fact of the overview: one for each setting, and what cannot be changed as a
        /// setting.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs)]
        pub enum FactId {
            $($fact,)+
            Size,
            Copies,
            News,
            Inventory,
            Region,
        }

        impl SettingKind {
            /// Every kind of setting, in the order of the list.
            pub const ALL: [Self; [$(Self::$kind),+].len()] = [$(Self::$kind),+];

            /// The fact that tells it.
            pub(super) fn fact(self) -> FactId {
                match self {
                    $(Self::$kind => FactId::$fact,)+
                }
            }

            /// See [`Setting::title`].
            pub(super) fn title(self) -> Words {
                match self {
                    $(Self::$kind => <$file::Kind>::title(),)+
                }
            }
        }

        impl SettingValue {
            /// Which setting it is of.
            #[must_use]
            pub fn kind(&self) -> SettingKind {
                match self {
                    $(Self::$kind { .. } => SettingKind::$kind,)+
                }
            }
        }

        $(impl Of for $file::Kind {
            fn of(value: Option<&SettingValue>) -> Option<&$value> {
                match value {
                    Some(SettingValue::$kind { $field }) => Some($field),
                    _ => None,
                }
            }

            fn told($field: $value) -> SettingValue {
                SettingValue::$kind { $field }
            }
        })+

        /// See [`Setting::read`].
        pub(super) async fn read(store: &Store, bucket: &str, kind: SettingKind) -> Result<Held, StoreError> {
            match kind {
                $(SettingKind::$kind => {
                    let (value, document) = <$file::Kind>::read(store, bucket).await?;
                    Ok(Held { value: value.map(<$file::Kind>::told), document })
                })+
            }
        }

        /// Writes a value, or removes the setting. See [`Setting::write`] and [`Setting::remove`].
        pub(super) async fn write(
            store: &Store,
            bucket: &str,
            kind: SettingKind,
            wanted: Option<&SettingValue>,
        ) -> Result<(), StoreError> {
            match (wanted, kind) {
                $((Some(SettingValue::$kind { $field }), _) => <$file::Kind>::write(store, bucket, $field).await,)+
                $((None, SettingKind::$kind) => <$file::Kind>::remove(store, bucket).await,)+
            }
        }

        /// See [`Setting::removed`].
        pub(super) fn removed(kind: SettingKind) -> Option<SettingValue> {
            match kind {
                $(SettingKind::$kind => <$file::Kind>::removed().map(<$file::Kind>::told),)+
            }
        }

        /// See [`Setting::same`].
        pub(super) fn same(a: Option<&SettingValue>, b: Option<&SettingValue>) -> bool {
            match (a, b) {
                $((Some(SettingValue::$kind { $field: a }), Some(SettingValue::$kind { $field: b })) => {
                    <$file::Kind>::same(a, b)
                })+
                _ => a.is_none() && b.is_none(),
            }
        }

        /// What would be different; empty exactly when nothing is.
        pub(super) fn changes(
            kind: SettingKind,
            base: Option<&SettingValue>,
            draft: Option<&SettingValue>,
        ) -> Vec<Change> {
            if same(base, draft) {
                return Vec::new();
            }
            match kind {
                $(SettingKind::$kind => <$file::Kind>::changes(<$file::Kind>::of(base), <$file::Kind>::of(draft)),)+
            }
        }

        /// What is to be said about a draft of this setting, and what it would change.
        pub(super) fn check(
            kind: SettingKind,
            held: &Held,
            draft: Option<&SettingValue>,
            around: &Around,
        ) -> SettingCheck {
            let base = held.value.as_ref();
            let mut looked = match kind {
                $(SettingKind::$kind => <$file::Kind>::check(<$file::Kind>::of(base), <$file::Kind>::of(draft), around),)+
            };
            looked.changes = changes(kind, base, draft);
            if !looked.changes.is_empty() {
                looked.notes.extend(check::beyond(held.beyond(), draft.is_some()));
            }
            looked
        }

        /// See [`Setting::look_around`].
        pub(super) async fn look_around(store: &Store, bucket: &str, kind: SettingKind) -> Around {
            let plain = Around::plain(store, bucket);
            match kind {
                $(SettingKind::$kind => <$file::Kind>::look_around(store, bucket, plain).await,)+
            }
        }

        /// See [`Setting::fact`].
        pub(super) async fn fact(store: &Store, bucket: &str, kind: SettingKind) -> Result<FactText, StoreError> {
            match kind {
                $(SettingKind::$kind => <$file::Kind>::fact(store, bucket).await,)+
            }
        }
    };
}

settings! {
    Cors { rules: Vec<Rule> } in cors, told as Websites;
    Policy { text: String } in bucket_policy, told as Policy;
    Versioning { versioning: Versioning } in versioning, told as Versions;
    Lifecycle { rules: Vec<LifecycleRule> } in lifecycle, told as Lifecycle;
    PublicAccess { locks: PublicAccess } in public_access, told as Visibility;
    Ownership { ownership: Ownership } in ownership, told as Ownership;
    AccessList { list: Vec<Listed> } in access_list, told as AccessList;
    Encryption { encryption: Encryption } in encryption, told as Encryption;
    Lock { retention: Option<Retention> } in lock, told as Lock;
    Website { website: Website } in website, told as Site;
    Logging { logging: Logging } in logging, told as Logging;
    Payer { payer: Payer } in payer, told as Payer;
    Tags { tags: Vec<Tag> } in tags, told as Tags;
}

/// Leads between a setting's own value and that of any setting.
trait Of: Setting {
    /// The value, if it is of this setting.
    fn of(value: Option<&SettingValue>) -> Option<&Self::Value>;

    /// The value under its name.
    fn told(value: Self::Value) -> SettingValue;
}

/// A setting as it was read: what a person sees of it, and the document that it came in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Held {
    pub(super) value: Option<SettingValue>,
    /// Nothing of a policy, which is a text and shown whole.
    pub(super) document: Option<Document>,
}

impl Held {
    /// What it has that no form here shows, by name.
    pub(super) fn beyond(&self) -> &[String] {
        self.document.as_ref().map(Document::beyond).unwrap_or_default()
    }

    /// Whether nothing is different, in what is shown and in what is not.
    pub(super) fn same(&self, other: &Self) -> bool {
        same(self.value.as_ref(), other.value.as_ref()) && self.same_beyond(other)
    }

    /// Whether what is not shown is the same; a storage may tell it in any order.
    pub(super) fn same_beyond(&self, other: &Self) -> bool {
        let sorted = |held: &Self| {
            let mut names = held.beyond().to_vec();
            names.sort();
            names
        };
        sorted(self) == sorted(other)
    }
}
