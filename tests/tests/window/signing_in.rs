//! Every way to sign in, walked in the window up to the files: profiles, a role with a code, the
//! machine's own keys, the environment, no login at all, what a broker printed; and a keychain that
//! was locked. The company's page is in `company`. Who hands out keys is MiniStack where it can,
//! and recorded answers where no server exists to test against (the machine's keys). That AWS's own
//! services answer so is not proved here.

use std::os::unix::fs::PermissionsExt;
use std::sync::OnceLock;

use bucketwise_tests::recorded::{Answer, Recorded};
use bucketwise_tests::servers::keep_secret;
use serde_json::Value;

use super::refused::{allow, user};
use super::*;

pub(super) const BUCKET: &str = "e2e-ways";
const ACCOUNT: &str = "000000000000";

/// What the walks share: a bucket with a file, a user who may read it, and a role that opens with
/// an external ID.
pub(super) struct Ways {
    pub(super) server: &'static Server,
    key: String,
    secret: String,
    role: String,
}

pub(super) fn ways() -> &'static Ways {
    static WAYS: OnceLock<Ways> = OnceLock::new();
    WAYS.get_or_init(|| {
        let server = Server::shared(Kind::MiniStack);
        tools::aws(server, ["s3", "mb", &format!("s3://{BUCKET}")]);
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("plan.txt");
        fs::write(&file, "plan").unwrap();
        tools::aws(server, ["s3", "cp", &file.display().to_string(), &format!("s3://{BUCKET}/plan.txt")]);
        let open = allow("s3:*", &format!("arn:aws:s3:::{BUCKET}"));
        let files = allow("s3:*", &format!("arn:aws:s3:::{BUCKET}/*"));
        let take = allow("sts:AssumeRole", "*");
        let (key, secret) = user(server, "e2e-ways", &[&open, &files, &take]);
        keep_secret(&secret);
        let trust = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{ACCOUNT}:root"}},"Action":"sts:AssumeRole","Condition":{{"StringEquals":{{"sts:ExternalId":"partner-7"}}}}}}]}}"#
        );
        let policy = format!(r#"{{"Version":"2012-10-17","Statement":[{open},{files}]}}"#);
        tools::aws(server, ["iam", "create-role", "--role-name", "e2e-ways", "--assume-role-policy-document", &trust]);
        let put = ["iam", "put-role-policy", "--role-name", "e2e-ways", "--policy-name", "p", "--policy-document", &policy];
        tools::aws(server, put);
        Ways { server, key, secret, role: format!("arn:aws:iam::{ACCOUNT}:role/e2e-ways") }
    })
}

/// Keys of a session, as STS hands them out: key, secret, token.
pub(super) fn session(ways: &Ways) -> [String; 3] {
    let asked =
        ["sts", "assume-role", "--role-arn", &ways.role, "--role-session-name", "e2e", "--external-id", "partner-7"];
    let made: Value = serde_json::from_str(&tools::aws(ways.server, asked)).unwrap();
    let keys = ["AccessKeyId", "SecretAccessKey", "SessionToken"];
    let keys = keys.map(|name| made["Credentials"][name].as_str().unwrap().to_owned());
    keep_secret(&keys[1]);
    keep_secret(&keys[2]);
    keys
}

/// The form, with this way to sign in chosen and the storage's address filled in.
pub(super) fn form(app: &App, server: &Server, method: &str) {
    app.click(if app.has("add-connection") { "add-connection" } else { "door-connect" });
    if app.has("door-connect") {
        app.click("door-connect");
    }
    app.click("provider option[value=other]");
    app.choose_option("method", method);
    app.fill("endpoint", &server.endpoint);
    app.fill("bucket", BUCKET);
}

/// The login passes, is saved, and leads to the file.
pub(super) fn leads_to_the_files(app: &App, name: &str) {
    app.click("check-connect");
    saved_under(app, name);
}

fn saved_under(app: &App, name: &str) {
    app.see("save-connection");
    app.fill("connection-name", name);
    app.click("save-connection");
    app.see(&row("plan.txt"));
    app.read("sidebar", name);
}

