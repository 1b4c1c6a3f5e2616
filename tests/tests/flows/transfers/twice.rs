//! One server under two addresses and through two logins, as a person has it who made two
//! connections of it.

use std::{sync::Arc, time::Instant};

use bucketwise_tests::{
    faults::{Act, Proxy},
    servers::{Kind, Server},
};
use engine::{
    at::Place,
    ids::GroupId,
    listing::Selected,
    transfers::{Copies, GroupState, GroupView, JobFilter, OnConflict, Options, Work},
};
use store::{ObjectAt, Payload, Put, Store, StoreErrorKind};

use super::world::{World, login};

pub(crate) const CHOICES: [OnConflict; 6] = [
    OnConflict::Skip,
    OnConflict::Replace,
    OnConflict::Ask,
    OnConflict::IfDifferent,
    OnConflict::IfNewer,
    OnConflict::KeepBoth,
];
/// The queue's clock is so much quicker than a person's.
pub(crate) const QUICKER: u64 = 50;

/// One server under two addresses, each behind a proxy of its own, and a program with a journal.
pub(crate) struct Twice {
    pub(crate) server: &'static Server,
    pub(crate) here: Proxy,
    pub(crate) there: Proxy,
    pub(crate) bucket: String,
    home: tempfile::TempDir,
}

impl Twice {
    pub(crate) async fn over(kind: Kind, bucket: &str) -> Self {
        let server = Server::shared(kind);
        let (here, there) = (Proxy::start(&server.endpoint).await, Proxy::start(&server.endpoint).await);
        let home = tempfile::tempdir().unwrap();
        let twice = Self { server, here, there, bucket: bucket.into(), home };
        twice.direct().create_bucket(bucket).await.unwrap();
        twice
    }

    pub(crate) fn direct(&self) -> Store {
        self.login(&self.server.endpoint)
    }

    pub(crate) fn login(&self, endpoint: &str) -> Store {
        let keys = (self.server.access_key.as_str(), self.server.secret_key.as_str());
        login("other", endpoint, self.server.region, keys)
    }

    pub(crate) fn by_name(&self) -> Store {
        self.login(&self.there.endpoint().replace("127.0.0.1", "localhost"))
    }

    /// A start of the program, with the journal of this name.
    pub(crate) async fn start(&self, name: &str) -> World {
        let begun = Instant::now();
        let clock = Arc::new(move || u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX) * QUICKER);
        let journal = Some(self.home.path().join(name.replace('/', "-")));
        let options = Options { clock, journal, ..Options::default() };
        World::between(self.login(&self.here.endpoint()), self.by_name(), &self.bucket, options).await
    }

    pub(crate) async fn put(&self, key: &str, content: &[u8]) {
        let at = ObjectAt::new(self.bucket.clone(), key);
        self.direct().put(&at, Payload::bytes(content.to_vec().into()), Put::default()).await.unwrap();
    }

    pub(crate) async fn is_there(&self, bucket: &str, key: &str) -> bool {
        match self.direct().head(&ObjectAt::new(bucket, key)).await {
            Ok(_) => true,
            Err(error) if error.kind == StoreErrorKind::NoSuchKey => false,
            Err(error) => panic!("{error:?}"),
        }
    }

    /// Neither login may write the small object that tells whether two places are one.
    pub(crate) fn forbid_notes(&self) {
        for proxy in [&self.here, &self.there] {
            proxy.script(|line| match line.starts_with("PUT") && line.contains(".bucketwise-") {
                true => Act::Refuse("403 Forbidden", "AccessDenied"),
                false => Act::Pass,
            });
        }
    }

    /// Nothing goes through from now on, to either address.
    pub(crate) async fn shut(&self) {
        for proxy in [&self.here, &self.there] {
            proxy.shut();
            let address = proxy.endpoint().replace("http://", "");
            while tokio::net::TcpStream::connect(&address).await.is_ok() {
                tokio::task::yield_now().await;
            }
        }
    }

    pub(crate) async fn reopen(&self) {
        self.here.reopen().await;
        self.there.reopen().await;
    }

    pub(crate) fn heal(&self) {
        self.here.heal();
        self.there.heal();
    }

    /// A move from the one login to the other.
    pub(crate) async fn moving(&self, world: &World, picked: Vec<Selected>, from: &str, to: Place) -> Work {
        let target = self.by_name();
        let copies = Copies::to((&world.store, world.place(from), picked), (&target, to), true).await.unwrap();
        // Logins without a connection that is open already.
        Work::Copy { store: self.login(&self.here.endpoint()), target: self.by_name(), copies }
    }

    pub(crate) fn elsewhere(&self, bucket: &str, prefix: &str) -> Place {
        Place { connection: "there".into(), bucket: bucket.into(), prefix: prefix.into() }
    }

    /// No note of a check is left.
    pub(crate) async fn is_tidy(&self) {
        let request = store::ListRequest { bucket: self.bucket.clone(), ..store::ListRequest::default() };
        let keys: Vec<_> = self.direct().list(request).await.unwrap().entries.into_iter().map(|one| one.key).collect();
        assert!(!keys.iter().any(|key| key.contains(".bucketwise-")), "{keys:?}");
    }
}

pub(crate) fn file(key: &str, size: usize) -> Selected {
    Selected::File { key: key.into(), size: size as u64, modified: None, etag: None }
}

/// As a test sees it that answers what is asked.
pub(crate) async fn settled(world: &World, id: &GroupId, answer: OnConflict) -> GroupView {
    let ended = |group: &GroupView| {
        matches!(group.state, GroupState::Done | GroupState::Failed | GroupState::Cancelled | GroupState::Asking)
    };
    let group = world.when(id, ended).await;
    if group.state != GroupState::Asking {
        return group;
    }
    world.transfers.answer_conflicts(id.clone(), answer).await;
    world.end(id).await
}

pub(crate) async fn code(world: &World, id: &GroupId) -> Option<&'static str> {
    let failed = world.transfers.jobs(id.clone(), JobFilter::Failed, 0, 10).await.unwrap().jobs;
    Some(failed.first()?.fault.clone()?.code)
}
