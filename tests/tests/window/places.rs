//! Getting to a place by its address, and coming back to places: favourites, and the tabs of the
//! day before.

use std::sync::{Arc, Mutex};

use bucketwise_tests::faults::Act;

use super::refused::{allow, user};
use super::*;

#[test]
fn an_address_leads_to_its_file_also_where_the_folder_may_not_be_listed() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://e2e-address"]);
    let list = r#"{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::e2e-address","Condition":{"StringLike":{"s3:prefix":["team/*"]}}}"#;
    let read = allow("s3:GetObject", "arn:aws:s3:::e2e-address/*");
    let (access_key, secret) = user(server, "e2e-address", &[list, &read]);
    let desktop = Desktop::start(Options::default());
    let plan = desktop.home().join("plan.txt");
    fs::write(&plan, "the plan\n").unwrap();
    for key in ["team/plan.txt", "team/old/plan.txt", "closed/only this.txt"] {
        tools::aws(server, ["s3", "cp", &plan.display().to_string(), &format!("s3://e2e-address/{key}")]);
    }

    let app = App::open(&desktop);
    app.click("door-connect");
    login(&app, server, &access_key, &secret);
    app.fill("bucket", "e2e-address");
    app.fill("prefix", "team");
    app.click("check-connect");
    app.click("save-connection");
    app.see(&row("plan.txt"));

    // An ARN of a folder, a web address of a file with a signature that nobody keeps.
    follow(&app, "arn:aws:s3:::e2e-address/team/old/*");
    app.wait_for("the folder is open", "[data-testid=grid][aria-label=old]");
    follow(&app, &format!("{}/e2e-address/team/plan.txt?X-Amz-Signature=5ec2e7", server.endpoint));
    app.wait_for("the file is selected in its folder", "[data-name=\"plan.txt\"][aria-selected=true]");
    app.wait_for("the folder is the file's", "[data-testid=grid][aria-label=team]");
    app.read("inspector", "plan.txt");

    // What leads nowhere stays in the field, with the reason.
    follow(&app, "https://www.example.com/team?token=5ec2e7");
    app.read("path-fault", "another server");
    app.press(&[ESCAPE]);
    app.see_gone("path-input");

    // A folder that may not be listed, a file in it that may be read: it is offered and comes down
    // whole.
    follow(&app, "closed/only this.txt");
    app.see("fault[data-code=not_permitted]");
    app.read("inspector", "only this.txt");
    let back = desktop.home().join("back");
    fs::create_dir(&back).unwrap();
    app.click("inspector-download");
    choose(&desktop, "Choose a folder for the download", &back);
    finished(&app);
    assert_eq!(fs::read_to_string(back.join("only this.txt")).unwrap(), "the plan\n");
    assert!(holds(&desktop.home().join("../config"), "5ec2e7").is_empty(), "no signature is kept");
}

#[test]
fn the_last_place_is_read_at_the_start_and_other_tabs_when_one_goes_there() {
    let server = Server::shared(Kind::SeaweedFs);
    let desktop = Desktop::start(Options::default());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let proxy = runtime.block_on(Proxy::start(&server.endpoint));
    let asked = Arc::new(Mutex::new(Vec::<String>::new()));
    let seen = Arc::clone(&asked);
    proxy.script(move |first| {
        seen.lock().unwrap().push(first.to_owned());
        Act::Pass
    });
    let is_asked_for = |folder: &str| {
        let folder = format!("prefix={folder}%2F");
        asked.lock().unwrap().iter().any(|first| first.contains(&folder))
    };
    let file = desktop.home().join("a.txt");
    fs::write(&file, "a").unwrap();
    tools::s5cmd(server, ["mb", "s3://e2e-yesterday"]);
    tools::s5cmd(server, ["cp", &file.display().to_string(), "s3://e2e-yesterday/one/a.txt"]);
    tools::s5cmd(server, ["cp", &file.display().to_string(), "s3://e2e-yesterday/two/b.txt"]);
    {
        let app = App::open(&desktop);
        app.click("door-connect");
        connect_form(&app, server, &server.secret_key);
        app.fill("endpoint", &proxy.endpoint());
        app.click("check-connect");
        app.click("save-connection");
        app.click("bucket-e2e-yesterday");
        app.double_click(&row("one/"));
        app.see(&row("a.txt"));
        app.press(&[CONTROL, "t"]);
        follow(&app, "s3://e2e-yesterday/two/");
        app.see(&row("b.txt"));
        let kept = desktop.home().join("../config/org.bucketwise.app/places.json");
        wait_until("the place is kept", Duration::from_secs(90), || {
            fs::read_to_string(&kept).ok().filter(|text| text.contains("two/"))
        });
    }
    asked.lock().unwrap().clear();
    {
        let app = App::open(&desktop);
        app.see(&row("b.txt"));
        assert!(is_asked_for("two") && !is_asked_for("one"), "{:?}", asked.lock().unwrap());
        app.click("tab-1");
        app.see(&row("a.txt"));
        assert!(is_asked_for("one"));
    }

    // A login that is gone is said in the tab, as it is when one turns to it.
    desktop.ask("secret-tool", &["clear", "service", "org.bucketwise.app"]).expect("the keychain lets go of it");
    let app = App::open(&desktop);
    app.wait_for("it is said in the tab", "#folder-panel [data-testid=fault][data-code=secret_gone]");
    app.click("tab-2");
    app.wait_for("in the other as well", "#folder-panel [data-testid=fault][data-code=secret_gone]");
}

