//! Another name, copy and paste, and moving to a folder that is chosen in a dialog, as done by
//! hand.

use super::*;

const CONTROL: &str = "\u{E009}";
const F2: &str = "\u{E032}";

#[test]
fn a_file_gets_another_name_a_copy_and_another_place() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::s5cmd(server, ["mb", "s3://e2e-copies"]);
    let desktop = Desktop::start(Options::default());
    let file = desktop.home().join("plan.txt");
    fs::write(&file, "the plan").unwrap();
    for key in ["plan.txt", "in/other.txt"] {
        tools::aws(server, ["s3", "cp", file.to_str().unwrap(), &format!("s3://e2e-copies/{key}")]);
    }
    let app = App::open(&desktop);
    open_bucket(&app, server, "e2e-copies");

    app.click(&row("plan.txt"));
    app.press(&[F2]);
    app.see("rename-file-name");
    app.press(&[CONTROL, "a"]);
    app.press(&["i", "n"]);
    app.read("rename-field", "already exists");
    app.see("rename-file-name[aria-invalid=true]");
    app.press(&[CONTROL, "a"]);
    for letter in ["p", "l", "a", "n", " ", "B", ".", "t", "x", "t"] {
        app.press(&[letter]);
    }
    app.press(&[ENTER]);
    app.see_gone("rename-field");
    app.see(&row("plan B.txt"));
    app.see_gone(&row("plan.txt"));

    app.click(&row("plan B.txt"));
    app.press(&[CONTROL, "c"]);
    app.double_click(&row("in/"));
    app.see(&row("other.txt"));
    app.press(&[CONTROL, "v"]);
    app.see(&row("plan B.txt"));

    app.click(&row("other.txt"));
    app.press(&[CONTROL, "\u{E008}", "x"]);
    app.see("destination-run[disabled]");
    app.click("destination-up");
    app.see("inside button");
    app.click("destination-run");
    app.see_gone("destination-dialog");
    app.see_gone(&row("other.txt"));
    wait_until("everything is where it belongs", Duration::from_secs(90), || {
        let listed = tools::s5cmd(server, ["ls", "s3://e2e-copies/*"]);
        let keys: Vec<_> = listed.lines().filter_map(|line| line.get(37..)).map(str::trim).collect();
        (keys == ["in/plan B.txt", "other.txt", "plan B.txt"]).then_some(())
    });
    assert_eq!(tools::aws(server, ["s3", "cp", "s3://e2e-copies/in/plan B.txt", "-"]), "the plan");
}
