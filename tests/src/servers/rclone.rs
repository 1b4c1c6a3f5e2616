//! `rclone serve s3`: a folder as a server, without versions, tags, policies or CORS.

use tempfile::TempDir;

use super::{Kind, Life, REGION, Server};
use crate::process::{Process, free_ports};
use crate::tools::tool;

pub(super) fn start(dir: TempDir) -> Result<Server, String> {
    let (access_key, secret_key) = ("RCLONEMAINKEY0000001", "rclonemainsecret00000000000000000000001");
    let [port] = free_ports();
    let home = dir.path();
    let data = home.join("data");
    std::fs::create_dir(&data).map_err(|e| e.to_string())?;
    let process = Process::start(home, "rclone", tool("rclone"), |command| {
        command.args(["--config", "/dev/null", "serve", "s3", "--vfs-cache-mode", "off"]);
        command
            .args(["--addr", &format!("127.0.0.1:{port}"), "--auth-key", &format!("{access_key},{secret_key}")])
            .arg(&data);
    });
    let endpoint = format!("http://127.0.0.1:{port}");
    let (access_key, secret_key) = (access_key.into(), secret_key.into());
    Server {
        name: "rclone serve s3",
        kind: Kind::Rclone,
        endpoint,
        access_key,
        secret_key,
        region: REGION,
        _life: Life::Process(process),
        _dir: dir,
    }
    .ready()
}
