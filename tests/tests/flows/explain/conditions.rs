//! How the conditions of the table are met: one call of the program each, with a login whose
//! secrets would be seen.

use std::path::{Path, PathBuf};

use engine::fault::{self, Fault};
use store::{
    Access, Company, Credentials, Endpoint, Environment, Get, ListRequest, ObjectAt, Payload, Put, Role, Secret,
    SignIn, Source, Store, StoreError,
};

use super::{Answer, Operation, Recorded};

/// Runs what is asynchronous to its end.
pub(super) fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(work)
}

fn keys() -> Source {
    Source::Key(Credentials {
        access_key: "AKIDEXAMPLE".into(),
        secret: Secret::new("NEVERPRINTTHISSECRET".into()),
        session_token: None,
    })
}

/// A login at an endpoint, in an environment with nothing in it.
pub(super) fn open(endpoint: &str, sign_in: SignIn, environment: Environment) -> Store {
    let access = Access {
        endpoint: Some(Endpoint::parse(endpoint).unwrap()),
        region: "us-east-1".into(),
        path_style: true,
        sign_in,
        ..Access::to(store::provider("other").unwrap())
    };
    Store::open_in(access, environment).unwrap()
}

pub(super) fn plain(endpoint: &str) -> Store {
    open(endpoint, keys().into(), Environment::default())
}

fn at() -> ObjectAt {
    ObjectAt::new("bucket", "key")
}

pub(super) fn list() -> ListRequest {
    ListRequest { bucket: "bucket".into(), ..ListRequest::default() }
}

/// A server that answers an operation so. A setting is read before it is changed, and nothing is
/// set there.
pub(super) fn server(operation: Operation, answer: Answer) -> Recorded {
    Recorded::start(move |request| match operation {
        Operation::PutCors if request.starts_with("GET ") => Answer::s3(404, "NoSuchCORSConfiguration", "words"),
        _ => answer.clone(),
    })
}

/// What is told when the operation meets the server at `endpoint`.
pub(super) fn met(operation: Operation, endpoint: &str) -> Fault {
    if let Operation::Iam = operation {
        return iam(endpoint);
    }
    fault::from_store(&refused(operation, endpoint))
}

fn refused(operation: Operation, endpoint: &str) -> StoreError {
    let store = plain(endpoint);
    let error = run(async {
        match operation {
            Operation::List => store.list(list()).await.err(),
            Operation::Get => store.get(&at(), Get::default()).await.err(),
            Operation::Head => store.head(&at()).await.err(),
            Operation::Put => store.put(&at(), Payload::bytes("x".into()), Put::default()).await.err(),
            Operation::Delete => store.delete(&at()).await.err(),
            Operation::MakeBucket => store.create_bucket("bucket").await.err(),
            Operation::DropBucket => store.delete_bucket("bucket").await.err(),
            Operation::PutCors => store.put_cors("bucket", &policy::cors::Config::default()).await.err(),
            Operation::PutPolicy => store.put_policy("bucket", "{}").await.err(),
            Operation::Restore => store.restore(&at(), Some(1), store::RestoreTier::Expedited).await.err(),
            Operation::Iam => None,
            Operation::Role => {
                let role = Role { arn: "arn:aws:iam::123456789012:role/x".into(), ..Role::default() };
                let sign_in = SignIn { source: keys(), role: Some(role) };
                open(endpoint, sign_in, Environment::default()).list(list()).await.err()
            }
        }
    });
    error.unwrap_or_else(|| panic!("{operation:?} was not refused"))
}

fn iam(endpoint: &str) -> Fault {
    let error = run(async { plain(endpoint).create_key("bucketwise").await.map(drop) }).unwrap_err();
    fault::from_iam(&error)
}

/// What signing in with a profile comes to, of a `~/.aws/config` with this text.
pub(super) fn profile(config: &str, name: &str) -> Fault {
    signing_in(Source::Profile(name.into()), config, &[])
}

/// What a sign-in comes to, with these files and variables.
pub(super) fn signing_in(source: Source, config: &str, variables: &[(&str, &str)]) -> Fault {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join(".aws")).unwrap();
    std::fs::write(home.path().join(".aws/config"), config).unwrap();
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let environment = Environment::new(variables, home.path().to_owned());
    let store = open("http://127.0.0.1:1", source.into(), environment);
    fault::from_store(&run(store.list(list())).unwrap_err())
}

/// A company's sign-in that ends with this answer to the question for the role's keys.
pub(super) fn company(last: Answer) -> Fault {
    let server = Recorded::start(move |request| match request.split(' ').nth(1).unwrap_or_default() {
        path if path.starts_with("/client/register") => Answer::json_error(400, "InvalidRequestException"),
        _ => last.clone(),
    });
    let company = Company {
        start_url: "https://acme.awsapps.com/start".into(),
        region: "eu-central-1".into(),
        account: "123456789012".into(),
        role: "Reader".into(),
        session: None,
    };
    let home = tempfile::tempdir().unwrap();
    let cache = home.path().join(".aws/sso/cache");
    std::fs::create_dir_all(&cache).unwrap();
    // printf https://acme.awsapps.com/start | sha1sum
    let token = r#"{"accessToken": "NEVERPRINTTHISTOKEN", "expiresAt": "2999-01-01T00:00:00Z"}"#;
    std::fs::write(cache.join("40169cea58ca6cbf23fb27b2542923fb5f524af0.json"), token).unwrap();
    let variables = [("AWS_ENDPOINT_URL_SSO", &server.endpoint), ("AWS_ENDPOINT_URL_SSO_OIDC", &server.endpoint)];
    let environment =
        Environment::new(variables.map(|(name, value)| (name.to_owned(), value.clone())), home.path().to_owned());
    let store = open("http://127.0.0.1:1", Source::Company(company).into(), environment);
    fault::from_store(&run(store.list(list())).unwrap_err())
}

/// Nobody listens at the first port of all.
pub(super) fn nobody() -> Fault {
    met(Operation::List, "http://127.0.0.1:1")
}

/// A TLS server with a certificate of its own making, by rclone.
pub(super) fn own_certificate() -> Fault {
    use bucketwise_tests::{process, tools};
    let folder = tempfile::tempdir().unwrap();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let write = |name: &str, text: String| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let cert = write("cert.pem", made.cert.pem());
    let key = write("key.pem", made.signing_key.serialize_pem());
    let [port] = process::free_ports();
    let server = process::Process::start(folder.path(), "rclone", tools::tool("rclone"), |rclone| {
        rclone.args(["serve", "http", "--addr", &format!("127.0.0.1:{port}")]);
        rclone.arg("--cert").arg(&cert).arg("--key").arg(&key).arg(Path::new(folder.path()));
    });
    let listens = || std::net::TcpStream::connect(("127.0.0.1", port)).ok();
    server.wait_ready(std::time::Duration::from_secs(30), listens).unwrap();
    met(Operation::List, &format!("https://localhost:{port}"))
}
