//! Roles, profiles and drop-box logins over MiniStack, which checks signatures, permissions and
//! trust policies.

use bucketwise_tests::recorded::{Answer, Recorded};
use engine::finding::Severity;
use store::{Access, Credentials, Endpoint, Environment, Role, SignIn, Source, Store, StoreErrorKind};

use super::*;

/// The account that MiniStack is.
const ACCOUNT: &str = "000000000000";

/// A role that may read `bucket`, and whoever knows the external ID may take on.
pub(super) fn role(server: &Server, name: &str, bucket: &str) -> String {
    let trust = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{ACCOUNT}:root"}},
            "Action":"sts:AssumeRole","Condition":{{"StringEquals":{{"sts:ExternalId":"partner-7"}}}}}}]}}"#
    );
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":["s3:ListBucket","s3:GetObject","s3:PutObject"],
            "Resource":["arn:aws:s3:::{bucket}","arn:aws:s3:::{bucket}/*"]}}]}}"#
    );
    aws(server, ["iam", "create-role", "--role-name", name, "--assume-role-policy-document", &trust]);
    aws(server, ["iam", "put-role-policy", "--role-name", name, "--policy-name", "p", "--policy-document", &policy]);
    format!("arn:aws:iam::{ACCOUNT}:role/{name}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_opens_with_the_right_external_id_alone() {
    let server = Server::shared(Kind::MiniStack);
    aws(server, ["s3", "mb", "s3://flows-role"]);
    let arn = role(server, "flows-role", "flows-role");
    let home = Home::new();
    let with = |external_id: &str| Login {
        role_arn: arn.clone(),
        external_id: external_id.into(),
        bucket: "flows-role".into(),
        ..login(server)
    };
    for wrong in ["", "partner-8"] {
        let step = home.refused(with(wrong)).await;
        assert_eq!((step.id, code(&step)), (Step::Signature, "role_refused"), "{wrong:?}");
    }
    let (probed, steps) = home.probe(with("partner-7")).await;
    let draft = probed.draft.unwrap_or_else(|| panic!("{steps:#?}"));
    let saved = home.connections.save(&draft, "Partner", SecretStorage::Session, None).await.unwrap();
    assert_eq!(saved.role_arn.as_deref(), Some(arn.as_str()));
    home.connections.store(&saved.id).await.unwrap().list(whole("flows-role")).await.unwrap();
}

