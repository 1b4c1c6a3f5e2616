//! Temporary keys that run out while files go up and a folder is read: both wait, the person is
//! asked once, both go on.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bucketwise_tests::{
    faults::{Fault, Proxy},
    servers::{Kind, Server},
    tools,
};
use engine::{
    at::Place,
    connections::{AskAnswer, AskKind, Connections, Login, SecretStorage},
    transfers::{OnConflict, Options, Request, TransferTick, Transfers, UploadOptions, Work},
};
use store::{ListRequest, Secret};
use tokio::sync::{mpsc, watch};

use super::world::{bytes, fetched, write};

const BUCKET: &str = "session-ends";

/// Keys of a session of so many seconds. AWS gives none shorter than fifteen minutes, and neither
/// does the aws command ask for one; this server gives what it is asked for, and means it.
fn keys(server: &Server, seconds: u32) -> [String; 3] {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config");
    std::fs::write(&config, "[default]\nparameter_validation = false\n").unwrap();
    let role = format!("arn:aws:iam::000000000000:role/{BUCKET}");
    let mut command = tools::command(server, "aws");
    command.env("AWS_CONFIG_FILE", &config).args(["sts", "assume-role", "--role-arn", &role]);
    command.args(["--role-session-name", "s", "--duration-seconds", &seconds.to_string()]);
    let made = command.output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let made: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    let part = |name: &str| made["Credentials"][name].as_str().unwrap().to_owned();
    [part("AccessKeyId"), part("SecretAccessKey"), part("SessionToken")]
}

fn role(server: &Server) {
    tools::aws(server, ["s3", "mb", &format!("s3://{BUCKET}")]);
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"sts:AssumeRole"}]}"#;
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::{BUCKET}","arn:aws:s3:::{BUCKET}/*"]}}]}}"#
    );
    tools::aws(server, ["iam", "create-role", "--role-name", BUCKET, "--assume-role-policy-document", trust]);
    let put = ["iam", "put-role-policy", "--role-name", BUCKET, "--policy-name", "p", "--policy-document", &policy];
    tools::aws(server, put);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listing_and_an_upload_wait_for_one_answer_and_go_on() {
    let server = Server::shared(Kind::MiniStack);
    role(server);
    let proxy = Proxy::start(&server.endpoint).await;
    let home = tempfile::tempdir().unwrap();
    let connections = Arc::new(Connections::open(&home.path().join("config"), &home.path().join("data")));
    let (question, mut questions) = mpsc::unbounded_channel();
    connections.asks().watch(Box::new(move |open| {
        open.into_iter().for_each(|ask| drop(question.send(ask)));
    }));
    let [access_key, secret_key, session_token] = keys(server, 8);
    let login = Login {
        provider: "other".into(),
        endpoint: proxy.endpoint(),
        region: server.region.into(),
        access_key: access_key.clone(),
        secret_key: Secret::new(secret_key),
        session_token: Secret::new(session_token),
        bucket: BUCKET.into(),
        path_style: Some(true),
        ..Login::default()
    };
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap();
    let draft = connections.probe(login, now, &|_| ()).await.draft.expect("the keys are good for some seconds");
    let saved = connections.save(&draft, "Ends soon", SecretStorage::Session, None).await.unwrap();
    let store = connections.store(&saved.id).await.unwrap();

    // A connection so slow that the upload is still under way when the keys end.
    proxy.set(Fault { delay: Duration::from_millis(30), drip: Some(8 * 1024), ..Fault::default() });
    let content = bytes(40_000_000, 9);
    let file = write(home.path(), "large.bin", &content);
    let transfers = Transfers::new(Options::default());
    let (tell, mut told) = watch::channel(TransferTick::default());
    transfers.watch(Box::new(move |tick| drop(tell.send_replace(tick)))).await;
    let to = Place { connection: saved.id.clone(), bucket: BUCKET.into(), prefix: String::new() };
    let work = Work::Upload { store: store.clone(), paths: vec![file], to };
    transfers
        .add(Request {
            op_id: "1".into(),
            work,
            on_conflict: OnConflict::Replace,
            upload_options: UploadOptions::default(),
        })
        .await
        .unwrap();
    let done = |tick: &TransferTick| tick.groups.iter().any(|group| group.files_done == 1);
    let pages = Arc::new(AtomicUsize::new(0));
    let reading = tokio::spawn({
        let (store, pages) = (store.clone(), Arc::clone(&pages));
        async move {
            loop {
                let request = ListRequest { bucket: BUCKET.into(), ..ListRequest::default() };
                store.list(request).await.expect("no page is lost");
                pages.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    });

    let ask = tokio::time::timeout(Duration::from_secs(60), questions.recv()).await.expect("it is asked").unwrap();
    assert_eq!(ask.needed, AskKind::Keys { access_key });
    let before = pages.load(Ordering::SeqCst);
    assert!(!done(&told.borrow()), "the upload is under way");
    proxy.heal();
    let [access_key, secret_key, session_token] = keys(server, 900);
    let (secret_key, session_token) = (Secret::new(secret_key), Secret::new(session_token));
    connections.asks().answer(&ask.id, AskAnswer::Keys { access_key, secret_key, session_token }).unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(120), told.wait_for(done)).await;
    let ended = ended.expect("the upload goes on").map(|tick| tick.clone());
    ended.unwrap();
    assert!(pages.load(Ordering::SeqCst) > before, "the folder is read on");
    assert!(!reading.is_finished());
    reading.abort();
    assert!(questions.try_recv().is_err(), "the person was asked once");
    assert!(fetched(server, BUCKET, "large.bin") == content, "every byte arrived");
}
