//! What other programs note of an object's bytes in its metadata. It goes along when bytes are
//! copied; beside other bytes it is wrong, and a program that holds the file against it takes it
//! for damaged.

use std::collections::HashMap;

/// The MD5 of a file that rclone sent in parts.
/// <https://rclone.org/s3/#hashes>
const RCLONE: &str = "md5chksum";
/// Several facts as `name:value/name:value`, among them the MD5 and the times of the file; its mode
/// and owner are as true of other bytes.
/// <https://github.com/s3tools/s3cmd/blob/master/S3/S3.py>
const S3CMD: &str = "s3cmd-attrs";
/// Those of them that speak of the bytes.
const OF_BYTES: [&str; 4] = ["md5", "mtime", "atime", "ctime"];

/// Takes out what is not true of other bytes. Some servers capitalise the names.
pub(crate) fn forget(metadata: &mut HashMap<String, String>) {
    metadata.retain(|name, value| {
        if name.eq_ignore_ascii_case(S3CMD) {
            let stays = |fact: &&str| !OF_BYTES.contains(&fact.split(':').next().unwrap_or_default().trim());
            *value = value.split('/').filter(stays).collect::<Vec<_>>().join("/");
            return !value.is_empty();
        }
        !name.eq_ignore_ascii_case(RCLONE)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_of_other_bytes_goes_and_nothing_else_does() {
        let attrs = "atime:1/ctime:2/gid:0/gname:root/md5:d41d8cd98f00b204e9800998ecf8427e/mode:33188/mtime:3/uid:0";
        let mut metadata: HashMap<String, String> = [
            ("Md5chksum", "1B2M2Y8AsgTpgAmY7PhCfg=="),
            ("S3cmd-Attrs", attrs),
            ("mtime", "1700000000"),
            ("reviewed-by", "md5:somebody"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        forget(&mut metadata);
        let mut left: Vec<_> = metadata.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        left.sort_unstable();
        let mode = ("S3cmd-Attrs", "gid:0/gname:root/mode:33188/uid:0");
        assert_eq!(left, [mode, ("mtime", "1700000000"), ("reviewed-by", "md5:somebody")]);
        let mut only: HashMap<String, String> = [("s3cmd-attrs".to_owned(), "md5:a".to_owned())].into();
        forget(&mut only);
        assert!(only.is_empty());
    }
}
