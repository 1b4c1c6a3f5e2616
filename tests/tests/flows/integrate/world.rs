//! An administrator at work on one bucket of the shared MiniStack, with the engine the window uses.

use std::sync::Mutex;

use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools::{aws, try_aws};
use engine::connections::ProbeState;
use engine::fault::Fault;
use engine::ids::{ConnectionId, IntegrationId};
use engine::integrations::{
    BucketChoice, CheckLine, CheckResult, Filled, Given, IntegrationView, Integrations, Removal, Sheet, Stepped,
};
use serde_json::Value;
use store::{Access, Credentials, Endpoint, ObjectAt, Payload, Put, Secret, Store};
use tempfile::TempDir;

/// Some moment; nothing goes by it.
pub(super) const NOW: i64 = 1_790_000_000_000;

/// By the clock that the server writes keys down with, in milliseconds since 1970.
pub(super) fn clock() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

pub(super) struct World {
    pub(super) server: &'static Server,
    pub(super) store: Store,
    pub(super) desk: Integrations,
    pub(super) bucket: String,
    config: TempDir,
}

impl World {
    /// A bucket of its own with a file at its top and one in a folder.
    pub(super) fn new(bucket: &str) -> Self {
        let server = Server::shared(Kind::MiniStack);
        let config = TempDir::new().unwrap();
        furnish(login(server, &server.access_key, &server.secret_key), bucket.to_owned());
        let store = login(server, &server.access_key, &server.secret_key);
        Self { server, store, desk: Integrations::open(config.path()), bucket: bucket.into(), config }
    }

    /// The same bucket from another computer: another file of records.
    pub(super) fn elsewhere(&self) -> Self {
        let config = TempDir::new().unwrap();
        let store = login(self.server, &self.server.access_key, &self.server.secret_key);
        Self {
            server: self.server,
            store,
            desk: Integrations::open(config.path()),
            bucket: self.bucket.clone(),
            config,
        }
    }

    /// The program started anew.
    pub(super) fn restart(&mut self) {
        self.desk = Integrations::open(self.config.path());
    }

    /// The folder of records.
    pub(super) fn config(&self) -> &std::path::Path {
        self.config.path()
    }

    /// Everything that is written down.
    pub(super) fn written(&self) -> String {
        std::fs::read_to_string(self.config.path().join("integrations.json")).unwrap_or_default()
    }

    /// Writes it down differently.
    pub(super) fn write(&self, text: &str) {
        std::fs::write(self.config.path().join("integrations.json"), text).unwrap();
    }

    pub(super) async fn draft(&self, product: &str, folder: &str, answers: &[(&str, &str)]) -> Sheet {
        let bucket = BucketChoice::new(&self.bucket, folder);
        let at = ConnectionId::from("admin");
        let sheet = self.desk.begin(&self.store, at, product, vec![bucket], NOW).await.unwrap();
        self.answered(&sheet, answers).await
    }

    pub(super) async fn answered(&self, sheet: &Sheet, answers: &[(&str, &str)]) -> Sheet {
        let given = answers.iter().map(|(id, text)| ((*id).to_owned(), Given::Text((*text).to_owned())));
        let filled = Filled { answers: given.collect(), ..sheet.filled.clone() };
        self.desk.answer(&self.store, &sheet.id, filled).await.unwrap()
    }

    /// Sets it up, and what was said of each step at its end.
    pub(super) async fn apply(&self, id: &IntegrationId) -> (Result<IntegrationView, Fault>, Vec<Stepped>) {
        self.apply_by(id, false).await
    }

    /// The same with what somebody else made under its name.
    pub(super) async fn adopt(&self, id: &IntegrationId) -> IntegrationView {
        let (view, steps) = self.apply_by(id, true).await;
        view.unwrap_or_else(|fault| panic!("{fault:?} {steps:?}"))
    }

