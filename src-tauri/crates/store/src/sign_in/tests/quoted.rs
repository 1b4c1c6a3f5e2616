//! Servers that quote what they were sent: no secret of it comes back in an error, however it was
//! sent.

use super::company::{at, begun, browser, company, no_return, registered, token};
use super::*;

/// What was sent and may be secret: the headers that carry tokens, and the body, which forms and
/// JSON write differently.
fn quoted(request: &str) -> String {
    let tokens =
        ["x-amz-security-token", "x-amz-sso_bearer_token"].map(|name| header(request, name).unwrap_or_default());
    format!("You sent {} and {}", tokens.join(" "), request.split_once("\r\n\r\n").unwrap().1)
}

/// STS refuses with what it was sent, in a code that stays the server's own.
fn sts_quotes(request: &str) -> Vec<u8> {
    sts_refusal(400, "SomethingElse", &quoted(request).replace('&', "&amp;"))
}

/// SSO and its OIDC do, each in its own shape.
fn company_quotes(request: &str) -> Vec<u8> {
    let said = quoted(request);
    let body = serde_json::json!({ "message": said, "error": "invalid_grant", "error_description": said });
    let headers = [("content-type", "application/json"), ("x-amzn-errortype", "InvalidGrantException")];
    answer(400, &headers, &body.to_string())
}

/// All that a log or a window can show of the failure; the server was quoted, and none of these.
async fn shown(store: &Store, secrets: &[&str]) -> String {
    let error = store.list(list()).await.unwrap_err();
    let shown = format!("{error} {error:?} {:?} {:?}", error.message, error.code);
    assert!(error.message.as_ref().is_some_and(|said| said.contains("You sent")), "{shown}");
    assert!(shown.contains("***"), "{shown}");
    for secret in secrets {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
    shown
}

#[tokio::test]
async fn keys_and_the_digits_of_a_code_are_not_in_a_refusal_of_a_role() {
    let server = Recorded::by(sts_quotes).await;
    let person = Person::with(vec![Answer::Code(Secret::new(" 918273 ".to_owned()))]);
    let role = Role { mfa_serial: Some("arn:aws:iam::123456789012:mfa/me".to_owned()), ..role() };
    let store = open(&server.endpoint, with_role(role), Environment::default().asking(Arc::new(Asked(person))));
    let told = shown(&store, &["918273", "NEVERPRINTTHISTOKEN", "NEVERPRINTTHISSECRET"]).await;
    assert!(server.seen()[0].contains("918273") && told.contains("mfa"), "the rest stays: {told}");
}

#[tokio::test]
async fn the_token_of_a_web_identity_is_not_in_a_refusal_also_as_a_form_writes_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, "eyJ+web/identity==\n").unwrap();
    let config = format!(
        "[profile p]\nrole_arn = arn:aws:iam::123456789012:role/x\nweb_identity_token_file = {}\n",
        file.display()
    );
    let server = Recorded::by(sts_quotes).await;
    let (_home, environment) = home(&config, &[("AWS_ENDPOINT_URL_STS", &server.endpoint)]);
    shown(&open(&server.endpoint, profile("p"), environment), &["eyJ+web/identity==", "eyJ%2Bweb%2Fidentity%3D%3D"])
        .await;
    assert!(server.seen()[0].contains("eyJ%2Bweb%2Fidentity%3D%3D"), "{}", server.seen()[0]);
}

#[tokio::test]
async fn a_companys_token_is_not_in_a_refusal_of_its_keys() {
    let answers = |request: &str| match request {
        _ if request.contains("/client/register") && request.contains("authorization_code") => no_return(),
        _ if request.contains("/client/register") => registered(),
        _ if request.contains("/device_authorization") => begun(),
        _ if request.contains("/token") => token("COMPANYTOKEN"),
        _ => company_quotes(request),
    };
    let services = Recorded::by(answers).await;
    let (_home, environment) = at(&services, &Person::with(Vec::new()));
    shown(&open("http://127.0.0.1:1", Source::Company(company()).into(), environment.clone()), &["COMPANYTOKEN"]).await;
    for error in [
        environment.company_accounts(&company()).await.unwrap_err(),
        environment.company_roles(&company()).await.unwrap_err(),
    ] {
        assert!(error.message.as_ref().is_some_and(|said| said.contains("***")), "{error:?}");
        assert!(!format!("{error:?}").contains("COMPANYTOKEN"), "{error:?}");
    }
}

#[tokio::test]
async fn what_a_device_is_known_by_is_not_in_a_refusal_of_its_token() {
    let answers = |request: &str| match request {
        _ if request.contains("/client/register") && request.contains("authorization_code") => no_return(),
        _ if request.contains("/client/register") => registered(),
        _ if request.contains("/device_authorization") => begun(),
        _ => company_quotes(request),
    };
    let services = Recorded::by(answers).await;
    let (_home, environment) = at(&services, &Person::with(Vec::new()));
    let store = open("http://127.0.0.1:1", Source::Company(company()).into(), environment);
    shown(&store, &["CLIENTSECRET", "\"DEVICE\""]).await;
}

#[tokio::test]
async fn the_code_that_the_browser_brought_is_not_in_a_refusal() {
    let answers = |request: &str| match request.contains("/client/register") {
        true => registered(),
        false => company_quotes(request),
    };
    let services = Recorded::by(answers).await;
    let (_home, environment) = at(&services, &Person::with(Vec::new()));
    let environment = environment.asking(browser("code=CODEOFTHEBROWSER"));
    let store = open("http://127.0.0.1:1", Source::Company(company()).into(), environment);
    let told = shown(&store, &["CLIENTSECRET", "CODEOFTHEBROWSER"]).await;
    let sent: serde_json::Value = serde_json::from_str(services.seen()[1].split_once("\r\n\r\n").unwrap().1).unwrap();
    assert!(!told.contains(sent["codeVerifier"].as_str().unwrap()), "{told}");
}
