//! The connection of an integration is edited, and leads to another server or account: what was
//! made is then neither checked nor taken back there.

use bucketwise_tests::servers::{Kind, Server};
use engine::integrations::{Fate, IntegrationState};
use store::Store;

use super::{
    set_up::KOLENA,
    world::{NOW, World, login},
};

/// Another server, with a bucket of the same name.
async fn other(bucket: &str) -> Store {
    let server = Server::shared(Kind::SeaweedFs);
    let store = login(server, &server.access_key, &server.secret_key);
    store.create_bucket(bucket).await.unwrap();
    store
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_an_integration_is_done_on_another_server() {
    let mut world = World::new("moved-house-live");
    let sheet = world.draft("kolena", "", &KOLENA).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    world.set_up(&sheet.id).await;
    let written = world.written();
    let token = world.removal(&sheet.id).await.token;
    let old = std::mem::replace(&mut world.store, other("moved-house-live").await);

    let id = &sheet.id;
    let refused = [
        world.desk.verify(&world.store, id, true, NOW, &|_| ()).await.map(drop),
        world.desk.preview_removal(&world.store, id).await.map(drop),
        world.remove(id, &token).await.map(drop),
        world.desk.keys(&world.store, id).await.map(drop),
        world.apply(id).await.0.map(drop),
    ];
    for refused in refused {
        let fault = refused.unwrap_err();
        assert_eq!(fault.code, "integration_other_server", "{fault:?}");
        assert!(fault.what.to_string().contains(&world.server.endpoint), "{}", fault.what);
    }
    assert_eq!(world.written(), written, "what was made is still written down");
    assert!(world.works(&["iam", "get-role", "--role-name", &name]), "and there");

    // Led back, it goes on.
    let new = std::mem::replace(&mut world.store, old);
    assert_eq!(world.verify(id, false).await.0.state, IntegrationState::Working);
    // A server that only has another address is one that a person says it is.
    world.desk.continue_here(&new, id).await.unwrap();
    assert_eq!(world.desk.preview_removal(&world.store, id).await.unwrap_err().code, "integration_other_server");
    world.desk.continue_here(&world.store, id).await.unwrap();
    let removal = world.removal(id).await;
    assert!(removal.items.iter().all(|item| item.fate == Fate::Goes), "{removal:#?}");
    world.remove(id, &removal.token).await.unwrap();
}

/// The same product for a bucket of the same name on the server that the connection leads to now is
/// another integration.
#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_set_up_on_the_new_server_is_not_taken_for_the_old_one() {
    let mut world = World::new("moved-again-live");
    let first = world.draft("kolena", "", &KOLENA).await;
    world.set_up(&first.id).await;
    let made = world.desk.list().unwrap()[0].made.len();
    // Another account of the same server: MiniStack has one, so the record says another.
    world.write(&world.written().replacen(r#""account": "000000000000""#, r#""account": "111122223333""#, 1));
    world.restart();
    let fault = world.desk.preview_removal(&world.store, &first.id).await.unwrap_err();
    assert_eq!(fault.code, "integration_other_server");
    assert!(
        fault.what.to_string().contains("111122223333") && fault.what.to_string().contains("000000000000"),
        "{}",
        fault.what
    );
    let second = world.draft("kolena", "", &KOLENA).await;
    let (view, _) = world.apply(&second.id).await;
    // What is there under the name is not this one's, as on any other account.
    assert_eq!(view.unwrap_err().code, "iam_elsewhere");
    let kept = world.desk.list().unwrap();
    let old = kept.iter().find(|view| view.id == first.id).unwrap();
    assert_eq!((kept.len(), old.made.len()), (2, made), "the old one is as it was");
}

/// A program of before did not write the server: what stands among the answers tells it.
#[tokio::test(flavor = "multi_thread")]
async fn a_record_of_before_is_known_by_its_answers() {
    let mut world = World::new("moved-before-live");
    let sheet = world.draft("kolena", "", &KOLENA).await;
    world.set_up(&sheet.id).await;
    let mut kept: serde_json::Value = serde_json::from_str(&world.written()).unwrap();
    let record = kept["integrations"][0].as_object_mut().unwrap();
    assert!(record.remove("server").is_some() && record.remove("account").is_some());
    world.write(&kept.to_string());
    world.restart();
    let new = other("moved-before-live").await;
    let fault = world.desk.preview_removal(&new, &sheet.id).await.unwrap_err();
    assert_eq!(fault.code, "integration_other_server");
    // Where it was set up it is remembered from then on.
    assert_eq!(world.verify(&sheet.id, false).await.0.state, IntegrationState::Working);
    let kept: serde_json::Value = serde_json::from_str(&world.written()).unwrap();
    let record = &kept["integrations"][0];
    assert_eq!(record["account"], "000000000000");
    assert_eq!(record["server"], world.server.endpoint.as_str());
}
