//! Company sign-in against recorded answers of SSO and SSO-OIDC, in the shapes of Amazon's reference. That the real
//! service gives such answers is not proved here.

use super::*;
use crate::sign_in::SignInProblem as Problem;

const START: &str = "https://acme.awsapps.com/start";

fn json(body: &str) -> Vec<u8> {
    answer(200, &[("content-type", "application/json")], body)
}

fn json_refusal(status: u16, code: &str) -> Vec<u8> {
    let headers = [("content-type", "application/json"), ("x-amzn-errortype", code)];
    answer(status, &headers, &format!("{{\"error\": \"x\", \"error_description\": \"{code}\"}}"))
}

fn registered() -> Vec<u8> {
    json(r#"{"clientId": "CLIENT", "clientSecret": "CLIENTSECRET", "clientSecretExpiresAt": 4102444800}"#)
}

fn begun() -> Vec<u8> {
    json(
        r#"{"deviceCode": "DEVICE", "userCode": "ABCD-EFGH", "verificationUri": "https://device.sso.example/",
        "verificationUriComplete": "https://device.sso.example/?user_code=ABCD-EFGH", "expiresIn": 600, "interval": 1}"#,
    )
}

fn token(name: &str) -> Vec<u8> {
    json(&format!(
        r#"{{"accessToken": "{name}", "tokenType": "Bearer", "expiresIn": 28800, "refreshToken": "REFRESH"}}"#
    ))
}

fn role_keys() -> Vec<u8> {
    json(
        r#"{"roleCredentials": {"accessKeyId": "ASIACOMPANY", "secretAccessKey": "s", "sessionToken": "t",
        "expiration": 4102444800000}}"#,
    )
}

fn company() -> Company {
    Company {
        start_url: START.to_owned(),
        region: "eu-central-1".to_owned(),
        account: "123456789012".to_owned(),
        role: "Reader".to_owned(),
        session: None,
    }
}

/// A home, and a world in which both services are this server.
fn at(server: &Recorded, person: &Arc<Person>) -> (tempfile::TempDir, World) {
    let vars = [("AWS_ENDPOINT_URL_SSO", server.endpoint.as_str()), ("AWS_ENDPOINT_URL_SSO_OIDC", &server.endpoint)];
    let (home, world) = home("", &vars);
    (home, world.asking(Arc::new(Asked(person.clone()))))
}

fn cached(home: &tempfile::TempDir) -> std::path::PathBuf {
    // printf https://acme.awsapps.com/start | sha1sum
    home.path().join(".aws/sso/cache").join(CACHE)
}

const CACHE: &str = "40169cea58ca6cbf23fb27b2542923fb5f524af0.json";

#[tokio::test]
async fn the_person_approves_once_and_both_programs_are_signed_in() {
    let person = Person::with(Vec::new());
    let pending = json_refusal(400, "AuthorizationPendingException");
    let services = Recorded::new(vec![registered(), begun(), pending, token("TOKEN"), role_keys()]).await;
    let storage = Recorded::new(vec![empty_listing()]).await;
    let (home, world) = at(&services, &person);
    let sign_in: SignIn = Source::Company(company()).into();
    open(&storage.endpoint, sign_in.clone(), world.clone()).list(list()).await.unwrap();
    assert_eq!(
        person.asked(),
        [Needed::Browser {
            page: "https://device.sso.example/?user_code=ABCD-EFGH".to_owned(),
            code: "ABCD-EFGH".to_owned(),
            company: START.to_owned(),
        }]
    );
    let seen = services.seen();
    assert!(seen[1].contains(START) && seen[2].contains("DEVICE"), "{seen:#?}");
    assert_eq!(header(&seen[4], "x-amz-sso_bearer_token"), Some("TOKEN"));
    assert_eq!(signer_of(&storage.seen()[0]), "ASIACOMPANY");

    // The file is the CLI's: its keys by name, times as it writes them, and for its owner alone.
    let file = cached(&home);
    let kept: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!((kept["startUrl"].as_str(), kept["accessToken"].as_str()), (Some(START), Some("TOKEN")));
    assert_eq!(kept["registrationExpiresAt"].as_str(), Some("2100-01-01T00:00:00Z"));
    assert!(kept["expiresAt"].as_str().unwrap().ends_with('Z') && kept["refreshToken"] == "REFRESH");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }

    // Another start of the program finds it.
    open(&storage.endpoint, sign_in, world).list(list()).await.unwrap();
    assert_eq!((person.asked().len(), services.seen().len()), (1, 6));
}

