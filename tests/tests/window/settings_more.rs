//! A bucket that is made with everything one can choose, its ACL, and what a setting was
//! before, had back after the program was closed. What is saved is confirmed by a client nobody
//! here wrote.

use super::*;

#[test]
fn a_bucket_is_made_as_asked_and_what_was_before_comes_back_another_day() {
    let server = Server::shared(Kind::SeaweedFs);
    let bucket = "records-that-are-kept-for-a-long-time-and-have-a-long-name";
    let api = |command: &str| tools::aws(server, ["s3api", command, "--bucket", bucket]);
    let desktop = Desktop::start(Options::default());
    {
        let app = App::open(&desktop);
        app.click("door-connect");
        connect(&app, server, &server.secret_key);
        app.click("save-connection");
        app.press(&[CONTROL, "k"]);
        app.click("palette-new-bucket");
        app.fill("new-bucket-name", &bucket.to_uppercase());
        app.read("new-bucket-dialog", "uppercase letters");
        app.fill("new-bucket-name", bucket);
        app.click("new-bucket-lock");
        app.choose_option("new-bucket-encryption", "storage");
        app.click("make-bucket");
        app.read("blank", "empty");
        assert!(api("get-object-lock-configuration").contains("Enabled"));
        assert!(api("get-bucket-versioning").contains("Enabled"));
        assert!(api("get-bucket-encryption").contains("AES256"));

        app.click("bucket-settings");
        app.read("fact-size", "Empty");
        app.read("fact-lock", "Object Lock without default retention");
        app.click("setting-nav-tags");
        app.click("add-tag");
        app.fill("tag-name-0", "team");
        app.fill("tag-value-0", "harbour");
        app.click("save-setting");
        app.read("setting-done[data-done=saved]", "Saved");
        app.click("setting-nav-access_list");
        app.read("setting-now", "Only the owner");
    }

    let app = App::open(&desktop);
    app.click(&format!("bucket-{bucket}"));
    app.read("blank", "empty");
    app.click("bucket-settings");
    app.click("setting-nav-tags");
    app.click("earlier-states");
    app.read("earlier", "Tag “team” is removed");
    app.resize(900, 600);
    app.click("use-earlier-0");
    app.read("changes", "Tag “team” is removed");
    assert!(api("get-bucket-tagging").contains("harbour"), "nothing is saved by going back in the draft");
    app.click("save-setting");
    app.read("setting-done[data-done=saved]", "Saved");
}
