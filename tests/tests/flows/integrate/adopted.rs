//! Things that bear our name and were made elsewhere: by another integration, on another computer,
//! or by a script. They are never taken silently, and stay when an integration that used them is
//! taken back. So do keys that somebody made.

use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools::{aws, try_aws};
use engine::integrations::{Answers, Fate, Given, IntegrationState, handoff};
use serde_json::Value;
use tempfile::TempDir;

use super::broken::limited;
use super::world::{World, clock, failed};
use super::{MADE_BY, PARTNER, answers, asked, bucket, planned, script, works, written};

impl World {
    fn keys(&self, user: &str) -> Vec<String> {
        let keys = self.asked(["iam", "list-access-keys", "--user-name", user])["AccessKeyMetadata"].clone();
        keys.as_array().unwrap().iter().map(|key| key["AccessKeyId"].as_str().unwrap().to_owned()).collect()
    }

    fn key_by_hand(&self, user: &str) -> String {
        let key = self.asked(["iam", "create-access-key", "--user-name", user]);
        key["AccessKey"]["AccessKeyId"].as_str().unwrap().to_owned()
    }
}

/// Making a key is refused; somebody makes one by hand meanwhile; going on makes ours and leaves
/// theirs.
#[tokio::test]
async fn going_on_after_a_refusal_deletes_no_key_of_somebody() {
    let mut world = World::new("retried-live");
    let limited = limited(
        &world,
        r#"["iam:GetUser","iam:ListUserTags","iam:CreateUser","iam:TagUser","iam:GetUserPolicy","iam:PutUserPolicy","iam:ListAccessKeys","s3:*","sts:GetCallerIdentity"]"#,
    );
    let administrator = std::mem::replace(&mut world.store, limited);
    let sheet = world.draft("nuvolos-rclone", "", &[("level", "read")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    let (refused, steps) = world.apply(&sheet.id).await;
    assert_eq!((refused.unwrap_err().code, steps.len()), ("iam_refused", 3), "{steps:#?}");
    assert!(!world.written().contains(r#""what": "key""#), "{}", world.written());

    let theirs = world.key_by_hand(&name);
    world.restart();
    world.store = administrator;
    world.set_up(&sheet.id).await;
    let keys = world.keys(&name);
    assert!(keys.len() == 2 && keys.contains(&theirs), "{keys:?} without {theirs}");
}

/// The answer to making a key was lost, nothing was made, and somebody makes one by hand much
/// later: it has the place where ours would be, and somebody has its secret. Without a time in the
/// note it is not known either.
#[tokio::test]
async fn a_key_made_by_hand_long_after_a_lost_answer_stays() {
    let mut world = World::new("retried-late");
    let sheet = world.draft("nuvolos-rclone", "", &[("level", "read")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    world.set_up(&sheet.id).await;
    let hour = 60 * 60 * 1000;
    for since in [Value::from(clock() - hour), Value::Null] {
        for key in world.keys(&name) {
            aws(world.server, ["iam", "delete-access-key", "--user-name", &name, "--access-key-id", &key]);
        }
        let mut record: Value = serde_json::from_str(&world.written()).unwrap();
        let made = record["integrations"][0]["made"].as_array_mut().unwrap();
        let key = made.iter_mut().find(|made| made["thing"]["what"] == "key").unwrap();
        (key["after"], key["done"], key["before"], key["since"]) = ("".into(), false.into(), "".into(), since);
        record["integrations"][0]["stage"] = "unfinished".into();
        world.write(&record.to_string());
        world.restart();
        let theirs = world.key_by_hand(&name);

        let removal = world.removal(&sheet.id).await;
        let item = removal.items.iter().find(|item| item.text.to_string().contains("access key")).unwrap();
        assert_eq!(item.fate, Fate::Stays, "{item:?}");
        let (view, steps) = world.apply(&sheet.id).await;
        assert_eq!(view.unwrap().state, IntegrationState::Unchecked);
        assert!(
            steps.iter().any(|step| step.detail.as_ref().is_some_and(|words| words.to_string().contains(&theirs))),
            "it is said: {steps:#?}"
        );
        let keys = world.keys(&name);
        assert!(keys.len() == 2 && keys.contains(&theirs), "{keys:?} without {theirs}");
    }
}

/// The program died after it had begun a key: what was there before that stays, what came after
/// goes.
#[tokio::test]
async fn a_key_that_was_there_before_a_crash_stays() {
    let mut world = World::new("retried-crash");
    let sheet = world.draft("nuvolos-rclone", "", &[("level", "read")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    world.set_up(&sheet.id).await;
    let lost = world.keys(&name).remove(0);
    let theirs = world.key_by_hand(&name);
    let mut record: Value = serde_json::from_str(&world.written()).unwrap();
    let made = record["integrations"][0]["made"].as_array_mut().unwrap();
    let key = made.iter_mut().find(|made| made["thing"]["what"] == "key").unwrap();
    (key["after"], key["done"], key["before"]) = ("".into(), false.into(), theirs.as_str().into());
    key["since"] = clock().into();
    record["integrations"][0]["stage"] = "unfinished".into();
    world.write(&record.to_string());
    world.restart();
    world.set_up(&sheet.id).await;
    let keys = world.keys(&name);
    assert!(keys.len() == 2 && keys.contains(&theirs) && !keys.contains(&lost), "{keys:?}");

    // Taken back in that state, the one that nobody knows goes as well, and theirs keeps the user.
    let mut record: Value = serde_json::from_str(&world.written()).unwrap();
    let made = record["integrations"][0]["made"].as_array_mut().unwrap();
    let key = made.iter_mut().find(|made| made["thing"]["what"] == "key").unwrap();
    (key["after"], key["done"]) = ("".into(), false.into());
    key["since"] = clock().into();
    world.write(&record.to_string());
    world.restart();
    let removal = world.removal(&sheet.id).await;
    assert!(world.remove(&sheet.id, &removal.token).await.is_err(), "a user with a key of somebody is kept by IAM");
    assert_eq!(world.keys(&name), [theirs]);
}

/// A product that makes a user, a role, a grant, a statement in the bucket's policy, a CORS rule.
#[tokio::test]
async fn what_was_set_up_elsewhere_is_asked_about_and_stays() {
    for (product, given) in [
        ("nuvolos-rclone", vec![("level", "write")]),
        ("kolena", vec![("partner", PARTNER), ("external_id", "c0ffee00-1234")]),
        ("account", vec![("partner", PARTNER)]),
        ("website-shows", vec![("websites", "https://site.example.com")]),
    ] {
        let here = World::new(&format!("twice-{product}"));
        if product != "website-shows" {
            here.encrypted();
        }
        let first = here.draft(product, "", &given).await;
        here.set_up(&first.id).await;
        let there = here.elsewhere();
        let second = there.draft(product, "", &given).await;
        assert_eq!(second.plan.as_ref().unwrap().name, first.plan.as_ref().unwrap().name);
        let (refused, _) = there.apply(&second.id).await;
        assert_eq!(refused.unwrap_err().code, "iam_elsewhere", "{product}");
        let removal = there.removal(&second.id).await;
        assert!(removal.items.is_empty(), "{product}: {removal:#?}");
        assert_eq!(here.verify(&first.id, false).await.0.state, IntegrationState::Working, "{product}");

        // The person says that it is to be used. Taking the second back takes nothing of the first.
        there.adopt(&second.id).await;
        let removal = there.removal(&second.id).await;
        let goes: Vec<_> = removal.items.iter().filter(|item| item.fate == Fate::Goes).collect();
        // Its own key is the one thing that the second made.
        assert_eq!(goes.len(), usize::from(product == "nuvolos-rclone"), "{product}: {removal:#?}");
        there.remove(&second.id, &removal.token).await.unwrap();
        let (view, lines) = here.verify(&first.id, true).await;
        assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{product}: {lines:#?}");
        let removal = here.removal(&first.id).await;
        assert!(removal.items.iter().all(|item| item.fate == Fate::Goes), "{product}: {removal:#?}");
        here.remove(&first.id, &removal.token).await.unwrap();
    }
}

/// What the folder of this integration made is this integration's; what another one's made is not.
#[tokio::test]
async fn what_a_folder_made_is_known_by_its_mark() {
    let world = World::new("handed-mark");
    let sheet = world.draft("kolena", "", &[("partner", PARTNER), ("external_id", "c0ffee00-1234")]).await;
    let (_, files) = world.desk.package(&sheet.id).unwrap();
    world.desk.handed(&sheet.id, super::world::NOW).unwrap();
    let dir = TempDir::new().unwrap();
    handoff::write(dir.path(), &files).unwrap();
    works(world.server, dir.path(), "setup.sh");
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");
    // Gone on from here: all of it is ours, and goes.
    world.set_up(&sheet.id).await;
    let removal = world.removal(&sheet.id).await;
    assert!(removal.items.len() == 3 && removal.items.iter().all(|item| item.fate == Fate::Goes), "{removal:#?}");
    world.remove(&sheet.id, &removal.token).await.unwrap();
    assert_eq!(world.rules(), Value::Array(Vec::new()));
}

/// All that IAM has of a user or role.
fn details(server: &Server, name: &str) -> Vec<Value> {
    let all = asked(server, ["iam", "get-account-authorization-details"]);
    let lists = ["UserDetailList", "RoleDetailList"].iter().flat_map(|list| all[*list].as_array().unwrap());
    lists.filter(|one| one["UserName"] == name || one["RoleName"] == name).cloned().collect()
}

/// A second folder of the same name, and what it does to the first one's things: nothing.
#[test]
fn scripts_leave_what_another_integration_made() {
    let server = Server::shared(Kind::MiniStack);
    for (product, way) in [("kolena", ""), ("nuvolos-rclone", ""), ("person", "existing")] {
        let name = format!("marked-{product}");
        bucket(server, &name);
        let mut answers = answers(product, &name, way);
        if product == "person" {
            aws(server, ["iam", "create-user", "--user-name", "marked-anna"]);
            let anna = Given::Text("arn:aws:iam::000000000000:user/marked-anna".into());
            answers.answers.insert("person".into(), anna);
        }
        let plan = planned(product, &answers);
        let (first, second) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        written(&plan, first.path());
        works(server, first.path(), "setup.sh");
        works(server, first.path(), "setup.sh");
        let other = match product {
            // In somebody who was there, the policy of the name is the mark.
            "person" => {
                let mut level = Answers { name: plan.name.clone(), ..answers.clone() };
                level.answers.insert("level".into(), Given::Text("write".into()));
                handoff::package(&planned(product, &level), &MADE_BY.into())
            }
            _ => handoff::package(&plan, &"another-one".into()),
        };
        handoff::write(second.path(), &other).unwrap();
        let refused = script(server, second.path(), "setup.sh");
        assert!(!refused.status.success(), "{product}: {}", String::from_utf8_lossy(&refused.stdout));
        let who = plan.identity.as_ref().unwrap().name.clone();
        let rules = ["s3api", "get-bucket-cors", "--bucket", &name].map(str::to_owned);
        let all = || (details(server, &who), try_aws(server, &rules).unwrap_or_default());
        let before = all();
        script(server, second.path(), "remove.sh");
        assert_eq!(all(), before, "{product}");
        works(server, first.path(), "remove.sh");
        let what = if product == "kolena" { "role" } else { "user" };
        let get = [format!("get-{what}"), format!("--{what}-name"), who];
        let there = try_aws(server, ["iam", &get[0], &get[1], &get[2]]).is_ok();
        assert_eq!(there, product == "person", "{product}");
    }
}

/// A key that somebody made for the user is not deleted by the script either.
#[test]
fn the_script_deletes_the_key_that_it_made_and_no_other() {
    let server = Server::shared(Kind::MiniStack);
    bucket(server, "script-keys");
    let dir = TempDir::new().unwrap();
    let plan = planned("nuvolos-rclone", &answers("nuvolos-rclone", "script-keys", ""));
    written(&plan, dir.path());
    let said = works(server, dir.path(), "setup.sh");
    let made = said.lines().find_map(|line| line.split_once('\t')).unwrap().0.to_owned();
    let theirs = asked(server, ["iam", "create-access-key", "--user-name", &plan.name])["AccessKey"].clone();
    let theirs = theirs["AccessKeyId"].as_str().unwrap();
    let refused = script(server, dir.path(), "remove.sh");
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains(theirs));
    let keys = asked(server, ["iam", "list-access-keys", "--user-name", &plan.name])["AccessKeyMetadata"].clone();
    let mut ids: Vec<_> = keys.as_array().unwrap().iter().map(|key| key["AccessKeyId"].as_str().unwrap()).collect();
    ids.sort_unstable();
    let mut wanted = vec![made.as_str(), theirs];
    wanted.sort_unstable();
    assert_eq!(ids, wanted);
    aws(server, ["iam", "delete-access-key", "--user-name", &plan.name, "--access-key-id", theirs]);
    works(server, dir.path(), "remove.sh");
}

/// Two buckets whose long names begin alike come to two names, and one integration to each.
#[tokio::test]
async fn names_that_are_cut_do_not_meet() {
    let begin = "a-name-of-a-bucket-that-is-as-long-as-they-come-and-ends";
    let (one, two) = (World::new(&format!("{begin}-one")), World::new(&format!("{begin}-two")));
    let first = one.draft("nuvolos-rclone", "", &[("level", "read")]).await;
    let mut second = one.elsewhere();
    second.bucket.clone_from(&two.bucket);
    let next = second.draft("nuvolos-rclone", "", &[("level", "read")]).await;
    let names = [&first, &next].map(|sheet| sheet.plan.as_ref().unwrap().name.clone());
    assert!(names[0] != names[1] && names.iter().all(|name| name.len() <= 64), "{names:?}");
    one.set_up(&first.id).await;
    second.set_up(&next.id).await;
    let removal = second.removal(&next.id).await;
    second.remove(&next.id, &removal.token).await.unwrap();
    let (view, lines) = one.verify(&first.id, false).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Working, vec![]), "{lines:#?}");

    // A record of an earlier program bears the name that it gave, which was cut and no more.
    let world = World::new(&format!("{begin}-old"));
    let sheet = world.draft("website-shows", "", &[("websites", "https://site.example.com")]).await;
    world.set_up(&sheet.id).await;
    let name = sheet.plan.unwrap().name;
    let earlier: String = format!("bucketwise-website-shows-{}", world.bucket).chars().take(64).collect();
    let earlier = earlier.trim_end_matches('-');
    assert_ne!(name, earlier);
    let mut record: Value = serde_json::from_str(&world.written().replace(&name, earlier)).unwrap();
    record["integrations"][0]["answers"]["name"] = "".into();
    world.write(&record.to_string());
    let rules = format!(
        r#"{{"CORSRules":[{{"ID":"{earlier}","AllowedMethods":["GET","HEAD"],"AllowedOrigins":["https://site.example.com"]}}]}}"#
    );
    world.works(&["s3api", "put-bucket-cors", "--bucket", &world.bucket, "--cors-configuration", &rules]);
    let removal = world.removal(&sheet.id).await;
    assert_eq!(removal.items[0].fate, Fate::Goes, "{removal:#?}");
    world.remove(&sheet.id, &removal.token).await.unwrap();
    assert_eq!(world.rules(), Value::Array(Vec::new()));
}

/// The secret of a key that was made is shown once, so that it can be handed on; then it can still
/// be copied.
#[tokio::test]
async fn a_secret_is_shown_once() {
    let mut world = World::new("shown-once");
    let sheet = world.draft("person", "", &[("way", "key"), ("level", "read")]).await;
    assert_eq!(world.desk.show_secret(&sheet.id).await.unwrap_err().code, "gone");
    let view = world.set_up(&sheet.id).await;
    assert!(view.key.unwrap().unshown);
    let shown = world.desk.show_secret(&sheet.id).await.unwrap();
    assert!(shown.expose().len() > 20 && !world.written().contains(shown.expose()));
    assert_eq!(world.desk.show_secret(&sheet.id).await.unwrap_err().code, "key_secret_shown");
    assert_eq!(world.desk.secret(&sheet.id).await.unwrap().expose(), shown.expose(), "and copied as often as wanted");
    world.restart();
    assert_eq!(world.desk.show_secret(&sheet.id).await.unwrap_err().code, "key_secret_shown");
    assert!(!world.desk.list().unwrap()[0].key.as_ref().unwrap().unshown);
    // Set up again, no other key was made, so there is nothing new to show.
    world.set_up(&sheet.id).await;
    assert_eq!(world.desk.show_secret(&sheet.id).await.unwrap_err().code, "key_secret_shown");
}
