//! Copying on the server, without the bytes passing through this computer.

use crate::error::StoreError;
use crate::{ObjectAt, Store};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What `x-amz-copy-source` may carry unencoded: RFC 3986's unreserved characters and `/`.
const SOURCE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

impl Store {
    /// Copies an object of at most 5 GiB with its metadata. Dropping the call leaves open whether
    /// the copy was made; it appears whole or not at all.
    pub async fn copy(&self, from: &ObjectAt, to: &ObjectAt) -> Result<(), StoreError> {
        self.checked(from, "CopyObject")?;
        let place = self.checked(to, "CopyObject")?;
        let source = format!("{}/{}", from.bucket, utf8_percent_encode(&from.key, SOURCE));
        self.call(place, |client| client.copy_object().bucket(&to.bucket).key(&to.key).copy_source(&source).send())
            .await
            .map(drop)
    }
}
