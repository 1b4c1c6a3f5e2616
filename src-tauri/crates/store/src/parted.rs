//! The ETag of an object that came in parts. On AWS and most others it is the MD5 of the parts'
//! MD5s, `-` and their number; how large they were it does not tell. The server is asked for the
//! size of the first, as AWS tells it, or else the sizes that programs use are tried.
//!
//! Promise: an ETag that comes out so proves every byte, on a server that nobody knows too. One
//! that does not proves nothing: the parts may have had any size, and the ETag may be made of
//! anything.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html#API_HeadObject_RequestSyntax>

use crate::checksum::is_md5;
use crate::{Hasher, ObjectAt, ObjectHead, Store, etag};
use md5::{Digest as _, Md5};

const MIB: u64 = 1024 * 1024;
/// Parts as programs make them, in MiB: aws-cli, rclone, MinIO's, s5cmd, s3cmd, Cyberduck, and what
/// people set.
const USUAL: [u64; 17] = [8, 5, 16, 50, 64, 128, 15, 10, 100, 32, 20, 25, 256, 512, 1024, 6, 7];
/// So many sizes are tried at most: each takes a sum of its own over all bytes.
const TRIES: usize = 4;

/// Sums up an object as if it had come in parts of some sizes.
pub(crate) struct Parted {
    etag: String,
    tries: Vec<Try>,
}

/// One size, and the sums so far.
struct Try {
    size: u64,
    /// Bytes that the part under way still takes.
    left: u64,
    part: Md5,
    whole: Md5,
    count: u64,
}

impl Parted {
    /// For an object of this ETag and size; `told`: the size of its first part, where the server
    /// tells it. `None` where the ETag is of no parts, or of no size that is tried.
    pub(crate) fn of(etag: &str, size: u64, told: Option<u64>) -> Option<Self> {
        let count = count_of(etag)?;
        let tries: Vec<_> = sizes(size, count, told).into_iter().map(Try::of).collect();
        (!tries.is_empty()).then(|| Self { etag: etag.to_owned(), tries })
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.tries.iter_mut().for_each(|one| one.update(bytes));
    }

    /// The ETag, where one of the sizes comes to it.
    pub(crate) fn finish(self) -> Option<String> {
        let all = self.tries.into_iter().map(Try::finish);
        all.into_iter().find(|sum| sum.eq_ignore_ascii_case(&self.etag))
    }
}

impl Try {
    fn of(size: u64) -> Self {
        Self { size, left: size, part: Md5::new(), whole: Md5::new(), count: 0 }
    }

    fn update(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let len = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
            let (now, rest) = bytes.split_at(len);
            self.part.update(now);
            self.left -= len as u64;
            bytes = rest;
            if self.left == 0 {
                self.end_part();
            }
        }
    }

    fn end_part(&mut self) {
        self.whole.update(self.part.finalize_reset());
        self.count += 1;
        self.left = self.size;
    }

    fn finish(mut self) -> String {
        // An object without bytes has one part without bytes.
        if self.left < self.size || self.count == 0 {
            self.end_part();
        }
        format!("{}-{}", hex::encode(self.whole.finalize()), self.count)
    }
}

/// The number of parts that an ETag tells.
fn count_of(etag: &str) -> Option<u64> {
    let (_, count) = etag.split_once('-').filter(|_| is_md5(etag))?;
    count.parse().ok().filter(|count| *count > 0)
}

/// Sizes of so many parts that come to `size`, the likeliest first.
fn sizes(size: u64, count: u64, told: Option<u64>) -> Vec<u64> {
    let fits = |part: &u64| *part > 0 && size.div_ceil(*part).max(1) == count;
    if let Some(told) = told.filter(fits) {
        return vec![told];
    }
    if count == 1 {
        return vec![size.max(1)];
    }
    let even = size.div_ceil(count);
    let all = USUAL.iter().map(|mib| mib * MIB).chain([even.next_multiple_of(MIB), even]);
    let mut found: Vec<u64> = Vec::new();
    for part in all.filter(fits) {
        if found.len() < TRIES && !found.contains(&part) {
            found.push(part);
        }
    }
    found
}

impl Store {
    /// Sums up the bytes of an object in the way that its head can judge best: as
    /// [`ObjectHead::hasher`], and where only an ETag of parts is there, by that. What this comes
    /// to agrees with the head or says nothing. May ask the server.
    pub async fn hasher(&self, at: &ObjectAt, head: &ObjectHead) -> Option<Hasher> {
        if let Some(hasher) = head.hasher() {
            return Some(hasher);
        }
        let etag = head.etag.as_deref().filter(|_| head.etag_is_md5 != Some(false))?;
        let told = if count_of(etag)? > 1 { self.first_part(at, etag).await } else { None };
        Parted::of(etag, head.size, told).map(Hasher::by_parts)
    }

