//! Rows dragged out of the window with the mouse, into a folder of Thunar, a file manager that
//! people have. What arrives is held against what was put there.
//!
//! Not proved here: desktops and other file managers; those that do not say which folder they show
//! are played by the bare ground of the screen. Wayland, where nothing can be dragged out.

use bucketwise_tests::dialogs::carry_out;

use super::refused::{allow, user};
use super::*;

const PATIENCE: Duration = Duration::from_secs(90);
/// Beside the program's window.
const WIDE: Options = Options { screen: (2000, 1000), dark: false, keychain: true, accessible: false };

/// A file manager that shows `folder`, and a place of the screen that lies in it.
fn open_folder(app: &App, folder: &Path) -> (Process, (i32, i32)) {
    let desktop = app.desktop;
    let (area, name) = (app.area(), folder.file_name().unwrap().to_str().unwrap());
    let process = desktop.run("thunar", "thunar", |command| {
        command.arg(folder);
    });
    let shown = || desktop.ask("xdotool", &["search", "--onlyvisible", "--name", name]);
    let window = process.wait_ready(PATIENCE, shown).unwrap_or_else(|e| panic!("{e}"));
    let window = window.lines().next().unwrap().trim().to_owned();
    let (left, width) = (area.x + area.width + 20, 560);
    desktop.xdotool(&["windowsize", "--sync", &window, &width.to_string(), "640"]);
    desktop.xdotool(&["windowmove", "--sync", &window, &left.to_string(), &area.y.to_string()]);
    desktop.settle();
    // Right of its list of places, below its bars and what it shows.
    (process, (left as i32 + 420, area.y as i32 + 480))
}

fn let_go(app: &App) {
    app.desktop.xdotool(&["mouseup", "1"]);
}

/// An empty folder of the home.
fn inbox(desktop: &Desktop, name: &str) -> PathBuf {
    let folder = desktop.home().join(name);
    fs::create_dir(&folder).unwrap();
    folder
}

/// What lies in a folder, by name.
fn held(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().flatten().map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The program at the left of the screen.
fn at_left(desktop: &Desktop) -> App<'_> {
    let app = App::open(desktop);
    app.resize(1180, 760);
    app
}

/// The program with this bucket open.
fn opened<'a>(desktop: &'a Desktop, server: &Server, bucket: &str) -> App<'a> {
    let app = at_left(desktop);
    open_bucket(&app, server, bucket);
    app.see("row");
    app
}

#[test]
fn what_is_dragged_into_a_file_manager_arrives_whole() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::s5cmd(server, ["mb", "s3://e2e-dragged"]);
    let desktop = Desktop::start(WIDE);
    let files = files(&desktop);
    tools::s5cmd(server, ["cp", &format!("{}/", files.display()), "s3://e2e-dragged/"]);
    let app = opened(&desktop, server, "e2e-dragged");

    // All of it, held by one of the rows that are selected.
    let all = inbox(&desktop, "all of it");
    let (_manager, place) = open_folder(&app, &all);
    app.click("grid");
    app.press(&[CONTROL, "a"]);
    app.read("status-line", "1 folder and 2 files selected");
    carry_out(&app, &row("Übersicht.txt"), place);
    app.read("status-line", "1 folder and 2 files selected");
    let_go(&app);
    app.read("transfers-strip", "verified");
    finished(&app);
    same(&files, &all);
}

