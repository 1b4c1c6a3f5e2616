//! What a connection brings along (a proxy, certificates, an endpoint) stays with its storage:
//! Amazon's own sign-in is asked at Amazon, by what this computer's system trusts. Connection files
//! come by mail, and anybody can write one.

use super::*;

/// A good token of the company's sign-in, where the AWS CLI keeps it.
fn signed_in(home: &tempfile::TempDir) {
    let cache = home.path().join(".aws/sso/cache");
    std::fs::create_dir_all(&cache).unwrap();
    let token = r#"{"startUrl": "https://acme.awsapps.com/start", "region": "eu-central-1", "accessToken": "BEARER",
        "expiresAt": "2999-01-01T00:00:00Z"}"#;
    std::fs::write(cache.join("40169cea58ca6cbf23fb27b2542923fb5f524af0.json"), token).unwrap();
}

fn company() -> Company {
    Company {
        start_url: "https://acme.awsapps.com/start".to_owned(),
        region: "eu-central-1".to_owned(),
        account: "123456789012".to_owned(),
        role: "Reader".to_owned(),
        session: None,
    }
}

fn role_keys() -> Vec<u8> {
    let keys = r#"{"roleCredentials": {"accessKeyId": "ASIACOMPANY", "secretAccessKey": "s", "sessionToken": "t",
        "expiration": 4102444800000}}"#;
    answer(200, &[("content-type", "application/json")], keys)
}

fn with_proxy(proxy: &Recorded, sign_in: SignIn) -> Access {
    Access {
        proxy: Some(Endpoint::parse(&proxy.endpoint).unwrap()),
        sign_in,
        ..access("other", "http://storage.invalid:9000")
    }
}

#[tokio::test]
async fn the_token_of_a_company_s_sign_in_never_passes_the_proxy_of_a_file() {
    let amazon = Recorded::new(vec![role_keys()]).await;
    let proxy = Recorded::new(vec![empty_listing()]).await;
    let (home, environment) = home("", &[("AWS_ENDPOINT_URL_SSO", &amazon.endpoint)]);
    signed_in(&home);
    let access = Access { proxy_of_file: true, ..with_proxy(&proxy, Source::Company(company()).into()) };
    Store::open_with(access, environment, &wiring()).unwrap().list(list()).await.unwrap();
    assert!(proxy.seen().iter().all(|call| !call.contains("BEARER")), "{:#?}", proxy.seen());
    assert_eq!(header(&amazon.seen()[0], "x-amz-sso_bearer_token"), Some("BEARER"));
    assert_eq!(signer_of(&proxy.seen()[0]), "ASIACOMPANY", "the storage itself is behind the proxy");
}

#[tokio::test]
async fn the_token_of_a_web_identity_goes_where_its_profile_says_and_never_to_the_storage() {
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("token");
    std::fs::write(&token, "TOKENOFTHECLUSTER").unwrap();
    let sessions = Recorded::new(vec![sts_refusal(403, "AccessDenied", "no")]).await;
    let storage = Recorded::new(vec![empty_listing()]).await;
    let config = format!(
        "[profile p]\nrole_arn = arn:aws:iam::123456789012:role/x\nweb_identity_token_file = {}\nservices = s\n\
         [services s]\nsts =\n  endpoint_url = {}\n",
        token.display(),
        sessions.endpoint
    );
    let (_home, environment) = home(&config, &[]);
    open(&storage.endpoint, profile("p"), environment).list(list()).await.unwrap_err();
    assert!(storage.seen().is_empty(), "{:#?}", storage.seen());
    assert!(sessions.seen()[0].contains("TOKENOFTHECLUSTER"));
}

