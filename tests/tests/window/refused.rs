//! What a person meets when storage says no or the connection breaks: the reason in words, the
//! focus kept, and a way on.

use super::*;

#[test]
fn a_folder_that_the_login_may_not_read_says_so_and_lets_the_person_go_back() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://e2e-narrow"]);
    let list = r#"{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::e2e-narrow","Condition":{"StringLike":{"s3:prefix":["team/*"]}}}"#;
    let read = allow("s3:GetObject", "arn:aws:s3:::e2e-narrow/team/*");
    let (access_key, secret) = user(server, "e2e-narrow", &[list, &read]);
    let desktop = Desktop::start(Options::default());
    fs::write(desktop.home().join("plan.txt"), "plan").unwrap();
    let plan = desktop.home().join("plan.txt").display().to_string();
    tools::aws(server, ["s3", "cp", &plan, "s3://e2e-narrow/team/plan.txt"]);

    let app = App::open(&desktop);
    app.click("door-connect");
    login(&app, server, &access_key, &secret);
    app.fill("bucket", "e2e-narrow");
    app.fill("prefix", "team");
    app.click("check-connect");
    app.click("save-connection");
    app.see(&row("plan.txt"));

    // Up, into what is not this login's: no rows, a reason, nothing to upload into, and the way
    // back.
    app.click("grid");
    app.press(&[BACKSPACE]);
    app.see("fault[data-code=not_permitted]");
    assert!(!app.has("row"));
    app.press(&["\u{E00A}", "\u{E012}"]);
    app.see(&row("plan.txt"));
}

#[test]
fn a_listing_that_broke_off_is_read_again_and_the_keyboard_goes_on() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::s5cmd(server, ["mb", "s3://e2e-broken"]);
    let desktop = Desktop::start(Options::default());
    let file = desktop.home().join("a.txt");
    fs::write(&file, "a").unwrap();
    tools::s5cmd(server, ["cp", &file.display().to_string(), "s3://e2e-broken/a.txt"]);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let proxy = runtime.block_on(Proxy::start(&server.endpoint));

    let app = App::open(&desktop);
    app.click("door-connect");
    login(&app, server, &server.access_key, &server.secret_key);
    app.fill("endpoint", &proxy.endpoint());
    app.click("check-connect");
    app.click("save-connection");
    app.see("bucket-e2e-broken");
    proxy.set(Fault { refuse: true, cut_download_after: Some(0), ..Fault::default() });
    app.click("bucket-e2e-broken");
    app.read("fault", "Retry");
    proxy.heal();
    app.click("retry");
    app.see(&row("a.txt"));
    // The button that was pressed is gone; the files have the keys.
    app.press(&[HOME]);
    app.wait_for("the row is selected", "[data-name=\"a.txt\"][aria-selected=true]");
}

/// A login connects to an empty bucket, and `minutes.txt` may not be uploaded there.
pub(super) fn upload_refused<'a>(desktop: &'a Desktop, server: &Server, bucket: &str, keys: (&str, &str)) -> App<'a> {
    let file = desktop.home().join("minutes.txt");
    fs::write(&file, "minutes\n").unwrap();
    let app = App::open(desktop);
    app.click("door-connect");
    login(&app, server, keys.0, keys.1);
    app.fill("bucket", bucket);
    app.click("check-connect");
    app.click("save-connection");
    app.read("blank", "empty");
    upload(&app, "upload-files", "Upload files", &file);
    app.see("transfers-strip[data-state=failed]");
    app.click("transfers-toggle");
    app.see("fault[data-code=not_permitted]");
    app
}

#[test]
fn an_upload_that_is_refused_says_why_and_goes_through_once_it_may() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://e2e-reading"]);
    let list = allow("s3:ListBucket", "arn:aws:s3:::e2e-reading");
    let (access_key, secret) = user(server, "e2e-reading", &[&list]);
    let desktop = Desktop::start(Options::default());
    let app = upload_refused(&desktop, server, "e2e-reading", (&access_key, &secret));

    let write = allow("s3:*", "arn:aws:s3:::e2e-reading/*");
    permit(server, "e2e-reading", &[&list, &write]);
    app.click("group-retry");
    app.see(&row("minutes.txt"));
    assert_eq!(tools::aws(server, ["s3", "cp", "s3://e2e-reading/minutes.txt", "-"]), "minutes\n");
}

pub(super) fn allow(action: &str, resource: &str) -> String {
    format!(r#"{{"Effect":"Allow","Action":"{action}","Resource":"{resource}"}}"#)
}

/// A login that may do this and nothing else: its access key and secret.
pub(super) fn user(server: &Server, name: &str, statements: &[&str]) -> (String, String) {
    tools::aws(server, ["iam", "create-user", "--user-name", name]);
    permit(server, name, statements);
    let made = tools::aws(server, ["iam", "create-access-key", "--user-name", name, "--output", "json"]);
    let made: serde_json::Value = serde_json::from_str(&made).unwrap();
    let text = |field: &str| made["AccessKey"][field].as_str().unwrap().to_owned();
    (text("AccessKeyId"), text("SecretAccessKey"))
}

fn permit(server: &Server, name: &str, statements: &[&str]) {
    let policy = format!(r#"{{"Version":"2012-10-17","Statement":[{}]}}"#, statements.join(","));
    let put = ["iam", "put-user-policy", "--user-name", name, "--policy-name", "all", "--policy-document", &policy];
    tools::aws(server, put);
}