#[test]
fn a_row_that_is_not_selected_goes_alone_and_a_drag_that_is_given_up_leaves_nothing() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::s5cmd(server, ["mb", "s3://e2e-dragged-one"]);
    let desktop = Desktop::start(WIDE);
    let files = files(&desktop);
    tools::s5cmd(server, ["cp", &format!("{}/", files.display()), "s3://e2e-dragged-one/"]);
    let app = opened(&desktop, server, "e2e-dragged-one");
    let folder = inbox(&desktop, "desk");
    let (_manager, place) = open_folder(&app, &folder);
    let selected = |name: &str| app.attribute(&row(name), "aria-selected").as_deref() == Some("true");

    // Given up by Escape, the button let go after it.
    app.click(&row("trip/"));
    carry_out(&app, &row("Übersicht.txt"), place);
    assert_eq!((selected("Übersicht.txt"), selected("trip/")), (true, false), "the row that is held is the selection");
    desktop.xdotool(&["key", "Escape"]);
    let_go(&app);
    // Let go over the window that it came from.
    let (x, y) = app.position(&row("Übersicht.txt"));
    let (x1, y1) = (x + 30, y + 6);
    desktop.xdotool(&["mousemove", "--sync", &x.to_string(), &y.to_string(), "mousedown", "1"]);
    desktop.xdotool(&["mousemove", "--sync", &x1.to_string(), &y1.to_string()]);
    app.see("carried");
    let_go(&app);
    app.see_gone("carried");
    desktop.settle();
    assert!(!app.has("transfers-strip") && !app.has("fault") && !app.has("landing"));

    // Let go where no folder is named: said, with another way.
    carry_out(&app, &row("Übersicht.txt"), (place.0, place.1 + 400));
    let_go(&app);
    app.read("fault", "Choose Download");
    assert_eq!(held(&folder), Vec::<String>::new());

    carry_out(&app, &row("Übersicht.txt"), place);
    let_go(&app);
    finished(&app);
    assert_eq!(held(&folder), ["Übersicht.txt"]);
    assert_eq!(fs::read_to_string(folder.join("Übersicht.txt")).unwrap(), "zwei\n");

    // A name that is taken is asked about, as with every download.
    fs::write(folder.join("Übersicht.txt"), "mine\n").unwrap();
    carry_out(&app, &row("Übersicht.txt"), place);
    let_go(&app);
    app.read("conflict-dialog", "Übersicht.txt");
    app.click("conflict-skip");
    finished(&app);
    assert_eq!(fs::read_to_string(folder.join("Übersicht.txt")).unwrap(), "mine\n");
}

#[test]
fn what_may_not_be_read_is_said_and_what_cannot_be_called_so_here_gets_another_name() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://e2e-dragged-odd"]);
    let desktop = Desktop::start(WIDE);
    let plan = desktop.home().join("plan.txt");
    fs::write(&plan, "plan\n").unwrap();
    for key in ["closed/secret.txt", "open/CON"] {
        tools::aws(server, ["s3", "cp", &plan.display().to_string(), &format!("s3://e2e-dragged-odd/{key}")]);
    }
    let list = allow("s3:ListBucket", "arn:aws:s3:::e2e-dragged-odd");
    let read = allow("s3:GetObject", "arn:aws:s3:::e2e-dragged-odd/open/*");
    let (access_key, secret) = user(server, "e2e-dragged-odd", &[&list, &read]);
    let app = at_left(&desktop);
    app.click("door-connect");
    login(&app, server, &access_key, &secret);
    app.fill("bucket", "e2e-dragged-odd");
    app.click("check-connect");
    app.click("save-connection");
    app.see(&row("closed/"));
    let folder = inbox(&desktop, "desk");
    let (_manager, place) = open_folder(&app, &folder);

    carry_out(&app, &row("closed/"), place);
    let_go(&app);
    app.see("transfers-strip[data-state=failed]");
    app.click("transfers-toggle");
    app.see("fault[data-code=not_permitted]");
    app.click("transfers-clear");
    app.see_gone("transfers-strip");

    carry_out(&app, &row("open/"), place);
    let_go(&app);
    app.see("transfers-strip[data-state=done]");
    wait_until("the file has a name that other systems know too", PATIENCE, || {
        (held(&folder.join("open")) == ["CON_"]).then_some(())
    });
    assert_eq!(fs::read(folder.join("open/CON_")).unwrap(), b"plan\n");
    let left: Vec<String> = held(&folder).into_iter().filter(|name| name != "closed").collect();
    assert_eq!(left, ["open"]);
    assert!(!folder.join("closed/secret.txt").exists() && !folder.join("closed/secret.txt.part").exists());
}
