//! Access to a folder for a person, a role or a partner, and the role that a partner takes.

use super::escape;
use crate::document::{Document, Statement};

/// How much access is given, from reading to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// See names and open files.
    Read,
    /// Also upload and replace.
    Write,
    /// Also upload, replace and delete.
    WriteAndDelete,
}

/// The bucket, and the folder in it, that access is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folder<'a> {
    /// `aws`, or another part of AWS; see [`crate::arn::partition_of`].
    pub partition: &'a str,
    /// The name of the bucket, without an ARN.
    pub bucket: &'a str,
    /// The folder with its `/` at the end; empty for the whole bucket.
    pub prefix: &'a str,
}

impl Folder<'_> {
    /// The ARN of the bucket.
    pub fn bucket_arn(&self) -> String {
        format!("arn:{}:s3:::{}", self.partition, self.bucket)
    }

    /// The ARN of all files in it.
    pub fn files_arn(&self) -> String {
        format!("{}/{}*", self.bucket_arn(), escape(self.prefix).text)
    }
}

/// An access policy for a folder.
pub fn access(folder: Folder, access: Access) -> Document {
    let mut list = Statement::allow("List", &["s3:ListBucket"], &[folder.bucket_arn()]);
    if !folder.prefix.is_empty() {
        // Never the folder's name alone: it would also list the folders whose names begin with it.
        list = list.only_if("StringLike", "s3:prefix", &format!("{}*", escape(folder.prefix).text));
    }
    let actions: &[&str] = match access {
        Access::Read => &["s3:GetObject"],
        Access::Write => &["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
        Access::WriteAndDelete => &[
            "s3:GetObject",
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts",
        ],
    };
    Document::new(vec![
        Statement::allow("Location", &["s3:GetBucketLocation"], &[folder.bucket_arn()]),
        list,
        Statement::allow("Files", actions, &[folder.files_arn()]),
    ])
}

/// A trust policy for a partner: their account, user or role, and the external ID that was agreed.
pub fn trust(partner: &str, external_id: Option<&str>) -> Document {
    let mut statement = Statement::allow("Partner", &["sts:AssumeRole"], &[]).to_aws(partner);
    if let Some(id) = external_id {
        statement = statement.only_if("StringEquals", "sts:ExternalId", id);
    }
    Document::new(vec![statement])
}
