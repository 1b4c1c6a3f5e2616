#![allow(clippy::unwrap_used)]

use super::{sign::tried, *};
use store::{Access, Credentials, Endpoint, LinkAnswer};

/// Of a server that nobody asks: what is signed here is never sent.
fn store() -> Store {
    signed_by(None)
}

fn signed_by(session_token: Option<Secret>) -> Store {
    let credentials = Credentials {
        access_key: "AKIDEXAMPLE".into(),
        secret: Secret::new("NEVERPRINTTHISSECRET".into()),
        session_token,
    };
    let endpoint = Some(Endpoint::parse("http://127.0.0.1:1").unwrap());
    let access = Access::to(store::provider("other").unwrap());
    Store::open(Access { endpoint, region: "us-east-1".into(), sign_in: credentials.into(), ..access }).unwrap()
}

fn answer(refused: Option<LinkRefusal>, disposition: Option<&str>) -> LinkAnswer {
    LinkAnswer { status: 206, refused, server_time: None, disposition: disposition.map(str::to_owned) }
}

#[test]
fn a_server_that_keeps_its_own_name_for_the_file_is_told() {
    let wanted = disposed(LinkOpens::Download, "Übersicht.pdf");
    assert_eq!(tried(&answer(None, Some(&wanted)), &wanted), LinkTried::Works { named: true });
    for other in [None, Some("inline"), Some("attachment; filename=\"x\"")] {
        assert_eq!(tried(&answer(None, other), &wanted), LinkTried::Works { named: false }, "{other:?}");
    }
    let refused = tried(&answer(Some(LinkRefusal::Denied), None), &wanted);
    assert_eq!(refused, LinkTried::Refused { why: LinkRefusal::Denied });
}

#[tokio::test]
async fn nobody_is_told_to_deactivate_a_key_that_is_temporary() {
    let lasting = look::session(&store()).await.unwrap();
    assert_eq!(lasting, (LinkSession::Lasting, Some("AKIDEXAMPLE".to_owned())));
    let temporary = signed_by(Some(Secret::new("NEVERPRINTTHISTOKEN".into())));
    assert_eq!(look::session(&temporary).await.unwrap(), (LinkSession::Untold, None));
}

#[tokio::test]
async fn what_could_not_be_tried_is_said_without_the_link() {
    let limits = LinkLimits::NONE;
    let how = How { lasts: LinkLasts::For { seconds: 60 }, disposition: "inline".into(), limits };
    let signed = sign_and_try(&store(), &ObjectAt::new("acme", "a"), &how, 1_795_953_600_000).await.unwrap();
    let LinkTried::NotReached { fault } = signed.tried else { unreachable!("nobody listens there") };
    assert_eq!(fault.code, "connection_refused");
    let told = serde_json::to_string(&fault).unwrap();
    assert!(!told.contains("X-Amz") && !told.contains("ignature"), "{told}");
    assert!(signed.link.expose().contains("X-Amz-Signature="));
    assert_eq!((signed.end.at, signed.key.as_deref()), (1_795_953_660_000, Some("AKIDEXAMPLE")));
}

#[test]
fn what_is_closed_has_no_link() {
    let shares = Shares::default();
    let id = ShareId::fresh();
    assert_eq!(shares.link(&id).unwrap_err().code, "gone");
    let at = FileAt { connection: "one".into(), bucket: "acme".into(), key: "a".into() };
    let limits = LinkLimits::NONE;
    let open = |connection: &str| {
        let at = FileAt { connection: connection.into(), ..at.clone() };
        let id = ShareId::fresh();
        let share =
            Share { store: store(), at, version: None, limits, policy: Policy::Nothing, link: Mutex::default() };
        shares.0.lock().unwrap().push((id.clone(), Arc::new(share)));
        id
    };
    let (one, two, three) = (open("one"), open("two"), open("three"));
    shares.close_of(&"one".into());
    assert!(shares.get(&one).is_err() && shares.get(&two).is_ok());
    shares.close(&two);
    assert!(shares.get(&two).is_err() && shares.get(&three).is_ok());
    shares.close_all();
    assert!(shares.get(&three).is_err());
}
