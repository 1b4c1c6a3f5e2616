//! moto's server: the S3 of a project that stands in for AWS in other people's tests. Nothing of it
//! is in the product's table of providers, which is what it is here for. It takes any key and looks
//! at no signature.

use tempfile::TempDir;

use super::{Kind, Life, REGION, Server};
use crate::process::{Process, free_ports};
use crate::tools::tool;

pub(super) fn start(dir: TempDir) -> Result<Server, String> {
    let [port] = free_ports();
    let home = dir.path();
    let process = Process::start(home, "moto", tool("moto_server"), |command| {
        // A developer's AWS_ENDPOINT_URL would make the server talk to another one.
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .envs([("HOME", home), ("TMPDIR", home)])
            .args(["-H", "127.0.0.1", "-p", &port.to_string()]);
    });
    Server {
        name: "moto",
        kind: Kind::Moto,
        endpoint: format!("http://127.0.0.1:{port}"),
        access_key: "motokey".into(),
        secret_key: "moto-looks-at-no-secret".into(),
        region: REGION,
        _life: Life::Process(process),
        _dir: dir,
    }
    .ready()
}
