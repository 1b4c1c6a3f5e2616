//! Company sign-in against recorded answers of SSO and SSO-OIDC, in the shapes of Amazon's
//! reference. That the real service gives such answers is not proved here.

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

pub(super) fn registered() -> Vec<u8> {
    json(r#"{"clientId": "CLIENT", "clientSecret": "CLIENTSECRET", "clientSecretExpiresAt": 4102444800}"#)
}

/// A service that cannot send the browser back here.
pub(super) fn no_return() -> Vec<u8> {
    json_refusal(400, "UnsupportedGrantTypeException")
}

pub(super) fn begun() -> Vec<u8> {
    json(
        r#"{"deviceCode": "DEVICE", "userCode": "ABCD-EFGH", "verificationUri": "https://device.sso.example/",
        "verificationUriComplete": "https://device.sso.example/?user_code=ABCD-EFGH", "expiresIn": 600, "interval": 1}"#,
    )
}

pub(super) fn token(name: &str) -> Vec<u8> {
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

pub(super) fn company() -> Company {
    Company {
        start_url: START.to_owned(),
        region: "eu-central-1".to_owned(),
        account: "123456789012".to_owned(),
        role: "Reader".to_owned(),
        session: None,
    }
}

/// A home, and an environment in which both services are this server.
pub(super) fn at(server: &Recorded, person: &Arc<Person>) -> (tempfile::TempDir, Environment) {
    let vars = [("AWS_ENDPOINT_URL_SSO", server.endpoint.as_str()), ("AWS_ENDPOINT_URL_SSO_OIDC", &server.endpoint)];
    let (home, environment) = home("", &vars);
    (home, environment.asking(Arc::new(Asked(person.clone()))))
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
    let services = Recorded::new(vec![no_return(), registered(), begun(), pending, token("TOKEN"), role_keys()]).await;
    let storage = Recorded::new(vec![empty_listing()]).await;
    let (home, environment) = at(&services, &person);
    let sign_in: SignIn = Source::Company(company()).into();
    open(&storage.endpoint, sign_in.clone(), environment.clone()).list(list()).await.unwrap();
    assert_eq!(
        person.asked(),
        [Needed::Browser {
            page: "https://device.sso.example/?user_code=ABCD-EFGH".to_owned(),
            code: Some("ABCD-EFGH".to_owned()),
            company: START.to_owned(),
        }]
    );
    let seen = services.seen();
    assert!(seen[2].contains(START) && seen[3].contains("DEVICE"), "{seen:#?}");
    assert_eq!(header(&seen[5], "x-amz-sso_bearer_token"), Some("TOKEN"));
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
    open(&storage.endpoint, sign_in, environment).list(list()).await.unwrap();
    assert_eq!((person.asked().len(), services.seen().len()), (1, 7));
}

#[tokio::test]
async fn a_token_that_ran_out_is_renewed_without_the_person() {
    let person = Person::with(Vec::new());
    let services = Recorded::new(vec![token("RENEWED"), role_keys()]).await;
    let storage = Recorded::new(vec![empty_listing()]).await;
    let (home, environment) = at(&services, &person);
    std::fs::create_dir_all(cached(&home).parent().unwrap()).unwrap();
    let old = r#"{"startUrl": "https://acme.awsapps.com/start", "region": "eu-central-1", "accessToken": "OLD",
        "expiresAt": "2020-01-01T00:00:00UTC", "clientId": "CLIENT", "clientSecret": "S", "refreshToken": "REFRESH"}"#;
    std::fs::write(cached(&home), old).unwrap();
    open(&storage.endpoint, Source::Company(company()).into(), environment).list(list()).await.unwrap();
    assert!(person.asked().is_empty());
    assert_eq!(header(&services.seen()[1], "x-amz-sso_bearer_token"), Some("RENEWED"));
}

#[tokio::test]
async fn what_the_company_refuses_is_told_apart() {
    let role = Problem::CompanyRefused { account: "123456789012".to_owned(), role: "Reader".to_owned() };
    let page = Problem::CompanyUnknown { start_url: START.to_owned(), region: "eu-central-1".to_owned() };
    for (answers, expected) in [
        (vec![no_return(), registered(), begun(), token("T"), json_refusal(403, "ForbiddenException")], role),
        (vec![no_return(), registered(), json_refusal(400, "InvalidRequestException")], page),
        (vec![no_return(), registered(), begun(), json_refusal(400, "ExpiredTokenException")], Problem::CompanyTooLate),
        (vec![no_return(), registered(), begun(), json_refusal(400, "AccessDeniedException")], Problem::Declined),
    ] {
        let person = Person::with(Vec::new());
        let services = Recorded::new(answers).await;
        let (_home, environment) = at(&services, &person);
        let store = open("http://127.0.0.1:1", Source::Company(company()).into(), environment);
        assert_eq!(store.list(list()).await.unwrap_err().sign_in.as_deref(), Some(&expected));
    }
}