#[tokio::test]
async fn the_digits_of_a_code_device_go_where_the_profile_s_role_is() {
    let sessions = Recorded::new(vec![session("ASIAROLE", 3600)]).await;
    let storage = Recorded::new(vec![empty_listing()]).await;
    let config = format!(
        "[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n[profile p]\n\
         role_arn = arn:aws:iam::123456789012:role/x\nsource_profile = base\nendpoint_url = {}\n\
         mfa_serial = arn:aws:iam::123456789012:mfa/me\n",
        sessions.endpoint
    );
    let (_home, environment) = home(&config, &[]);
    let person = Person::with(vec![Answer::Code(Secret::new("654321".to_owned()))]);
    let asking = environment.asking(Arc::new(Asked(person.clone())));
    open(&storage.endpoint, profile("p"), asking).list(list()).await.unwrap();
    assert!(matches!(&person.asked()[0], Needed::Code { to, .. } if to == "127.0.0.1"), "{:?}", person.asked());
    assert!(sessions.seen()[0].contains("TokenCode=654321"));
    assert_eq!(storage.seen().len(), 1, "{:#?}", storage.seen());
    assert_eq!(signer_of(&storage.seen()[0]), "ASIAROLE");
}

/// The address of Amazon's service follows from the region. That it is asked for is seen at a proxy
/// that the person typed themselves, which is told the name and passes on nothing here.
#[tokio::test]
async fn a_role_of_a_company_s_login_is_asked_for_at_amazon() {
    let amazon = Recorded::new(vec![role_keys()]).await;
    let proxy = Recorded::new(vec![refusal(502, "BadGateway")]).await;
    let (home, environment) = home("", &[("AWS_ENDPOINT_URL_SSO", &amazon.endpoint)]);
    signed_in(&home);
    let sign_in = SignIn { source: Source::Company(company()), role: Some(role()) };
    let store = Store::open_with(with_proxy(&proxy, sign_in), environment, &wiring()).unwrap();
    store.list(list()).await.unwrap_err();
    let seen = proxy.seen();
    assert!(seen.iter().all(|call| call.starts_with("CONNECT sts.eu-central-1.amazonaws.com:443")), "{seen:#?}");
    assert!(!seen.is_empty() && amazon.seen().len() == 1);
}

/// Keys that were typed for a server take their roles on there, as MinIO and Ceph have it.
#[tokio::test]
async fn a_server_s_own_keys_take_on_its_own_roles() {
    let server = Recorded::new(vec![session("ASIASESSION", 3600), empty_listing()]).await;
    open(&server.endpoint, with_role(role()), Environment::default()).list(list()).await.unwrap();
    assert_eq!(server.seen().len(), 2);
}

/// The terminal's keys may be for the server; the digits of a device are Amazon's.
#[tokio::test]
async fn the_terminal_s_keys_take_on_roles_at_the_server_unless_a_code_is_asked_for() {
    let vars = [("AWS_ACCESS_KEY_ID", "AKIAENV"), ("AWS_SECRET_ACCESS_KEY", "s")];
    let server = Recorded::new(vec![session("ASIASESSION", 3600), empty_listing()]).await;
    let (_home, environment) = home("", &vars);
    let with = |role| SignIn { source: Source::Environment, role: Some(role) };
    open(&server.endpoint, with(role()), environment.clone()).list(list()).await.unwrap();
    assert_eq!(server.seen().len(), 2);

    let proxy = Recorded::new(vec![refusal(502, "BadGateway")]).await;
    let person = Person::with(vec![Answer::Code(Secret::new("654321".to_owned()))]);
    let role = Role { mfa_serial: Some("arn:aws:iam::123456789012:mfa/me".to_owned()), ..role() };
    let environment = environment.asking(Arc::new(Asked(person.clone())));
    let store = Store::open_with(with_proxy(&proxy, with(role)), environment, &wiring()).unwrap();
    store.list(list()).await.unwrap_err();
    assert!(matches!(&person.asked()[0], Needed::Code { to, .. } if to == "AWS"), "{:?}", person.asked());
    assert!(
        proxy.seen().iter().all(|call| call.starts_with("CONNECT sts.us-east-1.amazonaws.com:443")),
        "{proxy:#?}",
        proxy = proxy.seen()
    );
}