#[test]
fn profiles_of_this_computer_lead_to_the_files() {
    let ways = ways();
    let mut desktop = Desktop::start(Options::default());
    let folder = desktop.home().join(".aws");
    fs::create_dir(&folder).unwrap();
    let tool = folder.join("print-keys");
    let printed = format!(
        "#!/bin/sh\necho '{{\"Version\": 1, \"AccessKeyId\": \"{}\", \"SecretAccessKey\": \"{}\"}}'\n",
        ways.key, ways.secret
    );
    fs::write(&tool, printed).unwrap();
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).unwrap();
    let config = format!(
        "[profile base]\naws_access_key_id = {}\naws_secret_access_key = {}\n\
         [profile partner]\nrole_arn = {}\nsource_profile = base\nexternal_id = partner-7\nendpoint_url = {}\nregion = us-east-1\n\
         [profile tool]\ncredential_process = {}\n[profile round]\nrole_arn = {}\nsource_profile = turn\n\
         [profile turn]\nrole_arn = {}\nsource_profile = round\n",
        ways.key,
        ways.secret,
        ways.role,
        ways.server.endpoint,
        tool.display(),
        ways.role,
        ways.role
    );
    fs::write(folder.join("config"), config).unwrap();
    desktop.allow(folder.join("config"));
    desktop.allow(tool.clone());

    let app = App::open(&desktop);
    // A role, an external ID and an address, all out of the file.
    app.click("door-connect");
    app.choose_option("method", "profile");
    app.fill("profile", "partner");
    app.wait_for("the profile's address is taken", "[data-testid=endpoint]");
    app.fill("bucket", BUCKET);
    leads_to_the_files(&app, "By profile");

    // Profiles in a circle are told; the program is run; what it prints later counts as well.
    form(&app, ways.server, "profile");
    app.fill("profile", "round");
    app.click("check-connect");
    app.see("fault[data-code=profile_loop]");
    app.fill("profile", "tool");
    leads_to_the_files(&app, "By program");
    fs::write(&tool, "#!/bin/sh\nexit 1\n").unwrap();
    form(&app, ways.server, "profile");
    app.fill("profile", "tool");
    app.click("check-connect");
    app.read("fault", "ended with exit code 1");
    assert!(app.noted() > 20, "what crossed was noted");
}

#[test]
fn a_role_with_a_code_and_the_right_external_id_leads_to_the_files() {
    let ways = ways();
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    form(&app, ways.server, "access_key");
    app.fill("access-key", &ways.key);
    app.fill("secret-key", &ways.secret);
    app.click("role-more");
    app.fill("role-arn", &ways.role);
    app.click("check-connect");
    // Without the external ID: the reason, and the window goes to the field that mends it.
    app.see("fault[data-code=role_refused]");
    app.click("remedy");
    app.wait_for("the external ID has the keyboard", "[data-testid=external-id]:focus");
    app.fill("external-id", "partner-7");
    app.fill("mfa-serial", &format!("arn:aws:iam::{ACCOUNT}:mfa/e2e"));
    app.click("check-connect");
    app.read("ask-dialog", "MFA code");
    app.fill("ask-code", "123456");
    app.click("ask-yes");
    saved_under(&app, "In a role");
}

