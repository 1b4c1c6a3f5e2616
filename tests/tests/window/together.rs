//! The program started a second time: one window, one list of transfers.

use super::*;

/// Starts the program once more, as a file manager or a menu does, and waits for its end.
fn again(desktop: &Desktop, with: impl FnOnce(&mut Command) -> &mut Command) -> (Option<i32>, String) {
    let mut command = Command::new(bucketwise_tests::built("bucketwise"));
    desktop.place(&mut command);
    with(&mut command);
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_second_start_hands_its_file_to_the_window_that_is_there() {
    let server = Server::shared(Kind::SeaweedFs);
    tools::aws(server, ["s3", "mb", "s3://e2e-twice"]);
    let desktop = Desktop::start(Options::default());
    let from = desktop.home().join("work");
    fs::create_dir(&from).unwrap();
    let large: Vec<u8> = (0..40_000_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    fs::write(from.join("large.bin"), large).unwrap();
    let (provider, endpoint, key) = (server.kind.provider(), &server.endpoint, &server.access_key);
    let text = format!(
        r#"{{"bucketwise_connection": 1, "name": "Team files", "provider": "{provider}", "endpoint": "{endpoint}", "access_key": "{key}", "bucket": "e2e-twice"}}"#
    );
    fs::write(desktop.home().join("Team files.bucketwise"), text).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let proxy = runtime.block_on(Proxy::start(&server.endpoint));

    let app = App::open(&desktop);
    open_bucket_over(&app, server, &proxy.endpoint(), "e2e-twice");
    proxy.set(Fault { delay: Duration::from_millis(12), ..Fault::default() });
    upload(&app, "upload-folder", "Upload folder", &from);
    app.see("transfers-strip");

    // Out of sight, as behind other windows, and brought back by the second start, which says where
    // its file is in its own words: by a path from where it stands.
    desktop.xdotool(&["windowminimize", &app.window]);
    let shown = || desktop.ask("xdotool", &["search", "--onlyvisible", "--class", "^bucketwise$"]).unwrap_or_default();
    wait_until("the window is out of sight", Duration::from_secs(90), || shown().is_empty().then_some(()));
    let (code, said) = again(&desktop, |command| command.arg("Team files.bucketwise"));
    assert_eq!(code, Some(0), "{said}");
    app.read("import-card", "Secret access key");
    let front = || desktop.ask("xdotool", &["getactivewindow"]);
    wait_until("the window is in front", Duration::from_secs(90), || (front()? == app.window).then_some(()));
    assert_eq!(shown().lines().count(), 1, "one window");
    // With nothing to open, and from where there is no screen at all.
    let (code, said) = again(&desktop, |command| command.env_remove("DISPLAY"));
    assert_eq!(code, Some(0), "{said}");

    // What was under way went on in the one window, once.
    proxy.set(Fault::default());
    app.see("transfers-strip[data-state=done]");
    drop(app);
    tools::rclone_check(server, "e2e-twice/work", &from);
    let left = tools::aws(server, ["s3api", "list-multipart-uploads", "--bucket", "e2e-twice"]);
    assert!(!left.contains("UploadId"), "{left}");
}
