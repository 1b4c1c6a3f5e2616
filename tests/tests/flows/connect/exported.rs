//! A login with a role on top, handed on as a profile and judged by AWS's own program, with a
//! service that gives sessions.

use std::process::Command;

use bucketwise_tests::tools::command;
use engine::connections::export::ExportShape;

use super::signing_in::role;
use super::*;

/// AWS's program with a configuration file and nothing else of the server.
fn judge(server: &Server, config: &std::path::Path) -> Command {
    let mut judge = command(server, "aws");
    for key in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"] {
        judge.env_remove(key);
    }
    // What it keeps of sessions belongs to the test as well.
    judge.env("AWS_CONFIG_FILE", config).env("HOME", config.parent().unwrap());
    judge
}

fn said(judge: &mut Command) -> String {
    let done = judge.output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "{judge:?}: {said}{}", String::from_utf8_lossy(&done.stderr));
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_on_top_of_a_login_is_taken_by_the_command_line_as_well() {
    let server = Server::shared(Kind::MiniStack);
    aws(server, ["s3", "mb", "s3://flows-exported"]);
    let arn = role(server, "flows-exported", "flows-exported");
    let home = Home::new();
    let with_role = |login: Login| Login {
        role_arn: arn.clone(),
        external_id: "partner-7".into(),
        session_name: "ann".into(),
        session_minutes: "15".into(),
        bucket: "flows-exported".into(),
        ..login
    };
    let (probed, steps) = home.probe(with_role(login(server))).await;
    let draft = probed.draft.unwrap_or_else(|| panic!("{steps:#?}"));
    let saved = home.connections.save(&draft, "Partner data", SecretStorage::Session, None).await.unwrap();
    let preview = home.connections.preview_export(&saved.id, ExportShape::AwsProfile).unwrap();
    assert!(preview.has_secret && !preview.text.contains(&server.secret_key));
    let config = home.folder.path().join("aws-config");
    // What is looked at is the text itself, with marks for the secret.
    std::fs::write(&config, preview.text.replace("••••••••", &server.secret_key)).unwrap();

    let asked = |args: &[&str]| said(judge(server, &config).args(["--profile", "partner-data"]).args(args));
    assert!(asked(&["configure", "list"]).contains("assume-role"), "{}", asked(&["configure", "list"]));
    let kept = [
        ("role_arn", arn.as_str()),
        ("source_profile", "partner-data-keys"),
        ("external_id", "partner-7"),
        ("role_session_name", "ann"),
        ("duration_seconds", "900"),
        ("region", server.region),
    ];
    for (field, value) in kept {
        assert_eq!(asked(&["configure", "get", field]).trim(), value, "{field}");
    }
    let who = asked(&["sts", "get-caller-identity"]);
    assert!(who.contains("assumed-role/flows-exported/ann"), "{who}");
    asked(&["s3", "ls", "s3://flows-exported/"]);
    let mut all = judge(server, &config);
    all.args(["--profile", "partner-data", "iam", "list-users"]);
    assert!(!all.output().unwrap().status.success(), "the role may read one bucket, and the keys may do anything");
}

/// The source of a role can be a profile that is there, or the environment.
#[tokio::test(flavor = "multi_thread")]
async fn a_role_on_top_of_the_environment_names_it_as_its_source() {
    let server = Server::shared(Kind::MiniStack);
    aws(server, ["s3", "mb", "s3://flows-exported-env"]);
    let arn = role(server, "flows-exported-env", "flows-exported-env");
    let folder = tempfile::tempdir().unwrap();
    let variables = [("AWS_ACCESS_KEY_ID", &server.access_key), ("AWS_SECRET_ACCESS_KEY", &server.secret_key)];
    let environment = store::Environment::new(
        variables.map(|(name, value)| (name.to_owned(), value.clone())),
        folder.path().to_owned(),
    );
    let connections = Connections::open_in(&folder.path().join("config"), &folder.path().join("data"), environment);
    let wanted = Login {
        method: SignInMethod::Environment,
        access_key: String::new(),
        secret_key: Secret::default(),
        role_arn: arn,
        external_id: "partner-7".into(),
        bucket: "flows-exported-env".into(),
        ..login(server)
    };
    let steps = Mutex::new(Vec::new());
    let probed = connections.probe(wanted, now_ms(), &|step| steps.lock().unwrap().push(step)).await;
    let draft = probed.draft.unwrap_or_else(|| panic!("{steps:#?}"));
    let saved = connections.save(&draft, "Env", SecretStorage::Session, None).await.unwrap();
    let text = connections.export(&saved.id, ExportShape::AwsProfile).await.unwrap();
    let config = folder.path().join("aws-config");
    std::fs::write(&config, text.expose()).unwrap();
    let mut judge = judge(server, &config);
    judge.env("AWS_ACCESS_KEY_ID", &server.access_key).env("AWS_SECRET_ACCESS_KEY", &server.secret_key);
    let who = said(judge.args(["--profile", "env", "sts", "get-caller-identity"]));
    assert!(who.contains("assumed-role/flows-exported-env"), "{who}");
}
