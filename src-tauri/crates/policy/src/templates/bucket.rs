//! Statements for a bucket policy. Each has a name of its own, by which it is found, replaced and
//! taken out again.

use super::Folder;
use crate::document::Statement;

/// Anybody may open the files of a folder.
pub fn public_folder(folder: Folder) -> Statement {
    Statement::allow("PublicRead", &["s3:GetObject"], &[folder.files_arn()]).to_everyone()
}

/// Nobody may use the bucket over a connection that is not encrypted.
pub fn require_tls(bucket: Folder) -> Statement {
    let whole = Folder { prefix: "", ..bucket };
    Statement::deny("RequireTls", &["s3:*"], &[whole.bucket_arn(), whole.files_arn()]).to_everyone().only_if(
        "Bool",
        "aws:SecureTransport",
        "false",
    )
}

/// Another account may see and open the files of a folder; who in it, that account decides.
pub fn other_account_reads(folder: Folder, account: &str) -> Vec<Statement> {
    let root = format!("arn:{}:iam::{account}:root", folder.partition);
    let mut list = Statement::allow("OtherAccountLists", &["s3:ListBucket"], &[folder.bucket_arn()]).to_aws(&root);
    if !folder.prefix.is_empty() {
        list = list.only_if("StringLike", "s3:prefix", &format!("{}*", super::escape(folder.prefix).text));
    }
    let files = Statement::allow("OtherAccountReads", &["s3:GetObject"], &[folder.files_arn()]).to_aws(&root);
    vec![list, files]
}
