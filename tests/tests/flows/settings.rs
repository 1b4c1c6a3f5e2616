//! A bucket's settings with the engine the window uses, over real servers: opened, saved, read back
//! by a client nobody here wrote, undone, in conflict with somebody else; and on a server without
//! settings never touched.

mod ages;
mod browser;
mod cors;
mod kept;
mod making;
mod others;
mod refused;
mod removal;
mod stranger;

use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools;
use engine::ids::SettingId;
use engine::settings::cors::{Preflight, Rule};
use engine::settings::{Applied, SettingKind, SettingState, SettingValue, Settings};
use store::{Access, Credentials, Endpoint, Secret, Store};

/// The servers that keep CORS rules.
const KEEP_RULES: [Kind; 3] = [Kind::Practice, Kind::MiniStack, Kind::SeaweedFs];

fn store(server: &Server) -> Store {
    login(server, &server.access_key, &server.secret_key)
}

fn login(server: &Server, access_key: &str, secret: &str) -> Store {
    open_at(&server.endpoint, server.region, access_key, secret)
}

/// The server's own login by another way to it.
fn store_at(server: &Server, endpoint: &str) -> Store {
    open_at(endpoint, server.region, &server.access_key, &server.secret_key)
}

fn open_at(endpoint: &str, region: &str, access_key: &str, secret: &str) -> Store {
    let credentials =
        Credentials { access_key: access_key.to_owned(), secret: Secret::new(secret.to_owned()), session_token: None };
    Store::open(Access {
        endpoint: Some(Endpoint::parse(endpoint).unwrap()),
        region: region.into(),
        path_style: true,
        sign_in: credentials.into(),
        ..Access::to(store::provider("other").unwrap())
    })
    .unwrap()
}

/// A bucket of its own on the shared server of this kind.
fn bucket(kind: Kind, name: &str) -> &'static Server {
    let server = Server::shared(kind);
    tools::aws(server, ["s3", "mb", &format!("s3://{name}")]);
    server
}

fn rule(origin: &str, methods: &[&str]) -> Rule {
    Rule {
        origins: vec![origin.to_owned()],
        methods: methods.iter().map(|method| (*method).to_owned()).collect(),
        headers: vec!["*".to_owned()],
        expose: vec!["ETag".to_owned()],
        ..Rule::default()
    }
}

fn rules(rules: &[Rule]) -> Option<SettingValue> {
    Some(SettingValue::Cors { rules: rules.to_vec() })
}

fn asked(origin: &str, method: &str, headers: &[&str]) -> Preflight {
    let headers = headers.iter().map(|name| (*name).to_owned()).collect();
    Preflight { origin: origin.to_owned(), method: method.to_owned(), headers }
}

/// Opens a setting that can be read.
async fn opened(settings: &Settings, server: &Server, bucket: &str, kind: SettingKind) -> (SettingId, SettingState) {
    let opened = settings.open(store(server), bucket.to_owned(), kind).await;
    (opened.setting, opened.state)
}

/// What was saved, without anything to remark.
fn saved(applied: Applied) -> Option<SettingValue> {
    match applied {
        Applied::Saved { value, note } => {
            assert_eq!(note, None);
            value
        }
        conflict @ Applied::Conflict { .. } => panic!("{conflict:?}"),
    }
}