    async fn apply_by(&self, id: &IntegrationId, adopt: bool) -> (Result<IntegrationView, Fault>, Vec<Stepped>) {
        let steps = Mutex::new(Vec::new());
        let say = |step: Stepped| {
            if step.state != ProbeState::Running {
                steps.lock().unwrap().push(step);
            }
        };
        let view = self.desk.apply(&self.store, id, adopt, NOW, &say).await;
        (view, steps.into_inner().unwrap())
    }

    pub(super) async fn set_up(&self, id: &IntegrationId) -> IntegrationView {
        let (view, steps) = self.apply(id).await;
        view.unwrap_or_else(|fault| panic!("{fault:?} {steps:?}"))
    }

    pub(super) async fn verify(&self, id: &IntegrationId, write: bool) -> (IntegrationView, Vec<CheckLine>) {
        let view = self.desk.verify(&self.store, id, write, NOW, &|_| ()).await.unwrap();
        let lines = view.report.clone().unwrap().lines;
        (view, lines)
    }

    pub(super) async fn removal(&self, id: &IntegrationId) -> Removal {
        self.desk.preview_removal(&self.store, id).await.unwrap()
    }

    pub(super) async fn remove(&self, id: &IntegrationId, token: &str) -> Result<IntegrationView, Fault> {
        self.desk.remove(&self.store, id, token, NOW, &|_| ()).await
    }

    pub(super) fn asked<const N: usize>(&self, args: [&str; N]) -> Value {
        serde_json::from_str(&aws(self.server, args)).unwrap()
    }

    /// Whether `aws ARGS` goes well.
    pub(super) fn works(&self, args: &[&str]) -> bool {
        try_aws(self.server, args).is_ok()
    }

    /// Makes a key, has the bucket's files encrypted with it from now on, and answers its ARN.
    pub(super) fn encrypted(&self) -> String {
        let key = self.asked(["kms", "create-key"])["KeyMetadata"]["Arn"].as_str().unwrap().to_owned();
        let rule = format!(
            r#"{{"Rules":[{{"ApplyServerSideEncryptionByDefault":{{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"{key}"}}}}]}}"#
        );
        let put = ["s3api", "put-bucket-encryption", "--bucket", &self.bucket];
        aws(self.server, put.into_iter().chain(["--server-side-encryption-configuration", &rule]));
        key
    }

    /// The grants on a key.
    pub(super) fn grants(&self, key: &str) -> Vec<Value> {
        self.asked(["kms", "list-grants", "--key-id", key])["Grants"].as_array().unwrap().clone()
    }

    pub(super) fn rules(&self) -> Value {
        match self.works(&["s3api", "get-bucket-cors", "--bucket", &self.bucket]) {
            true => self.asked(["s3api", "get-bucket-cors", "--bucket", &self.bucket])["CORSRules"].clone(),
            false => Value::Array(Vec::new()),
        }
    }
}

/// Makes the bucket and its three files. On a thread of its own, since worlds are made in the
/// middle of tests.
fn furnish(store: Store, bucket: String) {
    let made = std::thread::spawn(move || {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            store.create_bucket(&bucket).await.unwrap();
            for key in ["top.txt", "in/a.txt", "inside/b.txt"] {
                let at = ObjectAt::new(bucket.clone(), key);
                store.put(&at, Payload::bytes("one".into()), Put::default()).await.unwrap();
            }
        });
    });
    made.join().unwrap();
}

pub(super) fn login(server: &Server, access_key: &str, secret: &str) -> Store {
    login_at(&server.endpoint, server.region, access_key, secret)
}

pub(super) fn login_at(endpoint: &str, region: &str, access_key: &str, secret: &str) -> Store {
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

/// What came of the check whose id begins so.
pub(super) fn came(lines: &[CheckLine], id: &str) -> CheckResult {
    let line = lines.iter().find(|line| line.id.starts_with(id));
    line.unwrap_or_else(|| panic!("no {id} in {lines:#?}")).result
}

/// The lines that failed.
pub(super) fn failed(lines: &[CheckLine]) -> Vec<&str> {
    lines.iter().filter(|line| line.result == CheckResult::Fail).map(|line| line.id.as_str()).collect()
}
