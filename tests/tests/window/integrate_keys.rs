//! Nuvolos in the window: a user and a key for one bucket, the file and the values for the other
//! side tried with rclone as they stand there, the key exchanged a year later, a report saved, and
//! all of it taken back.

use serde_json::Value;

use super::*;

const BUCKET: &str = "nuvolos-notes";
const USER: &str = "bucketwise-nuvolos-rclone-nuvolos-notes";
const CONTROL: &str = "\u{E009}";

fn keys(server: &Server) -> Vec<(String, bool)> {
    let listed = tools::aws(server, ["iam", "list-access-keys", "--user-name", USER]);
    let listed: Value = serde_json::from_str(&listed).unwrap();
    let one = |key: &Value| (key["AccessKeyId"].as_str().unwrap().to_owned(), key["Status"] == "Active");
    listed["AccessKeyMetadata"].as_array().unwrap().iter().map(one).collect()
}

/// The secret that the window copies, pasted by hand into a field of it.
fn copied_secret(app: &App) -> String {
    click_at(app, "copy-secret");
    app.click("leave-integrations");
    app.click("new-integration");
    app.fill("pick-search", "x");
    app.press(&[CONTROL, "a"]);
    app.press(&[CONTROL, "v"]);
    let pasted = wait_until("the secret is pasted", Duration::from_secs(90), || {
        let script = "return document.querySelector('[data-testid=pick-search]').value";
        let value = app.execute(script, &[]).as_str().unwrap_or_default().to_owned();
        (value.len() > 20).then_some(value)
    });
    app.click("leave-integrations");
    app.click("integration-nuvolos-rclone");
    app.see("integration-made");
    pasted
}

/// Brings a part to the middle of what is seen, as a person scrolls to it, and clicks it.
fn click_at(app: &App, part: &str) {
    app.see(part);
    let script = format!("document.querySelector('[data-testid={part}]').scrollIntoView({{ block: 'center' }})");
    app.execute(&script, &[]);
    app.click(part);
}

/// `rclone lsf` with the file that the window shows and the two secrets, as the add-on has them.
fn rclone_lists(desktop: &Desktop, server: &Server, conf: &str, id: &str, secret: &str) -> bool {
    let file = desktop.home().join("rclone.conf");
    // Where the storage is, is the one thing that the file leaves to AWS.
    let endpoint = format!("endpoint = {}\nforce_path_style = true\n", server.endpoint);
    fs::write(&file, format!("{}\n{endpoint}", conf.trim()).replace("provider = AWS", "provider = Other")).unwrap();
    let mut rclone = Command::new(tools::tool("rclone"));
    rclone.arg("--config").arg(&file).env("AWS_ACCESS_KEY_ID", id).env("AWS_SECRET_ACCESS_KEY", secret);
    let listed = rclone.args(["lsf", "--retries", "1", &format!("s3:{BUCKET}")]).output().unwrap();
    listed.status.success() && String::from_utf8_lossy(&listed.stdout).contains("notes.txt")
}

