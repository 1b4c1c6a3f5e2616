//! Buckets in other regions than their connection: found, and remembered. MiniStack redirects as S3
//! does.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use bucketwise_tests::{
    faults::{Act, Proxy},
    process::wait_until,
};

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_of_another_region_is_found_there() {
    let server = Server::shared(Kind::MiniStack);
    let make = ["s3api", "create-bucket", "--bucket", "flows-region", "--region", "eu-west-1"];
    aws(server, make.into_iter().chain(["--create-bucket-configuration", "LocationConstraint=eu-west-1"]));
    let home = Home::new();
    let (probed, steps) = home.probe(Login { bucket: "flows-region".into(), ..login(server) }).await;
    let draft = probed.draft.unwrap_or_else(|| panic!("{steps:#?}"));
    let saved = home.connections.save(&draft, "Elsewhere", SecretStorage::Session, None).await.unwrap();
    assert_eq!(saved.region, "eu-west-1");
}

/// Besides the named bucket: the detour to another region is made once, also when the program was
/// started anew.
#[tokio::test(flavor = "multi_thread")]
async fn the_regions_of_further_buckets_are_kept_between_starts() {
    let server = Server::shared(Kind::MiniStack);
    let make = ["s3api", "create-bucket", "--bucket", "flows-detour", "--region", "eu-west-3"];
    aws(server, make.into_iter().chain(["--create-bucket-configuration", "LocationConstraint=eu-west-3"]));
    let proxy = Proxy::start(&server.endpoint).await;
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    proxy.script(move |first| {
        count.fetch_add(usize::from(first.contains("flows-detour")), Ordering::SeqCst);
        Act::Pass
    });
    let folder = tempfile::tempdir().unwrap();
    let variables = [("AWS_ACCESS_KEY_ID", &server.access_key), ("AWS_SECRET_ACCESS_KEY", &server.secret_key)];
    let start = || {
        let environment = variables.map(|(name, value)| (name.to_owned(), value.clone()));
        let environment = store::Environment::new(environment, folder.path().to_owned());
        Connections::open_in(&folder.path().join("config"), &folder.path().join("data"), environment)
    };
    let request = || store::ListRequest { bucket: "flows-detour".into(), ..store::ListRequest::default() };
    let connections = start();
    let by_environment = Login {
        method: SignInMethod::Environment,
        endpoint: proxy.endpoint(),
        access_key: String::new(),
        secret_key: Secret::default(),
        ..login(server)
    };
    let probed = connections.probe(by_environment, now_ms(), &|_| {}).await;
    let saved = connections.save(&probed.draft.unwrap(), "Two regions", SecretStorage::Keychain, None).await.unwrap();
    connections.store(&saved.id).await.unwrap().list(request()).await.unwrap();
    assert_eq!(asked.swap(0, Ordering::SeqCst), 2, "there and, as it was told, elsewhere");
    let file = folder.path().join("data/regions.json");
    wait_until("the region is kept", Duration::from_secs(30), || {
        std::fs::read_to_string(&file).ok().filter(|text| text.contains("eu-west-3"))
    });

    let again = start();
    again.store(&saved.id).await.unwrap().list(request()).await.unwrap();
    assert_eq!(asked.swap(0, Ordering::SeqCst), 1, "at once where it is");
    // Made anew in another region: what was kept no longer holds, and is found out once more.
    aws(server, ["s3api", "delete-bucket", "--bucket", "flows-detour", "--region", "eu-west-3"]);
    let make = ["s3api", "create-bucket", "--bucket", "flows-detour", "--region", "eu-west-2"];
    aws(server, make.into_iter().chain(["--create-bucket-configuration", "LocationConstraint=eu-west-2"]));
    start().store(&saved.id).await.unwrap().list(request()).await.unwrap();
    wait_until("the new region is kept", Duration::from_secs(30), || {
        std::fs::read_to_string(&file).ok().filter(|text| text.contains("eu-west-2"))
    });
    // A damaged file costs the detour and nothing else.
    std::fs::write(&file, "{ not json").unwrap();
    asked.store(0, Ordering::SeqCst);
    start().store(&saved.id).await.unwrap().list(request()).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    start().forget(&saved.id).await.unwrap();
}
