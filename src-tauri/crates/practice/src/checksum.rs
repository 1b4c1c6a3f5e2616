//! The checksums that S3 keeps beside an object's ETag (`x-amz-checksum-*`), and how those of parts
//! make the object's.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html>. Hashing the bytes is left to
//! `s3::body`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use crc_fast::CrcAlgorithm;
use s3s::checksum::ChecksumHasher;
use s3s::crypto::{Checksum as _, Crc32, Crc32c, Crc64Nvme, Sha1, Sha256};
use s3s::dto;
use serde::{Deserialize, Serialize};

/// The algorithms that S3 takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Algorithm {
    Crc32,
    Crc32c,
    Crc64nvme,
    Sha1,
    Sha256,
}

/// A checksum as the wire shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Checksum {
    pub(crate) algorithm: Algorithm,
    /// Base64; of the parts' checksums, `-` and their count when composite.
    pub(crate) value: String,
}

impl Algorithm {
    pub(crate) const ALL: [Self; 5] = [Self::Crc32, Self::Crc32c, Self::Crc64nvme, Self::Sha1, Self::Sha256];

    /// As in `x-amz-checksum-algorithm`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Crc32 => "CRC32",
            Self::Crc32c => "CRC32C",
            Self::Crc64nvme => "CRC64NVME",
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
        }
    }

    /// The header that carries a value.
    pub(crate) fn header(self) -> &'static str {
        match self {
            Self::Crc32 => "x-amz-checksum-crc32",
            Self::Crc32c => "x-amz-checksum-crc32c",
            Self::Crc64nvme => "x-amz-checksum-crc64nvme",
            Self::Sha1 => "x-amz-checksum-sha1",
            Self::Sha256 => "x-amz-checksum-sha256",
        }
    }

    /// By its name, in any case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name().eq_ignore_ascii_case(name))
    }

    /// A hasher of this algorithm alone.
    pub(crate) fn hasher(self) -> ChecksumHasher {
        let mut hasher = ChecksumHasher::default();
        match self {
            Self::Crc32 => hasher.crc32 = Some(Crc32::new()),
            Self::Crc32c => hasher.crc32c = Some(Crc32c::new()),
            Self::Crc64nvme => hasher.crc64nvme = Some(Crc64Nvme::new()),
            Self::Sha1 => hasher.sha1 = Some(Sha1::new()),
            Self::Sha256 => hasher.sha256 = Some(Sha256::new()),
        }
        hasher
    }

    /// The checksum that such a hasher came to.
    pub(crate) fn finish(self, hasher: ChecksumHasher) -> Option<Checksum> {
        let sums = hasher.finalize();
        let value = match self {
            Self::Crc32 => sums.checksum_crc32,
            Self::Crc32c => sums.checksum_crc32c,
            Self::Crc64nvme => sums.checksum_crc64nvme,
            Self::Sha1 => sums.checksum_sha1,
            Self::Sha256 => sums.checksum_sha256,
        }?;
        Some(Checksum { algorithm: self, value })
    }

    fn crc(self) -> Option<(CrcAlgorithm, usize)> {
        match self {
            Self::Crc32 => Some((CrcAlgorithm::Crc32IsoHdlc, 4)),
            Self::Crc32c => Some((CrcAlgorithm::Crc32Iscsi, 4)),
            Self::Crc64nvme => Some((CrcAlgorithm::Crc64Nvme, 8)),
            Self::Sha1 | Self::Sha256 => None,
        }
    }
}

impl Checksum {
    /// Whether it covers the parts' checksums rather than the bytes.
    pub(crate) fn is_composite(&self) -> bool {
        self.value.contains('-')
    }

    pub(crate) fn kind(&self) -> dto::ChecksumType {
        dto::ChecksumType::from_static(if self.is_composite() {
            dto::ChecksumType::COMPOSITE
        } else {
            dto::ChecksumType::FULL_OBJECT
        })
    }

    /// The value, if this is its algorithm: what goes into the field of that name.
    pub(crate) fn value_of(this: Option<&Self>, algorithm: Algorithm) -> Option<String> {
        this.filter(|checksum| checksum.algorithm == algorithm).map(|checksum| checksum.value.clone())
    }
}

/// The checksum of the parts' checksums, and their count.
pub(crate) fn composite(algorithm: Algorithm, parts: &[(Checksum, u64)]) -> Option<Checksum> {
    let mut hasher = algorithm.hasher();
    for (part, _) in parts {
        hasher.update(&BASE64.decode(&part.value).ok()?);
    }
    let Checksum { value, .. } = algorithm.finish(hasher)?;
    let value = format!("{value}-{}", parts.len());
    Some(Checksum { algorithm, value })
}

/// The checksum of all the bytes, from those of the parts and their sizes; only CRCs can be put
/// together.
pub(crate) fn full_object(algorithm: Algorithm, parts: &[(Checksum, u64)]) -> Option<Checksum> {
    let (crc, width) = algorithm.crc()?;
    let mut whole: Option<u64> = None;
    for (part, size) in parts {
        let bytes = BASE64.decode(&part.value).ok()?;
        let sum = bytes.iter().fold(0, |sum: u64, byte| sum << 8 | u64::from(*byte));
        whole = Some(match whole {
            Some(before) => crc_fast::checksum_combine(crc, before, sum, *size),
            None => sum,
        });
    }
    let bytes = whole?.to_be_bytes();
    let value = BASE64.encode(bytes.get(bytes.len() - width..)?);
    Some(Checksum { algorithm, value })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn sum(algorithm: Algorithm, bytes: &[u8]) -> Checksum {
        let mut hasher = algorithm.hasher();
        hasher.update(bytes);
        algorithm.finish(hasher).unwrap()
    }

    #[test]
    fn crcs_of_parts_make_the_crc_of_the_whole() {
        for algorithm in [Algorithm::Crc32, Algorithm::Crc32c, Algorithm::Crc64nvme] {
            let parts = [(sum(algorithm, b"one "), 4), (sum(algorithm, b"two "), 4), (sum(algorithm, b"three"), 5)];
            assert_eq!(full_object(algorithm, &parts).unwrap(), sum(algorithm, b"one two three"));
        }
        assert_eq!(full_object(Algorithm::Sha256, &[(sum(Algorithm::Sha256, b"x"), 1)]), None);
    }

    #[test]
    fn composite_counts_its_parts() {
        let parts = [(sum(Algorithm::Sha256, b"a"), 1), (sum(Algorithm::Sha256, b"b"), 1)];
        let whole = composite(Algorithm::Sha256, &parts).unwrap();
        // sha256(sha256("a") ‖ sha256("b")), computed with Python's hashlib.
        assert_eq!(whole.value, "5aAf7hTg7VxIcU8iGA8lrYNltT+XefedxKPX6Tlj+Uo=-2");
        assert!(whole.is_composite());
    }
}
