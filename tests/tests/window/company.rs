//! A company's sign-in page, walked in the window: with a code to compare, and with the browser
//! coming back by itself. The two services behind it are recorded answers, since no server exists
//! to test against; that AWS's own answer so is not proved here. The sign-in is then used by AWS's
//! own program, which finds it where Bucketwise put it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};

use bucketwise_tests::recorded::{Answer, Recorded};

use super::signing_in::{BUCKET, form, leads_to_the_files, session, ways};
use super::*;

const START: &str = "https://acme.awsapps.com/start";

/// What the person did at the page so far.
#[derive(Default)]
struct Page {
    approved: bool,
    /// The digest of the secret that alone may exchange the code, where the service sends the
    /// browser back.
    challenge: Option<String>,
}

/// The two services. One of some years ago cannot send the browser back.
fn services(keys: [String; 3], page: Arc<Mutex<Page>>, comes_back: bool) -> Recorded {
    Recorded::start(move |request| {
        let path = request.split(' ').nth(1).unwrap_or_default();
        let [key, secret, token] = &keys;
        let given = || Answer::json(r#"{"accessToken": "COMPANYTOKEN", "tokenType": "Bearer", "expiresIn": 28800}"#);
        let page = page.lock().unwrap();
        match path.split('?').next().unwrap_or_default() {
            "/client/register" if request.contains("authorization_code") && !comes_back => {
                Answer::json_error(400, "UnsupportedGrantTypeException")
            }
            "/client/register" => {
                Answer::json(r#"{"clientId": "C", "clientSecret": "S", "clientSecretExpiresAt": 4102444800}"#)
            }
            "/device_authorization" => Answer::json(
                r#"{"deviceCode": "D", "userCode": "ABCD-EFGH", "verificationUri": "https://device.example/",
                    "verificationUriComplete": "https://device.example/?user_code=ABCD-EFGH", "expiresIn": 600, "interval": 1}"#,
            ),
            "/token" if request.contains("authorization_code") => {
                let body = request.split_once("\r\n\r\n").map_or("", |(_, body)| body);
                let body: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
                let verifier = body["codeVerifier"].as_str().unwrap_or_default();
                match body["code"] == "THECODE" && Some(digest(verifier)) == page.challenge {
                    true => given(),
                    false => Answer::json_error(400, "InvalidGrantException"),
                }
            }
            "/token" if page.approved => given(),
            "/token" => Answer::json_error(400, "AuthorizationPendingException"),
            "/assignment/accounts" => {
                Answer::json(r#"{"accountList": [{"accountId": "123456789012", "accountName": "Data"}]}"#)
            }
            "/assignment/roles" => {
                Answer::json(r#"{"roleList": [{"roleName": "Reader", "accountId": "123456789012"}]}"#)
            }
            path if path.starts_with("/federation/credentials") && request.contains("COMPANYTOKEN") => {
                Answer::json(format!(
                    r#"{{"roleCredentials": {{"accessKeyId": "{key}", "secretAccessKey": "{secret}", "sessionToken": "{token}", "expiration": 4102444800000}}}}"#
                ))
            }
            _ => Answer::new(404, ""),
        }
    })
}

/// SHA-256 in base64 without the characters that mean something in addresses (RFC 7636, 4.2), by a
/// program of the system.
fn digest(verifier: &str) -> String {
    let script = "import sys, hashlib, base64; \
        print(base64.urlsafe_b64encode(hashlib.sha256(sys.argv[1].encode()).digest()).decode().rstrip('='))";
    let made = Command::new("python3").args(["-c", script, verifier]).output().unwrap();
    String::from_utf8(made.stdout).unwrap().trim().to_owned()
}

/// A desktop whose browser notes where it was sent, in the file that is answered too.
fn desktop(services: &Recorded) -> (Desktop, PathBuf) {
    let mut desktop = Desktop::start(Options::default());
    desktop.set("AWS_ENDPOINT_URL_SSO", &services.endpoint);
    desktop.set("AWS_ENDPOINT_URL_SSO_OIDC", &services.endpoint);
    let bin = desktop.home().join("bin");
    fs::create_dir(&bin).unwrap();
    let opened = desktop.home().join("opened");
    let script = format!("#!/bin/sh\nprintf '%s' \"$1\" > '{}'\n", opened.display());
    fs::write(bin.join("xdg-open"), script).unwrap();
    fs::set_permissions(bin.join("xdg-open"), fs::Permissions::from_mode(0o755)).unwrap();
    desktop.set("PATH", format!("{}:{}", bin.display(), std::env::var("PATH").unwrap()));
    (desktop, opened)
}

fn ask(app: &App, server: &Server) {
    form(app, server, "company");
    app.fill("start-url", START);
    app.fill("sso-region", "eu-central-1");
    app.click("company-sign-in");
    app.see("ask-dialog");
}

/// Where the browser was sent.
fn sent(opened: &Path) -> String {
    wait_until("the browser was opened", Duration::from_secs(90), || {
        fs::read_to_string(opened).ok().filter(|page| !page.is_empty())
    })
}

fn signed_in(app: &App, name: &str) {
    app.see_gone("ask-dialog");
    app.read("company-sign-in", "Sign in again");
    app.fill("account", "123456789012");
    app.fill("account-role", "Reader");
    leads_to_the_files(app, name);
}

#[test]
fn a_company_s_sign_in_page_leads_to_the_files_and_the_command_line_shares_it() {
    let ways = ways();
    let page = Arc::new(Mutex::new(Page::default()));
    let services = services(session(ways), Arc::clone(&page), false);
    let (desktop, opened) = desktop(&services);
    let app = App::open(&desktop);
    ask(&app, ways.server);
    app.read("ask-browser-code", "ABCD-EFGH");
    app.click("ask-yes");
    assert_eq!(sent(&opened), "https://device.example/?user_code=ABCD-EFGH");
    page.lock().unwrap().approved = true;
    signed_in(&app, "By company");

    // Handed on as a profile. It has no secret: AWS's own program signs in with what is kept in its
    // own file.
    app.click(&format!("more-{}", saved(&desktop)));
    app.click("use-elsewhere");
    app.choose_option("export-shape", "aws_profile");
    app.read("export-text", "sso_start_url");
    app.click("export-save");
    let profile = desktop.home().join("company.conf");
    choose(&desktop, "Save connection", &profile);
    app.read("export-done", "company.conf");
    let aws = |args: &[&str]| {
        let mut aws = tools::command(ways.server, "aws");
        for key in
            ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"]
        {
            aws.env_remove(key);
        }
        aws.env("HOME", desktop.home())
            .env("AWS_CONFIG_FILE", &profile)
            .env("AWS_ENDPOINT_URL_SSO", &services.endpoint);
        let done = aws.args(["--profile", "by-company"]).args(args).output().unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success(), "aws {args:?}: {said}{}", String::from_utf8_lossy(&done.stderr));
        said
    };
    assert!(aws(&["configure", "list"]).contains("sso"), "{}", aws(&["configure", "list"]));
    let kept = [("sso_start_url", START), ("sso_account_id", "123456789012"), ("sso_role_name", "Reader")];
    for (field, value) in kept {
        assert_eq!(aws(&["configure", "get", field]).trim(), value);
    }
    assert!(aws(&["s3", "ls", &format!("s3://{BUCKET}/")]).contains("plan.txt"));
}

#[test]
fn the_browser_comes_back_by_itself_where_the_page_sends_it() {
    let ways = ways();
    let page = Arc::new(Mutex::new(Page::default()));
    let services = services(session(ways), Arc::clone(&page), true);
    let (desktop, opened) = desktop(&services);
    let app = App::open(&desktop);
    ask(&app, ways.server);
    assert!(!app.has("ask-browser-code"), "there is nothing to compare");
    app.click("ask-yes");
    let address = sent(&opened);
    let query = address.strip_prefix(&format!("{}/authorize?", services.endpoint)).expect(&address);
    let value = |name: &str| {
        let found = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        percent_encoding::percent_decode_str(found.unwrap_or_else(|| panic!("no {name} in {query}")))
            .decode_utf8()
            .unwrap()
            .into_owned()
    };
    assert_eq!((value("code_challenge_method").as_str(), value("client_id").as_str()), ("S256", "C"));
    page.lock().unwrap().challenge = Some(value("code_challenge"));
    let (back, state) = (value("redirect_uri"), value("state"));

    // Somebody else at this computer knocks first, with a code of their own.
    assert!(come_back(&back, "code=THEIRS&state=guessed").contains("404"));
    assert!(app.has("ask-dialog"));
    let said = come_back(&back, &format!("code=THECODE&state={state}"));
    assert!(said.contains("Your approval arrived"), "{said}");
    signed_in(&app, "By the browser");
    let port = back.trim_start_matches("http://").split('/').next().unwrap().to_owned();
    assert!(TcpStream::connect(port).is_err(), "the door is shut again");
    let cache = desktop.home().join(".aws/sso/cache/40169cea58ca6cbf23fb27b2542923fb5f524af0.json");
    assert!(fs::read_to_string(cache).unwrap().contains("COMPANYTOKEN"));
}

/// The browser goes where the page sends it; what it is shown there.
fn come_back(address: &str, query: &str) -> String {
    let (host, path) = address.trim_start_matches("http://").split_once('/').unwrap();
    let mut socket = TcpStream::connect(host).unwrap();
    socket.write_all(format!("GET /{path}?{query} HTTP/1.1\r\nhost: {host}\r\n\r\n").as_bytes()).unwrap();
    let mut said = String::new();
    socket.read_to_string(&mut said).unwrap();
    said
}