#[tokio::test]
async fn a_no_in_the_window_ends_the_waiting() {
    let person = Person::with(vec![Answer::No]);
    let services =
        Recorded::new(vec![no_return(), registered(), begun(), json_refusal(400, "AuthorizationPendingException")])
            .await;
    let (_home, environment) = at(&services, &person);
    let store = open("http://127.0.0.1:1", Source::Company(company()).into(), environment);
    assert_eq!(store.list(list()).await.unwrap_err().sign_in.as_deref(), Some(&Problem::Declined));
}

#[tokio::test]
async fn accounts_and_roles_are_offered() {
    let person = Person::with(Vec::new());
    let accounts =
        r#"{"accountList": [{"accountId": "123456789012", "accountName": "Data"}, {"accountId": "210987654321"}]}"#;
    let roles = r#"{"roleList": [{"roleName": "Reader", "accountId": "123456789012"}, {"roleName": "Writer"}]}"#;
    let services =
        Recorded::new(vec![no_return(), registered(), begun(), token("T"), json(accounts), json(roles)]).await;
    let (_home, environment) = at(&services, &person);
    let found = environment.company_accounts(&company()).await.unwrap();
    let found: Vec<_> = found.iter().map(|each| (each.id.as_str(), each.name.as_str())).collect();
    assert_eq!(found, [("123456789012", "Data"), ("210987654321", "210987654321")]);
    assert_eq!(environment.company_roles(&company()).await.unwrap(), ["Reader", "Writer"]);
    assert_eq!(person.asked().len(), 1);
}

/// A browser that goes where it is sent, is let in there, and comes back.
#[derive(Debug)]
pub(super) struct Browser {
    /// What the company's page answers with besides the state.
    answer: &'static str,
    /// The state that it brings back; the right one where there is none.
    state: Option<&'static str>,
    pages: Mutex<Vec<url::Url>>,
    /// Ends with what it showed: the last line of each answer.
    shown: Mutex<Option<tokio::task::JoinHandle<Vec<String>>>>,
}

