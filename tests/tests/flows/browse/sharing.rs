//! Links that open files without a sign-in, opened by a plain client that nobody here wrote and
//! that has no keys, and by a browser. That the browser saves a file under the name that it is told
//! is not proved here.

use std::{
    process::{Command, Stdio},
    sync::atomic::Ordering,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use bucketwise_tests::{
    faults::Proxy,
    recorded::{Answer, Recorded},
    servers::{Kind, Server},
    tools::{aws, put},
};
use engine::{
    at::{FileAt, Place},
    files::share::{
        self, Audience, LinkBound, LinkLasts, LinkOpens, LinkRefusal, LinkSession, LinkShape, LinkStands, LinkTried,
        LinkWanted, LinksWanted, MadeLink, PolicyOnLinks, Shares,
    },
    ids::ConnectionId,
    listing::Selected,
};
use store::{Access, Credentials, Linking, ObjectAt, Role, Secret, SignIn, Source, Store};

use super::watched::{self, at};

pub(super) const HOUR: u32 = 3_600;
const WEEK: u32 = 7 * 24 * HOUR;

pub(super) fn now() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

fn wanted(seconds: u32, name: &str) -> LinkWanted {
    let lasts = LinkLasts::For { seconds };
    LinkWanted { lasts, opens: LinkOpens::Download, name: name.into(), note: "Jonas".into() }
}

/// What a client without keys gets: the status, `Content-Disposition`, and the bytes.
pub(super) fn opened(link: &str) -> (u16, Option<String>, Vec<u8>) {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let mut answer = agent.get(link).call().unwrap();
    let named = answer.headers().get("content-disposition").map(|value| value.to_str().unwrap().to_owned());
    (answer.status().as_u16(), named, answer.body_mut().read_to_vec().unwrap())
}

/// An empty bucket, and a login to it.
pub(super) fn shelf(kind: Kind, bucket: &str) -> (&'static Server, Store) {
    let server = Server::shared(kind);
    aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    (server, watched::store(server, &server.endpoint))
}

async fn link(store: &Store, file: &FileAt, version: Option<&str>, wanted: LinkWanted) -> MadeLink {
    let shares = Shares::default();
    let sharing = shares.open(store.clone(), file.clone(), version.map(str::to_owned)).await.unwrap();
    assert_eq!(sharing.stands, LinkStands::Ready);
    shares.make(&sharing.id, wanted, now()).await.unwrap().0
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_its_file_under_its_name_without_a_login() {
    let bucket = "sharing-names";
    for kind in Kind::ALL {
        let (server, store) = shelf(kind, bucket);
        for key in ["in/report.txt", "in/Übersicht + 100% #1 ü&x=y 🦀.txt", "in/it's (1)*.txt", "in/a;b,c=d.txt"] {
            put(server, bucket, key, key.as_bytes(), &[]);
            let made = link(&store, &at(bucket, key), None, wanted(HOUR, "Grüße \"1\".txt")).await;
            let LinkTried::Works { named } = made.tried else { panic!("{kind:?} {key}: {:?}", made.tried) };
            let (status, told, bytes) = opened(&made.url);
            assert_eq!((status, bytes.as_slice()), (200, key.as_bytes()), "{kind:?} {key}");
            let name = "attachment; filename=\"Gr__e _1_.txt\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%221%22.txt";
            assert!(named && told.as_deref() == Some(name), "{kind:?}: {told:?}");
            assert!(made.clock.is_none() && made.end.by == LinkBound::Chosen, "{kind:?}");
            assert!((made.end.at - now() - 3_600_000).abs() < 60_000, "{kind:?}");
        }
        put(server, bucket, "in/empty", b"", &[]);
        let made = link(&store, &at(bucket, "in/empty"), None, wanted(HOUR, "")).await;
        assert!(matches!(made.tried, LinkTried::Works { .. }), "{kind:?}: {:?}", made.tried);
        assert_eq!(opened(&made.url).2, b"", "{kind:?}");
    }
}

/// A page as a browser without keys shows it.
fn shown(address: &str) -> String {
    let home = tempfile::tempdir().unwrap();
    let shown = Command::new("chromium")
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", home.path().display()))
        .args(["--dump-dom", address])
        .env("HOME", home.path())
        .stderr(Stdio::null())
        .output()
        .expect("chromium is installed by .ci/setup test");
    String::from_utf8(shown.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_shows_what_a_link_opens_and_a_page_of_links_from_a_file() {
    let bucket = "sharing-browser";
    for kind in Kind::ALL {
        let (server, store) = shelf(kind, bucket);
        let key = "in/<i> Grüße & more.txt";
        put(server, bucket, key, b"seen by a browser", &["--content-type", "text/plain"]);
        let wanted = LinkWanted { opens: LinkOpens::Browser, ..wanted(HOUR, "") };
        let made = link(&store, &at(bucket, key), None, wanted).await;
        let text = tokio::task::block_in_place(|| shown(&made.url));
        assert!(text.contains("seen by a browser"), "{kind:?}: {text}");

        let from = Place { connection: ConnectionId::from("here"), bucket: bucket.into(), prefix: "in/".into() };
        let chosen = Selected::File { key: key.into(), size: 17, modified: None, etag: None };
        let (lasts, opens) = (LinkLasts::For { seconds: HOUR }, LinkOpens::Browser);
        let wanted = LinksWanted { lasts, opens, note: String::new(), shape: LinkShape::Page };
        let (_, name, page, _) = share::links(&store, &from, &chosen.into(), &wanted, now()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(&name), page.expose()).unwrap();
        let address = format!("file://{}", folder.path().join(&name).display());
        let text = tokio::task::block_in_place(|| shown(&address));
        assert!(text.contains("&lt;i&gt; Grüße &amp; more.txt</a>"), "{kind:?}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_1024_bytes_is_shared() {
    let server = Server::shared(Kind::Practice);
    aws(server, ["s3", "mb", "s3://sharing-long"]);
    let key = format!("{}/{}", "ü/".repeat(300), "x".repeat(123));
    assert_eq!(key.len(), 1_024);
    put(server, "sharing-long", &key, b"far below", &[]);
    let store = watched::store(server, &server.endpoint);
    let made = link(&store, &at("sharing-long", &key), None, wanted(HOUR, "")).await;
    assert_eq!(opened(&made.url).2, b"far below");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_has_ended_or_was_changed_opens_nothing() {
    let bucket = "sharing-ended";
    for kind in Kind::ALL {
        let (server, store) = shelf(kind, bucket);
        put(server, bucket, "a.txt", b"secret", &[]);
        let object = ObjectAt::new(bucket, "a.txt");
        let how = Linking {
            signed_at: SystemTime::now() - Duration::from_secs(7_200),
            lasts: Duration::from_secs(3_600),
            disposition: None,
        };
        let ended = store.sign_link(&object, &how).await.unwrap();
        let (status, _, bytes) = opened(ended.expose());
        let said = String::from_utf8_lossy(&bytes).into_owned();
        assert!((400..500).contains(&status) && bytes != b"secret", "{kind:?}: {status}");
        let told = store.try_link(&object, &ended).await.unwrap();
        let why = told.refused.unwrap();
        // rclone says that the clocks differ.
        let ends = if kind == Kind::Rclone { LinkRefusal::NotYet } else { LinkRefusal::Expired };
        assert_eq!(why, ends, "{kind:?}: {told:?} {said}");
        let late = Linking { lasts: Duration::from_secs(3 * 3_600), ..how };
        let late = store.sign_link(&object, &late).await.unwrap();
        assert_eq!(opened(late.expose()).2, b"secret", "{kind:?}: in its last hour it works as in its first");

        let made = link(&store, &at(bucket, "a.txt"), None, wanted(HOUR, "")).await;
        let changed = made.url.replace("a.txt?", "b.txt?");
        put(server, bucket, "b.txt", b"other", &[]);
        let (status, _, bytes) = opened(&changed);
        assert!((400..500).contains(&status) && bytes != b"other", "{kind:?}: {status}");
        aws(server, ["s3", "rm", &format!("s3://{bucket}/a.txt")]);
        assert_eq!(opened(&made.url).0, 404, "{kind:?}: deleting the file ends its link");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_a_version_opens_that_version() {
    let bucket = "sharing-versions";
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let (server, store) = shelf(kind, bucket);
        let on = "Status=Enabled";
        aws(server, ["s3api", "put-bucket-versioning", "--bucket", bucket, "--versioning-configuration", on]);
        put(server, bucket, "a.txt", b"before", &[]);
        put(server, bucket, "a.txt", b"after", &[]);
        let listed = store.list_versions(bucket, "a.txt", None).await.unwrap().entries;
        let old = listed.iter().find(|version| !version.latest).unwrap();
        let made = link(&store, &at(bucket, "a.txt"), Some(&old.id), wanted(HOUR, "")).await;
        assert_eq!(opened(&made.url).2, b"before", "{kind:?}");
        let made = link(&store, &at(bucket, "a.txt"), None, wanted(HOUR, "")).await;
        assert_eq!(opened(&made.url).2, b"after", "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_an_hour_off_makes_a_link_that_works() {
    let bucket = "sharing-clock";
    for kind in Kind::ALL {
        let (server, store) = shelf(kind, bucket);
        put(server, bucket, "a.txt", b"on time", &[]);
        let shares = Shares::default();
        let sharing = shares.open(store, at(bucket, "a.txt"), None).await.unwrap();
        for off in [-3_600_000, 3_600_000] {
            let (made, _) = shares.make(&sharing.id, wanted(HOUR / 2, ""), now() + off).await.unwrap();
            assert!(matches!(made.tried, LinkTried::Works { .. }), "{kind:?} {off}: {:?}", made.tried);
            assert!((made.clock.unwrap() + off).abs() < 60_000, "{kind:?}: {:?}", made.clock);
            assert!((made.end.at - now() - 1_800_000).abs() < 60_000, "{kind:?}: by the server's clock");
            assert_eq!(opened(&made.url).2, b"on time", "{kind:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_costs_two_requests_to_look_and_one_to_try() {
    let (server, bucket) = (Server::shared(Kind::Practice), "sharing-requests");
    aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    put(server, bucket, "a.txt", b"x", &[]);
    let proxy = Proxy::start(&server.endpoint).await;
    let asked = proxy.count();
    let shares = Shares::default();
    let store = watched::store(server, &proxy.endpoint());
    let sharing = shares.open(store, at(bucket, "a.txt"), None).await.unwrap();
    assert_eq!(asked.swap(0, Ordering::SeqCst), 2);
    shares.end(&sharing.id, LinkLasts::For { seconds: HOUR }, now()).await.unwrap();
    assert_eq!(asked.swap(0, Ordering::SeqCst), 0, "until when is known without asking");
    let (made, _) = shares.make(&sharing.id, wanted(HOUR, ""), now()).await.unwrap();
    assert!(matches!(made.tried, LinkTried::Works { .. }), "{:?}", made.tried);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_limits_a_link_is_told_before_it_is_made() {
    let (server, bucket) = (Server::shared(Kind::MiniStack), "sharing-limits");
    aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    put(server, bucket, "a.txt", b"x", &[]);
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"s3:GetObject",
        "Resource":"arn:aws:s3:::{bucket}/*","Condition":{{"NumericGreaterThan":{{"s3:signatureAge":"600000"}}}}}}]}}"#
    );
    aws(server, ["s3api", "put-bucket-policy", "--bucket", bucket, "--policy", &policy]);
    let mut access = watched::access("aws", &server.endpoint, &server.access_key, &server.secret_key);
    access.read_only = true;
    let shares = Shares::default();
    let sharing = shares.open(Store::open(access).unwrap(), at(bucket, "a.txt"), None).await.unwrap();
    assert_eq!(sharing.way.reach, Audience::ThisComputer);
    assert_eq!((sharing.way.limits.policy, sharing.way.policy), (Some(600_000), PolicyOnLinks::Nothing));
    assert_eq!(sharing.way.key.as_deref(), Some(server.access_key.as_str()));
    assert_eq!(sharing.addresses.arn, format!("arn:aws:s3:::{bucket}/a.txt"));
    let asked = now();
    let end = shares.end(&sharing.id, LinkLasts::For { seconds: WEEK }, asked).await.unwrap();
    assert_eq!((end.by, end.at), (LinkBound::Policy, asked / 1_000 * 1_000 + 600_000));
    let (made, view) = shares.make(&sharing.id, wanted(HOUR, ""), now()).await.unwrap();
    assert!(matches!(made.tried, LinkTried::Works { .. }), "a read-only connection may share: {:?}", made.tried);
    assert!(!format!("{view:?}").contains("X-Amz"), "what is remembered opens nothing");

    let nobody = Access { sign_in: Source::Anonymous.into(), ..watched::access("aws", &server.endpoint, "", "") };
    aws(server, ["s3api", "delete-public-access-block", "--bucket", bucket]);
    let open = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::BUCKET/*"}]}"#;
    aws(server, ["s3api", "put-bucket-policy", "--bucket", bucket, "--policy", &open.replace("BUCKET", bucket)]);
    let sharing = shares.open(Store::open(nobody).unwrap(), at(bucket, "a.txt"), None).await.unwrap();
    assert_eq!((sharing.stands, sharing.way.key), (LinkStands::Unsigned, None));
    assert_eq!(opened(&sharing.addresses.https).2, b"x", "a public file by its plain address");
    let refused = shares.make(&sharing.id, wanted(HOUR, ""), now()).await.map(|_| ()).unwrap_err();
    assert_eq!(refused.code, "link_unsigned");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_ends_with_the_session_that_signed_it() {
    let (server, bucket) = (Server::shared(Kind::MiniStack), "sharing-session");
    aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    put(server, bucket, "a.txt", b"for a while", &[]);
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"sts:AssumeRole"}]}"#;
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;
    aws(server, ["iam", "create-role", "--role-name", bucket, "--assume-role-policy-document", trust]);
    let put = ["iam", "put-role-policy", "--role-name", bucket, "--policy-name", "p", "--policy-document", policy];
    aws(server, put);
    let access = watched::access("other", &server.endpoint, &server.access_key, &server.secret_key);
    let role = Role { arn: format!("arn:aws:iam::000000000000:role/{bucket}"), ..Role::default() };
    let sign_in = SignIn { role: Some(role), ..access.sign_in.clone() };
    let store = Store::open(Access { sign_in, ..access.clone() }).unwrap();
    let shares = Shares::default();
    let sharing = shares.open(store, at(bucket, "a.txt"), None).await.unwrap();
    let LinkSession::Until { at: until } = sharing.way.limits.session else { panic!("{:?}", sharing.way.limits) };
    assert!((until - now() - 3_600_000).abs() < 120_000, "a session of an hour");
    assert_eq!(sharing.way.key, None, "nobody can deactivate a temporary key");
    let (made, _) = shares.make(&sharing.id, wanted(WEEK, ""), now()).await.unwrap();
    assert_eq!((made.end.by, made.end.at), (LinkBound::Session, until / 1_000 * 1_000));
    assert_eq!(opened(&made.url).2, b"for a while");
    let (made, _) = shares.make(&sharing.id, wanted(60, ""), now()).await.unwrap();
    assert_eq!(made.end.by, LinkBound::Chosen);

    // Keys that were pasted do not say until when they are good.
    let got = ["sts", "get-session-token", "--output", "json"];
    let got: serde_json::Value = serde_json::from_str(&aws(server, got)).unwrap();
    let part = |name: &str| got["Credentials"][name].as_str().unwrap().to_owned();
    let credentials = Credentials {
        access_key: part("AccessKeyId"),
        secret: Secret::new(part("SecretAccessKey")),
        session_token: Some(Secret::new(part("SessionToken"))),
    };
    let store = Store::open(Access { sign_in: credentials.into(), ..access }).unwrap();
    let sharing = shares.open(store, at(bucket, "a.txt"), None).await.unwrap();
    assert_eq!(sharing.way.limits.session, LinkSession::Untold);
    let (made, _) = shares.make(&sharing.id, wanted(WEEK, ""), now()).await.unwrap();
    assert!(made.end.sooner && matches!(made.tried, LinkTried::Works { .. }), "{:?}", made.tried);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_refused_is_handed_over_with_the_reason() {
    let server = Recorded::start(|request| {
        if request.starts_with("GET /acme/a.txt?") && request.contains("X-Amz-Signature") {
            return Answer::s3(403, "AccessDenied", "Access Denied");
        }
        if request.starts_with("GET /acme?policy") || request.starts_with("GET /acme/?policy") {
            return Answer::s3(403, "AccessDenied", "Access Denied");
        }
        Answer::new(200, "").header("last-modified", "Sun, 29 Nov 2026 12:00:00 GMT").header("etag", "\"e\"")
    });
    let shares = Shares::default();
    let store = watched::open("other", &server.endpoint, "AKIDEXAMPLE", "secret");
    let sharing = shares.open(store, at("acme", "a.txt"), None).await.unwrap();
    assert_eq!(sharing.way.policy, PolicyOnLinks::Unread);
    let (made, _) = shares.make(&sharing.id, wanted(HOUR, ""), now()).await.unwrap();
    assert_eq!(made.tried, LinkTried::Refused { why: LinkRefusal::Denied });
}
