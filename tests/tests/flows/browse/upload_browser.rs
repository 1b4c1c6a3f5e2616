//! An upload page opened from a file in a real browser without a login, which chooses files and
//! sends them. How the page looks, and what other browsers do, is not proved here.

use std::{path::Path, process::Command};

use bucketwise_tests::{
    servers::{Kind, Server},
    tools::aws,
};
use engine::files::share::{UploadTried, UploadTypes, UploadWanted, UploadWay};
use serde_json::Value;

use super::{
    upload_pages::{made, wanted},
    watched::{self, place},
};

/// Opens the page, chooses the files, and waits until something is said of each.
const BROWSER: &str = r##"
const { spawn } = require("node:child_process");
const [home, page, ...files] = process.argv.slice(1);
const browser = spawn("chromium", ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--remote-debugging-pipe", "--user-data-dir=" + home, "about:blank"],
  { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"], env: { ...process.env, HOME: home } });
const waiting = new Map();
let [last, rest, loaded] = [0, "", () => undefined];
browser.stdio[4].on("data", (bytes) => {
  const parts = (rest + bytes).split("\0");
  rest = parts.pop();
  for (const part of parts) {
    const told = JSON.parse(part);
    if (told.id) waiting.get(told.id)(told);
    else if (told.method === "Page.loadEventFired") loaded();
  }
});
const ask = (method, params, sessionId) => new Promise((done, fail) => {
  last += 1;
  waiting.set(last, ({ result, error }) => (error ? fail(new Error(method + ": " + error.message)) : done(result)));
  browser.stdio[3].write(JSON.stringify({ id: last, method, params, sessionId }) + "\0");
});
(async () => {
  const { targetId } = await ask("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await ask("Target.attachToTarget", { targetId, flatten: true });
  const here = (method, params) => ask(method, params, sessionId);
  await here("Page.enable", {});
  const load = new Promise((done) => (loaded = done));
  await here("Page.navigate", { url: page });
  await load;
  const { root } = await here("DOM.getDocument", {});
  const { nodeId } = await here("DOM.querySelector", { nodeId: root.nodeId, selector: "#choose" });
  await here("DOM.setFileInputFiles", { nodeId, files });
  const expression = `new Promise((done) => {
    const list = document.getElementById("files");
    const look = () => {
      const all = [...list.children];
      if (all.length < ${files.length} || all.some(({ dataset }) => ["waiting", "sending"].includes(dataset.state))) return;
      done(all.map((one) => [one.querySelector("bdi").textContent, one.dataset.state, one.querySelector("[role=status]").textContent]));
    };
    new MutationObserver(look).observe(list, { subtree: true, childList: true, attributes: true });
    look();
  })`;
  const said = await here("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  const text = await here("Runtime.evaluate", { expression: "document.body.innerText", returnByValue: true });
  process.stdout.write(JSON.stringify({ files: said.result.value, text: text.result.value }));
  browser.kill();
})().catch((error) => { browser.kill(); console.error(error); process.exit(1); });
"##;

/// What a page says of each file: its name, the state and the words; and all of its text.
fn chosen(page: &Path, files: &[std::path::PathBuf]) -> (Vec<[String; 3]>, String) {
    let home = tempfile::tempdir().unwrap();
    let ran = Command::new("timeout")
        .args(["120", "node", "-e", BROWSER])
        .args([home.path(), Path::new(&format!("file://{}", page.display()))])
        .args(files)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let said: Value = serde_json::from_slice(&ran.stdout).unwrap();
    (serde_json::from_value(said["files"].clone()).unwrap(), said["text"].as_str().unwrap().to_owned())
}

fn stored(server: &Server, bucket: &str) -> Vec<String> {
    let listed =
        aws(server, ["s3api", "list-objects-v2", "--bucket", bucket, "--query", "Contents[].Key", "--output", "json"]);
    serde_json::from_str::<Option<Vec<String>>>(&listed).unwrap().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_sends_files_by_a_page_that_is_opened_from_a_file() {
    let (server, bucket) = (Server::shared(Kind::MiniStack), "asked-browser");
    aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    let store = watched::store(server, &server.endpoint);
    let message = "</p><script>document.title = 'run'</script><img src=x onerror=\"document.body.innerText = 'run'\">";
    let wanted = UploadWanted { types: UploadTypes::Images, message: message.into(), ..wanted() };
    let (told, page) = made(&store, place(bucket, "a\"<i>'&/"), &wanted).await;
    assert_eq!(told.tried, UploadTried::Heeds);
    let folder = tempfile::tempdir().unwrap();
    let html = folder.path().join(&page.file_name);
    std::fs::write(&html, page.text.expose()).unwrap();
    let names = ["Grüße \"1\" <b>&'.png", "${filename} 🦀.png", "large.png", "empty.png", "notes.txt", ".png"];
    let sizes = [10, 20, 2_000, 0, 10, 30];
    let files: Vec<_> = names.iter().map(|name| folder.path().join(name)).collect();
    files.iter().zip(sizes).for_each(|(file, size)| std::fs::write(file, vec![7; size]).unwrap());

    // Nothing lets the page see what comes of it: the files are sent all the same.
    let (said, text) = tokio::task::block_in_place(|| chosen(&html, &files));
    assert!(text.contains(message), "a message is text: {text}");
    let states = |said: &[[String; 3]]| said.iter().map(|[_, state, _]| state.clone()).collect::<Vec<_>>();
    assert_eq!(said.iter().map(|[name, ..]| name.as_str()).collect::<Vec<_>>(), names);
    assert_eq!(states(&said), ["said", "said", "bad", "bad", "bad", "said"], "{said:?}");
    assert!(said[0][2].contains("cannot see whether") && said[2][2].contains("too large"), "{said:?}");
    assert!(said[3][2].contains("empty") && said[4][2].contains("type are not accepted"), "{said:?}");
    let first = stored(server, bucket);
    assert_eq!(first.len(), 3, "{first:?}");
    assert!(first.iter().all(|key| key.starts_with("a\"<i>'&/new/")), "{first:?}");

    // With the rule that is offered it sees, and nobody's file takes the place of another's.
    let rule = r#"{"CORSRules":[{"AllowedOrigins":["*"],"AllowedMethods":["PUT","POST"],"AllowedHeaders":["*"]}]}"#;
    aws(server, ["s3api", "put-bucket-cors", "--bucket", bucket, "--cors-configuration", rule]);
    let (said, _) = tokio::task::block_in_place(|| chosen(&html, &files));
    assert_eq!(states(&said), ["good", "good", "bad", "bad", "bad", "good"], "{said:?}");
    assert_eq!(stored(server, bucket).len(), 6);

    // What the storage says is told, where the page itself had nothing against it.
    aws(server, ["s3", "rb", "--force", &format!("s3://{bucket}")]);
    let (said, _) = tokio::task::block_in_place(|| chosen(&html, &files[..1]));
    assert_ne!(said[0][1], "good", "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_sends_one_file_where_there_are_no_forms() {
    let (server, bucket) = (Server::shared(Kind::MiniStack), "asked-browser-one");
    aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    let store = watched::store(server, &server.endpoint);
    let one = UploadWanted { way: UploadWay::One, ..wanted() };
    let (_, page) = made(&store, place(bucket, ""), &one).await;
    let folder = tempfile::tempdir().unwrap();
    let (html, file) = (folder.path().join(&page.file_name), folder.path().join("mine.bin"));
    std::fs::write(&html, page.text.expose()).unwrap();
    std::fs::write(&file, vec![7; 5_000]).unwrap();
    let files = [file];
    let (said, text) = tokio::task::block_in_place(|| chosen(&html, &files));
    assert_eq!(said[0][1], "bad", "without a rule nothing can be sent: {said:?}");
    assert!(text.contains("Choose a file"), "another can be chosen: {text}");
    let rule = r#"{"CORSRules":[{"AllowedOrigins":["*"],"AllowedMethods":["PUT","POST"],"AllowedHeaders":["*"]}]}"#;
    aws(server, ["s3api", "put-bucket-cors", "--bucket", bucket, "--cors-configuration", rule]);
    let (said, text) = tokio::task::block_in_place(|| chosen(&html, &files));
    assert_eq!(said[0][1], "good", "{said:?}");
    assert!(!text.contains("Choose a file"), "another would take its place: {text}");
    assert_eq!(stored(server, bucket), ["new/cv.pdf"]);
}