impl Ask for Browser {
    fn ask(&self, needed: Needed) -> Asking {
        let Needed::Browser { page, code: None, .. } = needed else { panic!("{needed:?}") };
        let page = url::Url::parse(&page).unwrap();
        let value = |name: &str| page.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
        let port = url::Url::parse(&value("redirect_uri")).unwrap().port().unwrap();
        let targets = [
            "/favicon.ico".to_owned(),
            "/oauth/callback?code=STOLEN&state=another".to_owned(),
            format!("/oauth/callback?{}&state={}", self.answer, self.state.map_or(value("state"), str::to_owned)),
        ];
        self.pages.lock().unwrap().push(page);
        let browsing = tokio::spawn(async move {
            let mut shown = Vec::new();
            for target in targets {
                let mut socket = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                let request = format!("GET {target} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
                tokio::io::AsyncWriteExt::write_all(&mut socket, request.as_bytes()).await.unwrap();
                let mut page = String::new();
                let _ = tokio::io::AsyncReadExt::read_to_string(&mut socket, &mut page).await;
                shown.extend(page.lines().last().map(str::to_owned));
            }
            shown
        });
        *self.shown.lock().unwrap() = Some(browsing);
        Box::pin(std::future::pending())
    }

    /// As a language might have it.
    fn tell(&self, came_back: CameBack) -> String {
        format!("<{came_back:?}> & «fermé»")
    }
}

pub(super) fn browser(answer: &'static str) -> Arc<Browser> {
    Arc::new(Browser { answer, state: None, pages: Mutex::default(), shown: Mutex::default() })
}

#[tokio::test]
async fn the_browser_comes_back_with_a_code_that_only_this_program_can_exchange() {
    let services = Recorded::new(vec![registered(), token("TOKEN"), role_keys()]).await;
    let storage = Recorded::new(vec![empty_listing()]).await;
    let (home, environment) = at(&services, &Person::with(Vec::new()));
    let browser = browser("code=CODE");
    let environment = environment.asking(browser.clone());
    open(&storage.endpoint, Source::Company(company()).into(), environment).list(list()).await.unwrap();
    let seen = services.seen();
    assert!(seen[0].contains("authorization_code") && seen[0].contains(START), "{}", seen[0]);
    assert!(seen[0].contains("http://127.0.0.1/oauth/callback"), "{}", seen[0]);
    assert!(seen[1].contains("\"CODE\"") && !seen[1].contains("STOLEN"), "{}", seen[1]);
    let page = browser.pages.lock().unwrap()[0].clone();
    let value = |name: &str| page.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
    assert!(page.path().ends_with("/authorize") && value("code_challenge_method") == "S256", "{page}");
    // The challenge is the digest of the verifier, which goes to the service alone.
    let body: serde_json::Value = serde_json::from_str(seen[1].split_once("\r\n\r\n").unwrap().1).unwrap();
    let verifier = body["codeVerifier"].as_str().unwrap();
    assert!(verifier.len() >= 43 && !page.as_str().contains(verifier));
    let digest = <sha2::Sha256 as sha2::Digest>::digest(verifier);
    let challenge = aws_smithy_types::base64::encode(digest).replace('+', "-").replace('/', "_");
    assert_eq!(value("code_challenge"), challenge.trim_end_matches('='));
    assert_eq!(body["redirectUri"].as_str(), Some(value("redirect_uri").as_str()));
    assert!(cached(&home).exists(), "the CLI finds it as well");
    let page = |words| {
        format!("<!doctype html><meta charset=utf-8><title>Bucketwise</title><p dir=auto>&lt;{words}> &amp; «fermé»")
    };
    let shown = browser.shown.lock().unwrap().take().unwrap();
    assert_eq!(
        shown.await.unwrap(),
        ["Astray", "Astray", "Approved"].map(page),
        "in the person's language, and no markup of it"
    );
}

#[tokio::test]
async fn a_no_on_the_page_is_a_no() {
    let services = Recorded::new(vec![registered()]).await;
    let (_home, environment) = at(&services, &Person::with(Vec::new()));
    let environment = environment.asking(browser("error=access_denied"));
    let store = open("http://127.0.0.1:1", Source::Company(company()).into(), environment);
    assert_eq!(store.list(list()).await.unwrap_err().sign_in.as_deref(), Some(&Problem::Declined));
}

#[tokio::test]
async fn whoever_has_the_browser_on_another_computer_gets_a_code() {
    let person = Person::with(vec![Answer::Elsewhere]);
    let services = Recorded::new(vec![registered(), registered(), begun(), token("T"), role_keys()]).await;
    let storage = Recorded::new(vec![empty_listing()]).await;
    let (_home, environment) = at(&services, &person);
    open(&storage.endpoint, Source::Company(company()).into(), environment).list(list()).await.unwrap();
    assert!(matches!(&person.asked()[..], [Needed::Browser { code: None, .. }, Needed::Browser { code: Some(_), .. }]));
}

/// What `aws sso login` wrote for an `sso-session` is found by a sign-in that names the page alone.
#[tokio::test]
async fn a_sign_in_of_the_command_line_is_shared() {
    let person = Person::with(Vec::new());
    let services = Recorded::new(vec![role_keys()]).await;
    let storage = Recorded::new(vec![empty_listing()]).await;
    let vars = [("AWS_ENDPOINT_URL_SSO", services.endpoint.as_str())];
    let config = "[sso-session acme]\nsso_start_url = https://acme.awsapps.com/start/\nsso_region = eu-central-1\n";
    let (home, environment) = home(config, &vars);
    let cache = home.path().join(".aws/sso/cache");
    std::fs::create_dir_all(&cache).unwrap();
    // printf acme | sha1sum
    let file = cache.join("293abb6b76d7791c0732cc517d38c4b5c734b87f.json");
    let told = r#"{"startUrl": "https://acme.awsapps.com/start", "region": "eu-central-1", "accessToken": "OFTHECLI",
        "expiresAt": "2999-01-01T00:00:00Z", "clientId": "c", "clientSecret": "s",
        "registrationExpiresAt": "2999-01-01T00:00:00Z", "refreshToken": "r"}"#;
    std::fs::write(file, told).unwrap();
    let environment = environment.asking(Arc::new(Asked(person.clone())));
    open(&storage.endpoint, Source::Company(company()).into(), environment).list(list()).await.unwrap();
    assert!(person.asked().is_empty());
    assert_eq!(header(&services.seen()[0], "x-amz-sso_bearer_token"), Some("OFTHECLI"));
}
