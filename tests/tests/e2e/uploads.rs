//! Uploads that need an answer or are stopped: what happens to files that are already there, and what is left behind.

use super::*;

#[test]
fn a_name_that_is_taken_is_asked_about_and_each_answer_does_what_it_says() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::s5cmd(server, ["mb", "s3://e2e-taken"]);
    let desktop = Desktop::start(Options::default());
    let file = desktop.home().join("list.csv");
    let app = App::open(&desktop);
    app.click("door-connect");
    connect(&app, server, &server.secret_key);
    app.click("save-connection");
    app.click("bucket-e2e-taken");
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
    let line = runtime.block_on(Proxy::start(&server.endpoint));
    let app = App::open(&desktop);
    app.click("door-connect");
    login(&app, server, &server.access_key, &server.secret_key);
    app.fill("endpoint", &line.endpoint());
    app.click("check-connect");
    app.click("save-connection");
    app.click("bucket-e2e-stopped");
    app.read("blank", "empty");

    let open = || tools::aws(server, ["s3api", "list-multipart-uploads", "--bucket", "e2e-stopped"]);
    line.set(Fault { delay: Duration::from_millis(20), ..Fault::default() });
    upload(&app, "upload-files", "Upload files", &file);
    wait_until("the upload has begun on the server", Duration::from_secs(20), || {
        open().contains("film.mov").then_some(())
    });
    app.click("transfer-cancel");
    app.see("transfers-strip[data-state=cancelled]");
    line.heal();
    wait_until("its parts are gone", Duration::from_secs(20), || (!open().contains("film.mov")).then_some(()));
    assert_eq!(tools::aws(server, ["s3", "ls", "s3://e2e-stopped/"]), "");
    assert!(!app.has(&row("film.mov")));
}
