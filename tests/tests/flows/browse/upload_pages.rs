//! Upload pages over real servers, filled in by a plain client that nobody here wrote and that has
//! no keys: what the form takes is stored, and nothing else. That a browser does the same is in
//! `upload_browser`.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bucketwise_tests::{
    recorded::{Answer, Recorded},
    servers::{Kind, Server},
    tools::{aws, put},
};
use engine::{
    at::Place,
    files::share::{
        LinkBound, LinkGives, LinkLasts, LinkRefusal, MadeUpload, PageText, PolicyOnLinks, Shares, UploadStands,
        UploadTried, UploadTypes, UploadWanted, UploadWay, arrivals,
    },
};
use serde_json::Value;
use store::{Access, FormHeard, FormTypes, Forming, ObjectAt, Source, Store};

use super::watched::{self, place};

pub(super) fn now() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

pub(super) fn wanted() -> UploadWanted {
    UploadWanted {
        way: UploadWay::Folder,
        folder: "new".into(),
        name: "cv.pdf".into(),
        lasts: LinkLasts::For { seconds: 3_600 },
        types: UploadTypes::Images,
        smallest: 2,
        largest: 1_000,
        message: "Hello <b>all</b>".into(),
        note: "Jonas".into(),
    }
}

pub(super) async fn made(store: &Store, at: Place, wanted: &UploadWanted) -> (MadeUpload, PageText) {
    let shares = Shares::default();
    let facts = shares.open_upload(store.clone(), at, now()).await.unwrap();
    assert_eq!(facts.stands, UploadStands::Ready);
    shares.make_upload(&facts.id, wanted, now()).await.unwrap()
}

/// What the script of a page works with.
fn data(page: &PageText) -> Value {
    let text = page.text.expose().split_once("id=\"data\">").unwrap().1.split_once("</script>").unwrap().0;
    serde_json::from_str::<Value>(text).unwrap()["to"].clone()
}

