//! What somebody was given, brought in and handed on: a paste, a file, a drop, a text of ten
//! megabytes; and what comes out, judged by the programs that it is for.

use std::os::unix::fs::PermissionsExt;

use bucketwise_tests::dialogs::drag_files;

use super::*;

#[test]
fn a_paste_leads_to_the_files_and_its_secret_stays_out_of_the_page() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::aws(server, ["s3", "mb", "s3://e2e-paste"]);
    let desktop = Desktop::start(Options::default());
    let file = desktop.home().join("plan.txt");
    fs::write(&file, "plan").unwrap();
    tools::aws(server, ["s3", "cp", &file.display().to_string(), "s3://e2e-paste/team/plan.txt"]);
    let app = App::open(&desktop);

    app.click("door-paste");
    app.wait_for("the box has the keyboard", "[data-testid=import-text]:focus");
    // Typed rather than pasted: the same text by hand, with its own button.
    app.fill("import-text", &variables(server).replace('\n', ENTER));
    app.click("import-read");
    app.see("import-used");
    let held = "return [...document.querySelectorAll('input, textarea')].some(e => e.value.includes(arguments[0])) || document.documentElement.outerHTML.includes(arguments[0])";
    assert_eq!(app.execute(held, &[server.secret_key.clone().into()]), false, "the secret is not in the page");
    assert_eq!(app.execute("return document.querySelector('[data-testid=import-text]').value", &[]), "");

    app.fill("prefix", "team");
    app.click("check-connect");
    app.click("save-connection");
    app.see(&row("plan.txt"));
    let leaked = holds(&desktop.home().join(".."), &server.secret_key);
    assert!(leaked.is_empty(), "the secret is in {leaked:?}");
}

#[test]
fn a_file_is_chosen_or_dropped_and_holds_several_logins() {
    let server = Server::shared(Kind::SeaweedFs);
    let desktop = Desktop::start(Options::default());
    let conf = desktop.home().join("rclone.conf");
    let (key, secret, endpoint) = (&server.access_key, &server.secret_key, &server.endpoint);
    let remote = format!(
        "[work]\ntype = s3\nprovider = SeaweedFS\naccess_key_id = {key}\nsecret_access_key = {secret}\nendpoint = {endpoint}\n"
    );
    fs::write(&conf, format!("{remote}\n[old]\ntype = s3\nenv_auth = true\nprovider = AWS\n\n[disk]\ntype = drive\n"))
        .unwrap();
    let app = App::open(&desktop);

    app.click("door-paste");
    app.click("import-choose");
    choose(&desktop, "Choose a file with connection details", &conf);
    app.read("import-said", "2 connections found");
    app.read("import-box", "“disk” (drive)");
    app.read("import-card[data-title=old]", "Secret access key");
    app.click("import-card[data-title=work] button");
    app.see("import-used");
    app.click("check-connect");
    app.see("save-connection");
    app.click("leave-connect");

    // The same file dropped on the first screen; leaving forgot the first reading.
    let carried = drag_files(&app, &[&conf], "door-practise");
    app.desktop.xdotool(&["mouseup", "1"]);
    app.read("import-said", "2 connections found");
    drop(carried);
}

#[test]
fn ten_megabytes_are_read_more_is_refused_and_the_window_goes_on() {
    let server = Server::shared(Kind::SeaweedFs);
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    app.click("door-paste");
    app.see("import-text");
    let paste = "const data = new DataTransfer(); data.setData('text/plain', 'x y z\\n'.repeat(arguments[0]) + arguments[1]); \
        document.querySelector('[data-testid=import-text]').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
    app.execute(paste, &[1_700_000.into(), variables(server).into()]);
    // While it is read the form takes letters.
    app.fill("bucket", "typed-meanwhile");
    // An unoptimised build reads for a quarter of a minute, on a busy computer for longer.
    wait_until("the text is read", Duration::from_secs(120), || app.has("import-used").then_some(()));
    app.execute(paste, &[1_800_000.into(), variables(server).into()]);
    app.see("fault[data-code=import_too_big]");
}

