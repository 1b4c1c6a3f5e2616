//! Cloud.gov from what its command prints to a website that may open the files: the login pasted as
//! `cf env` shows it, the environment handed on to another program, the rule for websites with
//! Cloud.gov's own warning.

use super::*;

#[test]
fn what_cf_env_printed_leads_to_the_files_to_other_programs_and_to_a_website() {
    let server = Server::shared(Kind::MiniStack);
    tools::aws(server, ["s3", "mb", "s3://cg-e2e-0000"]);
    tools::aws(server, ["s3", "mb", "s3://cg-e2e-0001"]);
    let desktop = Desktop::start(Options::default());
    let file = desktop.home().join("plan.txt");
    fs::write(&file, "plan").unwrap();
    tools::aws(server, ["s3", "cp", &file.display().to_string(), "s3://cg-e2e-0000/plan.txt"]);
    let printed = format!(
        "Getting env variables for app files in org acme / space dev as ann@acme.gov...\nSystem-Provided:\nVCAP_SERVICES: {}\n\n\
         VCAP_APPLICATION: {{ \"application_name\": \"files\" }}\n\nNo user-provided env variables have been set\n",
        serde_json::json!({ "s3": [{ "label": "s3", "name": "files-s3", "credentials": {
            "access_key_id": server.access_key, "secret_access_key": server.secret_key, "bucket": "cg-e2e-0000",
            "endpoint": server.endpoint, "region": server.region, "additional_buckets": ["cg-e2e-0001"] } }] })
    );
    let app = App::open(&desktop);
    app.click("door-paste");
    let paste = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]); \
        document.querySelector('[data-testid=import-text]').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
    app.see("import-text");
    app.execute(paste, &[printed.into()]);
    app.see("import-used");
    app.read("import-box", "cg-e2e-0001");
    app.click("check-connect");
    app.click("save-connection");
    app.see(&row("plan.txt"));
    app.see("bucket-cg-e2e-0001");

    app.click("open-integrations");
    app.click("new-integration");
    app.fill("pick-search", "cloud.gov");
    app.click("preset-cloudgov");
    app.fill("answer-instance", "files-s3");
    app.read("integrations", "Cloud.gov does not recommend website access");
    app.fill("answer-websites", "https://app.example.gov");
    app.read("plan", "a presigned link for each file");
    app.read("plan", "can list files, open and download files");
    app.click("answer-methods-PUT");
    app.click("apply-integration");
    app.see("integration-made[data-state=working]");
    app.read("values", "cg-e2e-0000");
    app.see("check[data-check=read-cg-e2e-0000][data-result=pass]");
    app.click("environment");
    for line in ["AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL_S3", "BUCKET_NAME='cg-e2e-0000'"] {
        app.read("export-text", line);
    }
    app.click("export-close");
    let rules: serde_json::Value =
        serde_json::from_str(&tools::aws(server, ["s3api", "get-bucket-cors", "--bucket", "cg-e2e-0000"])).unwrap();
    let rule = &rules["CORSRules"][0];
    assert_eq!(rule["AllowedOrigins"], serde_json::json!(["https://app.example.gov"]));
    assert_eq!(
        (&rule["AllowedMethods"], &rule["ExposeHeaders"]),
        (&serde_json::json!(["GET", "HEAD", "PUT"]), &serde_json::json!(["ETag"]))
    );
}
