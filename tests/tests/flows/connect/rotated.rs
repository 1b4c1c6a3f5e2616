//! A connection gets another key on a server where bucket names may belong to a key: one that is
//! shown to open the same buckets changes nothing for what waits, any other does. That a server
//! really has two buckets of one name behind one address is not proved here: none of ours does.

use bucketwise_tests::servers::{Kind, Server};
use engine::{
    connections::{Login, SecretStorage},
    ids::ConnectionId,
};
use store::{ObjectAt, Payload, Put, Secret, same_server};

use super::{Home, login};

/// The key of a user of the server's own that may do this.
fn key_of(server: &Server, user: &str, policy: &str) -> Login {
    super::aws(server, ["iam", "create-user", "--user-name", user]);
    let put = ["iam", "put-user-policy", "--user-name", user, "--policy-name", "p", "--policy-document", policy];
    super::aws(server, put);
    let made = super::aws(server, ["iam", "create-access-key", "--user-name", user, "--output", "json"]);
    let made: serde_json::Value = serde_json::from_str(&made).unwrap();
    let text = |name: &str| made["AccessKey"][name].as_str().unwrap().to_owned();
    Login { access_key: text("AccessKeyId"), secret_key: Secret::new(text("SecretAccessKey")), ..login(server) }
}

impl Home {
    /// Saves this login, in the place of `before`; answers the connection and the server that it
    /// leads to.
    async fn kept(&self, login: Login, before: Option<&ConnectionId>) -> (ConnectionId, String) {
        let (probed, steps) = self.probe(login).await;
        let draft = probed.draft.unwrap_or_else(|| panic!("{steps:#?}"));
        let saved = self.connections.save(&draft, "Rotated", SecretStorage::Session, before).await.unwrap();
        let server = self.connections.store(&saved.id).await.unwrap().server();
        (saved.id, server)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotated_key_leads_to_the_same_server_and_that_of_others_does_not() {
    let server = Server::shared(Kind::MiniStack);
    super::aws(server, ["s3", "mb", "s3://flows-rotated"]);
    super::aws(server, ["s3", "mb", "s3://flows-their-own"]);
    let home = Home::new();
    let (id, first) = home.kept(login(server), None).await;
    let at = ObjectAt::new("flows-rotated", "a.txt");
    home.connections.store(&id).await.unwrap().put(&at, Payload::bytes("a".into()), Put::default()).await.unwrap();
    assert!(!first.contains(&server.access_key), "the key itself is in no note: {first}");

    let all = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;
    let rotated = key_of(server, "rotated", all);
    let (_, after) = home.kept(rotated.clone(), Some(&id)).await;
    assert!(same_server(&first, &after), "{first} {after}");
    // Once more: it is the namespace of the first key still.
    let (_, again) = home.kept(key_of(server, "rotated-twice", all), Some(&id)).await;
    assert!(same_server(&first, &again), "{first} {again}");

    // One that opens nothing that the other does.
    let own = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*",
        "Resource":["arn:aws:s3:::flows-their-own","arn:aws:s3:::flows-their-own/*"]}]}"#;
    let others = Login { bucket: "flows-their-own".into(), ..key_of(server, "of-others", own) };
    let (_, theirs) = home.kept(others, Some(&id)).await;
    assert!(!same_server(&first, &theirs), "{first} {theirs}");
    // Back with the first key it leads where it led.
    let (_, back) = home.kept(login(server), Some(&id)).await;
    assert!(same_server(&first, &back), "{first} {back}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_changes_nothing_where_names_belong_to_the_server() {
    let server = Server::shared(Kind::MiniStack);
    let home = Home::new();
    let own =
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}"#;
    let known = |login: Login| Login { provider: "minio".into(), ..login };
    let (id, first) = home.kept(known(login(server)), None).await;
    let (_, after) = home.kept(known(key_of(server, "on-minio", own)), Some(&id)).await;
    assert_eq!((&first, &after), (&server.endpoint, &server.endpoint));
}
