//! Files that get the type that they tell themselves.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn each_file_gets_the_type_that_its_name_and_its_first_bytes_say() {
    const JPEG: &[u8] = &[0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F'];
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        let world = world(kind, &server.endpoint, "property-guessed").await;
        let plain = || About { content_encoding: None, ..about() };
        let large = [JPEG, &bytes(300_000, 3)].concat();
        for (key, content, before) in [
            ("f/photo.png", JPEG.to_vec(), plain()),
            ("f/large.txt", large, plain()),
            ("f/style.css", b"a {}".to_vec(), plain()),
            ("f/packed.css", vec![0x1F, 0x8B, 8, 0], About { content_encoding: Some("gzip".into()), ..about() }),
            ("f/nothing", b"words".to_vec(), plain()),
            ("f/empty.html", Vec::new(), plain()),
        ] {
            put(&world, key, content, before).await;
        }
        let edits = PropertyEdits { content_type: Edit::Guess, ..PropertyEdits::default() };
        let group = world.change(folder("f/"), edits).await;
        assert_eq!(group.state, GroupState::Done, "{kind:?} {:?}", world.why(&group).await);
        for (key, told) in [
            ("f/photo.png", "image/jpeg"),
            ("f/large.txt", "image/jpeg"),
            ("f/style.css", "text/css"),
            ("f/packed.css", "text/css"),
            ("f/nothing", "text/x-poem"),
            ("f/empty.html", "text/html"),
        ] {
            let (now, _, _) = world.all_of(key).await;
            assert_eq!(now.content_type.as_deref(), Some(told), "{kind:?} {key}");
            assert_eq!(now.cache_control, about().cache_control, "{kind:?} {key}");
        }
    }
}
