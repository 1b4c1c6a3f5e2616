//! A copy of a file that its program saved, though it was opened read-only.

use std::fs;
use std::sync::Arc;

use engine::at::FileAt;
use engine::files::look::Readings;
use engine::ids::ConnectionId;
use engine::opened::{Fetched, OpenHow, OpenedFiles, OpenedOptions, OpenedState, Seen, Written};
use engine::transfers::Pacing;

use super::{BUCKET, World};

pub(super) async fn tried(world: &World) {
    let store = world.looking.clone();
    let files = OpenedFiles::open(OpenedOptions {
        room: world.folder.path().join("opened"),
        open_store: Arc::new(move |_| {
            let store = store.clone();
            Box::pin(async move { Ok(store) })
        }),
        pacing: Box::new(Pacing::default),
        now: || 0,
        stays: Box::new(|_| true),
    });
    let at = FileAt { connection: ConnectionId::from("here"), bucket: BUCKET.into(), key: "a.txt".into() };
    for beside in [false, true] {
        let how = OpenHow { locked: true, ..OpenHow::default() };
        let Fetched::Ready { id, path } = files.fetch(world.looking.clone(), &at, how).await.unwrap() else { panic!() };
        let other = path.with_extension("other");
        fs::write(&other, "changed").unwrap();
        fs::rename(&other, &path).unwrap();
        // What nobody has seen to hold still is not sent anyway.
        for _ in 0..3 {
            files.look().await;
        }
        files.send(&id, beside).await.unwrap();
        let OpenedState::Failed { fault } = files.list().remove(0).state else { panic!("{:?}", files.list()) };
        world.refused("answer_opened", &fault);
    }
    let readings = Readings::default();
    let view = readings.open(world.looking.clone(), &at, None).await.unwrap();
    let (at, server, head) = readings.get(&view.id).unwrap().seen();
    let seen = Seen { at, server, head, locked: true };
    let id = files.write(seen, Written { text: "Y2hhbmdlZA==", recoded: false }).await.unwrap();
    files.send(&id, false).await.unwrap();
    let OpenedState::Failed { fault } = files.view(&id).unwrap().state else { panic!("{:?}", files.list()) };
    world.refused("keep_text", &fault);
}