#[test]
fn the_buckets_are_a_list_and_a_folder_is_a_favourite_the_next_day() {
    let desktop = Desktop::start(Options::default());
    {
        let app = App::open(&desktop);
        app.click("door-practise");
        app.see(&row("photos/"));
        app.click("connection-practice");
        app.see("buckets-screen");
        app.read("status-line", "2 buckets");

        // Filtered, opened by key, and up again to where one came from.
        app.fill("filter", "older");
        app.see_gone("row[data-name=\"practice-files\"]");
        app.fill("filter", "files");
        app.click("grid");
        app.press(&[HOME]);
        app.press(&[ENTER]);
        app.see(&row("photos/"));
        app.press(&[BACKSPACE]);
        app.wait_for("its bucket has the focus", "[data-name=\"practice-files\"][aria-selected=true]");
        app.press(&[ENTER]);
        app.double_click(&row("photos/"));
        app.wait_for("the photos are open", "[data-testid=grid][aria-label=photos]");
        app.press(&[CONTROL, "b"]);
        app.read("place-favourites", "photos");
    }
    let app = App::open(&desktop);
    app.click("bucket-practice-files");
    app.see(&row("photos/"));
    app.click("place-favourites");
    app.wait_for("the favourite is open", "[data-testid=grid][aria-label=photos]");
    app.press(&[CONTROL, "b"]);
    app.see_gone("place-favourites");
}

#[test]
fn what_lies_below_a_folder_is_found_and_counted() {
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    app.click("door-practise");
    app.see(&row("photos/"));

    // Something that cannot be read is said at its field; then a pattern finds files at any depth.
    app.press(&[CONTROL, SHIFT, "f"]);
    app.see("search-panel");
    app.fill("search-pattern", "*.pdf");
    app.fill("search-min", "large");
    app.click("run-search");
    app.read("finding", "5 MB");
    app.fill("search-min", "1 B");
    app.click("run-search");
    app.see(&row("reports/2025/annual-report.pdf"));
    app.see(&row("documents/Übersicht.pdf"));
    app.see_gone(&row("photos/"));
    app.read("status-line", "match");
    let stopped = app.attribute("new-folder", "aria-disabled");
    assert_eq!(stopped.as_deref(), Some("true"), "nothing is put into what was found");

    // From a found file to its folder, and back to what was found.
    app.click(&row("reports/2025/annual-report.pdf"));
    app.press(&[SHIFT, F10]);
    app.click("show-in-folder");
    app.wait_for("it is selected in its folder", "[data-name=\"annual-report.pdf\"][aria-selected=true]");
    app.press(&["\u{E00A}", "\u{E012}"]);
    app.see(&row("documents/Übersicht.pdf"));
    app.press(&["\u{E00A}", "\u{E012}"]);
    app.see(&row("photos/"));

    // A folder's files and bytes, on demand.
    app.click(&row("reports/"));
    app.press(&["\u{E00A}", ENTER]);
    app.read("folder-size", "reports");
    app.wait_for("all is counted", "[data-testid=folder-size][data-complete=true]");
    app.read("folder-size", "2");
    app.click("folder-size-close");
    app.see_gone("folder-size");
}

/// Types an address and goes there.
pub(super) fn follow(app: &App, address: &str) {
    app.press(&[CONTROL, "l"]);
    app.see("path-input");
    // The field's text is selected as it opens: the first letter replaces it.
    for letter in address.chars() {
        app.press(&[&letter.to_string()]);
    }
    app.press(&[ENTER]);
}
