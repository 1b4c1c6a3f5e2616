//! The approval that comes back by itself: the person's browser is sent to the company's page and
//! from there to a port of this computer, with a code that only this program can exchange
//! (authorization code with PKCE, RFC 7636 and 8252, as the AWS CLI does it). The port is open
//! while the person is asked and no longer; nothing is left behind.

use super::super::amazon::Here;
use super::super::problem::SignInProblem as Problem;
use super::cache::{self, Token};
use super::{Company, told};
use crate::Secret;
use crate::bounds::{BROWSER, SOCKETS};
use crate::error::{StoreError, StoreErrorKind, Subject, from_sdk};
use crate::sign_in::{Answer, CameBack, Environment, Needed};
use aws_smithy_types::base64;
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use url::Url;
use uuid::Uuid;

/// Registered without a port; the one that is free is added when it is used (RFC 8252, 7.3).
const CALLBACK: &str = "/oauth/callback";
const SCOPE: &str = "sso:account:access";
/// A browser on this computer sends its request at once.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) enum Approval {
    Given(Token),
    /// The service knows this way not, or the person asked for the other.
    NotOffered,
}

/// Sends the person to the page and waits for the browser to come back.
pub(super) async fn approved(here: &Here, company: &Company) -> Result<Approval, StoreError> {
    let client = here.ssooidc(&company.region)?;
    let Ok(listener) = TcpListener::bind(("127.0.0.1", 0)).await else { return Ok(Approval::NotOffered) };
    let Ok(address) = listener.local_addr() else { return Ok(Approval::NotOffered) };
    let register = client
        .register_client()
        .client_name("Bucketwise")
        .client_type("public")
        .scopes(SCOPE)
        .grant_types("authorization_code")
        .grant_types("refresh_token")
        .redirect_uris(format!("http://127.0.0.1{CALLBACK}"))
        .issuer_url(&company.start_url);
    let registered = match register.send().await {
        Ok(registered) => registered,
        Err(error) => {
            let error = from_sdk(Subject::new("RegisterClient"), true, error, &[]);
            // An older service, or no such page: the other way finds out which.
            return if error.status == Some(400) { Ok(Approval::NotOffered) } else { Err(told(company, error)) };
        }
    };
    let (id, secret) = (registered.client_id.unwrap_or_default(), registered.client_secret.unwrap_or_default());
    let redirect = format!("http://{address}{CALLBACK}");
    let (verifier, state) = (random(), random());
    let subject = Subject::new("CreateToken");
    let Some(page) = page(here, company, &id, &redirect, &state, &verifier) else {
        return Ok(Approval::NotOffered);
    };
    let answer = here.environment.ask(Needed::Browser { page, code: None, company: company.start_url.clone() });
    let code = tokio::select! {
        code = came_back(&listener, &state, &here.environment) => code,
        answer = answer => match answer {
            Answer::Elsewhere => return Ok(Approval::NotOffered),
            _ => None,
        },
    };
    let Some(code) = code else { return Err(subject.sign_in(Problem::Declined)) };
    let secrets = [&secret, &code, &verifier].map(|one| Secret::new(one.clone()));
    let call = client.create_token().client_id(&id).client_secret(&secret).grant_type("authorization_code");
    let call = call.code(code).redirect_uri(redirect).code_verifier(verifier);
    let token = call.send().await.map_err(|error| told(company, from_sdk(subject, true, error, &secrets)))?;
    let access_token = token.access_token.ok_or_else(|| subject.error(StoreErrorKind::NotS3))?;
    Ok(Approval::Given(Token {
        start_url: company.start_url.clone(),
        region: company.region.clone(),
        access_token,
        expires_at: cache::in_seconds(token.expires_in),
        client_id: Some(id),
        client_secret: Some(secret),
        registration_expires_at: Some(cache::at_second(registered.client_secret_expires_at)),
        refresh_token: token.refresh_token,
    }))
}

