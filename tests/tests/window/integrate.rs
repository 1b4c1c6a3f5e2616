//! Letting Kolena read a bucket, as somebody in operations does it: product, questions, set up,
//! checked, the values for the product, broken by somebody else and found out, and taken back a
//! year later. What is there is read by `aws`.

use serde_json::Value;

use super::*;

const BUCKET: &str = "pictures-for-kolena";
const PARTNER: &str = "arn:aws:iam::444455556666:role/kolena-loader";
const ROLE: &str = "bucketwise-kolena-pictures-for-kolena";
const LATER: &str = "bucketwise-apperate-later-files";

fn asked<const N: usize>(server: &Server, args: [&str; N]) -> Value {
    serde_json::from_str(&tools::aws(server, args)).unwrap()
}

pub(super) fn works(server: &Server, args: &[&str]) -> bool {
    tools::try_aws(server, args).is_ok()
}

#[test]
fn kolena_is_let_in_proved_found_broken_and_taken_back() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", &format!("s3://{BUCKET}")]);
    let desktop = Desktop::start(Options::default());
    let picture = desktop.home().join("cat.jpg");
    fs::write(&picture, "meow").unwrap();
    tools::aws(server, ["s3", "cp", picture.to_str().unwrap(), &format!("s3://{BUCKET}/cat.jpg")]);

    {
        let app = App::open(&desktop);
        open_bucket(&app, server, BUCKET);
        app.see(&row("cat.jpg"));

        // The way in from the sidebar; which bucket is the one that is open.
        app.click("open-integrations");
        app.read("no-integrations", "No integrations yet");
        app.click("new-integration");
        app.fill("pick-search", "kolena");
        app.click("preset-kolena");
        app.read("first-steps", &format!("enter {BUCKET}"));

        // Nothing is done while an answer is missing, and it says which.
        app.read("ask-state", "2 answers needed");
        app.see("apply-integration[aria-disabled=true]");
        app.fill("answer-partner", "kolena");
        app.read("finding", "ARN");
        app.fill("answer-partner", PARTNER);
        app.fill("answer-external_id", "c0ffee00-1234");
        app.read("sentences", &format!("Kolena can list files and open and download files in {BUCKET}"));
        app.read("sentences", "Kolena cannot add or overwrite files");
        assert!(!works(server, &["iam", "get-role", "--role-name", ROLE]), "nothing is made before it is asked for");

        app.click("apply-integration");
        app.see("integration-made[data-state=working]");
        app.read("values", &format!("arn:aws:iam::000000000000:role/{ROLE}"));
        app.see("check[data-check=trust-without][data-result=pass]");
        app.see(&format!("check[data-check=\"cors-{BUCKET}-https://app.kolena.com\"][data-result=pass]"));
        app.read("integrations-aside", "Working");
        app.read("values", "Endpoint URL");

        let role = asked(server, ["iam", "get-role", "--role-name", ROLE]);
        let trust = &role["Role"]["AssumeRolePolicyDocument"]["Statement"][0];
        assert_eq!(trust["Principal"]["AWS"], PARTNER);
        assert_eq!(trust["Condition"]["StringEquals"]["sts:ExternalId"], "c0ffee00-1234");
        let rules = asked(server, ["s3api", "get-bucket-cors", "--bucket", BUCKET]);
        assert_eq!(rules["CORSRules"][0]["AllowedOrigins"][0], "https://app.kolena.com");
    }

    // A year later, on another day of the program: somebody took the rules for websites away.
    tools::aws(server, ["s3api", "delete-bucket-cors", "--bucket", BUCKET]);
    let app = App::open(&desktop);
    // Once its row stands in the sidebar, what is above it moves no more.
    app.read("integrations-aside", "Kolena");
    app.click("open-integrations");
    app.click("integration-kolena");
    app.click("check-integration");
    app.see("integration-made[data-state=broken]");
    app.see(&format!("check[data-check=\"cors-{BUCKET}-https://app.kolena.com\"][data-result=fail]"));

    // What failed stands first, and it is fixed from there: what is there stays, the rules come
    // back.
    app.wait_for("the failure comes first", "[data-testid=checks] > li:first-child[data-result=fail]");
    app.click("fix-integration");
    app.click("apply-integration");
    app.see("integration-made[data-state=working]");

    app.click("ask-removal");
    app.read("removal", &format!("Remove the role {ROLE}"));
    app.click("keep-integration");
    app.see_gone("removal");
    app.click("ask-removal");
    app.click("confirm-removal");
    app.see("integration-made[data-state=removed]");
    assert!(!works(server, &["iam", "get-role", "--role-name", ROLE]));
    assert!(!works(server, &["s3api", "get-bucket-cors", "--bucket", BUCKET]));
    app.click("forget-integration");
    app.see("no-integrations");
}

