//! The names that Rust gives to what it owns. The page carries them about and cannot make one that
//! means anything.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// A new one, unlike any other.
            #[must_use]
            pub fn fresh() -> Self {
                Self(Uuid::new_v4().simple().to_string())
            }

            /// As text, for a file or a keychain entry.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )*};
}

ids! {
    /// A connection: somewhere to sign in, kept in the book.
    ConnectionId
    /// A login that a text describes, with the secrets that came with it.
    ImportId
    /// A login that was tried and may now be saved.
    DraftId
    /// A listing that is open in the page.
    ListingId
    /// Counting what lies below a folder.
    MeasureId
    /// Paths on this computer that the person chose or dropped.
    ChosenId
    /// A question that waits for the person.
    AskId
    /// A counted deletion that waits for a yes.
    DeletePlanId
    /// Two places that are compared.
    SyncId
    /// Two places that are kept under a name, to be synchronized again.
    PairId
    /// A bucket that is about to be deleted.
    RemovalId
    /// Rows that were picked, to be copied or moved.
    PickId
    /// A file whose sharing is open in the page.
    ShareId
    /// A link that was made, in the list of links.
    LinkId
    /// Files whose checksums are compared.
    CompareId
    /// A setting of a bucket that is open in the page.
    SettingId
    /// One thing the person asked to have transferred.
    GroupId
    /// A product, person or website that is let into buckets.
    IntegrationId
    /// A backup: what is copied, where to, and when.
    BackupId
    /// A bucket, or all of a connection, that is a folder of this computer.
    MountId
    /// A file that is open to be looked at.
    ReadingId
    /// A copy of a file that was opened in another program.
    OpenedId
}
