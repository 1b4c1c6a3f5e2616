//! What a behaviour finds: a server, a store that is signed in, and an empty bucket of its own.

use bucketwise_tests::servers::Server;
use std::ops::Range;
use store::{
    Access, Credentials, Endpoint, Get, ListRequest, ObjectAt, Page, Payload, Put, Secret, Store, StoreError, provider,
};

pub(crate) struct Fixture {
    pub(crate) server: &'static Server,
    pub(crate) store: Store,
    pub(crate) bucket: String,
}

/// The login of a server's administrator, met as a person would set it up.
pub(crate) fn access(server: &Server) -> Access {
    let id = server.kind.provider();
    Access {
        endpoint: Some(Endpoint::parse(&server.endpoint).expect("an endpoint")),
        region: server.region.to_owned(),
        path_style: true,
        sign_in: Credentials {
            access_key: server.access_key.clone(),
            secret: Secret::new(server.secret_key.clone()),
            session_token: None,
        }
        .into(),
        ..Access::to(provider(id).expect("a known provider"))
    }
}

impl Fixture {
    pub(crate) async fn new(server: &'static Server, number: usize) -> Self {
        let store = Store::open(access(server)).expect("the login is complete");
        let bucket = format!("suite-{number:03}");
        store.create_bucket(&bucket).await.expect("a bucket can be made");
        Self { server, store, bucket }
    }

    /// Takes the bucket away again: SeaweedFS sets files aside for each bucket and runs out of
    /// room. What a behaviour left in a state that cannot be deleted stays.
    pub(crate) async fn clear(store: Store, bucket: String) {
        for upload in store.list_uploads(&bucket, "").await.unwrap_or_default() {
            let _ = store.abort_upload(&upload).await;
        }
        let mut token = None;
        while let Ok(page) = store.list(ListRequest { bucket: bucket.clone(), token, ..ListRequest::default() }).await {
            let keys = page.entries.into_iter().map(|entry| entry.key).collect();
            let _ = store.delete_many(&bucket, keys).await;
            match page.next {
                Some(next) => token = Some(next),
                None => break,
            }
        }
        let _ = store.delete_bucket(&bucket).await;
    }

    /// The same server by another login, or through another address.
    pub(crate) fn open(&self, change: impl FnOnce(&mut Access)) -> Store {
        let mut access = access(self.server);
        change(&mut access);
        Store::open(access).expect("the login is complete")
    }

    pub(crate) fn at(&self, key: &str) -> ObjectAt {
        ObjectAt::new(self.bucket.clone(), key)
    }

    pub(crate) async fn put(&self, key: &str, bytes: impl Into<Vec<u8>>) -> Result<(), StoreError> {
        let payload = Payload::bytes(bytes.into().into());
        self.store.put(&self.at(key), payload, Put::default()).await.map(drop)
    }

    pub(crate) async fn get(&self, key: &str) -> Result<Vec<u8>, StoreError> {
        read(&self.store, &self.at(key), None).await
    }

    pub(crate) async fn list(&self, prefix: &str, delimiter: bool) -> Page {
        let request =
            ListRequest { bucket: self.bucket.clone(), prefix: prefix.to_owned(), delimiter, ..ListRequest::default() };
        self.store.list(request).await.expect("the bucket can be listed")
    }

    /// All keys, in the server's order.
    pub(crate) async fn keys(&self) -> Vec<String> {
        self.list("", false).await.entries.into_iter().map(|entry| entry.key).collect()
    }
}

/// An object, or a range of it, to its end.
pub(crate) async fn read(store: &Store, at: &ObjectAt, range: Option<Range<u64>>) -> Result<Vec<u8>, StoreError> {
    let mut download = store.get(at, Get { range, if_match: None }).await?;
    let mut whole = Vec::new();
    while let Some(bytes) = download.chunk().await? {
        whole.extend_from_slice(&bytes);
    }
    Ok(whole)
}

/// Bytes without a pattern that a cut, a repetition or a swap would keep.
pub(crate) fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(&mut next).take(len).collect()
}
