//! Three logins that do not get in, each at a real server: a secret with a slip in it, a bucket
//! whose name was mistyped, and a login that may see one folder alone. What the person reads, and
//! the button that mends it.

use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools;

use super::Play;

const BUCKET: &str = "harbour-survey-2026";

impl Play<'_> {
    pub(super) fn failures(&self) {
        let server = Server::start(Kind::MiniStack);
        tools::aws(&server, ["s3", "mb", &format!("s3://{BUCKET}")]);
        let (key, secret) = one_folder(&server);

        let mut slipped: Vec<char> = server.secret_key.chars().collect();
        // Not two letters swapped: in a random secret they are the same one time in sixty.
        slipped[3] = if slipped[3] == 'a' { 'b' } else { 'a' };
        self.login(&server, &server.access_key, &slipped.into_iter().collect::<String>(), "");
        self.failed("failed-secret", "signature_mismatch");
        self.login(&server, &server.access_key, &server.secret_key, "harbor-survey-2026");
        self.failed("failed-bucket", "no_such_bucket");
        self.login(&server, &key, &secret, BUCKET);
        self.failed("failed-folder", "not_permitted");
    }

    fn login(&self, server: &Server, key: &str, secret: &str, bucket: &str) {
        let app = &self.app;
        // The page brings what failed into view, as large as its window is then.
        app.resize(1100, 700);
        app.click("door-connect");
        app.choose_option("provider", "other");
        app.fill("endpoint", &server.endpoint);
        app.fill("access-key", key);
        app.fill("secret-key", secret);
        if !bucket.is_empty() {
            app.fill("bucket", bucket);
        }
        app.click("check-connect");
    }

    fn failed(&self, name: &str, code: &str) {
        self.app.see(&format!("fault[data-code={code}]"));
        self.picture(name);
        self.app.click("leave-connect");
        self.app.see("door-connect");
    }
}

/// A login that may see and fetch what is in one folder, and nothing else.
fn one_folder(server: &Server) -> (String, String) {
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":[
            {{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::{BUCKET}","Condition":{{"StringLike":{{"s3:prefix":["team/*"]}}}}}},
            {{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::{BUCKET}/team/*"}}]}}"#
    );
    tools::aws(server, ["iam", "create-user", "--user-name", "team"]);
    let put = ["iam", "put-user-policy", "--user-name", "team", "--policy-name", "team", "--policy-document", &policy];
    tools::aws(server, put);
    let made = tools::aws(server, ["iam", "create-access-key", "--user-name", "team", "--output", "json"]);
    let made: serde_json::Value = serde_json::from_str(&made).unwrap();
    let text = |field: &str| made["AccessKey"][field].as_str().unwrap().to_owned();
    (text("AccessKeyId"), text("SecretAccessKey"))
}
