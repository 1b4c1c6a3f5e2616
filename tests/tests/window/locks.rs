//! Object Lock for all that is selected, by mouse and by keyboard. What is locked then is told by
//! aws-cli.

use super::*;

fn lockable(server: &Server, bucket: &str) {
    tools::aws(server, ["s3api", "create-bucket", "--bucket", bucket, "--object-lock-enabled-for-bucket"]);
    for key in ["deeds/a.pdf", "deeds/in/b.pdf"] {
        tools::aws(server, ["s3api", "put-object", "--bucket", bucket, "--key", key]);
    }
}

/// How another client says that a file is retained; empty where it is not.
fn mode(server: &Server, bucket: &str, key: &str) -> String {
    let query = "[ObjectLockMode,ObjectLockLegalHoldStatus]";
    let head = ["s3api", "head-object", "--bucket", bucket, "--key", key, "--query", query, "--output", "text"];
    tools::aws(server, head).replace(['\t', '\n'], " ").trim().to_owned()
}

/// Five days from now; a field of a day has parts that each system has in its own order.
fn fill_day(app: &App) {
    let script = "const at = new Date(Date.now() + 5 * 86400000); const two = (n) => String(n).padStart(2, '0'); \
        const field = document.querySelector('[data-testid=lock-day]'); \
        field.value = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`; \
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    app.see("lock-day");
    app.execute(script, &[]);
}

#[test]
fn a_selection_is_retained_and_compliance_is_asked_twice_with_the_mouse() {
    let server = Server::shared(Kind::MiniStack);
    let (desktop, bucket) = (Desktop::start(Options::default()), "e2e-locks");
    lockable(server, bucket);
    let app = App::open(&desktop);
    open_bucket(&app, server, bucket);
    app.see(&row("deeds/"));
    app.open_menu(&row("deeds/"));
    app.click("object-lock");
    app.wait_for("a day comes first", "[data-testid=lock-next]:disabled");
    fill_day(&app);
    app.click("lock-next");
    app.wait_for("it is counted", "[data-testid=lock-count][data-complete=true]");
    app.read("lock-count", "2 files");
    app.click("lock-next");
    app.see_gone("lock-dialog");
    finished(&app);
    for key in ["deeds/a.pdf", "deeds/in/b.pdf"] {
        assert!(mode(server, bucket, key).starts_with("GOVERNANCE"), "{key}");
    }

    // The whole again, as nobody can undo it: only after the name of the bucket.
    app.open_menu(&row("deeds/"));
    app.click("object-lock");
    app.click("lock-what-compliance");
    fill_day(&app);
    app.click("lock-bypass");
    app.click("lock-next");
    app.wait_for("it is counted", "[data-testid=lock-count][data-complete=true]");
    app.read("lock-overrides", "x-amz-bypass-governance-retention");
    app.click("lock-next");
    app.fill("lock-typed", "e2e");
    app.wait_for("another name confirms nothing", "[data-testid=lock-next]:disabled");
    app.fill("lock-typed", bucket);
    app.click("lock-next");
    app.see_gone("lock-dialog");
    finished(&app);
    assert!(mode(server, bucket, "deeds/a.pdf").starts_with("COMPLIANCE"));
}

#[test]
fn a_legal_hold_is_placed_and_removed_by_keys() {
    let server = Server::shared(Kind::MiniStack);
    let (desktop, bucket) = (Desktop::start(Options::default()), "e2e-holds");
    lockable(server, bucket);
    let app = App::open(&desktop);
    open_bucket(&app, server, bucket);
    app.click(&row("deeds/"));
    for (what, told) in [("hold", "ON"), ("unhold", "OFF")] {
        act(&app, "object lock", "object-lock");
        app.see("lock-dialog");
        app.execute(&format!("document.querySelector('[data-testid=lock-what-{what}]').focus()"), &[]);
        app.press(&[" "]);
        app.press(&[ENTER]);
        app.wait_for("it is counted", "[data-testid=lock-count][data-complete=true]");
        app.execute("document.querySelector('[data-testid=lock-next]').focus()", &[]);
        app.press(&[ENTER]);
        app.see_gone("lock-dialog");
        finished(&app);
        for key in ["deeds/a.pdf", "deeds/in/b.pdf"] {
            assert!(mode(server, bucket, key).ends_with(told), "{key}: {what}");
        }
    }
}
