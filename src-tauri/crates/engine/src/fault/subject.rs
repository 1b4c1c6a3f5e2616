//! What a fault of storage is about, as it stands in a sentence.

use store::StoreError;
use words::{Words, faults, say};

/// What it was about, as it stands in a sentence.
pub(super) fn place(error: &StoreError) -> Words {
    in_words(error.bucket.as_deref(), error.key.as_deref())
}

/// A file in a bucket, a bucket, or the server itself.
pub(super) fn in_words(bucket: Option<&str>, key: Option<&str>) -> Words {
    match (bucket, key) {
        (Some(bucket), Some(key)) if !key.is_empty() => say!(faults::PlaceFile, bucket, key),
        (Some(bucket), _) => say!(faults::PlaceBucket, bucket),
        (None, _) => say!(faults::PlaceServer),
    }
}
