#![allow(clippy::unwrap_used)]

use super::*;
use crate::store::Older;

fn laid_out() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("practice")).unwrap();
    lay_out(&store).unwrap();
    (folder, store)
}

#[test]
fn every_file_is_what_its_name_says() {
    for (_, key, bytes) in files().unwrap() {
        let fits = match key.rsplit('.').next() {
            Some("jpg") => bytes.starts_with(b"\xff\xd8\xff") && bytes.ends_with(b"\xff\xd9"),
            Some("png") => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            Some("pdf") => bytes.starts_with(b"%PDF-1.4\n") && bytes.ends_with(b"%%EOF\n"),
            Some("csv") => bytes.split(|byte| *byte == b'\n').all(|row| row.is_empty() || fields(row) == 8),
            Some("md" | "txt") => std::str::from_utf8(&bytes).is_ok_and(|text| text.len() > 100),
            _ => key.ends_with('/') && bytes.is_empty(),
        };
        assert!(fits, "{key}");
    }
}

/// Commas outside quotation marks, and one.
fn fields(row: &[u8]) -> usize {
    let outside = row.split(|byte| *byte == b'"').step_by(2);
    1 + outside.flatten().filter(|byte| **byte == b',').count()
}

#[test]
fn the_cross_reference_of_a_pdf_points_at_its_objects() {
    let file = paper::annual_report(2026);
    let text: String = file.iter().map(|byte| char::from(*byte)).collect();
    let start: usize = text.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
    let offsets: Vec<usize> = text[start..]
        .lines()
        .skip(3)
        .take_while(|line| line.ends_with("n "))
        .map(|line| line[..10].parse().unwrap())
        .collect();
    assert_eq!(offsets.len(), 7);
    for (at, offset) in offsets.into_iter().enumerate() {
        assert!(text[offset..].starts_with(&format!("{} 0 obj\n", at + 1)));
    }
}

#[test]
fn the_set_is_small_and_has_what_a_first_look_needs() {
    let (_folder, store) = laid_out();
    store.read(|index| {
        let files = &index.buckets[FILES].objects;
        let size: u64 =
            index.buckets.values().flat_map(|bucket| bucket.objects.values()).map(|object| object.size()).sum();
        assert!(size < 3 << 20, "{size} bytes");
        assert!(files.keys().filter(|key| key.ends_with(".jpg")).count() >= 6);
        assert!(files.contains_key("documents/Lease  draft.txt"));
        assert!(index.buckets[ARCHIVE].objects.len() > 3);
    });
}

#[test]
fn undeleting_earlier_versions_and_the_archive_can_be_practised_at_once() {
    let (_folder, store) = laid_out();
    store.read(|index| {
        let files = &index.buckets[FILES];
        assert_eq!(files.keeps, Some(true));
        let of = |key: &str| files.history(key).collect::<Vec<_>>();
        let style = of("documents/House style.md");
        let times = style.iter().map(|one| match one {
            Older::Object(object) => object.modified.clone(),
            Older::Marker { made, .. } => made.clone(),
        });
        let times: Vec<_> = times.collect();
        assert!(times.len() == 3 && times.windows(2).all(|pair| pair[0] > pair[1]), "{times:?}");
        assert!(matches!(of(DELETED)[..], [Older::Marker { .. }, Older::Object(_)]));
        let archived = index.buckets[ARCHIVE].objects.values().filter(|one| one.about.storage_class.is_some());
        assert_eq!(archived.count(), 1);
    });
}

#[test]
fn what_was_deleted_stays_deleted() {
    let (folder, store) = laid_out();
    let (key, version, made) = ("Read me first.txt".to_owned(), "x".to_owned(), now());
    let deletions = vec![Deletion::Mark { key, version, made }];
    commit(&store, Change::Delete { bucket: FILES.to_owned(), deletions }).unwrap();
    drop(store);
    let store = Store::open(&folder.path().join("practice")).unwrap();
    lay_out(&store).unwrap();
    assert!(store.read(|index| !index.buckets[FILES].objects.contains_key("Read me first.txt")));
}
