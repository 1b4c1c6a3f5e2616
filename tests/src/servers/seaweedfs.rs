//! SeaweedFS in one process, `weed mini`.

use tempfile::TempDir;

use super::{Kind, Life, REGION, Server};
use crate::process::{Process, free_ports};
use crate::tools::tool;

pub(super) fn start(dir: TempDir) -> Result<Server, String> {
    let (access_key, secret_key) = ("AKIAWEEDMAIN00000001", "weedmainsecret000000000000000000000001");
    let ports = free_ports::<10>();
    let home = dir.path();
    let data = home.join("data");
    std::fs::create_dir(&data).map_err(|e| e.to_string())?;
    let config = home.join("s3.json");
    let identity = serde_json::json!({ "identities": [{ "name": "main", "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        "credentials": [{ "accessKey": access_key, "secretKey": secret_key }] }] });
    std::fs::write(&config, identity.to_string()).map_err(|e| e.to_string())?;
    let process = Process::start(home, "weed", tool("weed"), |command| {
        command.envs([("HOME", home), ("TMPDIR", home)]).arg("mini");
        command.args(
            [("-dir", &data), ("-s3.config", &config)]
                .map(|(flag, path): (&str, &std::path::PathBuf)| format!("{flag}={}", path.display())),
        );
        let named = ["s3", "master", "volume", "filer", "admin"];
        for (part, port) in
            named.iter().flat_map(|name| [format!("{name}.port"), format!("{name}.port.grpc")]).zip(ports)
        {
            command.arg(format!("-{part}={port}"));
        }
        // Nothing listens outside loopback, nothing calls home, no bucket is made or lost on the
        // way.
        command.args([
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            "-admin.ui=false",
            "-webdav=false",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
        ]);
        command.args([
            "-master.telemetry=false",
            "-s3.autoCreateBucket=false",
            "-s3.allowDeleteBucketNotEmpty=false",
            "-s3.domainName=localhost",
            // Each bucket sets some aside; left alone it counts them by what the disk has free and
            // runs out.
            "-volume.max=1000",
        ]);
    });
    let endpoint = format!("http://127.0.0.1:{}", ports[0]);
    let (access_key, secret_key) = (access_key.into(), secret_key.into());
    Server {
        name: "SeaweedFS",
        kind: Kind::SeaweedFs,
        endpoint,
        access_key,
        secret_key,
        region: REGION,
        _life: Life::Process(process),
        _dir: dir,
    }
    .ready()
}
