//! Letting another product in, looking whether it gets in, exchanging its key, and taking it back.

use engine::ids::{ConnectionId, IntegrationId};
use engine::integrations::{BucketChoice, CheckResult, Filled, Given, Integrations, KeyStep};
use store::Store;
use tempfile::TempDir;

use super::{BUCKET, World};

/// What the owner gave access: with a first and a second key of its own.
pub(super) struct WithAccess {
    desk: Integrations,
    id: IntegrationId,
    _config: TempDir,
}

async fn draft(desk: &Integrations, store: &Store, product: &str, answers: &[(&str, &str)]) -> IntegrationId {
    let choice = BucketChoice::new(BUCKET, "in");
    let sheet = desk.begin(store, ConnectionId::from("here"), product, vec![choice], 0).await.unwrap();
    let given = answers.iter().map(|(id, text)| ((*id).to_owned(), Given::Text((*text).to_owned())));
    let filled = Filled { answers: given.collect(), ..sheet.filled.clone() };
    desk.answer(store, &sheet.id, filled).await.unwrap().id
}

pub(super) async fn prepare(world: &World) -> WithAccess {
    let config = tempfile::tempdir().unwrap();
    let desk = Integrations::open(config.path());
    let id = draft(&desk, &world.owner, "nuvolos-rclone", &[("level", "write")]).await;
    desk.apply(&world.owner, &id, false, 0, &|_| ()).await.unwrap();
    desk.exchange_key(&world.owner, &id, KeyStep::MakeSecond, 0).await.unwrap();
    WithAccess { desk, id, _config: config }
}

pub(super) async fn tried(world: &World, WithAccess { desk, id, .. }: WithAccess) {
    let (looking, owner) = (&world.looking, &world.owner);
    let partner = [("partner", "arn:aws:iam::444455556666:role/reader"), ("external_id", "c0ffee00-1234")];
    let new = draft(&desk, looking, "kolena", &partner).await;
    world.refused("apply_integration", &desk.apply(looking, &new, false, 0, &|_| ()).await.unwrap_err());

    // Each login comes through an address of its own, and a person says that it is the same
    // storage.
    desk.continue_here(looking, &id).await.unwrap();
    // It looks, and says that it was not allowed to write.
    let lines = desk.verify(looking, &id, true, 0, &|_| ()).await.unwrap().report.unwrap().lines;
    let wrote = lines.iter().filter(|line| line.id.contains("write") || line.id.contains("writing"));
    let passed: Vec<_> = wrote.filter(|line| line.result == CheckResult::Pass).collect();
    assert!(passed.is_empty(), "{passed:#?}");
    let told = lines.iter().find(|line| line.evidence.to_string().contains("read-only"));
    assert!(told.is_some(), "{lines:#?}");
    world.tried.lock().unwrap().insert("verify_integration");

    let take = async |store: &Store, step| {
        desk.continue_here(store, &id).await.unwrap();
        desk.exchange_key(store, &id, step, 0).await
    };
    world.refused("exchange_key", &take(looking, KeyStep::FirstOff).await.unwrap_err());
    world.refused("exchange_key", &take(looking, KeyStep::Stop).await.unwrap_err());
    take(owner, KeyStep::FirstOff).await.unwrap();
    world.refused("exchange_key", &take(looking, KeyStep::FirstOn).await.unwrap_err());
    world.refused("exchange_key", &take(looking, KeyStep::DeleteFirst).await.unwrap_err());
    take(owner, KeyStep::DeleteFirst).await.unwrap();
    world.refused("exchange_key", &take(looking, KeyStep::MakeSecond).await.unwrap_err());

    desk.continue_here(looking, &id).await.unwrap();
    let removal = desk.preview_removal(looking, &id).await.unwrap();
    let removed = desk.remove(looking, &id, &removal.token, 0, &|_| ()).await;
    world.refused("remove_integration", &removed.unwrap_err());
    // Set up once more it is whole: nothing of it was taken away.
    desk.continue_here(owner, &id).await.unwrap();
    desk.apply(owner, &id, false, 0, &|_| ()).await.unwrap();
}