#[tokio::test]
async fn a_token_that_ran_out_is_renewed_without_the_person() {
    let person = Person::with(Vec::new());
    let services = Recorded::new(vec![token("RENEWED"), role_keys()]).await;
    let storage = Recorded::new(vec![empty_listing()]).await;
    let (home, world) = at(&services, &person);
    std::fs::create_dir_all(cached(&home).parent().unwrap()).unwrap();
    let old = r#"{"startUrl": "https://acme.awsapps.com/start", "region": "eu-central-1", "accessToken": "OLD",
        "expiresAt": "2020-01-01T00:00:00UTC", "clientId": "CLIENT", "clientSecret": "S", "refreshToken": "REFRESH"}"#;
    std::fs::write(cached(&home), old).unwrap();
    open(&storage.endpoint, Source::Company(company()).into(), world).list(list()).await.unwrap();
    assert!(person.asked().is_empty());
    assert_eq!(header(&services.seen()[1], "x-amz-sso_bearer_token"), Some("RENEWED"));
}

#[tokio::test]
async fn what_the_company_refuses_is_told_apart() {
    let role = Problem::CompanyRefused { account: "123456789012".to_owned(), role: "Reader".to_owned() };
    let page = Problem::CompanyUnknown { start_url: START.to_owned(), region: "eu-central-1".to_owned() };
    for (answers, expected) in [
        (vec![registered(), begun(), token("T"), json_refusal(403, "ForbiddenException")], role),
        (vec![registered(), json_refusal(400, "InvalidRequestException")], page),
        (vec![registered(), begun(), json_refusal(400, "ExpiredTokenException")], Problem::CompanyTooLate),
        (vec![registered(), begun(), json_refusal(400, "AccessDeniedException")], Problem::Declined),
    ] {
        let person = Person::with(Vec::new());
        let services = Recorded::new(answers).await;
        let (_home, world) = at(&services, &person);
        let store = open("http://127.0.0.1:1", Source::Company(company()).into(), world);
        assert_eq!(store.list(list()).await.unwrap_err().sign_in.as_deref(), Some(&expected));
    }
}

#[tokio::test]
async fn a_no_in_the_window_ends_the_waiting() {
    let person = Person::with(vec![Answer::No]);
    let services = Recorded::new(vec![registered(), begun(), json_refusal(400, "AuthorizationPendingException")]).await;
    let (_home, world) = at(&services, &person);
    let store = open("http://127.0.0.1:1", Source::Company(company()).into(), world);
    assert_eq!(store.list(list()).await.unwrap_err().sign_in.as_deref(), Some(&Problem::Declined));
}

#[tokio::test]
async fn accounts_and_roles_are_offered() {
    let person = Person::with(Vec::new());
    let accounts =
        r#"{"accountList": [{"accountId": "123456789012", "accountName": "Data"}, {"accountId": "210987654321"}]}"#;
    let roles = r#"{"roleList": [{"roleName": "Reader", "accountId": "123456789012"}, {"roleName": "Writer"}]}"#;
    let services = Recorded::new(vec![registered(), begun(), token("T"), json(accounts), json(roles)]).await;
    let (_home, world) = at(&services, &person);
    let found = world.company_accounts(&company()).await.unwrap();
    let found: Vec<_> = found.iter().map(|each| (each.id.as_str(), each.name.as_str())).collect();
    assert_eq!(found, [("123456789012", "Data"), ("210987654321", "210987654321")]);
    assert_eq!(world.company_roles(&company()).await.unwrap(), ["Reader", "Writer"]);
    assert_eq!(person.asked().len(), 1);
}