fn whole(bucket: &str) -> store::ListRequest {
    store::ListRequest { bucket: bucket.into(), max_keys: Some(2), ..store::ListRequest::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_and_is_renewed_while_a_listing_runs() {
    let server = Server::shared(Kind::MiniStack);
    aws(server, ["s3", "mb", "s3://flows-renewed"]);
    let arn = role(server, "flows-renewed", "flows-renewed");
    let credentials = Credentials {
        access_key: server.access_key.clone(),
        secret: Secret::new(server.secret_key.clone()),
        session_token: None,
    };
    // Two seconds are shorter than AWS would give; the server here gives what it is asked for, and
    // means it.
    let role = Role { arn, external_id: Some("partner-7".into()), seconds: Some(2), ..Role::default() };
    let access = Access {
        endpoint: Some(Endpoint::parse(&server.endpoint).unwrap()),
        region: server.region.into(),
        path_style: true,
        sign_in: SignIn { source: Source::Key(credentials), role: Some(role) },
        ..Access::to(store::provider("other").unwrap())
    };
    let store = Store::open_in(access, Environment::default()).unwrap();
    for at in 0..9 {
        let at = store::ObjectAt::new("flows-renewed", format!("{at}"));
        let put = store.put(&at, store::Payload::bytes("x".into()), store::Put::default()).await;
        put.unwrap();
    }
    // Pages of two names, read until the clock has passed the end of two sessions.
    let begun = std::time::Instant::now();
    let (mut request, mut names) = (whole("flows-renewed"), 0);
    while begun.elapsed() < Duration::from_secs(5) {
        let page = store.list(request.clone()).await.unwrap();
        names += page.entries.len();
        request.token = page.next;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(names >= 9, "{names}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_with_a_chain_connects() {
    let server = Server::shared(Kind::MiniStack);
    aws(server, ["s3", "mb", "s3://flows-profile"]);
    let arn = role(server, "flows-profile", "flows-profile");
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".aws")).unwrap();
    let config = format!(
        "[profile base]\naws_access_key_id = {}\naws_secret_access_key = {}\n[profile partner]\nrole_arn = {arn}\n\
         source_profile = base\nexternal_id = partner-7\nregion = us-east-1\nendpoint_url = {}\n",
        server.access_key, server.secret_key, server.endpoint
    );
    std::fs::write(folder.path().join(".aws/config"), config).unwrap();
    let environment = Environment::new([], folder.path().to_owned());
    let config = folder.path().join("config");
    let connections = Connections::open_in(&config, &folder.path().join("data"), environment);
    let offered = connections.profiles().await.unwrap().profiles;
    assert_eq!(offered[1].endpoint.as_deref(), Some(server.endpoint.as_str()));
    let by_profile = Login {
        method: SignInMethod::Profile,
        profile: "partner".into(),
        access_key: String::new(),
        secret_key: Secret::default(),
        bucket: "flows-profile".into(),
        ..login(server)
    };
    let probed = connections.probe(by_profile, now_ms(), &|_| {}).await;
    // It has no secret of its own, so it is saved without a keychain, and the book holds the
    // profile's name alone.
    assert!(!probed.has_secret);
    let saved = connections.save(&probed.draft.unwrap(), "Partner", SecretStorage::Keychain, None).await.unwrap();
    let book = std::fs::read_to_string(config.join("connections.json")).unwrap();
    assert!(book.contains("\"partner\"") && !book.contains(&server.secret_key), "{book}");
    let again = Connections::open_in(&config, folder.path(), Environment::new([], folder.path().to_owned()));
    assert_eq!(again.buckets(&saved.id).await.unwrap().buckets[0].name, "flows-profile");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drop_box_login_connects_without_seeing_anything() {
    let server = Server::shared(Kind::MiniStack);
    aws(server, ["s3", "mb", "s3://flows-dropbox"]);
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::flows-dropbox/*"}]}"#;
    aws(server, ["iam", "create-user", "--user-name", "dropbox"]);
    aws(
        server,
        ["iam", "put-user-policy", "--user-name", "dropbox", "--policy-name", "p", "--policy-document", policy],
    );
    let made = aws(server, ["iam", "create-access-key", "--user-name", "dropbox", "--output", "json"]);
    let made: serde_json::Value = serde_json::from_str(&made).unwrap();
    let text = |name: &str| made["AccessKey"][name].as_str().unwrap().to_owned();
    let handing_in = Login {
        access_key: text("AccessKeyId"),
        secret_key: Secret::new(text("SecretAccessKey")),
        bucket: "flows-dropbox".into(),
        ..login(server)
    };
    let home = Home::new();
    let step = home.refused(handing_in.clone()).await;
    assert_eq!((step.id, code(&step)), (Step::Buckets, "not_permitted"));
    assert!(step.repairs.iter().any(|repair| repair.change == RepairChange::Unlisted), "{step:?}");

    let (probed, steps) = home.probe(Login { unlisted: true, ..handing_in }).await;
    let seen = steps.iter().find(|step| step.id == Step::Buckets && step.state == ProbeState::Skip).unwrap();
    assert!(
        seen.detail.as_ref().is_some_and(|detail| detail.to_string().contains("cannot list the files")),
        "{seen:?}"
    );
    let saved = home.connections.save(&probed.draft.unwrap(), "Post", SecretStorage::Session, None).await.unwrap();
    let store = home.connections.store(&saved.id).await.unwrap();
    let at = store::ObjectAt::new("flows-dropbox", "in.txt");
    store.put(&at, store::Payload::bytes("x".into()), store::Put::default()).await.unwrap();
    assert_eq!(store.list(whole("flows-dropbox")).await.unwrap_err().kind, StoreErrorKind::NotPermitted);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_for_looking_is_so_after_it_was_saved() {
    let server = Server::shared(Kind::Practice);
    aws(server, ["s3", "mb", "s3://flows-looking"]);
    let home = Home::new();
    let (probed, steps) = home.probe(Login { read_only: true, ..login(server) }).await;
    let draft = probed.draft.unwrap_or_else(|| panic!("{steps:#?}"));
    let saved = home.connections.save(&draft, "Look", SecretStorage::Session, None).await.unwrap();
    assert!(saved.read_only);
    let store = home.connections.store(&saved.id).await.unwrap();
    store.list(whole("flows-looking")).await.unwrap();
    assert_eq!(store.create_bucket("flows-looking-2").await.unwrap_err().kind, StoreErrorKind::ReadOnly);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_is_changed_in_its_place_and_its_secret_is_not_typed_again() {
    let server = Server::shared(Kind::Practice);
    aws(server, ["s3", "mb", "s3://flows-changed"]);
    let home = Home::new();
    let draft = home.probe(login(server)).await.0.draft.unwrap();
    let saved = home.connections.save(&draft, "Before", SecretStorage::Session, None).await.unwrap();
    let edited = home.connections.edit(&saved.id).unwrap();
    assert!(
        edited.has_secret && edited.fill.endpoint == server.endpoint && edited.fill.access_key == server.access_key
    );
    assert!(!serde_json::to_string(&edited).unwrap().contains(&server.secret_key));

    let untyped = || Login { secret_key: Secret::default(), ..login(server) };
    let changed = Login { bucket: "flows-changed".into(), read_only: true, ..untyped() };
    let changed = home.connections.with_kept_secret(changed, &saved.id).await.unwrap();
    let (probed, steps) = home.probe(changed).await;
    let draft = probed.draft.unwrap_or_else(|| panic!("{steps:#?}"));
    let after = home.connections.save(&draft, "After", SecretStorage::Session, Some(&saved.id)).await.unwrap();
    assert_eq!((after.id.clone(), after.name.as_str(), after.read_only), (saved.id.clone(), "After", true));
    assert_eq!(home.connections.list().len(), 1, "it took the other's place");
    let refused = home.connections.store(&saved.id).await.unwrap().create_bucket("flows-changed-2").await;
    assert_eq!(refused.unwrap_err().kind, StoreErrorKind::ReadOnly);

    // Another address, proxy or certificate would have it sent to somebody else: it is asked for
    // again.
    let certificate = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap().cert.pem();
    for elsewhere in [
        Login { endpoint: "http://127.0.0.1:1".into(), ..untyped() },
        Login { proxy: "http://127.0.0.1:1".into(), ..untyped() },
        Login { trust: certificate, ..untyped() },
    ] {
        let elsewhere = home.connections.with_kept_secret(elsewhere, &saved.id).await.unwrap();
        assert!(elsewhere.secret_key.expose().is_empty(), "{elsewhere:?}");
    }
    let same = Login { endpoint: format!(" {}/ ", server.endpoint), ..untyped() };
    let same = home.connections.with_kept_secret(same, &saved.id).await.unwrap();
    assert_eq!(same.secret_key.expose(), server.secret_key, "the same address in other letters");

    // The kept secret goes with its own key alone.
    let other = Login { access_key: "SOMEBODYELSE0000".into(), ..untyped() };
    let other = home.connections.with_kept_secret(other, &saved.id).await.unwrap();
    assert!(other.secret_key.expose().is_empty());
    let gone = home.connections.save(&draft, "Twice", SecretStorage::Session, Some(&saved.id)).await.unwrap_err();
    assert_eq!(gone.code, "gone", "a draft is saved once");
}

/// A profile makes a session by itself: whoever is at another address would have it. It is asked
/// about once, and nothing is sent before.
#[tokio::test(flavor = "multi_thread")]
async fn a_profile_s_session_goes_to_another_address_only_when_that_was_accepted() {
    let server = Server::shared(Kind::MiniStack);
    aws(server, ["s3", "mb", "s3://flows-another-way"]);
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".aws")).unwrap();
    let (key, secret) = (&server.access_key, &server.secret_key);
    let text = format!(
        "[mine]\naws_access_key_id = {key}\naws_secret_access_key = {secret}\naws_session_token = TOKEN-OF-MINE\n"
    );
    std::fs::write(folder.path().join(".aws/credentials"), text).unwrap();
    let environment = Environment::new([], folder.path().to_owned());
    let connections = Connections::open_in(&folder.path().join("config"), &folder.path().join("data"), environment);
    let by_profile = || Login {
        method: SignInMethod::Profile,
        profile: "mine".into(),
        access_key: String::new(),
        secret_key: Secret::default(),
        bucket: "flows-another-way".into(),
        ..login(server)
    };
    let list = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
    let first = Recorded::always(Answer::new(200, list));
    let there = || Login { endpoint: first.endpoint.clone(), ..by_profile() };
    let draft = connections.probe(there(), now_ms(), &|_| {}).await.draft.unwrap();
    let saved = connections.save(&draft, "Mine", SecretStorage::Session, None).await.unwrap();
    let other = Recorded::always(Answer::new(200, list));
    let elsewhere = || Login { endpoint: other.endpoint.clone(), ..by_profile() };

    let asked = connections.with_kept_secret(elsewhere(), &saved.id).await.unwrap();
    let probed = connections.probe(asked, now_ms(), &|_| {}).await;
    assert!(probed.draft.is_none() && other.seen().is_empty(), "{:?}", other.seen());
    let [finding] = &probed.findings.iter().filter(|one| one.severity == Severity::Stop).collect::<Vec<_>>()[..] else {
        panic!("{:?}", probed.findings)
    };
    assert_eq!((finding.field, &finding.repairs[0].change), (LoginField::Endpoint, &RepairChange::AcceptWay));
    for way in [
        Login { proxy: other.endpoint.clone(), ..there() },
        Login { trust: rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap().cert.pem(), ..there() },
    ] {
        let asked = connections.with_kept_secret(way, &saved.id).await.unwrap();
        assert!(connections.probe(asked, now_ms(), &|_| {}).await.draft.is_none());
    }
    assert!(other.seen().is_empty(), "{:?}", other.seen());

    // Accepted, or the same address in other letters.
    let accepted = Login { accepts_way: true, ..elsewhere() };
    let accepted = connections.with_kept_secret(accepted, &saved.id).await.unwrap();
    assert!(connections.probe(accepted, now_ms(), &|_| {}).await.draft.is_some());
    assert!(other.seen().iter().any(|request| request.contains("TOKEN-OF-MINE")), "its session went there");
    let same = Login { endpoint: format!(" {}/ ", first.endpoint), ..by_profile() };
    let same = connections.with_kept_secret(same, &saved.id).await.unwrap();
    assert!(connections.probe(same, now_ms(), &|_| {}).await.draft.is_some());
    // Another way to sign in is chosen by the person, with its address.
    let public = Login { method: SignInMethod::Anonymous, ..elsewhere() };
    let public = connections.with_kept_secret(public, &saved.id).await.unwrap();
    assert!(connections.probe(public, now_ms(), &|_| {}).await.draft.is_some());
}

/// What a bucket demands that charges those who ask is found out by asking, and mended by one tick.
/// Of the servers here none charges anybody: its answers are recorded.
#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_charges_those_who_ask_says_so() {
    let payer = "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>";
    let storage = Recorded::start(move |request| {
        let accepts = request.to_ascii_lowercase().contains("x-amz-request-payer: requester");
        let answer = match request.split(' ').nth(1).unwrap_or_default() {
            path if path.contains("requestPayment") => Answer::new(200, payer),
            path if path.contains("list-type=2") && accepts => {
                Answer::new(200, "<ListBucketResult></ListBucketResult>")
            }
            _ => Answer::s3(403, "AccessDenied", "Access Denied"),
        };
        answer.header("content-type", "application/xml")
    });
    let asking = Login {
        endpoint: storage.endpoint.clone(),
        bucket: "paid-for".into(),
        ..login(Server::shared(Kind::Practice))
    };
    let home = Home::new();
    let step = home.refused(asking.clone()).await;
    assert_eq!((step.id, code(&step)), (Step::Buckets, "requester_pays"), "{step:?}");
    assert_eq!(step.repairs[0].change, RepairChange::AcceptCost);
    let (probed, steps) = home.probe(Login { requester_pays: true, ..asking }).await;
    assert!(probed.draft.is_some(), "{steps:#?}");
}
