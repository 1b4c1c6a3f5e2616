//! MiniStack: S3, IAM and STS. With `AUTH=true` it verifies signatures and permissions of IAM users
//! (the root keys pass unchecked), so the tests use the keys of an administrator made here.

use std::time::Duration;

use tempfile::TempDir;

use super::{Kind, Life, REGION, Server};
use crate::process::{Process, free_ports};
use crate::tools::tool;

/// MiniStack trusts this key whatever the signature says; it is used once, to make the
/// administrator.
const ROOT_KEY: &str = "AKIAMINISTACKROOT001";

pub(super) fn start(dir: TempDir) -> Result<Server, String> {
    let [port] = free_ports();
    let home = dir.path();
    let process = Process::start(home, "ministack", tool("ministack"), |command| {
        // A developer's AWS_ENDPOINT_URL would make the server talk to another one.
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .envs([("HOME", home), ("TMPDIR", home)])
            .envs([
                ("AUTH", "true"),
                ("BIND_HOST", "127.0.0.1"),
                ("MINISTACK_HOST", "localhost"),
                ("LOG_LEVEL", "WARNING"),
            ])
            .envs([
                ("AWS_ACCESS_KEY_ID", ROOT_KEY),
                ("AWS_SECRET_ACCESS_KEY", "root"),
                ("GATEWAY_PORT", &port.to_string()),
            ])
            .envs([("IOT_MTLS_ENABLED", "0"), ("SFTP_ENABLED", "0"), ("PERSIST_STATE", "0")]);
    });
    let endpoint = format!("http://127.0.0.1:{port}");
    let iam = |form: &str| {
        let credential = format!(
            "AWS4-HMAC-SHA256 Credential={ROOT_KEY}/20260101/{REGION}/iam/aws4_request, SignedHeaders=host, Signature=0"
        );
        let sent = ureq::post(&endpoint)
            .header("authorization", credential)
            .content_type("application/x-www-form-urlencoded")
            .send(format!("Version=2010-05-08&UserName=main&{form}"));
        sent.ok()?.body_mut().read_to_string().ok()
    };
    process.wait_ready(Duration::from_secs(60), || iam("Action=CreateUser"))?;
    let everything = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22*%22%2C%22Resource%22%3A%22*%22%7D%5D%7D";
    iam(&format!("Action=PutUserPolicy&PolicyName=all&PolicyDocument={everything}")).ok_or("PutUserPolicy failed")?;
    let keys = iam("Action=CreateAccessKey").ok_or("CreateAccessKey failed")?;
    let (access_key, secret_key) = (element(&keys, "AccessKeyId")?, element(&keys, "SecretAccessKey")?);
    Server {
        name: "MiniStack",
        kind: Kind::MiniStack,
        endpoint,
        access_key,
        secret_key,
        region: REGION,
        _life: Life::Process(process),
        _dir: dir,
    }
    .ready()
}

/// The text of an XML element that occurs once and holds no other.
fn element(xml: &str, name: &str) -> Result<String, String> {
    let text = xml.split_once(&format!("<{name}>")).and_then(|(_, rest)| rest.split_once(&format!("</{name}>")));
    text.map(|(text, _)| text.to_string()).ok_or_else(|| format!("no {name} in {xml}"))
}
