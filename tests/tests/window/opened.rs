//! A file opened from the window in the computer's usual program, which saves it as editors do:
//! into another file that takes its name. The program is a script that a desktop file names.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use bucketwise_tests::tools;

use super::*;

/// Makes a script the usual program for text, which writes these words at the end of what it is
/// given, and notes where that is.
fn editor(desktop: &Desktop) -> PathBuf {
    let home = desktop.home();
    let script = home.join("editor");
    let text = format!(
        "#!/bin/sh\nset -e\necho \"$1\" > {home}/opened\ncp \"$1\" \"$1.new\"\necho 'by the editor' >> \"$1.new\"\nmv \"$1.new\" \"$1\"\n",
        home = home.display()
    );
    fs::write(&script, text).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    let (data, config) = (home.with_file_name("data"), home.with_file_name("config"));
    fs::create_dir_all(data.join("applications")).unwrap();
    let entry = format!(
        "[Desktop Entry]\nType=Application\nName=Test editor\nExec={} %f\nMimeType=text/plain;\n",
        script.display()
    );
    fs::write(data.join("applications/test-editor.desktop"), entry).unwrap();
    fs::write(config.join("mimeapps.list"), "[Default Applications]\ntext/plain=test-editor.desktop\n").unwrap();
    script
}

fn put(server: &Server, bucket: &str, key: &str, content: &str) {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), content).unwrap();
    tools::aws(server, ["s3", "cp", &file.path().display().to_string(), &format!("s3://{bucket}/{key}")]);
}

fn get(server: &Server, bucket: &str, key: &str) -> String {
    tools::aws(server, ["s3", "cp", &format!("s3://{bucket}/{key}"), "-"])
}

/// Waits until the window says this of opened files.
fn stands(app: &App, state: &str) {
    app.wait_for(state, &format!("[data-testid=opened][data-state={state}]"));
}

#[test]
fn what_an_editor_saves_is_sent_after_a_question_and_nothing_is_written_over() {
    let server = Server::shared(Kind::MiniStack);
    let desktop = Desktop::start(Options::default());
    let script = editor(&desktop);
    let bucket = "opened-by-hand";
    tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    put(server, bucket, "notes.txt", "first\n");
    put(server, bucket, "setup.exe", "MZ");
    let app = App::open(&desktop);
    open_bucket(&app, server, bucket);

    app.double_click(&row("notes.txt"));
    stands(&app, "changed");
    app.read("opened", "“notes.txt” was changed. Upload the changes?");
    assert_eq!(get(server, bucket, "notes.txt"), "first\n", "nothing is sent unasked");
    app.click("opened-send");
    stands(&app, "saved");
    app.read("opened", "Saved, checked");
    assert_eq!(get(server, bucket, "notes.txt"), "first\nby the editor\n");

    // Both sides change it.
    let copy = fs::read_to_string(desktop.home().join("opened")).unwrap();
    put(server, bucket, "notes.txt", "theirs\n");
    assert!(Command::new(&script).arg(copy.trim()).status().unwrap().success());
    stands(&app, "changed");
    app.click("opened-send");
    stands(&app, "conflict");
    assert_eq!(get(server, bucket, "notes.txt"), "theirs\n");
    app.click("opened-keep_both");
    stands(&app, "saved");
    assert_eq!(get(server, bucket, "notes.txt"), "theirs\n");
    let listed = tools::aws(server, ["s3", "ls", &format!("s3://{bucket}/")]);
    assert!(listed.contains("notes (changed on "), "{listed}");

    // A program is looked at, and not started.
    app.double_click(&row("setup.exe"));
    app.see("quick-look");
    app.press(&[ESCAPE]);
    app.see_gone("quick-look");
    app.read("opened", "“setup.exe” was not opened");
}
