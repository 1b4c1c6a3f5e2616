//! aws-cli, started once for each test binary: see `aws_cli.py`.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::tools::tool;

/// The Python process that has everything imported, and the port that it hears on. It ends with its
/// standard input, which ends with this process.
static STARTED: OnceLock<(Child, u16)> = OnceLock::new();

/// Carries out what `command` (`aws` with its arguments and variables) says. What it printed; or,
/// where it failed, what it said of that.
pub(crate) fn run(command: &Command) -> Result<String, String> {
    let answer = answer(command);
    let told = |field: &str| answer[field].as_str().unwrap_or_default().to_owned();
    match &answer["code"] {
        code if *code == 0 => Ok(told("out")),
        code => Err(format!("{command:?} ended with {code}:\n{}", told("err"))),
    }
}

/// What scripts need that are to find this `aws`: the folder that it is in, first in `path`, and
/// where it asks.
pub(crate) fn for_scripts(path: &str) -> [(&'static str, String); 2] {
    let (_, port) = STARTED.get_or_init(start);
    let folder = crate::root().join("tests/src/warm");
    [("PATH", format!("{}:{path}", folder.display())), ("AWS_CLI_PORT", port.to_string())]
}

fn answer(command: &Command) -> Value {
    let (_, port) = STARTED.get_or_init(start);
    let text = |value: &OsStr| value.to_str().expect("what aws-cli is given is text").to_owned();
    let args: Vec<String> = command.get_args().map(text).collect();
    let mut env: BTreeMap<String, String> = std::env::vars().collect();
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => env.insert(text(name), text(value)),
            None => env.remove(&text(name)),
        };
    }
    let cwd = std::env::current_dir().expect("the tests run in a folder");
    let mut stream = TcpStream::connect(("127.0.0.1", *port)).expect("aws-cli is there");
    writeln!(stream, "{}", json!({ "args": args, "env": env, "cwd": cwd })).expect("it hears");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    serde_json::from_str(&answer).unwrap_or_else(|e| panic!("{command:?}: {e}: {answer}"))
}

fn start() -> (Child, u16) {
    let mut command = Command::new(tool("python"));
    command.args(["-c", include_str!("aws_cli.py")]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("Python starts");
    let mut port = String::new();
    BufReader::new(child.stdout.as_mut().expect("it prints")).read_line(&mut port).expect("it prints its port");
    let port = port.trim().parse().expect("the port is a number");
    (child, port)
}
