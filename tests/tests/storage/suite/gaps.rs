//! What each server cannot do, by the name of the behaviour, and why. Whoever finds a gap closed by
//! a newer server takes its line out: the suite fails until then.

use bucketwise_tests::servers::Kind;

/// Behaviours that share a reason.
type Gaps = (Kind, &'static str, &'static [&'static str]);

const GAPS: &[Gaps] = &[
    (Kind::MiniStack, "takes keys of any length", &["more_than_1024_bytes_are_too_long"]),
    (
        Kind::SeaweedFs,
        "keeps keys as paths: leading and doubled slashes go, a backslash becomes a slash",
        &[
            "key with a leading slash",
            "key with two leading slashes",
            "key with a doubled slash",
            "key with two trailing slashes",
            "key with a backslash",
        ],
    ),
    (
        Kind::SeaweedFs,
        "answers 400 to `.` and `..` segments",
        &[
            "key with a dot segment",
            "key with a dot-dot segment",
            "key with a way out",
            "key with one dot",
            "key with two dots",
        ],
    ),
    (
        Kind::SeaweedFs,
        "keeps segments as file names of at most 255 bytes",
        &["key with 256 bytes in a segment", "key with 1,024 bytes", "key with 1,024 bytes of ü"],
    ),
    (Kind::SeaweedFs, "a key is a file or a folder", &["a_key_and_a_folder_of_its_name"]),
    (Kind::SeaweedFs, "lists in the order of its folders", &["keys_come_in_byte_order"]),
    (Kind::SeaweedFs, "takes `DELETE /bucket//` for the bucket: refused here", &["keys_of_slashes_are_kept"]),
    (
        Kind::Rclone,
        "answers 400 to keys that are no clean path",
        &[
            "key with a leading slash",
            "key with two leading slashes",
            "key with a doubled slash",
            "key with a dot segment",
            "key with a dot-dot segment",
            "key with a way out",
            "key with one dot",
            "key with two dots",
        ],
    ),
    (
        Kind::Rclone,
        "keeps a folder marker as a file without the slash, in the way of the folder",
        &[
            "key with a trailing slash",
            "key with two trailing slashes",
            "a_folder_marker_is_both",
            "a_folder_goes_with_its_marker",
        ],
    ),
    (
        Kind::Rclone,
        "keeps segments as file names of at most 255 bytes",
        &["key with 256 bytes in a segment", "key with 1,024 bytes", "key with 1,024 bytes of ü"],
    ),
    (Kind::Rclone, "a key is a file or a folder", &["a_key_and_a_folder_of_its_name"]),
    (Kind::Rclone, "ignores conditions", &["only_if_absent", "only_if_unchanged", "an_upload_only_if_absent"]),
    (Kind::Rclone, "takes a part once (501)", &["a_part_sent_again_replaces_the_first"]),
    (Kind::Rclone, "takes `DELETE /bucket//` for the bucket: refused here", &["keys_of_slashes_are_kept"]),
    (Kind::Moto, "looks at no signature", &["a_wrong_secret_is_told", "an_unknown_access_key_is_told"]),
    (Kind::Moto, "takes keys of any length", &["more_than_1024_bytes_are_too_long"]),
    (
        Kind::Moto,
        "finds no object whose key has a line feed",
        &["key with a line feed", "many_with_controls_go_as_well"],
    ),
    (
        Kind::Moto,
        "calls the list of parts `ListPartsResponse`, which no S3 does",
        &["a_part_sent_again_replaces_the_first", "parts_and_uploads_are_listed"],
    ),
    (Kind::Moto, "answers 500 to an upload that it does not know", &["an_unknown_upload_is_named"]),
    (Kind::Moto, "has one region at one address", &["a_bucket_elsewhere_is_followed"]),
    (
        Kind::Moto,
        "of an unknown server `DELETE /bucket//` could be the bucket: refused here",
        &["keys_of_slashes_are_kept"],
    ),
    (Kind::LocalStack, "looks at no signature", &["a_wrong_secret_is_told", "an_unknown_access_key_is_told"]),
    (Kind::LocalStack, "has one region at one address", &["a_bucket_elsewhere_is_followed"]),
    (Kind::LocalStack, "answers whoever does not sign with an empty page", &["first_contact_looks_like_s3"]),
    (Kind::LocalStack, "stores a body that broke off", &["a_cut_upload_is_told_and_stores_nothing"]),
    (
        Kind::LocalStack,
        "of an unknown server `DELETE /bucket//` could be the bucket: refused here",
        &["keys_of_slashes_are_kept"],
    ),
];

/// Why this server cannot do this, if it is known not to.
pub(crate) fn why(kind: Kind, name: &str) -> Option<&'static str> {
    GAPS.iter().find(|(of, _, names)| *of == kind && names.contains(&name)).map(|(_, why, _)| *why)
}

/// All that this server cannot do.
pub(crate) fn names(kind: Kind) -> impl Iterator<Item = &'static str> {
    GAPS.iter().filter(move |(of, ..)| *of == kind).flat_map(|(.., names)| names.iter().copied())
}
