//! Integrations: the whole way of Kolena, a partner that answers later, a key on its way out, and
//! who can reach a bucket or was refused.

use std::fs;

use bucketwise_tests::app::row;
use bucketwise_tests::dialogs::choose;
use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools;

use super::Play;

impl Play<'_> {
    /// Letting Kolena in, the whole way: whom, the questions with the plan beside them, set up and
    /// checked, broken by somebody, waited for, and taken back.
    pub(super) fn integrate(&self) {
        let app = &self.app;
        let server = Server::start(Kind::MiniStack);
        tools::s5cmd(&server, ["mb", "s3://model-pictures"]);
        let picture = app.desktop.home().join("harbour.jpg");
        fs::write(&picture, "a picture").unwrap();
        tools::s5cmd(&server, ["cp", picture.to_str().unwrap(), "s3://model-pictures/"]);
        if app.has("add-connection") {
            app.click("add-connection");
        }
        if app.has("door-connect") {
            app.click("door-connect");
        }
        app.choose_option("provider", "other");
        app.fill("endpoint", &server.endpoint);
        app.fill("access-key", &server.access_key);
        app.fill("secret-key", &server.secret_key);
        app.click("check-connect");
        app.fill("connection-name", "Research account");
        app.click("save-connection");
        app.click("bucket-model-pictures");
        app.see(&row("harbour.jpg"));
        app.click("open-integrations");
        app.see("no-integrations");
        self.picture("integrate-none");
        app.click("new-integration");
        app.see("preset-kolena");
        self.picture("integrate-pick");
        app.fill("pick-search", "kolena");
        app.click("preset-kolena");
        app.see("plan");
        app.fill("answer-partner", "arn:aws:iam::444455556666:role/kolena-loader");
        app.fill("answer-external_id", "c0ffee00-1234");
        app.see("sentences");
        self.picture("integrate-ask");
        app.click("apply-integration");
        app.see("integration-made[data-state=working]");
        self.picture("integrate-made");
        tools::aws(&server, ["s3api", "delete-bucket-cors", "--bucket", "model-pictures"]);
        app.click("check-integration");
        app.see("integration-made[data-state=broken]");
        self.picture("integrate-broken");
        app.execute("document.querySelector('[data-testid=drift]').scrollIntoView({ block: 'center' })", &[]);
        self.picture("integrate-drift");
        app.click("ask-removal");
        app.see("removal");
        self.picture("integrate-remove");
        app.click("keep-integration");
        app.click("leave-integrations");
        app.click("new-integration");
        app.fill("pick-search", "apperate");
        app.click("preset-apperate");
        app.see("sentences");
        app.click("apply-integration");
        app.see("integration-made[data-state=waiting]");
        app.wait_for("it is checked", "[data-testid=check][data-check^=anonymous]:not([data-result=running])");
        self.picture("integrate-waiting");
        // What the partner shows: who may take the role, before and after, and another bucket.
        app.click("partner-answered");
        app.fill("answer-partner", "arn:aws:iam::444455556666:user/apperate");
        app.fill("answer-external_id", "iex-7781-2f0c");
        app.click("add-bucket");
        app.click("plan-documents");
        app.wait_for("what was there", "[data-before=\"trust-policy.json\"]");
        self.picture("integrate-later");
        app.click("leave-integrations");
        app.click("leave-integrations");
        app.see("integration-apperate");
        self.picture("integrate-list");
        self.keys();
        self.refusals(&server);
    }

    /// Nuvolos: the values and the file for it, and a key on its way out.
    fn keys(&self) {
        let app = &self.app;
        app.click("new-integration");
        app.click("preset-nuvolos-rclone");
        app.see("sentences");
        app.click("apply-integration");
        app.see("integration-made[data-state=working]");
        app.click("make-second-key");
        app.see("key-box[data-stage=two]");
        app.execute("document.querySelector('[data-testid=client-files]').scrollIntoView()", &[]);
        self.picture("integrate-key");
        app.click("leave-integrations");
    }

    /// Who can reach the bucket, and why somebody cannot.
    fn refusals(&self, server: &Server) {
        let app = &self.app;
        app.click("show-reach");
        app.see("reach[data-complete=true]");
        self.picture("reach");
        app.click("leave-integrations");
        let iam = |args: &[&str]| tools::aws(server, [&["iam"], args, &["--user-name", "intern"]].concat());
        iam(&["create-user"]);
        let look = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket","iam:Get*"],"Resource":"*"}]}"#;
        iam(&["put-user-policy", "--policy-name", "interns", "--policy-document", look]);
        let key: serde_json::Value = serde_json::from_str(&iam(&["create-access-key"])).unwrap();
        let text = |name: &str| key["AccessKey"][name].as_str().unwrap().to_owned();
        app.click("add-connection");
        if app.has("door-connect") {
            app.click("door-connect");
        }
        app.choose_option("provider", "other");
        app.fill("endpoint", &server.endpoint);
        app.fill("access-key", &text("AccessKeyId"));
        app.fill("secret-key", &text("SecretAccessKey"));
        app.fill("bucket", "model-pictures");
        app.click("check-connect");
        app.fill("connection-name", "Intern");
        app.click("save-connection");
        app.see(&row("harbour.jpg"));
        let file = app.desktop.home().join("notes.txt");
        fs::write(&file, "notes").unwrap();
        app.click("upload");
        app.click("upload-files");
        choose(app.desktop, "Upload files", &file);
        app.wait_for("it is refused", "[data-testid=transfers-strip][data-state=failed]");
        app.click("transfers-toggle");
        app.click("why-refused");
        app.click("look-closer");
        app.see("refusal-cause[data-certain=read]");
        self.picture("refusal");
        app.click("close-refusal");
        app.click("transfers-toggle");
    }
}
