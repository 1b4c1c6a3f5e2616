//! The last word on CORS: a real browser (Chromium) with a page of a site that is let in and one
//! that is not. Each page opens a file, uploads one and reads its ETag by links that a client
//! nobody here wrote has signed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use bucketwise_tests::servers::Server;
use bucketwise_tests::tools;
use engine::settings::{SettingKind, Settings};
use serde_json::Value;

use super::{KEEP_RULES, bucket, opened, rule, rules, saved};

const BUCKET: &str = "cors-browser";

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_lets_the_named_site_in_and_no_other() {
    for kind in KEEP_RULES {
        let server = bucket(kind, BUCKET);
        tools::aws(server, ["s3api", "put-object", "--bucket", BUCKET, "--key", "shown.txt"]);
        let (named, stranger) = (Site::start(page(server, "named")), Site::start(page(server, "stranger")));
        let settings = Settings::default();
        let (id, _) = opened(&settings, server, BUCKET, SettingKind::Cors).await;
        saved(settings.apply(&id, rules(&[rule(&named.origin, &["GET", "PUT"])])).await.unwrap());

        let seen = tokio::task::block_in_place(|| named.visit());
        assert_eq!(seen["get"]["status"], 200, "{}: {seen}", server.name);
        assert_eq!(seen["put"]["status"], 200, "{}: {seen}", server.name);
        assert!(seen["put"]["etag"].as_str().is_some_and(|etag| etag.len() >= 32), "{}: {seen}", server.name);

        let seen = tokio::task::block_in_place(|| stranger.visit());
        for what in ["get", "put"] {
            assert!(seen[what]["error"].is_string(), "{} let a stranger in: {seen}", server.name);
        }
        let listed = tools::aws(server, ["s3", "ls", &format!("s3://{BUCKET}")]);
        assert!(listed.contains("from-named") && !listed.contains("from-stranger"), "{}: {listed}", server.name);
        println!("{}: the named site opened, uploaded and read the ETag; the stranger did neither", server.name);
    }
}

/// A page that tries everything and tells its own site how it went.
fn page(server: &Server, who: &str) -> String {
    let [get, put] = [("get_object", "shown.txt".to_owned()), ("put_object", format!("from-{who}.txt"))]
        .map(|(call, key)| link(server, call, &key));
    format!(
        "<!doctype html><script>
        const told = async (work) => {{ try {{ return await work() }} catch (error) {{ return {{ error: String(error) }} }} }};
        (async () => {{
          const get = await told(async () => ({{ status: (await fetch({get:?})).status }}));
          const put = await told(async () => {{
            const headers = {{ 'content-type': 'text/plain' }};
            const sent = await fetch({put:?}, {{ method: 'PUT', body: 'from a page', headers }});
            return {{ status: sent.status, etag: sent.headers.get('etag') }};
          }});
          await fetch('/seen', {{ method: 'POST', body: JSON.stringify({{ get, put }}) }});
        }})();
        </script>"
    )
}

/// A presigned link, made by Amazon's Python library.
fn link(server: &Server, call: &str, key: &str) -> String {
    let script = "import sys, os, botocore.session, botocore.config\n\
        c = botocore.session.Session().create_client('s3', endpoint_url=os.environ['AWS_ENDPOINT_URL'],\n\
            config=botocore.config.Config(signature_version='s3v4', s3={'addressing_style': 'path'}))\n\
        print(c.generate_presigned_url(sys.argv[1], Params={'Bucket': sys.argv[2], 'Key': sys.argv[3]}))";
    let output = tools::command(server, "python").args(["-c", script, call, BUCKET, key]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A website of one page on this computer.
struct Site {
    origin: String,
    seen: Receiver<Value>,
}

impl Site {
    fn start(page: String) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let origin = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
        let (tell, seen) = channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (page, tell) = (page.clone(), tell.clone());
                // A browser may open a connection and send nothing on it.
                thread::spawn(move || answer(stream, &page, &tell));
            }
        });
        Self { origin, seen }
    }

    /// Opens the page in a browser of its own; what the page says.
    fn visit(&self) -> Value {
        let home = tempfile::tempdir().unwrap();
        let mut browser = Command::new("chromium")
            .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .arg(format!("--user-data-dir={}", home.path().display()))
            .arg(&self.origin)
            .env("HOME", home.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromium is installed by .ci/setup test");
        let seen = self.seen.recv_timeout(Duration::from_secs(120));
        browser.kill().unwrap();
        browser.wait().unwrap();
        seen.expect("the page told what it saw within two minutes")
    }
}

fn answer(stream: TcpStream, page: &str, tell: &Sender<Value>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? <= 2 {
            break;
        }
        lines.push(line.to_ascii_lowercase());
    }
    let length = lines.iter().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let posted = lines.first()?.starts_with("post /seen");
    if posted {
        tell.send(serde_json::from_slice(&body).ok()?).ok()?;
    }
    let text = if lines.first()?.starts_with("get / ") { page } else { "" };
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\nconnection: close\r\n";
    let answer = format!("{head}content-length: {}\r\n\r\n{text}", text.len());
    reader.into_inner().write_all(answer.as_bytes()).ok()
}
