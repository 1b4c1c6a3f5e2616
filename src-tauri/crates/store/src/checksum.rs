//! What bytes come to, and whether that is what a server says of an object.
//!
//! Promise: [`ObjectHead::agrees`] says yes only where a server's own statement covers every byte:
//! a full-object checksum, or an ETag made of MD5s. It says no only where that statement is known
//! to be about the bytes; an ETag of a server nobody knows, or of an encrypted object, proves
//! nothing when it differs. Comparing bytes as they pass is the SDK's work as well (see
//! `download`); this is the end-to-end check over all requests that an object took.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html>

use crate::ObjectHead;
use crate::Quirks;
use crate::parted::Parted;
use aws_smithy_checksums::http::HttpChecksum;
use aws_smithy_types::base64;
use crc_fast::CrcAlgorithm;
use md5::{Digest as _, Md5};
use std::io;

/// How bytes are summed up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Algorithm {
    Crc64Nvme,
    Crc32c,
    Crc32,
    Sha256,
    Sha1,
    /// As ETags are made of it; not a checksum that S3 keeps beside them.
    Md5,
}

/// A sum, spelled as servers spell it: base64, and MD5 as an ETag has it (hexadecimal, `-` and the
/// number of parts where it is the MD5 of the parts' MD5s; empty where those come to nothing that
/// was looked for).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checksum {
    /// What it was made with.
    pub algorithm: Algorithm,
    /// The sum itself, spelled as said above.
    pub value: String,
}

/// Sums up bytes as they pass.
pub struct Hasher(Sum);

enum Sum {
    Crc64(Box<crc_fast::Digest>),
    Md5(Md5),
    Parted(Parted),
    Other(Algorithm, Box<dyn HttpChecksum>),
}

impl Hasher {
    /// Begins with no bytes.
    pub fn new(algorithm: Algorithm) -> Self {
        use aws_smithy_checksums::ChecksumAlgorithm as Sdk;
        let other = |sdk: Sdk| Sum::Other(algorithm, sdk.into_impl());
        Self(match algorithm {
            Algorithm::Crc64Nvme => Sum::Crc64(Box::new(crc_fast::Digest::new(CrcAlgorithm::Crc64Nvme))),
            Algorithm::Md5 => Sum::Md5(Md5::new()),
            Algorithm::Crc32c => other(Sdk::Crc32c),
            Algorithm::Crc32 => other(Sdk::Crc32),
            Algorithm::Sha256 => other(Sdk::Sha256),
            Algorithm::Sha1 => other(Sdk::Sha1),
        })
    }

    /// Of an object whose ETag is of parts.
    pub(crate) fn by_parts(parted: Parted) -> Self {
        Self(Sum::Parted(parted))
    }