#[test]
fn the_machine_the_environment_and_nobody_lead_to_the_files() {
    let ways = ways();
    let [key, secret, token] = session(ways);
    let machine = Recorded::start(move |request| match request.split(' ').nth(1).unwrap_or_default() {
        "/latest/api/token" => Answer::new(200, "IMDSTOKEN"),
        "/latest/meta-data/iam/security-credentials/" => Answer::new(200, "the-role"),
        path if path.ends_with("/the-role") && request.contains("IMDSTOKEN") => Answer::json(format!(
            r#"{{"AccessKeyId": "{key}", "SecretAccessKey": "{secret}", "Token": "{token}", "Expiration": "2099-01-01T00:00:00Z"}}"#
        )),
        _ => Answer::new(401, ""),
    });
    let mut desktop = Desktop::start(Options::default());
    desktop.set("AWS_EC2_METADATA_SERVICE_ENDPOINT", &machine.endpoint);
    desktop.set("AWS_ACCESS_KEY_ID", &ways.key);
    desktop.set("AWS_SECRET_ACCESS_KEY", &ways.secret);
    let app = App::open(&desktop);
    form(&app, ways.server, "machine");
    leads_to_the_files(&app, "As this machine");
    form(&app, ways.server, "environment");
    leads_to_the_files(&app, "From the terminal");

    let everybody = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":"*","Action":["s3:ListBucket","s3:GetObject"],"Resource":["arn:aws:s3:::{BUCKET}","arn:aws:s3:::{BUCKET}/*"]}}]}}"#
    );
    form(&app, ways.server, "anonymous");
    app.click("check-connect");
    app.see("fault[data-code=not_permitted]");
    let _ = tools::try_aws(ways.server, ["s3api", "delete-public-access-block", "--bucket", BUCKET]);
    tools::aws(ways.server, ["s3api", "put-bucket-policy", "--bucket", BUCKET, "--policy", &everybody]);
    leads_to_the_files(&app, "Public");
}

#[test]
fn what_a_broker_printed_leads_to_the_files_and_is_mended_afterwards() {
    let ways = ways();
    let desktop = Desktop::start(Options::default());
    let app = App::open(&desktop);
    app.click("door-paste");
    app.see("import-text");
    let escaped = |text: &str| text.replace('/', "%2F").replace('+', "%2B").replace('=', "%3D");
    let host = ways.server.endpoint.trim_start_matches("http://");
    let printed = format!(
        "Getting key my-key for service instance files-s3 as ann@agency.gov...\n\n{{\n  \"credentials\": {{\n    \
         \"access_key_id\": \"{0}\",\n    \"additional_buckets\": [],\n    \"bucket\": \"{BUCKET}\",\n    \
         \"endpoint\": \"{2}\",\n    \"insecure_skip_verify\": false,\n    \"region\": \"us-east-1\",\n    \
         \"secret_access_key\": \"{1}\",\n    \"uri\": \"s3://{0}:{3}@{host}/{BUCKET}\"\n  }}\n}}\n",
        ways.key,
        ways.secret,
        ways.server.endpoint,
        escaped(&ways.secret)
    );
    let paste = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]); \
        document.querySelector('[data-testid=import-text]').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
    app.execute(paste, &[printed.into()]);
    app.see("import-used");
    leads_to_the_files(&app, "From the broker");

    // Changed afterwards: the form is filled in, the secret need not be typed, and the connection
    // stays the same one.
    let id = saved(&desktop);
    app.click(&format!("more-{id}"));
    app.click("change-connection");
    app.read("connect-form", "From the broker");
    app.click("more");
    app.click("read-only");
    app.click("check-connect");
    app.see("save-connection");
    app.click("save-connection");
    app.see(&row("plan.txt"));
    assert_eq!(saved(&desktop), id);
    let book = fs::read_to_string(desktop.home().join("../config/org.bucketwise.app/connections.json")).unwrap();
    assert!(book.contains("\"read_only\": true") && book.contains("From the broker"), "{book}");
    app.see("new-folder[aria-disabled=true]");
}

#[test]
fn a_locked_keychain_is_said_plainly_and_opens_again() {
    let ways = ways();
    let desktop = Desktop::start(Options::default());
    {
        let app = App::open(&desktop);
        form(&app, ways.server, "access_key");
        app.fill("access-key", &ways.key);
        app.fill("secret-key", &ways.secret);
        leads_to_the_files(&app, "Locked away");
    }
    let lock = ["--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"];
    let lock = [
        &lock[..],
        &["org.freedesktop.Secret.Service.Lock", "array:objpath:/org/freedesktop/secrets/collection/login"],
    ];
    desktop.ask("dbus-send", &lock.concat()).expect("the keychain is locked");
    let app = App::open(&desktop);
    app.read("sidebar", "The keychain is locked");
    // The window goes on meanwhile.
    app.click("add-connection");
    app.see("door-practise");
}
