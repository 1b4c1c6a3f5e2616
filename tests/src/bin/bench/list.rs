//! Lists everything below a place with the engine the window uses, and prints one line of JSON.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use engine::ids::ConnectionId;
use engine::{
    at::Place,
    listing::{ListingKind, Listings, Query},
};
use store::{Access, Credentials, Endpoint, ListRequest, Secret, Store};
use tokio::sync::watch;

use super::cost;

/// Lists as the window does: the rows are kept, put in order, and told of.
pub(super) fn run(place: &str) {
    listed(place, ListingKind::Search { query: Query::default() });
}

/// Lists a folder as it was at a moment, in milliseconds since 1970, as the window does.
pub(super) fn as_of(place: &str, moment: &str) {
    listed(place, ListingKind::AsOf { moment: moment.parse().expect("milliseconds since 1970") });
}

fn listed(place: &str, kind: ListingKind) {
    let (bucket, prefix) = parse(place);
    runtime().block_on(async {
        let began = Instant::now();
        let first = Arc::new(AtomicU64::new(0));
        let noted = Arc::clone(&first);
        let (say, mut told) = watch::channel(None);
        let sink = move |tick: engine::listing::ListingTick| {
            if tick.total > 0 {
                let now = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
                let _ = noted.compare_exchange(0, now, Ordering::SeqCst, Ordering::SeqCst);
            }
            say.send_replace(Some(tick));
        };
        let listings = Listings::default();
        let place = Place { connection: ConnectionId::fresh(), bucket, prefix };
        let id = listings.open(from_environment(), place, kind, Box::new(sink));
        let ended =
            told.wait_for(|tick| tick.as_ref().is_some_and(|tick| tick.complete || tick.full || tick.fault.is_some()));
        let tick = ended.await.expect("the listing tells its end").clone().expect("it was told");
        let total = began.elapsed();
        if let Some(fault) = tick.fault {
            panic!("{}: {}\n{}", fault.title, fault.what, fault.details);
        }
        let requests = listings.get(&id).map_or(0, |listing| listing.requests());
        print(tick.total, tick.bytes, first.load(Ordering::SeqCst) as f64 / 1000.0, total.as_secs_f64(), requests);
    });
}

/// The least that can be done: eight loops over parts that are known in advance, nothing kept but
/// the sums.
pub(super) fn plain(place: &str) {
    let (bucket, prefix) = parse(place);
    let store = from_environment();
    let began = Instant::now();
    let loops = (0..8_u32).map(|part| {
        let (store, bucket, prefix) = (store.clone(), bucket.clone(), prefix.clone());
        async move {
            let from = (part > 0).then(|| format!("{prefix}{:x}", part * 2));
            let until = (part < 7).then(|| format!("{prefix}{:x}", part * 2 + 2));
            let (mut keys, mut bytes, mut requests, mut token) = (0, 0, 0, None);
            loop {
                let start_after = from.clone().filter(|_| token.is_none());
                let (bucket, prefix) = (bucket.clone(), prefix.clone());
                let request = ListRequest { bucket, prefix, delimiter: false, start_after, token, max_keys: None };
                let page = store.list(request).await.expect("a page");
                requests += 1;
                let ours = |key: &str| until.as_deref().is_none_or(|until| key <= until);
                let past = page.entries.last().is_some_and(|entry| !ours(&entry.key));
                for entry in page.entries.iter().filter(|entry| ours(&entry.key)) {
                    keys += 1;
                    bytes += entry.size;
                }
                token = page.next.filter(|_| !past);
                if token.is_none() {
                    return (keys, bytes, requests);
                }
            }
        }
    });
    runtime().block_on(async {
        let parts: Vec<_> = loops.map(tokio::spawn).collect();
        let (mut keys, mut bytes, mut requests) = (0, 0, 0);
        for part in parts {
            let (more_keys, more_bytes, more_requests) = part.await.expect("a loop ends");
            (keys, bytes, requests) = (keys + more_keys, bytes + more_bytes, requests + more_requests);
        }
        print(keys, bytes, 0.0, began.elapsed().as_secs_f64(), requests);
    });
}

/// One line of JSON.
fn print(keys: usize, bytes: u64, first_ms: f64, seconds: f64, requests: usize) {
    let (total_ms, cpu, peak) = (seconds * 1000.0, cost::own_cpu(), cost::own_peak());
    println!(
        "{{\"keys\":{keys},\"bytes\":{bytes},\"first_rows_ms\":{first_ms:.1},\"total_ms\":{total_ms:.1},\
         \"requests\":{requests},\"cpu_s\":{cpu:.2},\"peak_rss_bytes\":{peak}}}"
    );
}

pub(super) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Runtime::new().expect("a runtime")
}

pub(super) fn parse(place: &str) -> (String, String) {
    let place = place.strip_prefix("s3://").expect("s3://BUCKET/PREFIX");
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    (bucket.to_owned(), prefix.to_owned())
}

/// The login and the endpoint that every client of S3 reads there. A file or a role is not looked
/// for.
pub(super) fn from_environment() -> Store {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let endpoint = variable("AWS_ENDPOINT_URL_S3").or_else(|| variable("AWS_ENDPOINT_URL"));
    let usual = if endpoint.is_some() { "other" } else { "aws" };
    // What the window knows of a server from its connection.
    let kind = variable("BUCKETWISE_BENCH_PROVIDER").unwrap_or_else(|| usual.to_owned());
    let provider = store::provider(&kind).expect("it is known");
    Store::open(Access {
        endpoint: endpoint.map(|url| Endpoint::parse(&url).expect("AWS_ENDPOINT_URL is an address")),
        region: variable("AWS_REGION").or_else(|| variable("AWS_DEFAULT_REGION")).unwrap_or_default(),
        path_style: provider.path_style,
        sign_in: Credentials {
            access_key: variable("AWS_ACCESS_KEY_ID").expect("AWS_ACCESS_KEY_ID"),
            secret: Secret::new(variable("AWS_SECRET_ACCESS_KEY").expect("AWS_SECRET_ACCESS_KEY")),
            session_token: variable("AWS_SESSION_TOKEN").map(Secret::new),
        }
        .into(),
        ..Access::to(provider)
    })
    .expect("a store")
}