    /// The size of the first part of an object that still has this ETag. Servers that do not know
    /// parts of whole objects answer with the object.
    async fn first_part(&self, at: &ObjectAt, etag: &str) -> Option<u64> {
        let subject = self.checked(at, "HeadObject").ok()?;
        let asked = self.call(subject, |client| {
            let call = client.head_object().bucket(&at.bucket).key(&at.key).set_version_id(at.version.clone());
            call.part_number(1).send()
        });
        let head = Box::pin(asked).await.ok().filter(|head| etag::told(head.e_tag()).as_deref() == Some(etag))?;
        head.content_length().and_then(|size| u64::try_from(size).ok())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The ETag of `bytes` in parts of these sizes, made apart from the code above.
    fn etag(bytes: &[u8], parts: &[usize]) -> String {
        let (mut sums, mut at) = (Vec::new(), 0);
        for part in parts {
            sums.extend_from_slice(&Md5::digest(&bytes[at..at + part]));
            at += part;
        }
        assert_eq!(at, bytes.len());
        format!("{}-{}", hex::encode(Md5::digest(&sums)), parts.len())
    }

    fn proved(bytes: &[u8], etag: &str, told: Option<u64>, step: usize) -> bool {
        let Some(mut parted) = Parted::of(etag, bytes.len() as u64, told) else { return false };
        bytes.chunks(step).for_each(|piece| parted.update(piece));
        parted.finish().is_some()
    }

    #[test]
    fn the_parts_of_programs_are_found_out() {
        let mib = 1 << 20;
        let bytes: Vec<u8> = (0..17 * mib + 5).map(|at| (at * 31 % 251) as u8).collect();
        let cut = |part: usize| {
            let full = vec![part; bytes.len() / part];
            let rest = bytes.len() % part;
            full.into_iter().chain((rest > 0).then_some(rest)).collect::<Vec<_>>()
        };
        for part in [5 * mib, 6 * mib, 8 * mib, 16 * mib, 9 * mib, bytes.len(), bytes.len().div_ceil(3)] {
            let etag = etag(&bytes, &cut(part));
            assert!(proved(&bytes, &etag, None, 70_001), "{part}");
            assert!(proved(&bytes, &etag.to_uppercase(), Some(part as u64), 1 << 20), "{part}");
            let mut other = bytes.clone();
            other[12_345_678] ^= 1;
            assert!(!proved(&other, &etag, None, 70_001), "{part}: one bit");
        }
        // A size that nobody guesses, and the server tells.
        let odd = etag(&bytes, &cut(5 * mib + 12_345));
        assert!(!proved(&bytes, &odd, None, 70_001) && proved(&bytes, &odd, Some(5 * mib as u64 + 12_345), 70_001));
        // Told what cannot be: the whole object, nothing, or another number of parts.
        let usual = etag(&bytes, &cut(8 * mib));
        for told in [bytes.len() as u64, 0, 5 * mib as u64, u64::MAX] {
            assert!(proved(&bytes, &usual, Some(told), 70_001), "{told}");
        }
        // Parts of different sizes prove nothing.
        let uneven = etag(&bytes, &[6 * mib, 5 * mib, 6 * mib + 5]);
        assert!(!proved(&bytes, &uneven, Some(6 * mib as u64), 70_001));
    }

    #[test]
    fn an_object_without_bytes_is_one_part() {
        assert!(proved(b"", &etag(b"", &[0]), None, 1));
    }

    #[test]
    fn what_is_no_etag_of_parts_is_not_tried() {
        let digits = "d41d8cd98f00b204e9800998ecf8427e";
        for odd in [digits, "opaque-3", &format!("{digits}-0"), &format!("{digits}-x"), &format!("{digits}-"), "-2", ""]
        {
            assert!(Parted::of(odd, 20 * MIB, None).is_none(), "{odd}");
        }
        // More parts than bytes.
        assert!(Parted::of(&format!("{digits}-9999"), 3, None).is_none());
        assert!(Parted::of(&format!("{digits}-18446744073709551615"), u64::MAX, Some(u64::MAX)).is_none());
    }

    #[test]
    fn few_sizes_are_tried() {
        for (size, count) in [(12 * MIB, 2), (100 * MIB, 2), (5000 * MIB, 3), (u64::MAX, 10_000), (1, 1), (0, 1)] {
            let all = sizes(size, count, None);
            assert!(all.len() <= TRIES && all.iter().all(|part| size.div_ceil(*part).max(1) == count), "{all:?}");
        }
    }
}