    /// Takes in the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.0 {
            Sum::Crc64(sum) => sum.update(bytes),
            Sum::Md5(sum) => sum.update(bytes),
            Sum::Parted(sum) => sum.update(bytes),
            Sum::Other(_, sum) => sum.update(bytes),
        }
    }

    /// Takes in everything that can be read, and answers how much. Blocking.
    ///
    /// # Errors
    /// What reading says; what was taken in before counts.
    pub fn read(&mut self, from: &mut impl io::Read) -> io::Result<u64> {
        let (mut buffer, mut all) = (vec![0; 256 * 1024], 0);
        loop {
            match from.read(&mut buffer) {
                Ok(0) => return Ok(all),
                Ok(read) => {
                    self.update(&buffer[..read]);
                    all += read as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// What all bytes came to.
    pub fn finish(self) -> Checksum {
        match self.0 {
            Sum::Crc64(sum) => Checksum::crc64(sum.finalize()),
            Sum::Md5(sum) => Checksum { algorithm: Algorithm::Md5, value: hex::encode(sum.finalize()) },
            // Nothing where no parts come to the ETag: that proves nothing.
            Sum::Parted(sum) => Checksum { algorithm: Algorithm::Md5, value: sum.finish().unwrap_or_default() },
            Sum::Other(algorithm, sum) => Checksum { algorithm, value: base64::encode(sum.finalize()) },
        }
    }
}

impl Checksum {
    /// The checksum of `bytes` by this algorithm.
    pub fn of(algorithm: Algorithm, bytes: &[u8]) -> Self {
        let mut hasher = Hasher::new(algorithm);
        hasher.update(bytes);
        hasher.finish()
    }

    /// A sum that is written in hexadecimal digits, as programs print it; `None` where those are no
    /// sum of this algorithm.
    pub fn of_digits(algorithm: Algorithm, digits: &str) -> Option<Self> {
        let bytes = hex::decode(digits).ok()?;
        let (length, value) = match algorithm {
            Algorithm::Md5 => (16, hex::encode(&bytes)),
            Algorithm::Sha1 => (20, base64::encode(&bytes)),
            Algorithm::Sha256 => (32, base64::encode(&bytes)),
            Algorithm::Crc64Nvme | Algorithm::Crc32c | Algorithm::Crc32 => return None,
        };
        (bytes.len() == length).then_some(Self { algorithm, value })
    }

    /// The sum of a whole object from those of its parts and their lengths, in order. `None` where
    /// a part has none, or one that cannot be put together.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = (Option<&'a Self>, u64)>) -> Option<Self> {
        let mut whole: Option<u64> = None;
        let (mut md5, mut count) = (Md5::new(), 0);
        for (part, len) in parts {
            let part = part?;
            count += 1;
            match part.algorithm {
                Algorithm::Crc64Nvme => {
                    let next = u64::from_be_bytes(base64::decode(&part.value).ok()?.try_into().ok()?);
                    let join = |before| crc_fast::checksum_combine(CrcAlgorithm::Crc64Nvme, before, next, len);
                    whole = Some(whole.map_or(next, join));
                }
                Algorithm::Md5 => {
                    let mut own = [0; 16];
                    hex::decode_to_slice(&part.value, &mut own).ok()?;
                    md5.update(own);
                }
                _ => return None,
            }
        }
        match whole {
            Some(crc) => Some(Self::crc64(crc)),
            None => {
                let value = format!("{}-{count}", hex::encode(md5.finalize()));
                (count > 0).then_some(Self { algorithm: Algorithm::Md5, value })
            }
        }
    }

    fn crc64(sum: u64) -> Self {
        Self { algorithm: Algorithm::Crc64Nvme, value: base64::encode(sum.to_be_bytes()) }
    }

    /// The value, if this is its algorithm: what goes into the field of that name.
    pub(crate) fn value_of(this: Option<&Self>, algorithm: Algorithm) -> Option<String> {
        this.filter(|sum| sum.algorithm == algorithm).map(|sum| sum.value.clone())
    }

    /// The checksum of a whole object among what an answer carries; one of parts' checksums
    /// (`value-7`) is none.
    pub(crate) fn told<'a>(fields: impl IntoIterator<Item = (Algorithm, Option<&'a str>)>) -> Option<Self> {
        let whole = |(algorithm, value): (Algorithm, Option<&str>)| {
            let value = value.filter(|value| !value.is_empty() && !value.contains('-'))?;
            Some(Self { algorithm, value: value.to_owned() })
        };
        fields.into_iter().find_map(whole)
    }

    /// Whether an ETag says the same; `None` where it says nothing about these bytes.
    pub(crate) fn fits_etag(&self, etag: Option<&str>, etag_is_md5: bool) -> Option<bool> {
        let etag = etag.filter(|_| self.algorithm == Algorithm::Md5)?;
        let parts = |text: &str| text.split_once('-').map(|(_, count)| count.to_owned());
        match etag.eq_ignore_ascii_case(&self.value) {
            true => Some(true),
            false if etag_is_md5 && is_md5(etag) && parts(etag) == parts(&self.value) => Some(false),
            false => None,
        }
    }
}

impl ObjectHead {
    /// Whether the server's object is what came to `sum`; `None` where the server says nothing to
    /// hold it against.
    pub fn agrees(&self, sum: &Checksum) -> Option<bool> {
        match &self.checksum {
            Some(told) if told.algorithm == sum.algorithm => Some(told.value == sum.value),
            _ => sum.fits_etag(self.etag.as_deref(), self.etag_is_md5 == Some(true)),
        }
    }

    /// Whether `sum` should agree with the ETag and does not, on a server of which nobody knows
    /// what its ETags are made of: moving the bytes once more tells. The same sum again means that
    /// such an ETag proves nothing.
    pub fn doubts(&self, sum: &Checksum) -> bool {
        let told = self.checksum.as_ref().is_some_and(|told| told.algorithm == sum.algorithm);
        !told && self.etag_is_md5.is_none() && sum.fits_etag(self.etag.as_deref(), true) == Some(false)
    }