#[test]
fn a_saved_connection_is_written_for_other_programs_which_take_it() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::aws(server, ["s3", "mb", "s3://e2e-export"]);
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    app.click("door-connect");
    connect_form(&app, server, &server.secret_key);
    app.fill("bucket", "e2e-export");
    app.click("check-connect");
    app.fill("connection-name", "Export me");
    app.click("save-connection");
    app.see("blank");
    app.click(&format!("more-{}", saved(&desktop)));
    app.click("use-elsewhere");
    app.read("export-text", "bucketwise_connection");

    let save = |shape: &str, name: &str| {
        app.choose_option("export-shape", shape);
        let file = desktop.home().join(name);
        app.read("export-text", "=");
        app.click("export-save");
        choose(&desktop, "Save connection", &file);
        app.read("export-done", name);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{name} is for its owner alone");
        file
    };
    let lists = |what: &str, listed: std::process::Output| {
        let said = String::from_utf8_lossy(&listed.stdout).into_owned() + &String::from_utf8_lossy(&listed.stderr);
        assert!(listed.status.success() && said.contains("e2e-export"), "{what}: {said}");
    };

    let conf = save("rclone", "r.conf");
    let rclone = |args: &[&str]| {
        let mut command = bare(server, "rclone");
        command.arg("--config").arg(&conf).args(args).output().unwrap()
    };
    lists("rclone", rclone(&["lsd", "export-me:"]));
    let shown = String::from_utf8(rclone(&["config", "show", "export-me"]).stdout).unwrap();
    assert!(shown.contains("provider = SeaweedFS") || shown.contains("provider = Other"), "{shown}");

    let profile = save("aws_profile", "a.conf");
    let mut aws = bare(server, "aws");
    lists("aws", aws.env("AWS_CONFIG_FILE", &profile).args(["--profile", "export-me", "s3", "ls"]).output().unwrap());

    let lines = save("shell", "s.sh");
    let whole = format!("set -eu; . '{}'; exec '{}' s3 ls", lines.display(), tools::tool("aws").display());
    let mut bash = bare(server, "aws");
    let environment: Vec<_> = bash.get_envs().filter_map(|(k, v)| Some((k.to_owned(), v?.to_owned()))).collect();
    bash = Command::new("bash");
    lists("bash", bash.envs(environment).args(["-c", &whole]).output().unwrap());
    let dotenv = save("dot_env", "d.env");
    assert!(Command::new("bash").arg("-n").arg(&dotenv).status().unwrap().success());
    // The page was shown marks and nothing else.
    assert!(!app.text("export-dialog").contains(&server.secret_key));

    // The connection file has no secret, and fills the form of whoever opens it.
    app.choose_option("export-shape", "connection_file");
    let file = desktop.home().join("c.bucketwise");
    app.read("export-text", "bucketwise_connection");
    app.click("export-save");
    choose(&desktop, "Save connection", &file);
    app.read("export-done", "c.bucketwise");
    assert!(!fs::read_to_string(&file).unwrap().contains(&server.secret_key));
    app.click("export-close");
    app.click("add-connection");
    app.click("door-connect");
    app.click("import-more");
    app.click("import-choose");
    choose(&desktop, "Choose a file with connection details", &file);
    app.read("import-card", "Secret access key");
    app.fill("secret-key", &server.secret_key);
    app.click("check-connect");
    app.see("save-connection");
}

/// An administrator's connection file, as mailed: a double click on it starts the program with its
/// path.
#[test]
fn a_connection_file_that_is_opened_fills_the_form_and_asks_for_the_secret_alone() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::aws(server, ["s3", "mb", "s3://e2e-mailed"]);
    let desktop = Desktop::start(Options::default());
    let file = desktop.home().join("Team files (2026).bucketwise");
    let (provider, endpoint, key) = (server.kind.provider(), &server.endpoint, &server.access_key);
    let text = format!(
        r#"{{"bucketwise_connection": 1, "name": "Team files", "provider": "{provider}", "endpoint": "{endpoint}", "access_key": "{key}", "bucket": "e2e-mailed"}}"#
    );
    fs::write(&file, text).unwrap();
    let path = file.display().to_string();
    {
        // Something that is no connection file is not opened, and neither is one that is gone.
        let app = App::open_with(&desktop, &["/etc/passwd", "/nowhere/gone.bucketwise"]);
        app.see("door-practise");
        assert!(!app.has("import-box"));
    }
    {
        let app = App::open_with(&desktop, &[&path]);
        app.read("import-card", "Secret access key");
        app.fill("secret-key", &server.secret_key);
        app.click("check-connect");
        app.click("save-connection");
        app.read("blank", "empty");
    }
    // With a connection there already, it is a new one that is filled in.
    let app = App::open_with(&desktop, &[&path]);
    app.read("import-card", "Secret access key");
    assert!(app.has("sidebar"));
}

/// What a colleague mails: a login, its place, and words around them.
fn variables(server: &Server) -> String {
    let (key, secret, endpoint) = (&server.access_key, &server.secret_key, &server.endpoint);
    format!(
        "AWS_ACCESS_KEY_ID={key}\nAWS_SECRET_ACCESS_KEY={secret}\nAWS_ENDPOINT_URL_S3={endpoint}\nS3_BUCKET=e2e-paste\n"
    )
}

/// A tool that knows nothing of the server: what it needs must be in the text it is given.
fn bare(server: &Server, name: &str) -> Command {
    let mut command = tools::command(server, name);
    for key in [
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_REGION",
        "AWS_DEFAULT_REGION",
        "AWS_ENDPOINT_URL",
        "S3_ENDPOINT_URL",
    ] {
        command.env_remove(key);
    }
    command
}
