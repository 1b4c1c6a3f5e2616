#![allow(clippy::unwrap_used)]

use std::fs;

use super::*;
use crate::listing::SortBy;

fn place(prefix: &str) -> Place {
    Place { connection: ConnectionId::from("acme"), bucket: "files".into(), prefix: prefix.into() }
}

fn known() -> Vec<ConnectionId> {
    vec![ConnectionId::from("acme")]
}

#[test]
fn what_is_kept_is_there_the_next_day() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::open(folder.path());
    assert_eq!(places.read(&known()).unwrap(), PlacesView::default());
    places.set_favourite(place("a/"), true).unwrap();
    places.set_favourite(place("a/"), true).unwrap();
    places.keep_tabs(vec![place("a/"), place("b/")], 1).unwrap();
    let sort = Sort { by: SortBy::Size, descending: true };
    let look = Look {
        tiles: true,
        columns: vec![ColumnLook { id: "size".into(), width: Some(80), shown: false }],
        zoom: 125,
        language: "de".into(),
        sorts: vec![SortLook { at: place(""), sort }],
        ..Look::default()
    };
    places.keep_look(look.clone()).unwrap();

    let kept = Places::open(folder.path()).read(&known()).unwrap();
    assert_eq!((kept.favourites.as_slice(), kept.recents.as_slice()), (&[place("a/")][..], &[place("b/")][..]));
    assert_eq!((kept.tabs.len(), kept.active, kept.look), (2, 1, look));
    assert_eq!(places.set_favourite(place("a/"), false).unwrap(), []);
}

#[test]
fn places_of_late_are_few_and_each_once() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::open(folder.path());
    for n in 0..40 {
        places.keep_tabs(vec![place(&format!("{n}/"))], 0).unwrap();
    }
    let recents = places.keep_tabs(vec![place("38/")], 0).unwrap();
    assert_eq!(recents.len(), RECENTS);
    assert_eq!([&recents[0], &recents[1], &recents[2]], [&place("38/"), &place("39/"), &place("37/")]);
    let list = Place { bucket: String::new(), ..place("") };
    assert_eq!(places.keep_tabs(vec![list], 0).unwrap(), recents, "the list of buckets is no place of late");
}

#[test]
fn a_connection_that_is_gone_takes_its_places_along() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::open(folder.path());
    let other = Place { connection: ConnectionId::from("session"), ..place("x/") };
    places.keep_tabs(vec![other.clone(), place("a/"), place("b/")], 2).unwrap();
    places.set_favourite(other.clone(), true).unwrap();
    let kept = places.read(&known()).unwrap();
    assert_eq!((kept.favourites, kept.tabs, kept.active), (vec![], vec![place("a/"), place("b/")], 1));
    places.forget(&ConnectionId::from("acme")).unwrap();
    assert_eq!(places.read(&known()).unwrap().tabs, []);
    assert_eq!(places.read(std::slice::from_ref(&other.connection)).unwrap().tabs, [other]);
}

#[test]
fn a_damaged_file_is_reported_and_never_overwritten() {
    for text in ["{", "{\"version\":99}", "{\"version\":1,\"tabs\":3}"] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        fs::write(&file, text).unwrap();
        let places = Places::open(folder.path());
        assert_eq!(places.read(&known()).unwrap_err().code, "places_unreadable");
        assert_eq!(places.set_favourite(place("a/"), true).unwrap_err().code, "places_unreadable");
        assert_eq!(fs::read_to_string(file).unwrap(), text);
    }
}
