//! A folder at an earlier time, and deleted files, by mouse and by keyboard: shown, restored,
//! undeleted. What is in the bucket then is told by aws-cli.

use super::*;

/// A folder of which one file was changed, one deleted and one added since the moment, in
/// milliseconds since 1970, that is answered.
fn history(server: &Server, desktop: &Desktop, bucket: &str) -> u64 {
    tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    let status = ["--versioning-configuration", "Status=Enabled"];
    tools::aws(server, ["s3api", "put-bucket-versioning", "--bucket", bucket].into_iter().chain(status));
    for name in ["changed.txt", "gone.txt", "same.txt"] {
        put(server, desktop, bucket, &format!("team/{name}"), "then");
    }
    let moment = later(server, desktop, bucket, 0);
    later(server, desktop, bucket, moment);
    put(server, desktop, bucket, "team/changed.txt", "now");
    put(server, desktop, bucket, "team/added.txt", "now");
    tools::aws(server, ["s3api", "delete-object", "--bucket", bucket, "--key", "team/gone.txt"]);
    moment
}

fn put(server: &Server, desktop: &Desktop, bucket: &str, key: &str, text: &str) {
    let file = desktop.home().join("body");
    fs::write(&file, text).unwrap();
    let body = file.display().to_string();
    tools::aws(server, ["s3api", "put-object", "--bucket", bucket, "--key", key, "--body", &body]);
}

/// The clock of the storage once it shows a later second than it does now, and than `than`.
fn later(server: &Server, desktop: &Desktop, bucket: &str, than: u64) -> u64 {
    let now = || {
        put(server, desktop, bucket, "clock", "x");
        let list = ["s3api", "list-objects-v2", "--bucket", bucket, "--prefix", "clock"];
        let told = list.into_iter().chain(["--query", "Contents[0].LastModified", "--output", "text"]);
        let told = tools::aws(server, told);
        let told: jiff::Timestamp = told.trim().parse().unwrap();
        u64::try_from(told.as_second()).unwrap() * 1_000
    };
    let first = now().max(than);
    wait_until("the clock goes on", Duration::from_secs(10), || Some(now()).filter(|now| *now > first))
}

fn content(server: &Server, desktop: &Desktop, bucket: &str, name: &str) -> String {
    let file = desktop.home().join("fetched");
    let key = format!("team/{name}");
    let get = ["s3api", "get-object", "--bucket", bucket, "--key", &key];
    tools::aws(server, get.into_iter().chain([file.display().to_string().as_str()]));
    fs::read_to_string(file).unwrap()
}

/// The moment as the field has it, by the clock of the window.
fn typed(app: &App, moment: u64) -> String {
    let script = "const at = new Date(arguments[0]); \
        return new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 19)";
    app.execute(script, &[moment.into()]).as_str().unwrap().to_owned()
}

/// What is typed into a field of a time goes through parts that each system has in its own order.
fn fill_moment(app: &App, moment: u64) {
    let script = "const field = document.querySelector('[data-testid=moment]'); field.value = arguments[0]; \
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    app.see("moment");
    app.execute(script, &[typed(app, moment).into()]);
}

#[test]
fn a_folder_is_restored_to_an_earlier_time_and_undeleted_with_the_mouse() {
    let server = Server::shared(Kind::MiniStack);
    let (desktop, bucket) = (Desktop::start(Options::default()), "e2e-past");
    let moment = history(server, &desktop, bucket);
    let app = App::open(&desktop);
    open_bucket(&app, server, bucket);
    app.see(&row("team/"));

    // The folder as it was, with what became of it.
    app.click("view");
    app.click("earlier");
    app.see("moment-changes");
    fill_moment(&app, moment);
    app.click("show-moment");
    app.see("past-note");
    app.double_click(&row("team/"));
    app.see(&row("gone.txt"));
    assert!(!app.has(&row("added.txt")), "it was not there then");
    app.read("since-deleted", "1");
    app.read("since-changed", "1");
    app.click("since-added");
    app.see(&row("added.txt"));
    app.see_gone(&row("gone.txt"));
    app.click("since-added");
    app.see(&row("gone.txt"));

    // All of it in its place, and nothing but what was there.
    app.press(&[CONTROL, "a"]);
    app.click("restore");
    app.wait_for("it is counted", "[data-testid=restore-count][data-complete=true]");
    app.read("restore-count", "2 files");
    app.read("restore-same", "1 file");
    app.click("confirm-restore");
    finished(&app);
    for name in ["changed.txt", "gone.txt", "same.txt"] {
        assert_eq!(content(server, &desktop, bucket, name), "then", "{name}");
    }
    assert_eq!(content(server, &desktop, bucket, "added.txt"), "now", "it stays");
    app.click("back-to-now");
    app.see(&row("added.txt"));

    // Deleted, shown among the others, and undeleted.
    tools::aws(server, ["s3api", "delete-object", "--bucket", bucket, "--key", "team/same.txt"]);
    app.click("view");
    app.click("show-deleted");
    app.see("past-note");
    app.click(&row("same.txt"));
    app.click("undelete");
    app.wait_for("it is counted", "[data-testid=undelete-count][data-complete=true]");
    app.click("confirm-undelete");
    finished(&app);
    assert_eq!(content(server, &desktop, bucket, "same.txt"), "then");
}

#[test]
fn a_folder_is_restored_to_an_earlier_time_and_undeleted_by_keys() {
    let server = Server::shared(Kind::MiniStack);
    let (desktop, bucket) = (Desktop::start(Options::default()), "e2e-past-keys");
    let moment = history(server, &desktop, bucket);
    let app = App::open(&desktop);
    open_bucket(&app, server, bucket);
    app.click(&row("team/"));
    let act = |words: &str, action: &str| act(&app, words, action);
    act("earlier time", "earlier");
    fill_moment(&app, moment);
    app.press(&[ENTER]);
    app.see("past-note");
    app.see(&row("team/"));
    app.press(&[DOWN]);
    app.press(&[CONTROL, "a"]);
    act("restore", "restore");
    app.wait_for("it is counted", "[data-testid=restore-count][data-complete=true]");
    // From the button to the choice before it, and back: what was added goes as well.
    app.execute("document.querySelector('[data-testid=restore-exact]').focus()", &[]);
    app.press(&[" "]);
    app.press(&[ENTER]);
    finished(&app);
    let keys = ["s3api", "list-objects-v2", "--bucket", bucket, "--prefix", "team/", "--query", "Contents[].Key"];
    let keys = tools::aws(server, keys.into_iter().chain(["--output", "text"]));
    assert_eq!(keys.trim(), "team/changed.txt\tteam/gone.txt\tteam/same.txt");
    assert_eq!(content(server, &desktop, bucket, "changed.txt"), "then");

    act("back to now", "now");
    act("show deleted", "show-deleted");
    app.see("past-note");
    app.see(&row("team/"));
    app.press(&[CONTROL, "a"]);
    act("undelete", "undelete");
    app.wait_for("it is counted", "[data-testid=undelete-count][data-complete=true]");
    app.execute("document.querySelector('[data-testid=confirm-undelete]').focus()", &[]);
    app.press(&[ENTER]);
    finished(&app);
    assert_eq!(content(server, &desktop, bucket, "added.txt"), "now");
}
