//! Keys of the computer itself: a container's (ECS, EKS) by the address in its environment, else an
//! EC2 machine's by the metadata service, version 2 only. Both are spoken to directly, never
//! through a proxy.

use super::amazon::Here;
use super::problem::SignInProblem as Problem;
use super::signer::Keys;
use crate::bounds::{SHARED_FILE, read_file_soon};
use crate::{Credentials, Endpoint, Secret};
use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use serde::Deserialize;
use std::time::Duration;
use zeroize::Zeroizing;

/// On any other computer nobody answers at all, and the person waits for this.
const PATIENCE: Duration = Duration::from_secs(3);
/// Where ECS puts what `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` names.
const CONTAINER: &str = "http://169.254.170.2";
/// Hosts that may be sent the container's token without encryption, besides this computer itself.
const CONTAINER_HOSTS: [&str; 3] = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"];
const METADATA: &str = "http://169.254.169.254";
const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct MachineKeys {
    access_key_id: String,
    secret_access_key: String,
    token: String,
    expiration: Option<String>,
}

pub(super) async fn keys(here: &Here) -> Result<Keys, Problem> {
    let environment = &here.environment;
    let full = environment.var("AWS_CONTAINER_CREDENTIALS_FULL_URI").map(str::to_owned);
    let relative = environment.var("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI").map(|path| format!("{CONTAINER}{path}"));
    let text = match relative.or(full) {
        Some(address) => of_container(here, &address).await?,
        None if environment.var("AWS_EC2_METADATA_DISABLED").is_some_and(|off| off.eq_ignore_ascii_case("true")) => {
            return Err(Problem::NotOnAmazon);
        }
        None => of_machine(here).await?,
    };
    let told: MachineKeys = serde_json::from_str(&text).map_err(|_| Problem::NotOnAmazon)?;
    Ok(Keys {
        credentials: Credentials {
            access_key: told.access_key_id,
            secret: Secret::new(told.secret_access_key),
            session_token: Some(Secret::new(told.token)),
        },
        expires: told.expiration.as_deref().and_then(super::signer::time),
    })
}

async fn of_container(here: &Here, address: &str) -> Result<Zeroizing<String>, Problem> {
    let host = address.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
    let endpoint = Endpoint::parse(&format!("{}://{host}", address.split("://").next().unwrap_or_default()))
        .map_err(|_| Problem::NotOnAmazon)?;
    let trusted = endpoint.is_https() || endpoint.is_loopback() || CONTAINER_HOSTS.contains(&endpoint.host());
    if !trusted {
        return Err(Problem::NotOnAmazon);
    }
    let token = match here.environment.var("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
        Some(file) => {
            let bytes = read_file_soon(file.as_ref(), SHARED_FILE).await;
            bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok())
        }
        None => here.environment.var("AWS_CONTAINER_AUTHORIZATION_TOKEN").map(str::to_owned),
    };
    let token = token.unwrap_or_default();
    let headers = [("authorization", token.trim())];
    let headers = if token.is_empty() { &[][..] } else { &headers[..] };
    match ask(&direct(&endpoint)?, "GET", address, headers).await {
        Some((200, text)) => Ok(text),
        _ => Err(Problem::NotOnAmazon),
    }
}

async fn of_machine(here: &Here) -> Result<Zeroizing<String>, Problem> {
    let base = here.environment.var("AWS_EC2_METADATA_SERVICE_ENDPOINT").unwrap_or(METADATA).trim_end_matches('/');
    let endpoint = Endpoint::parse(base).map_err(|_| Problem::NotOnAmazon)?;
    let http = direct(&endpoint)?;
    let lifetime = [("x-aws-ec2-metadata-token-ttl-seconds", "21600")];
    let Some((200, token)) = ask(&http, "PUT", &format!("{base}/latest/api/token"), &lifetime).await else {
        return Err(Problem::NotOnAmazon);
    };
    let headers = [("x-aws-ec2-metadata-token", token.trim())];
    let role = match ask(&http, "GET", &format!("{base}{ROLES}"), &headers).await {
        Some((200, roles)) => roles.lines().next().unwrap_or_default().trim().to_owned(),
        Some((404, _)) => return Err(Problem::MachineWithoutRole),
        _ => return Err(Problem::NotOnAmazon),
    };
    match ask(&http, "GET", &format!("{base}{ROLES}{role}"), &headers).await {
        Some((200, text)) => Ok(text),
        _ => Err(Problem::MachineWithoutRole),
    }
}

/// A way to addresses that no proxy knows.
fn direct(endpoint: &Endpoint) -> Result<SharedHttpConnector, Problem> {
    crate::wire::direct(Some(endpoint)).map_err(|_| Problem::NotOnAmazon)
}

/// One short exchange; `None` where nobody answers.
async fn ask(
    http: &SharedHttpConnector,
    method: &str,
    address: &str,
    headers: &[(&'static str, &str)],
) -> Option<(u16, Zeroizing<String>)> {
    let mut request = HttpRequest::new(SdkBody::empty());
    request.set_method(method).ok()?;
    request.set_uri(address.to_owned()).ok()?;
    for (name, value) in headers {
        request.headers_mut().try_insert(*name, (*value).to_owned()).ok()?;
    }
    let exchange = async {
        let answer = http.call(request).await.ok()?;
        let status = answer.status().as_u16();
        let body = crate::reach::with_body(answer).await;
        let text = String::from_utf8(body.body().bytes()?.to_vec()).ok()?;
        Some((status, Zeroizing::new(text)))
    };
    tokio::time::timeout(PATIENCE, exchange).await.ok()?
}
