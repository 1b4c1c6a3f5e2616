//! The S3 of LocalStack, another stand-in for AWS of which the product's table of providers has
//! nothing. It takes any key and looks at no signature. Without a network it asks nobody for
//! anything.

use tempfile::TempDir;

use super::{Kind, Life, REGION, Server};
use crate::process::{Process, free_ports};

pub(super) fn start(dir: TempDir) -> Result<Server, String> {
    let [port] = free_ports();
    let home = dir.path();
    let python = crate::root().join("target/localstack/bin/python");
    assert!(python.exists(), "{} is missing: run `make test`, which installs it", python.display());
    let process = Process::start(home, "localstack", python, |command| {
        // A developer's own settings would make it another server.
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .envs([("HOME", home), ("TMPDIR", home), ("FILESYSTEM_ROOT", &home.join("files"))])
            .env("GATEWAY_LISTEN", format!("127.0.0.1:{port}"))
            .envs([("SERVICES", "s3"), ("STRICT_SERVICE_LOADING", "1"), ("EAGER_SERVICE_LOADING", "1")])
            // The other one needs a library that does not come along.
            .env("GATEWAY_SERVER", "hypercorn")
            // Neither told to its makers nor asked of them.
            .envs([("DISABLE_EVENTS", "1"), ("SKIP_SSL_CERT_DOWNLOAD", "1"), ("DNS_ADDRESS", "0")])
            .args(["-m", "localstack.runtime.main"]);
    });
    Server {
        name: "LocalStack",
        kind: Kind::LocalStack,
        endpoint: format!("http://127.0.0.1:{port}"),
        access_key: "localstackkey".into(),
        secret_key: "localstack-looks-at-no-secret".into(),
        region: REGION,
        _life: Life::Process(process),
        _dir: dir,
    }
    .ready()
}