#[test]
fn nuvolos_gets_a_key_that_rclone_uses_and_that_is_exchanged_a_year_later() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", &format!("s3://{BUCKET}")]);
    let desktop = Desktop::start(Options::default());
    let notes = desktop.home().join("notes.txt");
    fs::write(&notes, "notes").unwrap();
    tools::aws(server, ["s3", "cp", notes.to_str().unwrap(), &format!("s3://{BUCKET}/notes.txt")]);
    let app = App::open(&desktop);
    open_bucket(&app, server, BUCKET);
    app.see(&row("notes.txt"));
    app.click("open-integrations");
    app.click("new-integration");
    app.click("preset-nuvolos-rclone");
    app.read("sentences", "Nuvolos with rclone can list files");
    app.click("apply-integration");
    app.see("integration-made[data-state=working]");
    app.see("check[data-check=session][data-result=pass]");
    let policy = ["iam", "get-user-policy", "--user-name", USER, "--policy-name", USER];
    assert!(tools::aws(server, policy).contains("s3:DeleteObject"));
    app.click("check-write");
    app.click("check-integration");
    app.see(&format!("check[data-check=multipart-{BUCKET}][data-result=pass]"));
    app.see(&format!("check[data-check=left-{BUCKET}][data-result=pass]"));
    app.see("drift");

    // What the window says is what rclone needs.
    let (first, _) = keys(server).remove(0);
    app.read("values", &first);
    app.read("values", BUCKET);
    let conf = app.text("client-files");
    let conf = conf[conf.find("[s3]").unwrap()..].to_owned();
    let first_secret = copied_secret(&app);
    assert!(rclone_lists(&desktop, server, &conf, &first, &first_secret));
    let found = desktop.ask("grep", &["-rlF", "--", &first_secret, "../config", "../cache", "../data"]);
    assert_eq!(found, None, "the secret is in no file");

    // The key is exchanged: two at once, the first off, on again, off, gone.
    app.read("key-age", "created today");
    click_at(&app, "make-second-key");
    app.see("key-box[data-stage=two]");
    let second = app.text("second-key");
    let second_secret = copied_secret(&app);
    for (id, secret) in [(&first, &first_secret), (&second, &second_secret)] {
        assert!(rclone_lists(&desktop, server, &conf, id, secret), "both work");
    }
    click_at(&app, "first-key-off");
    app.see("key-box[data-stage=first-off]");
    assert!(!rclone_lists(&desktop, server, &conf, &first, &first_secret));
    click_at(&app, "first-key-on");
    app.see("key-box[data-stage=two]");
    assert!(keys(server).iter().all(|(_, active)| *active));
    click_at(&app, "first-key-off");
    app.see("key-box[data-stage=first-off]");
    click_at(&app, "delete-first-key");
    click_at(&app, "confirm-delete-key");
    app.see("key-box[data-stage=one]");
    assert_eq!(keys(server), [(second.clone(), true)]);
    assert!(rclone_lists(&desktop, server, &conf, &second, &second_secret));

    // A report to hand on.
    app.click("check-integration");
    app.wait_for("it is checked", "[data-testid=save-report-html]:not([disabled])");
    let report = desktop.home().join("report.html");
    click_at(&app, "save-report-html");
    choose(&desktop, "Save report", &report);
    app.read("report-saved", "report.html");
    let page = fs::read_to_string(&report).unwrap();
    assert!(page.contains("Nuvolos with rclone and nuvolos-notes") && page.contains("✓ Passed"), "{page}");
    let report = desktop.home().join("report.pdf");
    click_at(&app, "save-report-pdf");
    choose(&desktop, "Save report", &report);
    app.read("report-saved", "report.pdf");
    let page = desktop.ask("pdftotext", &[report.to_str().unwrap(), "-"]).unwrap();
    assert!(page.contains("Nuvolos with rclone and nuvolos-notes") && page.contains("✓ Passed"), "{page}");

    app.click("ask-removal");
    app.read("removal", &format!("Remove the user {USER}"));
    app.click("confirm-removal");
    app.see("integration-made[data-state=removed]");
    assert!(!integrate::works(server, &["iam", "get-user", "--user-name", USER]));
}

/// A refusal is explained: who, what, which rule, what to ask for; and a closer look names the
/// statement. Then the same bucket, looked at by somebody who may: everybody who can reach it.
#[test]
fn a_refusal_is_explained_and_who_can_reach_the_bucket_is_told() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://e2e-why"]);
    let list = refused::allow("s3:ListBucket", "arn:aws:s3:::e2e-why");
    let see = refused::allow("iam:Get*", "*");
    let (access_key, secret) = refused::user(server, "e2e-why", &[&list, &see]);
    let desktop = Desktop::start(Options::default());
    let app = refused::upload_refused(&desktop, server, "e2e-why", (&access_key, &secret));
    app.click("why-refused");
    app.read("refusal-who", ":user/e2e-why");
    app.read("refusal-tried", "s3:PutObject");
    app.see("refusal-cause[data-by=nothing_allows][data-certain=said]");
    app.read("refusal", "\"Action\": \"s3:PutObject\"");
    app.click("look-closer");
    app.see("refusal-cause[data-certain=read]");
    app.read("refusal-looked", "the policy all");
    app.click("close-refusal");
    app.see_gone("refusal");

    app.click("open-integrations");
    app.click("show-reach");
    app.see("reach[data-complete=true]");
    app.see("reach-row[data-who=\"User e2e-why\"]");
    app.see("reach-row[data-who=\"User main\"]");
    app.read("reach-unseen", "Presigned links");
}
