//! One suite of behaviours of `store` over every server we can run: practice, MiniStack, SeaweedFS,
//! `rclone serve s3`, and moto and LocalStack as servers of which nothing is known. A behaviour is
//! one function; `gaps` lists by name what a server cannot do and why. A listed gap that suddenly
//! works fails the suite, so the list stays true.
//!
//! Proves that `store` and these servers agree, and that clients nobody here wrote see the same
//! bytes and keys. Does not prove anything about AWS itself, TLS (see the unit tests of `store`) or
//! permissions beyond a login's keys.

mod buckets;
mod deleting;
mod fixture;
mod gaps;
mod keys;
mod listing;
mod logins;
mod multipart;
mod objects;
mod wire;

use bucketwise_tests::servers::{Kind, Server};
use fixture::Fixture;
use futures_util::future::BoxFuture;

/// Something a server does. Fails by panicking.
struct Behaviour {
    name: String,
    run: Box<dyn Fn(Fixture) -> BoxFuture<'static, ()>>,
}

/// `behaviour!(module::function)`: the function's name is the behaviour's.
macro_rules! behaviours {
    ($($name:ident),+ $(,)?) => {
        vec![$($crate::suite::Behaviour {
            name: stringify!($name).to_owned(),
            run: Box::new(|fixture| Box::pin($name(fixture))),
        }),+]
    };
}
pub(crate) use behaviours;

fn all() -> Vec<Behaviour> {
    let modules = [buckets::all(), objects::all(), keys::all(), listing::all(), deleting::all(), multipart::all()];
    modules.into_iter().flatten().chain(logins::all()).chain(wire::all()).collect()
}

/// Runs every behaviour on one server and compares what fails with what is listed.
async fn suite(kind: Kind) {
    let server = Server::shared(kind);
    let mut gaps = Vec::new();
    let mut wrong = Vec::new();
    let behaviours = all();
    for (number, Behaviour { name, run }) in behaviours.iter().enumerate() {
        let fixture = Fixture::new(server, number).await;
        let (store, bucket) = (fixture.store.clone(), fixture.bucket.clone());
        let outcome = tokio::spawn(run(fixture)).await;
        Fixture::clear(store, bucket).await;
        match (outcome, gaps::why(kind, name)) {
            (Ok(()), None) => {}
            (Err(_), Some(why)) => gaps.push(format!("{name} ({why})")),
            (Ok(()), Some(why)) => wrong.push(format!("{name}: listed as a gap ({why}), but it works")),
            (Err(failure), None) => wrong.push(format!("{name}: {}", words(failure))),
        }
    }
    let unknown = gaps::names(kind).filter(|name| !behaviours.iter().any(|known| known.name == *name));
    wrong.extend(unknown.map(|name| format!("{name}: a gap of no behaviour")));
    println!("{}: {} behaviours, gaps: {}", server.name, behaviours.len(), gaps.len());
    for gap in gaps {
        println!("  cannot: {gap}");
    }
    assert!(wrong.is_empty(), "{}:\n  {}", server.name, wrong.join("\n  "));
}

fn words(failure: tokio::task::JoinError) -> String {
    let panic = failure.into_panic();
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("it panicked without words").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn practice() {
    suite(Kind::Practice).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ministack() {
    suite(Kind::MiniStack).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seaweedfs() {
    suite(Kind::SeaweedFs).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn moto_of_which_nothing_is_known() {
    suite(Kind::Moto).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn localstack_of_which_nothing_is_known() {
    suite(Kind::LocalStack).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rclone() {
    suite(Kind::Rclone).await;
}
