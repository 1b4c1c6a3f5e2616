#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use super::*;

fn all(_: &ConnectionId) -> bool {
    true
}

fn of(connection: &str, key: &str, etag: &str) -> Pictured {
    let at = FileAt { connection: connection.into(), bucket: "pictures".into(), key: key.into() };
    Pictured { at, etag: Some(etag.into()), size: 10 }
}

/// A picture as the page sends it, of so many bytes.
fn picture(mark: &str, bytes: usize) -> String {
    let mut picture = b"\xff\xd8\xff\xe0".to_vec();
    picture.extend_from_slice(mark.as_bytes());
    picture.resize(bytes, 0);
    BASE64_STANDARD.encode(picture)
}

fn holds(thumbs: &Thumbs, of: &Pictured) -> bool {
    thumbs.read(of).is_some()
}

#[test]
fn a_thumbnail_is_of_one_version_of_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let thumbs = Thumbs::open(folder.path().join("thumbs"), Box::new(all));
    let one = of("a", "x/1.jpg", "e1");
    assert!(!holds(&thumbs, &one));
    let sent = picture("one", 100);
    thumbs.keep(&one, &sent);
    assert_eq!(thumbs.read(&one).unwrap().picture, Some(sent));
    let others = [
        of("b", "x/1.jpg", "e1"),
        of("a", "x/2.jpg", "e1"),
        of("a", "x/1.jpg", "e2"),
        Pictured { size: 11, ..one.clone() },
        Pictured { etag: None, ..one.clone() },
        Pictured { at: FileAt { bucket: "other".into(), ..one.at.clone() }, ..one.clone() },
    ];
    for other in &others {
        assert!(!holds(&thumbs, other), "{other:?}");
    }
    // A newer version takes the older one's place.
    thumbs.keep(&others[2], &picture("two", 100));
    assert!(holds(&thumbs, &others[2]) && !holds(&thumbs, &one));
    // Nothing tells one version of such a file from the next.
    thumbs.keep(&others[4], &picture("three", 100));
    assert!(!holds(&thumbs, &others[4]));

    // It is there in the next program.
    drop(thumbs);
    let thumbs = Thumbs::open(folder.path().join("thumbs"), Box::new(all));
    assert!(holds(&thumbs, &others[2]));
}

#[test]
fn what_nobody_looked_at_for_longest_goes_first_and_the_bound_holds() {
    let folder = tempfile::tempdir().unwrap();
    let thumbs = Thumbs { most: 100_000, ..Thumbs::open(folder.path().into(), Box::new(all)) };
    let files: Vec<_> = (0..300).map(|nth| of("a", &format!("{nth}.jpg"), "e")).collect();
    for (nth, file) in files.iter().enumerate() {
        thumbs.keep(file, &picture(&nth.to_string(), 1_000));
        assert!(holds(&thumbs, &files[0]), "the one that is always looked at stays: {nth}");
    }
    let held = thumbs.with(|open| sums(&open.file)).unwrap().0;
    assert!(held <= 100_000 && held > 80_000, "{held}");
    assert!(holds(&thumbs, &files[299]) && !holds(&thumbs, &files[1]) && !holds(&thumbs, &files[150]));
    // The file on the disk is no larger for all that went.
    let written = fs::metadata(folder.path().join("thumbnails.sqlite")).unwrap().len();
    assert!(written < 250_000, "{written}");
}

#[test]
fn what_is_kept_of_a_connection_goes_with_it_and_leaves_nothing_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("thumbs");
    let thumbs = Thumbs::open(place.clone(), Box::new(all));
    for nth in 0..20 {
        thumbs.keep(&of("gone", &format!("{nth}.jpg"), "e"), &picture("SECRET-PICTURE", 2_000));
        thumbs.keep(&of("stays", &format!("{nth}.jpg"), "e"), &picture("OTHER-PICTURE", 2_000));
    }
    let written = || fs::read(place.join("thumbnails.sqlite")).unwrap();
    let has = |mark: &[u8]| written().windows(mark.len()).any(|at| at == mark);
    assert!(has(b"SECRET-PICTURE"));
    thumbs.forget(&"gone".into());
    assert!(!has(b"SECRET-PICTURE") && has(b"OTHER-PICTURE"));
    assert!(!holds(&thumbs, &of("gone", "1.jpg", "e")) && holds(&thumbs, &of("stays", "1.jpg", "e")));
    assert_eq!(fs::read_dir(&place).unwrap().count(), 1, "one file, and nothing beside it");

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o700);
    }
    // One that went while another program was open goes when the file is next opened.
    drop(thumbs);
    let thumbs = Thumbs::open(place.clone(), Box::new(|id| id.as_str() != "stays"));
    assert!(!holds(&thumbs, &of("stays", "1.jpg", "e")));
    drop(thumbs);
    let thumbs = Thumbs::open(place, Box::new(all));
    assert!(!holds(&thumbs, &of("stays", "1.jpg", "e")));
}

#[test]
fn of_a_connection_for_one_session_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let allowed = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&allowed);
    let thumbs = Thumbs::open(folder.path().into(), Box::new(move |_| asked.load(Ordering::SeqCst)));
    thumbs.keep(&of("a", "1.jpg", "e"), &picture("one", 100));
    allowed.store(true, Ordering::SeqCst);
    assert!(!holds(&thumbs, &of("a", "1.jpg", "e")));
    thumbs.keep(&of("a", "1.jpg", "e"), &picture("one", 100));
    assert!(holds(&thumbs, &of("a", "1.jpg", "e")));
}

#[test]
fn what_is_no_picture_or_too_large_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let thumbs = Thumbs::open(folder.path().into(), Box::new(all));
    let one = of("a", "1.jpg", "e");
    let script = BASE64_STANDARD.encode("<script>alert(1)</script>");
    for odd in ["", "not Base64 at all", &script, &picture("large", PICTURE + 1)] {
        thumbs.keep(&one, odd);
        assert!(!holds(&thumbs, &one), "{}", &odd[..odd.len().min(20)]);
    }
    thumbs.keep(&one, &picture("as large as may be", PICTURE));
    assert!(holds(&thumbs, &one));
}

#[test]
fn a_damaged_file_is_begun_anew_and_one_that_cannot_be_written_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thumbnails.sqlite"), vec![7; 5_000]).unwrap();
    let thumbs = Thumbs::open(folder.path().into(), Box::new(all));
    thumbs.keep(&of("a", "1.jpg", "e"), &picture("one", 100));
    assert!(holds(&thumbs, &of("a", "1.jpg", "e")));

    // A file stands where the folder should.
    let nowhere = Thumbs::open(folder.path().join("thumbnails.sqlite/below"), Box::new(all));
    nowhere.keep(&of("a", "1.jpg", "e"), &picture("one", 100));
    nowhere.forget(&"a".into());
    assert!(!holds(&nowhere, &of("a", "1.jpg", "e")));
    assert!(!holds(&Thumbs::default(), &of("a", "1.jpg", "e")), "by default nothing is kept");
}