/// Where the browser goes: the service's own page, which knows the company's.
fn page(here: &Here, company: &Company, id: &str, redirect: &str, state: &str, verifier: &str) -> Option<String> {
    let service = here.environment.var("AWS_ENDPOINT_URL_SSO_OIDC").map(str::to_owned);
    let suffix = if company.region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
    let service = service.unwrap_or_else(|| format!("https://oidc.{}.{suffix}", company.region));
    let challenge = base64::encode(Sha256::digest(verifier.as_bytes())).replace('+', "-").replace('/', "_");
    let query = [
        ("response_type", "code"),
        ("client_id", id),
        ("redirect_uri", redirect),
        ("state", state),
        ("code_challenge_method", "S256"),
        ("code_challenge", challenge.trim_end_matches('=')),
        ("scopes", SCOPE),
    ];
    Url::parse_with_params(&format!("{}/authorize", service.trim_end_matches('/')), query).ok().map(String::from)
}

/// 64 hexadecimal digits, of which 244 bits are random.
fn random() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

/// Waits for the browser. The code that came with our own `state`, or None where the person said no
/// on the page. What else knocks at the port is sent away, and what says nothing keeps nobody
/// waiting.
async fn came_back(listener: &TcpListener, state: &str, environment: &Environment) -> Option<String> {
    let mut talks: VecDeque<Pin<Box<dyn Future<Output = Option<Came>> + Send>>> = VecDeque::new();
    loop {
        let next = poll_fn(|cx| {
            let mut at = 0;
            while let Some(talk) = talks.get_mut(at) {
                match talk.as_mut().poll(cx) {
                    Poll::Pending => at += 1,
                    Poll::Ready(came) => {
                        drop(talks.remove(at));
                        if let Some(Came(code)) = came {
                            return Poll::Ready(Err(code));
                        }
                    }
                }
            }
            listener.poll_accept(cx).map(Ok)
        });
        match next.await {
            Err(code) => return code,
            Ok(Err(_)) => return None,
            Ok(Ok((socket, _))) => {
                if talks.len() == SOCKETS {
                    talks.pop_front();
                }
                let (state, environment) = (state.to_owned(), environment.clone());
                let talk = async move { timeout(PATIENCE, talk(socket, &state, &environment)).await.ok().flatten() };
                talks.push_back(Box::pin(talk));
            }
        }
    }
}

/// The browser came back: with a code, or with a no.
struct Came(Option<String>);

/// One exchange. None: it was not about this sign-in.
async fn talk(mut socket: TcpStream, state: &str, environment: &Environment) -> Option<Came> {
    let target = target(&mut socket).await?;
    let url = Url::parse(&format!("http://127.0.0.1{target}")).ok()?;
    let value = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    if url.path() != CALLBACK || value("state").as_deref() != Some(state) {
        answer(&mut socket, "404 Not Found", &environment.tell(CameBack::Astray)).await;
        return None;
    }
    let code = value("code");
    let came_back = if code.is_some() { CameBack::Approved } else { CameBack::NotApproved };
    answer(&mut socket, "200 OK", &environment.tell(came_back)).await;
    Some(Came(code))
}

/// What a request asks for: the second word of its first line.
async fn target(socket: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut limited = socket.take(BROWSER as u64);
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        if limited.read_buf(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    let head = String::from_utf8(head).ok()?;
    let mut words = head.lines().next()?.split(' ');
    (words.next()? == "GET").then(|| words.next().map(str::to_owned)).flatten()
}

/// A page of one sentence, in whatever direction that is written.
async fn answer(socket: &mut TcpStream, status: &str, words: &str) {
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    let page = format!("<!doctype html><meta charset=utf-8><title>Bucketwise</title><p dir=auto>{words}");
    let text = format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{page}",
        page.len()
    );
    let _ = socket.write_all(text.as_bytes()).await;
    let _ = socket.shutdown().await;
}
