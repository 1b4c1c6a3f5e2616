//! Exchanging an access key: the product goes on working all the while, every step but the last can
//! be taken back, and a crash or a refusal in between leaves nothing that nobody knows of.

use bucketwise_tests::tools::{ask_aws, command};
use engine::integrations::{IntegrationState, KeyStep, Sheet};
use serde_json::Value;

use super::world::{NOW, World, came, failed};
use engine::integrations::CheckResult;

async fn with_key(bucket: &str) -> (World, Sheet, String) {
    let world = World::new(bucket);
    let sheet = world.draft("nuvolos-rclone", "in", &[("level", "write")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    world.set_up(&sheet.id).await;
    (world, sheet, name)
}

impl World {
    fn keys_of(&self, user: &str) -> Vec<(String, bool)> {
        let keys = self.asked(["iam", "list-access-keys", "--user-name", user])["AccessKeyMetadata"].clone();
        let one = |key: &Value| (key["AccessKeyId"].as_str().unwrap().to_owned(), key["Status"] == "Active");
        keys.as_array().unwrap().iter().map(one).collect()
    }

    /// Whether a key opens the folder, by `aws`.
    fn opens(&self, id: &str, secret: &str) -> bool {
        let mut aws = command(self.server, "aws");
        aws.env("AWS_ACCESS_KEY_ID", id).env("AWS_SECRET_ACCESS_KEY", secret);
        ask_aws(aws.args(["s3", "ls", &format!("s3://{}/in/", self.bucket)])).is_ok()
    }
}

#[tokio::test]
async fn a_key_is_exchanged_without_a_gap() {
    let (world, sheet, name) = with_key("rotate-live").await;
    let take = async |step| world.desk.exchange_key(&world.store, &sheet.id, step, NOW + 1).await;
    let secret = async || world.desk.secret(&sheet.id).await.unwrap().expose().to_owned();
    let (first, first_secret) = (world.keys_of(&name)[0].0.clone(), secret().await);
    let view = world.desk.list().unwrap().remove(0);
    assert_eq!(view.key.as_ref().map(|key| (key.id.as_str(), key.since)), Some((first.as_str(), Some(NOW))));
    let facts = world.desk.keys(&world.store, &sheet.id).await.unwrap();
    assert!(facts[0].created.is_some_and(|at| at > 1_700_000_000_000) && facts[0].ours, "{facts:?}");

    // Nothing is deleted while there is no second one, nor one that still works.
    assert_eq!(take(KeyStep::DeleteFirst).await.unwrap_err().code, "first_key_on");
    assert_eq!(take(KeyStep::FirstOff).await.unwrap_err().code, "gone");

    // Opened before and after, as somebody looks at it in between: what is shown is what is there.
    let opened = async || world.desk.read(&world.store, &sheet.id).await.unwrap().view.unwrap().key.unwrap().second;
    assert_eq!(opened().await, None);
    let view = take(KeyStep::MakeSecond).await.unwrap();
    let second = view.key.clone().unwrap().second.unwrap();
    assert_eq!(opened().await.as_deref(), Some(second.as_str()));
    let second_secret = secret().await;
    assert!(first != second && first_secret != second_secret);
    assert!(world.opens(&first, &first_secret) && world.opens(&second, &second_secret), "both work");
    let value = view.values.iter().find(|value| value.label == "AWS_ACCESS_KEY_ID").unwrap();
    assert_eq!(value.value.as_deref(), Some(second.as_str()), "the product is told the second one");
    assert!(!world.written().contains(&second_secret));
    // Again: there is one already. Set up again: no third.
    take(KeyStep::MakeSecond).await.unwrap();
    world.set_up(&sheet.id).await;
    assert_eq!(world.keys_of(&name).len(), 2);
    let (view, lines) = world.verify(&sheet.id, true).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");

    let view = take(KeyStep::FirstOff).await.unwrap();
    assert!(view.key.unwrap().first_off && !world.opens(&first, &first_secret) && world.opens(&second, &second_secret));
    take(KeyStep::FirstOn).await.unwrap();
    assert!(world.opens(&first, &first_secret), "what was switched off can be switched on");
    assert_eq!(take(KeyStep::DeleteFirst).await.unwrap_err().code, "first_key_on");
    take(KeyStep::FirstOff).await.unwrap();
    let view = take(KeyStep::DeleteFirst).await.unwrap();
    let key = view.key.unwrap();
    assert_eq!((key.id.as_str(), key.since, key.second, key.first_off), (second.as_str(), Some(NOW + 1), None, false));
    assert_eq!(world.keys_of(&name), [(second.clone(), true)]);
    assert_eq!(secret().await, second_secret);
    let (_, lines) = world.verify(&sheet.id, true).await;
    assert_eq!((came(&lines, "session"), failed(&lines)), (CheckResult::Pass, vec![]), "{lines:#?}");

    let removal = world.removal(&sheet.id).await;
    world.remove(&sheet.id, &removal.token).await.unwrap();
    assert!(!world.works(&["iam", "get-user", "--user-name", &name]));
}

/// Stopped in the middle: the first key works again, whatever was done, and the second is gone.
#[tokio::test]
async fn an_exchange_is_left_as_if_it_had_not_begun() {
    let (world, sheet, name) = with_key("rotate-stop").await;
    let take = async |step| world.desk.exchange_key(&world.store, &sheet.id, step, NOW).await.unwrap();
    let before = world.keys_of(&name);
    let secret = world.desk.secret(&sheet.id).await.unwrap();
    take(KeyStep::MakeSecond).await;
    take(KeyStep::FirstOff).await;
    let view = take(KeyStep::Stop).await;
    assert_eq!((world.keys_of(&name), view.key.unwrap().second), (before.clone(), None));
    assert_eq!(world.desk.secret(&sheet.id).await.unwrap().expose(), secret.expose());
    assert!(world.opens(&before[0].0, secret.expose()));
    take(KeyStep::Stop).await;
    assert_eq!(world.keys_of(&name), before, "stopping twice changes nothing");

    // Taken back while there are two: both go.
    take(KeyStep::MakeSecond).await;
    let removal = world.removal(&sheet.id).await;
    assert!(removal.items.iter().any(|item| item.text.to_string().contains("second access key")), "{removal:#?}");
    world.remove(&sheet.id, &removal.token).await.unwrap();
    assert!(!world.works(&["iam", "get-user", "--user-name", &name]));
}

/// The program dies between making the second key and writing it down: nobody knows its secret, so
/// it is deleted and another one made. A key that somebody else made stays, and then there is no
/// room.
#[tokio::test]
async fn a_second_key_that_a_crash_left_without_a_secret_is_exchanged() {
    let (mut world, sheet, name) = with_key("rotate-crash").await;
    let view = world.desk.exchange_key(&world.store, &sheet.id, KeyStep::MakeSecond, NOW).await.unwrap();
    let lost = view.key.unwrap().second.unwrap();
    let mut record: Value = serde_json::from_str(&world.written()).unwrap();
    let made = record["integrations"][0]["made"].as_array_mut().unwrap();
    let second = made.iter_mut().find(|made| made["thing"]["what"] == "second_key").unwrap();
    second["after"] = "".into();
    second["done"] = false.into();
    second["since"] = super::world::clock().into();
    world.write(&record.to_string());
    world.restart();
    let view = world.desk.exchange_key(&world.store, &sheet.id, KeyStep::MakeSecond, NOW).await.unwrap();
    let second = view.key.unwrap().second.unwrap();
    assert_ne!(second, lost);
    let ids: Vec<_> = world.keys_of(&name).into_iter().map(|(id, _)| id).collect();
    assert!(ids.len() == 2 && ids.contains(&second) && !ids.contains(&lost), "{ids:?}");
}

/// A login that may list keys and not read when they were used: nothing is claimed, and the key
/// counts as in use.
#[tokio::test]
async fn a_key_whose_last_use_cannot_be_read_counts_as_in_use() {
    let (mut world, sheet, _) = with_key("unread-use").await;
    world.store = super::broken::limited(&world, r#"["iam:ListAccessKeys"]"#);
    let keys = world.desk.keys(&world.store, &sheet.id).await.unwrap();
    let [key] = keys.as_slice() else { panic!("{keys:?}") };
    assert_eq!((key.used, key.unread, key.in_use), (None, true, true));
}
