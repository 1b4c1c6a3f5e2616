//! Both ways of holding a folder keep the same promises.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

macro_rules! promises {
    ($way:ident) => {
        mod $way {
            use std::{fs, io::ErrorKind, io::Write};

            use super::super::{Existing, part_name, $way::Folder};

            #[test]
            fn a_part_gets_its_name_only_when_published() {
                let root = tempfile::tempdir().unwrap();
                let folder = Folder::open(root.path(), "a/b").unwrap();
                let part = part_name("x.txt");
                let mut file = folder.create(&part).unwrap();
                file.write_all(b"whole").unwrap();
                assert_eq!(folder.look("x.txt").unwrap(), None);
                folder.publish(&part, "x.txt", false).unwrap();
                assert_eq!(fs::read(root.path().join("a/b/x.txt")).unwrap(), b"whole");
                assert_eq!(fs::read_dir(root.path().join("a/b")).unwrap().count(), 1);
            }

            #[test]
            fn nothing_is_replaced_unasked() {
                let root = tempfile::tempdir().unwrap();
                fs::write(root.path().join("x"), "old").unwrap();
                let folder = Folder::open(root.path(), "").unwrap();
                let part = part_name("x");
                drop(folder.create(&part).unwrap());
                let refused = folder.publish(&part, "x", false).unwrap_err();
                assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
                assert_eq!(fs::read(root.path().join("x")).unwrap(), b"old");
                folder.publish(&part, "x", true).unwrap();
                assert_eq!(fs::read(root.path().join("x")).unwrap(), b"");
            }

            #[cfg(unix)]
            #[test]
            fn a_link_is_never_written_through() {
                let (root, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
                fs::write(outside.path().join("kept"), "kept").unwrap();
                std::os::unix::fs::symlink(outside.path(), root.path().join("way")).unwrap();
                std::os::unix::fs::symlink(outside.path().join("kept"), root.path().join("file")).unwrap();
                assert_eq!(Folder::open(root.path(), "way/in").unwrap_err().kind(), ErrorKind::NotADirectory);
                let folder = Folder::open(root.path(), "").unwrap();
                assert_eq!(folder.look("file").unwrap(), Some(Existing::Other));
                let part = part_name("file");
                drop(folder.create(&part).unwrap());
                folder.publish(&part, "file", true).unwrap();
                assert_eq!(folder.look("file").unwrap(), Some(Existing::File));
                assert_eq!(fs::read(outside.path().join("kept")).unwrap(), b"kept");
                assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
            }
        }
    };
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
promises!(descriptor);
promises!(path);

#[test]
fn a_disk_says_what_it_takes_for_one_name() {
    let root = tempfile::tempdir().unwrap();
    super::folds(root.path()).unwrap();
    assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 0);
}
