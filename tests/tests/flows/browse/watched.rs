//! A listing that is watched as the page watches it, and what it is opened on.

use std::sync::Arc;

use bucketwise_tests::{
    lister::{ACCESS_KEY, Lister, SECRET_KEY},
    patience::told,
    servers::Server,
};
use engine::{
    at::{FileAt, Place},
    ids::{ConnectionId, ListingId},
    listing::{ListingKind, ListingTick, Listings, Query, TickSink},
};
use store::{Access, Credentials, Endpoint, Secret, Store};
use tokio::sync::watch;

pub(crate) fn store(server: &Server, endpoint: &str) -> Store {
    open("other", endpoint, &server.access_key, &server.secret_key)
}

/// As a server that nothing is known of.
pub(crate) fn unknown(lister: &Lister) -> Store {
    open("other", &lister.endpoint, ACCESS_KEY, SECRET_KEY)
}

/// As a server that is known to list in byte order.
pub(crate) fn trusted(lister: &Lister) -> Store {
    open("practice", &lister.endpoint, ACCESS_KEY, SECRET_KEY)
}

pub(crate) fn open(provider: &str, endpoint: &str, access_key: &str, secret_key: &str) -> Store {
    Store::open(access(provider, endpoint, access_key, secret_key)).unwrap()
}

pub(crate) fn access(provider: &str, endpoint: &str, access_key: &str, secret_key: &str) -> Access {
    Access {
        endpoint: Some(Endpoint::parse(endpoint).unwrap()),
        region: "us-east-1".into(),
        path_style: true,
        sign_in: Credentials {
            access_key: access_key.into(),
            secret: Secret::new(secret_key.into()),
            session_token: None,
        }
        .into(),
        ..Access::to(store::provider(provider).unwrap())
    }
}

pub(crate) fn at(bucket: &str, key: &str) -> FileAt {
    FileAt { connection: ConnectionId::from("here"), bucket: bucket.into(), key: key.into() }
}

pub(crate) fn place(bucket: &str, prefix: &str) -> Place {
    Place { connection: ConnectionId::from("here"), bucket: bucket.into(), prefix: prefix.into() }
}

/// A listing that is watched as the page watches it.
pub(crate) struct Watched {
    pub(crate) listings: Listings,
    pub(crate) id: ListingId,
    pub(crate) ticks: watch::Receiver<Option<Arc<ListingTick>>>,
}

impl Watched {
    pub(crate) fn open(store: Store, place: Place) -> Self {
        Self::open_with(store, place, |_| ())
    }

    pub(crate) fn open_with(store: Store, place: Place, also: impl Fn(&ListingTick) + Send + Sync + 'static) -> Self {
        Self::begin(Listings::default(), also, |listings, sink| listings.open(store, place, ListingKind::Folder, sink))
    }

    pub(crate) fn search(store: Store, place: Place, query: Query) -> Self {
        let kind = ListingKind::Search { query };
        Self::begin(Listings::default(), |_| (), |listings, sink| listings.open(store, place, kind, sink))
    }

    pub(crate) fn begin(
        listings: Listings,
        also: impl Fn(&ListingTick) + Send + Sync + 'static,
        open: impl FnOnce(&Listings, TickSink) -> ListingId,
    ) -> Self {
        let (say, ticks) = watch::channel(None);
        let tell = move |tick| {
            also(&tick);
            drop(say.send(Some(Arc::new(tick))));
        };
        let id = open(&listings, Box::new(tell));
        Self { listings, id, ticks }
    }

    pub(crate) async fn until(&mut self, what: &str, wanted: impl Fn(&ListingTick) -> bool) -> Arc<ListingTick> {
        told(&self.ticks, what, |tick| tick.as_ref().is_some_and(|tick| wanted(tick))).await.unwrap()
    }

    pub(crate) fn latest(&self) -> Arc<ListingTick> {
        self.ticks.borrow().clone().unwrap()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let rows = self.listings.get(&self.id).unwrap().rows(0, 500).rows;
        rows.into_iter().map(|row| row.name).collect()
    }

    /// Every name, in the order shown.
    pub(crate) fn all_names(&self) -> Vec<String> {
        let listing = self.listings.get(&self.id).unwrap();
        let count = self.latest().shown;
        (0..count).step_by(500).flat_map(|at| listing.rows(at, 500).rows).map(|row| row.name).collect()
    }
}
