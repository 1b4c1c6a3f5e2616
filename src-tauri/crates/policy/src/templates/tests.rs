use super::{Access, Folder, access, escape, other_account_reads, public_folder, require_tls, trust};
use crate::decide::{Verdict, decide_alone};
use crate::finding::{Code, PolicyFinding};
use crate::lint::{Surroundings, check};
use crate::{Context, Document, Kind, Request};

const FOLDER: Folder = Folder { partition: "aws", bucket: "photos", prefix: "a/" };

fn findings(document: &Document, kind: Kind) -> Vec<PolicyFinding> {
    let surroundings =
        Surroundings { account: Some("210987654321".into()), bucket: Some("photos".into()), ..Surroundings::default() };
    check(&document.pretty(), kind, &surroundings)
}

fn allows(document: &Document, action: &str, resource: &str, context: &[(&str, &str)]) -> bool {
    let context = context.iter().copied().collect::<Context>();
    let who = Some("arn:aws:iam::310987654321:user/partner");
    decide_alone(document, &Request::new(who, action, resource, context)).verdict == Verdict::Allow
}

#[test]
fn nothing_is_to_be_said_about_them() {
    for prefix in ["", "a/", "a*b?c/${x}/"] {
        for how in [Access::Read, Access::Write, Access::WriteAndDelete] {
            assert_eq!(findings(&access(Folder { prefix, ..FOLDER }, how), Kind::Managed), []);
        }
    }
    assert_eq!(findings(&trust("310987654321", Some("7f3c")), Kind::Trust), []);
    assert_eq!(findings(&Document::new(vec![require_tls(FOLDER)]), Kind::Bucket), []);
    assert_eq!(findings(&Document::new(other_account_reads(FOLDER, "310987654321")), Kind::Bucket), []);
    // But that a folder is public.
    let public = findings(&Document::new(vec![public_folder(FOLDER)]), Kind::Bucket);
    assert_eq!(public.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::Everyone]);
}

#[test]
fn a_folder_is_open_and_its_sibling_is_not() {
    let document = access(FOLDER, Access::Write);
    for (action, resource, context, expected) in [
        ("s3:GetObject", "arn:aws:s3:::photos/a/x", &[][..], true),
        ("s3:PutObject", "arn:aws:s3:::photos/a/x", &[], true),
        ("s3:DeleteObject", "arn:aws:s3:::photos/a/x", &[], false),
        ("s3:GetObject", "arn:aws:s3:::photos/a2/x", &[], false),
        ("s3:ListBucket", "arn:aws:s3:::photos", &[("s3:prefix", "a/")], true),
        ("s3:ListBucket", "arn:aws:s3:::photos", &[("s3:prefix", "a2/")], false),
        ("s3:ListBucket", "arn:aws:s3:::photos", &[], false),
        ("s3:GetBucketLocation", "arn:aws:s3:::photos", &[], true),
    ] {
        assert_eq!(allows(&document, action, resource, context), expected, "{action} {resource} {context:?}");
    }
}

#[test]
fn letters_of_a_key_mean_themselves() {
    let document = access(Folder { prefix: "a*b${c}?/", ..FOLDER }, Access::Read);
    assert!(allows(&document, "s3:GetObject", "arn:aws:s3:::photos/a*b${c}?/x", &[]));
    assert!(!allows(&document, "s3:GetObject", "arn:aws:s3:::photos/axxb${c}?/x", &[]));
    let japanese = escape("日本/");
    assert_eq!((japanese.text.as_str(), japanese.wider), ("??/", true));
    assert!(!escape("très/").wider);
}

#[test]
fn plain_connections_are_refused() {
    let document = Document::new(vec![require_tls(FOLDER), public_folder(FOLDER)]);
    let open = |tls| allows(&document, "s3:GetObject", "arn:aws:s3:::photos/a/x", &[("aws:SecureTransport", tls)]);
    assert!(open("true") && !open("false"));
}
