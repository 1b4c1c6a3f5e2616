//! What comes from outside while somebody signs in has an end: silent browsers, endless files and
//! programs.

use super::*;
use crate::sign_in::SignInProblem as Problem;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Something on this computer that opens the port and says nothing comes before the browser.
#[derive(Debug)]
struct AfterSilence(usize);

impl Ask for AfterSilence {
    fn ask(&self, needed: Needed) -> Asking {
        let Needed::Browser { page, code: None, .. } = needed else { panic!("{needed:?}") };
        let page = url::Url::parse(&page).unwrap();
        let value = |name: &str| page.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
        let port = url::Url::parse(&value("redirect_uri")).unwrap().port().unwrap();
        let target = format!("/oauth/callback?code=CODE&state={}", value("state"));
        let silent = self.0;
        tokio::spawn(async move {
            let mut open = Vec::new();
            for _ in 0..silent {
                let mut socket = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                // Half a request is no better than none.
                socket.write_all(b"GET /oauth").await.unwrap();
                open.push(socket);
            }
            let mut socket = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
            socket.write_all(format!("GET {target} HTTP/1.1\r\n\r\n").as_bytes()).await.unwrap();
            let mut page = String::new();
            let _ = socket.read_to_string(&mut page).await;
            drop(open);
        });
        Box::pin(std::future::pending())
    }

    fn tell(&self, came_back: CameBack) -> String {
        format!("{came_back:?}")
    }
}

#[tokio::test]
async fn silent_sockets_do_not_keep_the_browser_out() {
    let json = |body: &str| answer(200, &[("content-type", "application/json")], body);
    let keys = r#"{"roleCredentials": {"accessKeyId": "ASIACOMPANY", "secretAccessKey": "s", "sessionToken": "t",
        "expiration": 4102444800000}}"#;
    for silent in [1, 100] {
        let services = Recorded::new(vec![
            json(r#"{"clientId": "CLIENT", "clientSecret": "S", "clientSecretExpiresAt": 4102444800}"#),
            json(r#"{"accessToken": "TOKEN", "tokenType": "Bearer", "expiresIn": 28800}"#),
            json(keys),
        ])
        .await;
        let storage = Recorded::new(vec![empty_listing()]).await;
        let vars =
            [("AWS_ENDPOINT_URL_SSO", services.endpoint.as_str()), ("AWS_ENDPOINT_URL_SSO_OIDC", &services.endpoint)];
        let (_home, environment) = home("", &vars);
        let company = Company {
            start_url: "https://acme.awsapps.com/start".to_owned(),
            region: "eu-central-1".to_owned(),
            account: "123456789012".to_owned(),
            role: "Reader".to_owned(),
            session: None,
        };
        let store = open(
            &storage.endpoint,
            Source::Company(company).into(),
            environment.asking(Arc::new(AfterSilence(silent))),
        );
        let signed = tokio::time::timeout(Duration::from_secs(20), store.list(list())).await;
        signed.expect("the browser is heard beside those who say nothing").unwrap();
    }
}

#[cfg(unix)]
#[tokio::test]
async fn files_without_end_are_refused() {
    let (home, environment) = home("", &[]);
    std::fs::remove_file(home.path().join(".aws/config")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", home.path().join(".aws/config")).unwrap();
    let error = environment.profiles().await.unwrap_err();
    assert!(matches!(error.sign_in.as_deref(), Some(Problem::FileUnreadable { .. })), "{error:?}");

    let config = "[profile p]\nrole_arn = arn:aws:iam::123456789012:role/x\nweb_identity_token_file = /dev/zero\n";
    let (_home, environment) = self::home(config, &[]);
    let error = open("http://127.0.0.1:1", profile("p"), environment).list(list()).await.unwrap_err();
    assert!(matches!(error.sign_in.as_deref(), Some(Problem::TokenFileMissing { .. })), "{error:?}");

    let (_home, environment) = self::home("[profile p]\ncredential_process = cat /dev/zero\n", &[]);
    let error = open("http://127.0.0.1:1", profile("p"), environment).list(list()).await.unwrap_err();
    assert!(error.sign_in.is_some(), "{error:?}");
}
