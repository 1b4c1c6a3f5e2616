//! Giving access, backups and a bucket as a folder, by keys alone: nothing of it is
//! reached by a click, and after every step the focus is somewhere, drawn, and on the screen.

use bucketwise_tests::mounted::missing;

use super::integrate::works;
use super::keyboard::{TAB, focus, key, reach};
use super::mounts::{Sweep, install_rclone};
use super::*;

/// What has the focus can be seen: it has an outline, and lies within the window.
fn seen(app: &App) {
    let script = "const e = document.activeElement, at = e.getBoundingClientRect();
        if (e === document.body) return 'nothing has the focus';
        const name = e.dataset.testid ?? e.outerHTML.slice(0, 80);
        const drawn = (of) => of && (getComputedStyle(of).outlineStyle !== 'none' || getComputedStyle(of).boxShadow !== 'none');
        const row = document.getElementById(e.getAttribute('aria-activedescendant') ?? '');
        if (![e, row, e.closest('label'), e.parentElement].some(drawn)) return name + ' has no outline';
        const inside = at.bottom > 0 && at.top < innerHeight && at.right > 0 && at.left < innerWidth;
        return inside ? '' : name + ' is out of sight';";
    let ask = || app.execute(script, &[]).as_str().unwrap_or_default().to_owned();
    wait_until("what has the focus is seen", Duration::from_secs(90), || {
        let said = ask();
        if said.is_empty() {
            Some(())
        } else {
            eprintln!("{said}");
            None
        }
    });
}

/// Goes there by Tab, and presses Enter.
fn press(app: &App, part: &str) {
    reach(app, part);
    seen(app);
    key(app, &[ENTER]);
}

fn write(app: &App, part: &str, text: &str) {
    reach(app, part);
    seen(app);
    for letter in text.chars() {
        key(app, &[&letter.to_string()]);
    }
}

/// Chooses from a list that stays closed, by the first letters of what is wanted.
fn pick(app: &App, part: &str, value: &str) {
    reach(app, part);
    seen(app);
    let of = |what: &str| {
        let script = format!("return document.querySelector('[data-testid={part}]').{what}");
        app.execute(&script, &[]).as_str().unwrap_or_default().to_owned()
    };
    let name = format!("querySelector('option[value=\"{value}\"]')?.label");
    let name =
        wait_until("it is in the list", Duration::from_secs(90), || Some(of(&name)).filter(|name| !name.is_empty()));
    for letter in name.chars() {
        if of("value") == value {
            return;
        }
        key(app, &[&letter.to_string()]);
    }
    assert_eq!(of("value"), value, "typing {name:?} chooses it");
}

/// A line of a bucket's menu, by the key for menus and the arrows.
fn menu(app: &App, bucket: &str, line: &str) {
    reach(app, &format!("bucket-{bucket}"));
    seen(app);
    key(app, &[SHIFT, F10]);
    app.see("context-menu");
    for _ in 0..30 {
        if focus(app) == line {
            seen(app);
            return key(app, &[ENTER]);
        }
        key(app, &[DOWN]);
    }
    panic!("the arrows do not lead to {line}; the focus is on {:?}", focus(app));
}

/// With a bucket open, and from there on keys alone.
fn opened<'a>(desktop: &'a Desktop, server: &Server, bucket: &str, file: &str) -> App<'a> {
    let local = desktop.home().join("one.txt");
    fs::write(&local, "one").unwrap();
    tools::aws(server, ["s3", "cp", local.to_str().unwrap(), &format!("s3://{bucket}/{file}")]);
    let app = App::open(desktop);
    open_bucket(&app, server, bucket);
    app.see(&row(file));
    key(&app, &[TAB]);
    app
}