/// Somebody who may not manage access hands a folder to the administrator, who runs it; then it is
/// checked from here.
#[test]
fn a_folder_goes_to_the_administrator_and_what_came_of_it_is_checked() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://handed-files"]);
    let user = ["--user-name", "browser"];
    let iam = |args: &[&str]| tools::aws(server, [&["iam"], args, &user].concat());
    iam(&["create-user"]);
    let look = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*","iam:Get*","iam:List*"],"Resource":"*"}]}"#;
    iam(&["put-user-policy", "--policy-name", "p", "--policy-document", look]);
    let key: Value = serde_json::from_str(&iam(&["create-access-key"])).unwrap();
    let text = |name: &str| key["AccessKey"][name].as_str().unwrap().to_owned();

    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    app.click("door-connect");
    login(&app, server, &text("AccessKeyId"), &text("SecretAccessKey"));
    app.click("check-connect");
    app.click("save-connection");
    app.click("bucket-handed-files");
    app.read("blank", "empty");
    app.click("open-integrations");
    app.click("new-integration");
    app.click("preset-kolena");
    app.fill("answer-partner", PARTNER);
    app.fill("answer-external_id", "c0ffee00-1234");

    // Tried from here, it is refused in words that name the way on; then that way is gone.
    app.click("apply-integration");
    app.read("integration-steps", "This connection has no permission to manage access");
    let place = desktop.home().join("for the administrator");
    fs::create_dir(&place).unwrap();
    app.click("hand-over");
    choose(&desktop, "Choose where to save the folder for the administrator", &place);
    app.see("integration-made[data-state=handed]");
    let folder = place.join("bucketwise-kolena-handed-files");
    let letter = fs::read_to_string(folder.join("README.txt")).unwrap();
    assert!(letter.contains("Kolena can list files") && letter.contains("setup.sh"), "{letter}");
    assert!(fs::read_to_string(folder.join("trust-policy.json")).unwrap().contains(PARTNER));

    let done = tools::script(server, &folder.join("setup.sh")).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));

    // The form comes back: the ARN is read from it, and it is looked whether it is done.
    app.fill(
        "reply-text",
        "Done on 3 May by Jo. Role ARN: arn:aws:iam::000000000000:role/bucketwise-kolena-handed-files",
    );
    app.click("take-reply");
    app.see("check[data-check=trust-right][data-result=pass]");
    app.see("check[data-check=policy][data-result=pass]");
    app.see("check[data-check=cors-handed-files-unknown][data-result=pass]");
    app.see("integration-made[data-state=working]");
}

/// A partner that answers only after it was told the role: set up, waited for over a restart,
/// finished.
#[test]
fn a_partner_that_answers_later_is_waited_for() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://later-files"]);
    let desktop = Desktop::start(Options::default());
    {
        let app = App::open(&desktop);
        open_bucket(&app, server, "later-files");
        app.read("blank", "empty");
        app.click("open-integrations");
        app.click("new-integration");
        app.click("preset-apperate");
        app.read("plan", "Setup has two stages");
        app.click("apply-integration");
        app.see("integration-made[data-state=waiting]");
        app.read("values", "arn:aws:iam::000000000000:role/bucketwise-apperate-later-files");
        app.see("check[data-check=anonymous-later-files][data-result=pass]");
    }
    let app = App::open(&desktop);
    app.read("integrations-aside", "Waiting");
    app.click("open-integrations");
    app.click("integration-apperate");
    app.click("partner-answered");
    app.fill("answer-partner", PARTNER);
    app.fill("answer-external_id", "iex-7781");
    // Who may take the role is told before and after, in words and word for word.
    app.read("plan", "Update who can assume the role");
    app.click("plan-documents");
    app.wait_for("what was there", "[data-before=\"trust-policy.json\"]");
    app.click("apply-integration");
    app.see("check[data-check=trust-right][data-result=pass]");
    app.see("integration-made[data-state=working]");
    let role = asked(server, ["iam", "get-role", "--role-name", LATER]);
    let trust = &role["Role"]["AssumeRolePolicyDocument"]["Statement"][0];
    assert_eq!(trust["Condition"]["StringEquals"]["sts:ExternalId"], "iex-7781");

    // Another bucket, with a folder of its own.
    tools::aws(server, ["s3", "mb", "s3://later-archive"]);
    app.click("change-answers");
    app.click("add-bucket");
    app.fill("another-bucket", "later-archive");
    app.click("take-bucket");
    // An empty folder is no answer: it is asked for, and the keyboard is there.
    app.wait_for("the keyboard is at the new bucket", "[data-testid=scope-whole-1]:focus");
    app.read("ask-state", "1 answer needed");
    app.click("scope-folder-1");
    app.wait_for("the keyboard is at its folder", "[data-testid=answer-folder-1]:focus");
    app.fill("answer-folder-1", "2026");
    app.read("sentences", "later-archive");
    app.click("apply-integration");
    app.see("integration-made[data-state=working]");
    app.see("check[data-check=list-later-archive]");
    let access = ["iam", "get-role-policy", "--role-name", LATER, "--policy-name", LATER];
    let access = tools::aws(server, access);
    assert!(
        access.contains("arn:aws:s3:::later-archive/2026/*") && access.contains("arn:aws:s3:::later-files"),
        "{access}"
    );

    app.click("ask-removal");
    app.read("removal", "Remove the role");
    app.click("confirm-removal");
    app.see("integration-made[data-state=removed]");
    assert!(!works(server, &["iam", "get-role", "--role-name", LATER]));
}
