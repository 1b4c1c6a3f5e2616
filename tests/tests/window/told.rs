//! What the desktop is told while the window is out of sight: how far transfers are, and that they
//! ended. A monitor of the session's bus hears what a dock and a notification server would; how
//! those draw it is not proved here.

use super::*;

#[test]
fn an_end_is_told_while_the_window_is_out_of_sight() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::s5cmd(server, ["mb", "s3://e2e-told"]);
    let desktop = Desktop::start(Options::default());
    let file = desktop.home().join("film.mov");
    fs::write(&file, vec![7; 30_000_000]).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let proxy = runtime.block_on(Proxy::start(&server.endpoint));
    let bus = desktop.run("dbus-monitor", "dbus-monitor", |command| {
        command.arg("--session");
    });
    let hears = |words: &str| bus.log().contains(words);
    let app = App::open(&desktop);
    open_bucket_over(&app, server, &proxy.endpoint(), "e2e-told");
    app.read("blank", "empty");

    // Somebody who looks at the window is told nothing.
    let small = desktop.home().join("small.txt");
    fs::write(&small, "small").unwrap();
    upload(&app, "upload-files", "Upload files", &small);
    finished(&app);
    assert!(!hears("Upload small.txt"), "{}", bus.log());

    proxy.set(Fault { delay: Duration::from_millis(10), ..Fault::default() });
    upload(&app, "upload-files", "Upload files", &file);
    app.see("transfers-strip[data-state=running]");
    desktop.xdotool(&["windowminimize", &app.window]);
    wait_until("the dock hears of progress", Duration::from_secs(90), || {
        hears("com.canonical.Unity.LauncherEntry").then_some(())
    });
    proxy.heal();
    wait_until("the end is told", Duration::from_secs(60), || {
        (hears("Upload film.mov") && hears("Done: 1 file, verified.")).then_some(())
    });
}