#[test]
fn somebody_is_let_in_checked_and_shut_out_by_keys_alone() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://keys-alone"]);
    let desktop = Desktop::start(Options::default());
    let app = opened(&desktop, server, "keys-alone", "cat.jpg");
    let role = ["iam", "get-role", "--role-name", "bucketwise-kolena-keys-alone"];

    press(&app, "open-integrations");
    app.see("no-integrations");
    seen(&app);
    press(&app, "new-integration");
    app.see("pick-search");
    assert_eq!(focus(&app), "pick-search", "who it is about can be typed at once");
    write(&app, "pick-search", "kolena");
    press(&app, "preset-kolena");
    app.see("integration-ask");
    seen(&app);
    write(&app, "answer-partner", "arn:aws:iam::444455556666:role/kolena-loader");
    write(&app, "answer-external_id", "c0ffee00-1234");
    app.read("sentences", "Kolena can list files");
    press(&app, "apply-integration");
    app.see("integration-made[data-state=working]");
    seen(&app);
    assert!(works(server, &role));

    // Changed answers, and back without changing anything.
    press(&app, "change-answers");
    app.see("integration-ask");
    seen(&app);
    press(&app, "leave-integrations");
    app.see("integration-made[data-state=working]");
    seen(&app);
    press(&app, "check-integration");
    app.wait_for("it is checked", "[data-testid=check-integration]:not([aria-disabled=true])");
    assert_eq!(focus(&app), "check-integration");

    press(&app, "ask-removal");
    app.see("removal");
    assert_eq!(focus(&app), "keep-integration", "the question has the focus, on the answer that changes nothing");
    key(&app, &[ENTER]);
    app.see_gone("removal");
    assert_eq!(focus(&app), "ask-removal");
    seen(&app);
    press(&app, "ask-removal");
    app.see("removal");
    press(&app, "confirm-removal");
    app.see("integration-made[data-state=removed]");
    seen(&app);
    assert!(!works(server, &role));
    press(&app, "forget-integration");
    app.see("no-integrations");
    seen(&app);
    press(&app, "leave-integrations");
    app.see(&row("cat.jpg"));
    seen(&app);
}

#[test]
fn a_bucket_is_backed_up_restored_and_forgotten_by_keys_alone() {
    let server = Server::shared(Kind::SeaweedFs);
    for bucket in ["keys-originals", "zz-keys-copies"] {
        tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    }
    let desktop = Desktop::start(Options::default());
    let app = opened(&desktop, server, "keys-originals", "one.txt");
    menu(&app, "keys-originals", "back-up");
    app.see("backup-form");
    seen(&app);
    pick(&app, "to-connection", &saved(&desktop));
    pick(&app, "to-bucket", "zz-keys-copies");
    press(&app, "save-backup");
    app.see("no-copies");
    seen(&app);
    press(&app, "run-backup");
    app.see("last-run[data-good=true]");
    app.see("copy[data-good=true]");
    seen(&app);

    tools::rclone(server, ["deletefile", "s3:keys-originals/one.txt"]);
    press(&app, "ask-restore");
    app.see("restore-dialog");
    seen(&app);
    key(&app, &[ESCAPE]);
    app.see_gone("restore-dialog");
    assert_eq!(focus(&app), "ask-restore", "where it was before the question");
    key(&app, &[ENTER]);
    press(&app, "restore-yes");
    app.see_gone("restore-dialog");
    seen(&app);
    finished(&app);
    assert_eq!(tools::aws(server, ["s3", "cp", "s3://keys-originals/one.txt", "-"]), "one");

    press(&app, "ask-remove-copy");
    app.see("remove-copy-dialog");
    seen(&app);
    press(&app, "remove-copy-yes");
    app.see_gone("remove-copy-dialog");
    app.see("no-copies");
    seen(&app);
    press(&app, "ask-forget-backup");
    app.see("forget-backup-dialog");
    press(&app, "forget-backup-yes");
    app.see("no-backups");
    seen(&app);
    press(&app, "leave-backups");
    app.see(&row("one.txt"));
    seen(&app);
}

#[test]
fn a_bucket_is_made_a_folder_and_taken_off_by_keys_alone() {
    if let Some(missing) = missing() {
        return bucketwise_tests::unproved("a bucket as a folder, by keys alone", missing);
    }
    let server = Server::shared(Kind::SeaweedFs);
    tools::aws(server, ["s3", "mb", "s3://keys-folder"]);
    let desktop = Desktop::start(Options::default());
    let _sweep = Sweep(&desktop);
    install_rclone(&desktop);
    let app = opened(&desktop, server, "keys-folder", "one.txt");
    menu(&app, "keys-folder", "mount");
    app.see("mount-place");
    seen(&app);
    reach(&app, "mount-read-only");
    seen(&app);
    key(&app, &[" "]);
    press(&app, "mount-yes");
    app.see("mounted-state[data-state=mounted]");
    seen(&app);
    key(&app, &[ESCAPE]);
    app.see_gone("mounted-dialog");
    seen(&app);
    press(&app, "mount");
    app.see("mounted-dialog");
    seen(&app);
    press(&app, "unmount");
    app.see_gone("mounts-aside");
    seen(&app);
}
