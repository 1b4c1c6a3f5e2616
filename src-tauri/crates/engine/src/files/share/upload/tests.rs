#![allow(clippy::unwrap_used)]

use super::{
    make::{Signed, target},
    *,
};
use crate::{at::Place, files::share::LinkBound};
use store::{Secret, UploadForm};

const END: LinkEnd = LinkEnd { at: 1_795_953_600_000, by: LinkBound::Chosen, sooner: false, at_most: false };

fn wanted(folder: &str) -> UploadWanted {
    UploadWanted {
        way: UploadWay::Folder,
        folder: folder.into(),
        name: String::new(),
        lasts: LinkLasts::For { seconds: 3_600 },
        types: UploadTypes::Images,
        smallest: 1,
        largest: 5_000_000,
        message: String::new(),
        note: String::new(),
    }
}

fn form(action: &str) -> Signed {
    let fields =
        vec![("policy", Secret::new("eyJ9".into())), ("x-amz-signature", Secret::new("</script>&\u{2028}".into()))];
    Signed::Form(UploadForm { action: action.into(), fields })
}

fn place(prefix: &str) -> Place {
    Place { connection: "one".into(), bucket: "acme".into(), prefix: prefix.into() }
}

/// What stands between two marks of a page.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split_once(from).unwrap().1.split_once(to).unwrap().0
}

#[test]
fn a_page_runs_its_own_script_alone_whatever_a_folder_or_a_message_says() {
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\" onload=\"x\u{202e}\nsecond line";
    let wanted = UploadWanted { message: hostile.into(), ..wanted("x") };
    let page = html::page(&form("https://acme.s3.example.com/"), &wanted, &format!("{hostile}/"), END);
    assert_eq!(page.matches("<script").count(), 2, "the data and the script");
    assert_eq!(page.matches("</script").count(), 2);
    for sign in ["<img", "\" onload", "\u{202e}", "\u{2028}"] {
        let data = between(&page, "id=\"data\">", "</script>");
        assert!(!page.replace(data, "").contains(sign), "{sign}");
    }
    assert!(page.contains("\nsecond line</p>"), "lines of a message stay lines");
    let data: serde_json::Value = serde_json::from_str(between(&page, "id=\"data\">", "</script>")).unwrap();
    assert_eq!(data["to"]["prefix"], format!("{hostile}/"), "the folder is that folder exactly");
    assert_eq!(data["to"]["fields"][1][1], "</script>&\u{2028}");
    assert!(!between(&page, "id=\"data\">", "</script>").contains(['<', '>', '&', '\u{2028}']));
}

#[test]
fn a_page_loads_nothing_and_speaks_with_the_bucket_alone() {
    let page = html::page(&form("https://acme.s3.example.com/"), &wanted("x"), "x/", END);
    let policy =
        between(&page, "Content-Security-Policy\" content=\"", "\"").replace("&apos;", "'").replace("&#39;", "'");
    let script = between(&page, "</script>\n<script>", "</script>");
    let hash = store::Checksum::of(store::Algorithm::Sha256, script.as_bytes()).value;
    assert!(policy.contains(&format!("script-src 'sha256-{hash}'")), "{policy}");
    for part in
        ["default-src 'none'", "connect-src https://acme.s3.example.com;", "form-action 'none'", "base-uri 'none'"]
    {
        assert!(policy.contains(part), "{part} in {policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    for sign in [" src=", " href=", "url(", "@import", "style=\""] {
        assert!(!page.contains(sign), "{sign}");
    }
    let odd = html::page(&form("http://[::1]:9000/acme/"), &wanted("x"), "x/", END);
    assert!(odd.contains("connect-src http:;"), "such an address has no word in these policies");
}

#[test]
fn a_page_says_what_it_takes_and_until_when() {
    let page = html::page(&form("https://acme.s3.example.com/"), &wanted("x"), "x/", END);
    for said in [
        "up to 5.0 MB",
        "Only images",
        "works until 2026-11-29 12:00 UTC.",
        "acme.s3.example.com",
        "accept=\"image/*\"",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let sooner = LinkEnd { sooner: true, at_most: true, ..END };
    let page = html::page(&form("https://acme.s3.example.com/"), &wanted("x"), "x/", sooner);
    assert!(page.contains("works until 2026-11-29 12:00 UTC at most."));
    let one = UploadWanted { way: UploadWay::One, ..wanted("x") };
    let link = Signed::Link(Secret::new("https://acme.example.com/x?X-Amz-Signature=1".into()));
    let page = html::page(&link, &one, "x/a", END);
    assert!(!page.contains("up to 5") && !page.contains("Only images"), "it cannot limit these");
    assert!(page.contains("connect-src https://acme.example.com;") && !page.contains(" multiple"));
}

#[test]
fn files_go_to_a_folder_and_never_to_all_of_a_bucket() {
    let to = |prefix: &str, folder: &str| target(&place(prefix), &wanted(folder));
    assert_eq!(to("in/", " a / ü \u{202e}x/ ").unwrap(), "in/a/ü \u{202e}x/");
    assert_eq!(to("in/", "").unwrap(), "in/");
    for (prefix, folder) in [("", ""), ("", " / "), ("in/", ".."), ("in/", "a/./b"), ("in/", "a\nb")] {
        assert_eq!(to(prefix, folder).unwrap_err().code, "upload_folder", "{folder:?}");
    }
    assert_eq!(to("in/", &"x".repeat(800)).unwrap_err().code, "upload_folder");
    for (smallest, largest) in [(2, 1), (1, 0), (1, (5 << 30) + 1)] {
        let odd = UploadWanted { smallest, largest, ..wanted("a") };
        assert_eq!(target(&place(""), &odd).unwrap_err().code, "upload_sizes");
    }
    let one = |name: &str| target(&place(""), &UploadWanted { way: UploadWay::One, name: name.into(), ..wanted("") });
    assert_eq!(one(" cv.pdf ").unwrap(), "cv.pdf");
    let within = |way| target(&place("a/../b/"), &UploadWanted { way, name: "x".into(), ..wanted("c") });
    assert_eq!(within(UploadWay::One).unwrap_err().code, "upload_unreachable");
    assert_eq!(within(UploadWay::Folder).unwrap(), "a/../b/c/", "a form names its key in its own fields");
    for name in ["", "a/b", "..", "a\r\nb"] {
        assert_eq!(one(name).unwrap_err().code, "upload_name", "{name:?}");
    }
}
