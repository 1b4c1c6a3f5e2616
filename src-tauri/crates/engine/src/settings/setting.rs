//! What every setting of a bucket has. Each is one file under `value`, with everything that is its
//! own; the module `value` has the list of them.

use store::{Document, Store, StoreError, XmlSetting};
use words::Words;

use super::{
    around::Around,
    check::{Change, SettingCheck},
    fact::FactText,
};

/// What a person sees of a setting, where it is set, and the document that it came in.
pub(super) type Read<V> = Result<(Option<V>, Option<Document>), StoreError>;

/// A setting.
pub(super) trait Setting {
    /// What a person sees of it and drafts.
    type Value: PartialEq;

    /// What it is called where it could not be seen.
    fn title() -> Words;

    async fn read(store: &Store, bucket: &str) -> Read<Self::Value>;

    /// Writes a value. Only after a [`Setting::read`] that went well. What the setting has beyond
    /// the value stays (see the module `setting` of `store`), or nothing is written.
    async fn write(store: &Store, bucket: &str, value: &Self::Value) -> Result<(), StoreError>;

    /// Removes it, or sets it to what [`Setting::removed`] says. Only after a [`Setting::read`]
    /// that went well.
    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError>;

    /// What removing it comes to, where it is set: some can only be set to what "nothing set"
    /// means.
    fn removed() -> Option<Self::Value> {
        None
    }

    /// Whether two values mean the same: order counts only where the storage goes by it.
    fn same(a: &Self::Value, b: &Self::Value) -> bool {
        a == b
    }

    /// What is to be said about a draft; what it would change is [`Setting::changes`].
    fn check(base: Option<&Self::Value>, draft: Option<&Self::Value>, around: &Around) -> SettingCheck;

    /// What would be different, in sentences. The two are not the same.
    fn changes(base: Option<&Self::Value>, draft: Option<&Self::Value>) -> Vec<Change>;

    /// Looks around, beyond what the connection tells.
    async fn look_around(_: &Store, _: &str, plain: Around) -> Around {
        plain
    }

    /// What is true of the bucket by it, for the overview. Only reads.
    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError>;
}

/// Reads a setting that is a document.
pub(super) async fn document<V>(
    store: &Store,
    bucket: &str,
    setting: XmlSetting,
    shown: impl Fn(&Document) -> Option<V>,
) -> Read<V> {
    let document = store.document(bucket, setting).await?;
    Ok((document.as_ref().and_then(shown), document))
}