    /// Sums up bytes in the way that [`ObjectHead::agrees`] can judge best; `None` where nothing
    /// could be judged.
    pub fn hasher(&self) -> Option<Hasher> {
        let single = |etag: &&str| is_md5(etag) && !etag.contains('-');
        let md5 = || self.etag.as_deref().filter(single).map(|_| Algorithm::Md5);
        self.checksum.as_ref().map(|told| told.algorithm).or_else(md5).map(Hasher::new)
    }
}

impl Algorithm {
    /// How uploads to such a server are summed up.
    pub(crate) fn of(server: &Quirks) -> Self {
        if server.keeps_crc64nvme { Self::Crc64Nvme } else { Self::Md5 }
    }
}

/// 32 hexadecimal digits, and perhaps `-` and a number of parts.
pub(crate) fn is_md5(etag: &str) -> bool {
    let (digits, count) = etag.split_once('-').unwrap_or((etag, "1"));
    digits.len() == 32 && digits.bytes().all(|b| b.is_ascii_hexdigit()) && count.parse::<u32>().is_ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn head(etag: &str, checksum: Option<Checksum>, md5: bool) -> ObjectHead {
        let etag_is_md5 = md5.then_some(true);
        let etag = Some(etag.to_owned());
        let (modified, written, content_type, version) = (None, None, None, None);
        ObjectHead { size: 11, etag, modified, written, content_type, checksum, etag_is_md5, version }
    }

    #[test]
    fn parts_make_the_whole() {
        let whole = Checksum::of(Algorithm::Crc64Nvme, b"hello world");
        // Computed bit by bit from the polynomial of NVMe's specification.
        assert_eq!(whole.value, "jSnVw/bqjr4=");
        let parts = [&b"hello"[..], b" ", b"world"].map(|part| (Checksum::of(Algorithm::Crc64Nvme, part), part.len()));
        assert_eq!(Checksum::of_parts(parts.iter().map(|(sum, len)| (Some(sum), *len as u64))), Some(whole));
        assert_eq!(Checksum::of_parts([(None, 1)]), None);
        assert_eq!(Checksum::of_parts([]), None);
    }

    #[test]
    fn an_etag_of_parts_is_the_md5_of_md5s() {
        let parts = [Checksum::of(Algorithm::Md5, b"a"), Checksum::of(Algorithm::Md5, b"b")];
        let whole = Checksum::of_parts(parts.iter().map(|sum| (Some(sum), 1))).unwrap();
        // md5(md5("a") ‖ md5("b")), computed with Python's hashlib.
        assert_eq!(whole.value, "96e024ba2074fe77e8e965ba43a704be-2");
        assert_eq!(head(&whole.value, None, false).agrees(&whole), Some(true));
    }

    #[test]
    fn a_checksum_that_differs_says_no_and_an_unknown_etag_says_nothing() {
        let sum = Checksum::of(Algorithm::Crc64Nvme, b"hello world");
        let other = Checksum::of(Algorithm::Crc64Nvme, b"hello w0rld");
        assert_eq!(head("x", Some(sum.clone()), false).agrees(&sum), Some(true));
        assert_eq!(head("x", Some(other), false).agrees(&sum), Some(false));
        assert_eq!(head("x", None, true).agrees(&sum), None);
        let md5 = Checksum::of(Algorithm::Md5, b"hello world");
        assert_eq!(md5.value, "5eb63bbbe01eeed093cb22bb8f5acdc3");
        let wrong = "0eb63bbbe01eeed093cb22bb8f5acdc3";
        assert_eq!(head(&md5.value, None, false).agrees(&md5), Some(true));
        assert_eq!(head(wrong, None, true).agrees(&md5), Some(false));
        assert_eq!(head(wrong, None, false).agrees(&md5), None);
        assert!(head(wrong, None, false).doubts(&md5) && !head(wrong, None, true).doubts(&md5));
        assert_eq!(head(&format!("{wrong}-3"), None, true).agrees(&md5), None);
        assert!(head("opaque", None, true).hasher().is_none());
    }

    #[test]
    fn every_algorithm_spells_as_servers_do() {
        let spelled = |algorithm| Checksum::of(algorithm, b"0123456789").value;
        assert_eq!(spelled(Algorithm::Crc32), "poTHxg==");
        assert_eq!(spelled(Algorithm::Sha1), "h6zsF82dzSCnFsws9nQXtxyKcBY=");
    }
}
