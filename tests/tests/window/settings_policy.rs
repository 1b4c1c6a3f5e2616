//! Opening a folder to another account by a bucket policy, and deleting a bucket, as somebody does
//! who reads the words on the screen and no JSON. What comes of it is confirmed by a client nobody
//! here wrote.

use super::*;

/// The settings of a bucket of its own on the shared server of this kind.
fn settings_of<'a>(desktop: &'a Desktop, server: &Server, bucket: &str) -> App<'a> {
    tools::aws(server, ["s3", "mb", &format!("s3://{bucket}")]);
    let app = App::open(desktop);
    open_bucket(&app, server, bucket);
    app.read("blank", "empty");
    app.click("bucket-settings");
    app.wait_for("the facts are there", "[data-testid=overview][data-looking=false]");
    app
}

#[test]
fn another_account_is_let_in_by_a_policy_and_out_again() {
    let server = Server::shared(Kind::MiniStack);
    let bucket = "policy-story";
    let desktop = Desktop::start(Options::default());
    let app = settings_of(&desktop, server, bucket);
    let policy = || {
        let args = ["s3api", "get-bucket-policy", "--bucket", bucket, "--query", "Policy", "--output", "text"];
        tools::try_aws(server, args).unwrap_or_default()
    };
    app.click("setting-nav-policy");
    app.read("no-policy", "No policy yet");
    app.click("ready-other_account");
    app.fill("ready-account", "3109");
    app.click("ready-add");
    app.read("fault", "12 digits");
    app.fill("ready-account", "310987654321");
    app.fill("ready-folder", "reports");
    app.click("ready-add");
    app.read("policy-sentences", "310987654321");
    app.read("policy-who", "reports/");
    app.read("changes", "310987654321");
    app.click("save-setting");
    app.read("setting-done[data-done=saved]", "Saved");
    assert!(policy().contains("arn:aws:iam::310987654321:root"));

    // A comma too many is named with its line, and one click mends it.
    app.fill("policy-text", "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::policy-story/*\",}]}");
    app.read("policy-findings", "Line 1");
    assert!(app.attribute("save-setting", "disabled").is_some());
    app.click("mend");
    app.read("policy-sentences", "Anyone can open files");

    // The right text in the wrong box.
    app.fill("policy-text", "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::310987654321:root\"},\"Action\":\"sts:AssumeRole\"}]}");
    app.read("policy-findings", "trust policy of a role");

    // This server is reached without encryption, so a policy that asks for it would shut this login
    // out.
    app.click("revert-setting");
    app.click("ready-require_tls");
    app.read("policy-editor", "would lock you out");
    assert!(app.attribute("save-setting", "disabled").is_some());
    app.click("revert-setting");

    app.click("undo-setting");
    app.read("setting-done[data-done=undone]", "Undone");
    app.read("no-policy", "No policy yet");
    assert_eq!(policy(), "");
}

#[test]
fn a_bucket_is_deleted_by_its_name_with_everything_in_it() {
    let server = Server::shared(Kind::SeaweedFs);
    let bucket = "no-longer-needed";
    let desktop = Desktop::start(Options::default());
    let app = settings_of(&desktop, server, bucket);
    let versions =
        ["s3api", "put-bucket-versioning", "--versioning-configuration", "Status=Enabled", "--bucket", bucket];
    tools::aws(server, versions);
    for _ in 0..2 {
        tools::aws(server, ["s3api", "put-object", "--key", "plan.txt", "--bucket", bucket]);
    }
    tools::aws(server, ["s3api", "create-multipart-upload", "--key", "half.bin", "--bucket", bucket]);

    app.click("setting-nav-remove");
    app.wait_for("all is counted", "[data-testid=remove-bucket][data-complete=true]");
    app.read("inside-files", "1 file");
    app.read("inside-old", "1 old version");
    app.read("inside-uploads", "1 unfinished upload");
    app.fill("typed-name", "no-longer-neede");
    assert!(app.attribute("confirm-remove-bucket", "disabled").is_some());
    app.fill("typed-name", bucket);
    app.click("confirm-remove-bucket");
    app.see_gone(&format!("bucket-{bucket}"));
    app.see_gone("settings");
    assert!(!tools::aws(server, ["s3", "ls"]).contains(bucket));
}
