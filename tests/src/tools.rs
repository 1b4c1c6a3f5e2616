//! Clients that nobody here wrote (aws-cli, s5cmd, rclone), to look at a server independently of
//! our own code.
//!
//! They lie in `target/tools`, put there by `make test` at the versions of
//! `tests/requirements.txt`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::aws_cli;
use crate::servers::Server;

/// A program in `target/tools`.
///
/// # Panics
/// When it is not there.
pub fn tool(name: &str) -> PathBuf {
    let path = crate::root().join("target/tools/bin").join(name);
    assert!(path.exists(), "{} is missing: run `make test`, which installs it", path.display());
    path
}

/// `name` ready to run against `server`, with nothing of the developer's own settings leaking in.
pub fn command(server: &Server, name: &str) -> Command {
    against(name, &server.endpoint, &server.access_key, &server.secret_key, server.region)
}

/// The same for a server that is none of ours.
pub fn against(name: &str, endpoint: &str, access_key: &str, secret_key: &str, region: &str) -> Command {
    let mut command = Command::new(tool(name));
    for (key, _) in std::env::vars_os() {
        if key.to_string_lossy().starts_with("AWS_") || key.to_string_lossy().starts_with("RCLONE_") {
            command.env_remove(key);
        }
    }
    command
        .env("AWS_ACCESS_KEY_ID", access_key)
        .env("AWS_SECRET_ACCESS_KEY", secret_key)
        .env("AWS_REGION", region)
        // The older name: aws-cli reads it for services other than S3.
        .env("AWS_DEFAULT_REGION", region)
        .env("AWS_ENDPOINT_URL", endpoint)
        .env("S3_ENDPOINT_URL", endpoint)
        // rclone's, of which `s3:` is then the server.
        .env("RCLONE_CONFIG", "/dev/null")
        .env("RCLONE_CONFIG_S3_TYPE", "s3")
        .env("RCLONE_CONFIG_S3_PROVIDER", "Other")
        .env("RCLONE_CONFIG_S3_ENV_AUTH", "true")
        .env("RCLONE_CONFIG_S3_ENDPOINT", endpoint)
        .env("RCLONE_CONFIG_S3_REGION", region)
        .env("RCLONE_CONFIG_S3_FORCE_PATH_STYLE", "true")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .env("AWS_EC2_METADATA_DISABLED", "true");
    command
}

/// Runs `aws ARGS` and answers what it printed.
///
/// # Panics
/// When it fails, with its words.
pub fn aws<S: AsRef<OsStr>>(server: &Server, args: impl IntoIterator<Item = S>) -> String {
    try_aws(server, args).unwrap_or_else(|words| panic!("{words}"))
}

/// The same where it may fail.
///
/// # Errors
/// What it said of its failure.
pub fn try_aws<S: AsRef<OsStr>>(server: &Server, args: impl IntoIterator<Item = S>) -> Result<String, String> {
    aws_cli::run(command(server, "aws").args(args))
}

/// The same of a command of `aws` that is made up already.
///
/// # Errors
/// What it said of its failure.
pub fn ask_aws(command: &Command) -> Result<String, String> {
    aws_cli::run(command)
}

/// A script in the hands of an administrator of `server`, who has `aws`.
pub fn script(server: &Server, script: &Path) -> Command {
    let mut prepared = command(server, "aws");
    let with_aws = aws_cli::for_scripts(&std::env::var("PATH").unwrap_or_default());
    let env = prepared.envs(with_aws).get_envs().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())));
    let mut bash = Command::new("bash");
    bash.arg(script).env_clear().envs(env);
    bash
}

/// Puts an object with these bytes there; `more` goes to `aws s3api put-object` as it is.
///
/// # Panics
/// When it fails, with its words.
pub fn put(server: &Server, bucket: &str, key: &str, content: &[u8], more: &[&str]) {
    let file = tempfile::NamedTempFile::new().expect("a file for what is put");
    std::fs::write(file.path(), content).expect("it is written");
    let body = file.path().display().to_string();
    let put = ["s3api", "put-object", "--bucket", bucket, "--key", key, "--body", &body];
    aws(server, put.iter().chain(more));
}

/// Runs `s5cmd ARGS` and answers what it printed.
///
/// # Panics
/// When it fails, with its words.
pub fn s5cmd<S: AsRef<OsStr>>(server: &Server, args: impl IntoIterator<Item = S>) -> String {
    output(command(server, "s5cmd").args(args))
}

/// Runs `rclone ARGS`; in them `s3:` is the server.
///
/// # Panics
/// When it fails, with its words.
pub fn rclone<S: AsRef<OsStr>>(server: &Server, args: impl IntoIterator<Item = S>) -> String {
    output(command(server, "rclone").args(args))
}

/// Runs a script by the Python that the tools are installed in, and answers what it printed.
///
/// # Panics
/// When it fails, with its words.
pub fn python<S: AsRef<OsStr>>(script: &str, args: impl IntoIterator<Item = S>) -> String {
    output(Command::new(tool("python")).args(["-c", script]).args(args))
}

/// Has rclone download everything below `place` ("bucket/prefix") and compare it, byte for byte,
/// with `dir`: nothing missing, nothing more, nothing different on either side.
///
/// # Panics
/// When they differ, with rclone's list of differences.
pub fn rclone_check(server: &Server, place: &str, dir: &Path) {
    let remote = format!("s3:{place}");
    rclone(server, [OsStr::new("check"), OsStr::new("--download"), OsStr::new(&remote), dir.as_os_str()]);
}

fn output(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().expect("the tool starts");
    assert!(status.success(), "{command:?} ended with {status}:\n{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).expect("it prints UTF-8")
}
