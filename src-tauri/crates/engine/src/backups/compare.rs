//! Whether a copy is its original, byte for byte.
//!
//! Cheapest first: both listings show the same MD5 as ETag; both servers say the same checksum when
//! asked for the file; both files are read, and summed up here. Size alone never counts.

use store::{Checksum, Get, ObjectAt, Store, StoreErrorKind as Kind};

use super::{ended::Halt, inventory::Seen};

/// What comparing came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    Same,
    /// Other bytes, or no copy.
    Differs,
    /// The original is no longer there.
    Gone,
}

/// Whether the two ETags are one MD5, or of the same parts.
pub(super) fn same_etag(one: &Seen, other: &Seen) -> bool {
    let md5 = |etag: &str| {
        let digits = etag.split_once('-').map_or(etag, |(digits, _)| digits);
        digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    one.size == other.size && one.etag.as_deref().is_some_and(|etag| md5(etag) && other.etag.as_deref() == Some(etag))
}

/// Asks both servers, and reads both files where they have nothing to say.
pub(super) async fn compare(
    (from, original): (&Store, &ObjectAt),
    (to, copy): (&Store, &ObjectAt),
) -> Result<Compared, Halt> {
    let (ours, theirs) = match tokio::join!(from.head(original), to.head(copy)) {
        (Ok(ours), Ok(theirs)) => (ours, theirs),
        (Err(error), _) if error.kind == Kind::NoSuchKey => return Ok(Compared::Gone),
        (_, Err(error)) if error.kind == Kind::NoSuchKey => return Ok(Compared::Differs),
        (Err(error), _) | (_, Err(error)) => return Err(error.into()),
    };
    if ours.size != theirs.size {
        return Ok(Compared::Differs);
    }
    if let (Some(one), Some(other)) = (&ours.checksum, &theirs.checksum)
        && one.algorithm == other.algorithm
    {
        return Ok(if one.value == other.value { Compared::Same } else { Compared::Differs });
    }
    match tokio::join!(sum(from, original), sum(to, copy)) {
        (Ok(one), Ok(other)) => Ok(if one == other { Compared::Same } else { Compared::Differs }),
        (Err(error), _) if error.kind == Kind::NoSuchKey => Ok(Compared::Gone),
        (_, Err(error)) if error.kind == Kind::NoSuchKey => Ok(Compared::Differs),
        (Err(error), _) | (_, Err(error)) => Err(error.into()),
    }
}

async fn sum(store: &Store, at: &ObjectAt) -> Result<Checksum, store::StoreError> {
    store.get(at, Get::default()).await?.sum().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_md5_is_taken_for_the_bytes() {
        let seen = |etag: &str| Seen { size: 5, etag: Some(etag.to_owned()) };
        let md5 = "5d41402abc4b2a76b9719d911017c592";
        assert!(same_etag(&seen(md5), &seen(md5)));
        assert!(same_etag(&seen(&format!("{md5}-3")), &seen(&format!("{md5}-3"))));
        assert!(!same_etag(&seen(md5), &Seen { size: 6, ..seen(md5) }));
        assert!(!same_etag(&seen("1700000000-5"), &seen("1700000000-5")), "a time and a size are no sum");
        assert!(!same_etag(&Seen { size: 5, etag: None }, &Seen { size: 5, etag: None }));
    }
}