/// Sends the form of a page as a client without keys does; the status and what the server says.
fn sent(page: &PageText, key: &str, kind: &str, file: &[u8]) -> (u16, String) {
    let data = data(page);
    let mut body = Vec::new();
    let own = [("key".to_owned(), key.to_owned()), ("Content-Type".to_owned(), kind.to_owned())];
    let fields = data["fields"].as_array().unwrap().iter().map(|field| {
        let part = |at: usize| field[at].as_str().unwrap().to_owned();
        (part(0), part(1))
    });
    for (name, value) in own.into_iter().chain(fields) {
        body.extend(format!("--mark\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    let head =
        "--mark\r\ncontent-disposition: form-data; name=\"file\"; filename=\"own ü.png\"\r\ncontent-type: x/y\r\n\r\n";
    body.extend(head.bytes().chain(file.iter().copied()).chain("\r\n--mark--\r\n".bytes()));
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let request = agent.post(data["address"].as_str().unwrap());
    let mut answer = request.header("content-type", "multipart/form-data; boundary=mark").send(&body[..]).unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
}

fn keys(server: &Server, bucket: &str) -> Vec<String> {
    let listed = aws(server, ["s3api", "list-objects-v2", "--bucket", bucket, "--output", "json"]);
    let listed: Value = serde_json::from_str(if listed.trim().is_empty() { "{}" } else { &listed }).unwrap();
    let named = |one: &Value| one["Key"].as_str().unwrap().to_owned();
    listed["Contents"].as_array().into_iter().flatten().map(named).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_stores_what_it_takes_and_nothing_else() {
    let bucket = "asked-limits";
    for kind in [Kind::MiniStack, Kind::SeaweedFs] {
        let server = Server::shared(kind);
        aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
        put(server, bucket, "in/before.png", b"x", &[]);
        let store = watched::store(server, &server.endpoint);
        let (told, page) = made(&store, place(bucket, "in/"), &wanted()).await;
        assert_eq!(told.tried, UploadTried::Heeds, "{kind:?}");
        assert_eq!((told.to.as_str(), told.end.by, told.clock), ("in/new/", LinkBound::Chosen, None), "{kind:?}");
        assert_eq!(keys(server, bucket), ["in/before.png"], "{kind:?}: trying it left nothing behind");
        assert_eq!((page.view.gives, page.view.at.key.as_str()), (LinkGives::Folder, "in/new/"));
        assert!(!format!("{:?}", page.view).contains("olicy"), "what is remembered stores nothing");

        for (key, kind_of, file, word) in [
            ("in/new/a.png", "image/png", vec![7; 1_001], "TooLarge"),
            ("in/new/a.png", "image/png", vec![7; 1], "TooSmall"),
            ("in/new/a.txt", "text/plain", vec![7; 10], ""),
            ("in/before.png", "image/png", vec![7; 10], ""),
            ("a.png", "image/png", vec![7; 10], ""),
        ] {
            let (status, said) = sent(&page, key, kind_of, &file);
            assert!((400..500).contains(&status) && said.contains(word), "{kind:?} {key} {status}: {said}");
        }
        assert_eq!(keys(server, bucket), ["in/before.png"], "{kind:?}: nothing of that was stored");
        for key in ["in/new/Grüße 1.png", "in/new/${filename}"] {
            let (status, said) = sent(&page, key, "image/png", b"an image");
            assert!((200..300).contains(&status), "{kind:?} {key} {status}: {said}");
        }
        let there = keys(server, bucket);
        assert_eq!(there.len(), 3, "{kind:?}: {there:?}");
        assert!(there.contains(&"in/new/Grüße 1.png".to_owned()), "{kind:?}: {there:?}");

        let arrived = arrivals(&store, &page.view).await.unwrap();
        assert_eq!((arrived.count, arrived.files.len(), arrived.more), (2, 2, false), "{kind:?}");
        assert!(arrived.files.iter().all(|file| file.key.starts_with("in/new/") && file.size == 8), "{kind:?}");
        let mut later = page.view.clone();
        later.made = now() + 3_600_000;
        assert_eq!(arrivals(&store, &later).await.unwrap().count, 0, "{kind:?}: what was there before did not arrive");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_has_ended_stores_nothing() {
    let (server, bucket) = (Server::shared(Kind::MiniStack), "asked-ended");
    aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    let store = watched::store(server, &server.endpoint);
    let how = Forming {
        signed_at: SystemTime::now() - Duration::from_secs(7_200),
        lasts: Duration::from_secs(3_600),
        prefix: "in/".into(),
        types: FormTypes::Any,
        smallest: 1,
        largest: 10,
    };
    let form = store.sign_form(bucket, &how).await.unwrap();
    let told = store.try_form(&ObjectAt::new(bucket, "in/a"), &form, "x/y").await.unwrap();
    assert_eq!(told.heard, FormHeard::Refuses(LinkRefusal::Expired));
    let form = store.sign_form(bucket, &Forming { lasts: Duration::from_secs(3 * 3_600), ..how }).await.unwrap();
    let told = store.try_form(&ObjectAt::new(bucket, "in/a"), &form, "x/y").await.unwrap();
    assert_eq!(told.heard, FormHeard::Heeds, "in its last hour it works as in its first");
    assert_eq!(keys(server, bucket), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_an_hour_off_makes_a_page_that_works() {
    let (server, bucket) = (Server::shared(Kind::MiniStack), "asked-clock");
    aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    let shares = Shares::default();
    let store = watched::store(server, &server.endpoint);
    let facts = shares.open_upload(store, place(bucket, "in/"), now()).await.unwrap();
    for (off, way) in [(-7_200_000, UploadWay::Folder), (7_200_000, UploadWay::Folder), (-7_200_000, UploadWay::One)] {
        let wanted = UploadWanted { way, ..wanted() };
        let (told, page) = shares.make_upload(&facts.id, &wanted, now() + off).await.unwrap();
        assert!(told.tried.may_be_sent(), "{off}: {:?}", told.tried);
        assert!(
            (told.clock.unwrap() + off).abs() < 60_000 && (told.end.at - now() - 3_600_000).abs() < 60_000,
            "{told:?}"
        );
        assert!((page.view.made - now()).abs() < 60_000, "arrivals are told by the server's clock");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_server_knows_no_forms_a_link_stores_one_file() {
    let bucket = "asked-one";
    for kind in Kind::ALL {
        let server = Server::shared(kind);
        aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
        let store = watched::store(server, &server.endpoint);
        let one = UploadWanted { way: UploadWay::One, ..wanted() };
        let (told, page) = made(&store, place(bucket, ""), &one).await;
        assert_eq!((told.tried, told.to.as_str()), (UploadTried::Untried, "new/cv.pdf"), "{kind:?}");
        let address = data(&page)["address"].as_str().unwrap().to_owned();
        let answer = ureq::put(&address).header("content-type", "application/pdf").send(&b"my life"[..]).unwrap();
        assert!(answer.status().is_success(), "{kind:?}");
        let arrived = arrivals(&store, &page.view).await.unwrap();
        assert_eq!((arrived.count, arrived.files[0].size), (1, 7), "{kind:?}");
        let shares = Shares::default();
        let facts = shares.open_upload(store, place(bucket, ""), now()).await.unwrap();
        let again = shares.make_upload(&facts.id, &one, now()).await.map(drop).unwrap_err();
        assert_eq!(again.code, "upload_name", "{kind:?}: nobody is asked to replace a file");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_heeds_no_limits_is_told_and_nothing_stays() {
    let bucket = "asked-unheeded";
    for kind in [Kind::Practice, Kind::Rclone] {
        let server = Server::shared(kind);
        aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
        let store = watched::store(server, &server.endpoint);
        let (told, _) = made(&store, place(bucket, "in/"), &wanted()).await;
        assert!(!told.tried.may_be_sent(), "{kind:?}: {:?}", told.tried);
        assert_eq!(keys(server, bucket), [""; 0], "{kind:?}: {:?}", told.tried);
    }
    let stored = Recorded::start(|request| match request {
        _ if request.starts_with("POST /acme/ ") => Answer::new(204, "").header("x-amz-version-id", "v1"),
        _ if request.starts_with("POST /acme") && request.contains("delete") => {
            Answer::new(200, "<DeleteResult><Deleted><Key>x</Key></Deleted></DeleteResult>")
        }
        _ => Answer::s3(403, "AccessDenied", "Access Denied"),
    });
    let store = watched::open("other", &stored.endpoint, "AKIDEXAMPLE", "secret");
    let (told, _) = made(&store, place("acme", "in/"), &wanted()).await;
    assert_eq!(told.tried, UploadTried::Stored { removed: true });
    assert!(!told.tried.may_be_sent());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_policy_is_asked_about_the_page_that_is_wanted() {
    let (server, bucket) = (Server::shared(Kind::MiniStack), "asked-policy");
    aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"s3:PutObject",
        "Resource":"arn:aws:s3:::{bucket}/in/new/*","Condition":{{"StringEquals":{{"s3:authType":"POST"}}}}}},
        {{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::{bucket}/in/short/*",
        "Condition":{{"NumericGreaterThan":{{"s3:signatureAge":"600000"}}}}}}]}}"#
    );
    aws(server, ["s3api", "put-bucket-policy", "--bucket", bucket, "--policy", &policy]);
    let shares = Shares::default();
    let store = watched::store(server, &server.endpoint);
    let facts = shares.open_upload(store, place(bucket, "in/"), now()).await.unwrap();
    assert_eq!((facts.way.policy, facts.way.limits.policy), (PolicyOnLinks::Nothing, None));
    for (folder, way, says, by) in [
        ("new", UploadWay::Folder, PolicyOnLinks::Refuses, LinkBound::Chosen),
        ("new", UploadWay::One, PolicyOnLinks::Nothing, LinkBound::Chosen),
        ("other", UploadWay::Folder, PolicyOnLinks::Nothing, LinkBound::Chosen),
        ("short", UploadWay::Folder, PolicyOnLinks::Nothing, LinkBound::Policy),
        ("short", UploadWay::One, PolicyOnLinks::Nothing, LinkBound::Policy),
    ] {
        let wanted = UploadWanted { way, folder: folder.into(), ..wanted() };
        let told = shares.check_upload(&facts.id, &wanted, now()).await.unwrap();
        assert_eq!((told.policy, told.end.by), (says, by), "{folder} {way:?}");
        if by == LinkBound::Policy {
            let (made, _) = shares.make_upload(&facts.id, &wanted, now()).await.unwrap();
            assert_eq!(made.end.by, by, "{folder} {way:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_limits_a_page_is_told_before_it_is_made() {
    let (server, bucket) = (Server::shared(Kind::MiniStack), "asked-told");
    aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"s3:PutObject",
        "Resource":"arn:aws:s3:::{bucket}/*","Condition":{{"NumericGreaterThan":{{"s3:signatureAge":"600000"}}}}}}]}}"#
    );
    aws(server, ["s3api", "put-bucket-policy", "--bucket", bucket, "--policy", &policy]);
    let shares = Shares::default();
    let store = watched::store(server, &server.endpoint);
    let facts = shares.open_upload(store.clone(), place(bucket, "in/"), 1_795_953_600_000).await.unwrap();
    assert_eq!(facts.way.limits.policy, Some(600_000));
    assert_eq!((facts.folder.as_str(), facts.forms), ("uploads-2026-11-29-1200", true));
    assert_eq!((facts.sees_folder, facts.sees_one), (false, false), "there is no CORS rule yet");
    let rule = r#"{"CORSRules":[{"AllowedOrigins":["*"],"AllowedMethods":["POST"],"AllowedHeaders":["*"]}]}"#;
    aws(server, ["s3api", "put-bucket-cors", "--bucket", bucket, "--cors-configuration", rule]);
    let facts = shares.open_upload(store, place(bucket, "in/"), now()).await.unwrap();
    assert_eq!((facts.sees_folder, facts.sees_one), (true, false));
    let (told, _) = shares.make_upload(&facts.id, &wanted(), now()).await.unwrap();
    assert_eq!(told.end.by, LinkBound::Policy);

    let nobody = Access { sign_in: Source::Anonymous.into(), ..watched::access("aws", &server.endpoint, "", "") };
    let facts = shares.open_upload(Store::open(nobody).unwrap(), place(bucket, "in/"), now()).await.unwrap();
    assert_eq!((facts.stands, facts.way.key), (UploadStands::Unsigned, None));
    let refused = shares.make_upload(&facts.id, &wanted(), now()).await.map(drop).unwrap_err();
    assert_eq!(refused.code, "link_unsigned");
}
