//! Uploads that need an answer or are stopped: what happens to files that are already there, and
//! what is left behind.

use super::*;

#[test]
fn a_name_that_is_taken_is_asked_about_and_each_answer_does_what_it_says() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::s5cmd(server, ["mb", "s3://e2e-taken"]);
    let desktop = Desktop::start(Options::default());
    let file = desktop.home().join("list.csv");
    let app = App::open(&desktop);
    open_bucket(&app, server, "e2e-taken");
    app.read("blank", "empty");
    let again = |text: &str, answer: &str| {
        fs::write(&file, text).unwrap();
        upload(&app, "upload-files", "Upload files", &file);
        if !answer.is_empty() {
            app.read("conflict-dialog", "list.csv");
            app.click(answer);
        }
        app.see("transfers-strip[data-state=done]");
        app.click("transfers-clear");
        app.see_gone("transfers-strip");
        tools::aws(server, ["s3", "cp", "s3://e2e-taken/list.csv", "-"])
    };

    assert_eq!(again("first", ""), "first");
    assert_eq!(again("second", "conflict-skip"), "first");
    assert_eq!(again("third", "conflict-replace"), "third");
    assert_eq!(again("fourth", "conflict-keep"), "third");
    let listed = tools::aws(server, ["s3", "ls", "s3://e2e-taken/"]);
    assert_eq!(listed.lines().count(), 2, "the fourth has a name of its own: {listed}");
}

#[test]
fn an_upload_stopped_midway_leaves_nothing_behind() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::s5cmd(server, ["mb", "s3://e2e-stopped"]);
    let desktop = Desktop::start(Options::default());
    let file = desktop.home().join("film.mov");
    fs::write(&file, vec![7; 60_000_000]).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let proxy = runtime.block_on(Proxy::start(&server.endpoint));
    let app = App::open(&desktop);
    open_bucket_over(&app, server, &proxy.endpoint(), "e2e-stopped");
    app.read("blank", "empty");

    let open = || tools::aws(server, ["s3api", "list-multipart-uploads", "--bucket", "e2e-stopped"]);
    proxy.set(Fault { delay: Duration::from_millis(20), ..Fault::default() });
    upload(&app, "upload-files", "Upload files", &file);
    wait_until("the upload has begun on the server", Duration::from_secs(90), || {
        open().contains("film.mov").then_some(())
    });
    app.click("transfer-cancel");
    app.see("transfers-strip[data-state=cancelled]");
    proxy.heal();
    wait_until("its parts are gone", Duration::from_secs(90), || (!open().contains("film.mov")).then_some(()));
    assert_eq!(tools::aws(server, ["s3", "ls", "s3://e2e-stopped/"]), "");
    assert!(!app.has(&row("film.mov")));
}

#[test]
fn what_somebody_left_is_shown_and_a_rule_cleans_up_from_now_on() {
    let server = Server::shared(Kind::MiniStack);
    let api = |words: &[&str]| tools::aws(server, [&["s3api"][..], words, &["--bucket", "e2e-left"]].concat());
    tools::aws(server, ["s3", "mb", "s3://e2e-left"]);
    api(&["create-multipart-upload", "--key", "films/half.mov"]);
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    open_bucket(&app, server, "e2e-left");
    app.read("blank", "empty");

    // From what is there now to the rule, which is begun and saved by nobody but the person.
    app.press(&[CONTROL, SHIFT, "m"]);
    app.read("unfinished", "half.mov");
    app.click("unfinished-forever");
    app.see_gone("unfinished-dialog");
    app.read("changes", "delete unfinished uploads after 7 days.");
    app.wait_for("the rule is open", "[data-testid=age-toggle-0][aria-expanded=true]");
    assert!(!has_rules(server), "nothing is saved yet");
    app.click("save-setting");
    app.read("setting-done[data-done=saved]", "Saved");
    let saved: serde_json::Value =
        serde_json::from_str(&api(&["get-bucket-lifecycle-configuration", "--output", "json"])).unwrap();
    let [rule] = saved["Rules"].as_array().unwrap().as_slice() else { panic!("one rule: {saved}") };
    assert_eq!(rule["Status"], "Enabled", "{rule}");
    assert_eq!(rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"], 7, "{rule}");
    assert_eq!(rule["Filter"]["Prefix"].as_str().unwrap_or_default(), "", "the whole bucket: {rule}");
    let other = ["Expiration", "Transitions", "NoncurrentVersionExpiration", "NoncurrentVersionTransitions"];
    assert!(other.iter().all(|does| rule.get(does).is_none()), "files stay: {rule}");

    // Asked for again it is shown, and not made a second time.
    app.click("leave-settings");
    app.press(&[CONTROL, SHIFT, "m"]);
    app.read("unfinished", "half.mov");
    app.click("unfinished-forever");
    app.wait_for("the same rule is open", "[data-testid=age-toggle-0][aria-expanded=true]");
    assert!(!app.has("age-rule-1") && !app.has("changes"));
}

/// Whether the bucket that was left with something has a rule for it.
fn has_rules(server: &Server) -> bool {
    let mut ask = tools::command(server, "aws");
    ask.args(["s3api", "get-bucket-lifecycle-configuration", "--bucket", "e2e-left"]);
    ask.output().unwrap().status.success()
}
