//! Conditions of the table that a real server is brought to.

use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools;
use engine::fault::{self, Fault};
use store::{Access, Credentials, Endpoint, Get, ListRequest, ObjectAt, Secret, Store};

use super::conditions::run;

/// A bucket whose name was mistyped, at a server that has one of nearly that name.
pub(super) fn misspelt(bucket: &str) -> Fault {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://explain-reports-2025"]);
    let store = login(server);
    run(async {
        let error = store.list(ListRequest { bucket: bucket.to_owned(), ..ListRequest::default() }).await.unwrap_err();
        engine::near::told(&store, &error).await
    })
}

/// A file that lies in an archive.
pub(super) fn archived() -> Fault {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://explain-archive"]);
    tools::aws(
        server,
        ["s3api", "put-object", "--bucket", "explain-archive", "--key", "a", "--storage-class", "GLACIER"],
    );
    let at = ObjectAt::new("explain-archive", "a");
    fault::from_store(&run(login(server).get(&at, Get::default())).map(drop).unwrap_err())
}

fn login(server: &Server) -> Store {
    let sign_in = Credentials {
        access_key: server.access_key.clone(),
        secret: Secret::new(server.secret_key.clone()),
        session_token: None,
    };
    let access = Access {
        endpoint: Some(Endpoint::parse(&server.endpoint).unwrap()),
        region: server.region.into(),
        path_style: true,
        sign_in: sign_in.into(),
        ..Access::to(store::provider("other").unwrap())
    };
    Store::open(access).unwrap()
}
