//! How much at once.

/// Sizes at which a server copies in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest object that a server copies in one request, in bytes.
    pub one_copy: u64,
    /// The smallest part that a larger one is copied in, in bytes.
    pub copy_part: u64,
}

impl Default for Limits {
    fn default() -> Self {
        // 5 GiB: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>
        Self { one_copy: 5 << 30, copy_part: 256 << 20 }
    }
}
