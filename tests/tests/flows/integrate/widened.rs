//! What somebody added by hand to what was set up: a check says so, and taking the integration back
//! takes what is ours and leaves what was added for others.

use bucketwise_tests::tools::aws;
use engine::integrations::{CheckResult, Fate, IntegrationState};
use serde_json::Value;

use super::PARTNER;
use super::world::{World, came, failed};

const OTHER: &str = "arn:aws:iam::777788889999:role/other";

impl World {
    fn policy(&self) -> Value {
        let answer = self.asked(["s3api", "get-bucket-policy", "--bucket", &self.bucket]);
        serde_json::from_str(answer["Policy"].as_str().unwrap()).unwrap()
    }

    fn put_rules(&self, rules: &Value) {
        let text = serde_json::json!({ "CORSRules": rules }).to_string();
        aws(self.server, ["s3api", "put-bucket-cors", "--bucket", &self.bucket, "--cors-configuration", &text]);
    }

    fn put_bucket_policy(&self, policy: &Value) {
        aws(self.server, ["s3api", "put-bucket-policy", "--bucket", &self.bucket, "--policy", &policy.to_string()]);
    }
}

/// Methods and a second website are added to our rule, one after the other.
#[tokio::test]
async fn a_wider_cors_rule_is_found_out_and_half_of_it_stays() {
    let world = World::new("wider-cors");
    let sheet = world.draft("website-shows", "", &[("websites", "https://site.example.com")]).await;
    world.set_up(&sheet.id).await;
    let ours = world.rules();
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, came(&lines, "rules")), (IntegrationState::Working, CheckResult::Pass), "{lines:#?}");
    let change = |what: &str, add: &[&str]| {
        let mut rules = ours.clone();
        rules[0][what].as_array_mut().unwrap().extend(add.iter().map(|one| Value::from(*one)));
        rules
    };
    for (what, add) in [
        ("AllowedMethods", &["PUT", "POST", "DELETE"][..]),
        ("AllowedOrigins", &["https://second.example.com"]),
        ("AllowedOrigins", &["https://*.example.org"]),
    ] {
        world.put_rules(&change(what, add));
        let (view, lines) = world.verify(&sheet.id, false).await;
        assert_eq!((view.state, failed(&lines)), (IntegrationState::Broken, vec!["rules-wider-cors"]), "{lines:#?}");
        let said = lines.iter().find(|line| line.id.starts_with("rules")).unwrap().evidence.to_string();
        assert!(add.iter().all(|one| said.contains(one)), "{said}");
    }
    // A second rule under our name is one too much.
    let second = serde_json::json!([ours[0], { "ID": format!("{}-2", ours[0]["ID"].as_str().unwrap()),
        "AllowedMethods": ["PUT"], "AllowedOrigins": ["https://second.example.com"] }]);
    world.put_rules(&second);
    assert_eq!(failed(&world.verify(&sheet.id, false).await.1), ["rules-wider-cors"]);

    let mut rules = change("AllowedOrigins", &["https://second.example.com"]);
    rules[0]["AllowedMethods"].as_array_mut().unwrap().push("PUT".into());
    world.put_rules(&rules);
    let removal = world.removal(&sheet.id).await;
    let item = &removal.items[0];
    assert!(item.changed && item.fate == Fate::Goes, "{removal:#?}");
    let rest = [&item.rest[0], &item.rest[1]].map(ToString::to_string);
    assert!(rest[0].contains("stays") && rest[0].contains("https://second.example.com"), "{removal:#?}");
    assert!(rest[1].contains("removed too") && rest[1].contains("PUT"), "{removal:#?}");
    world.remove(&sheet.id, &removal.token).await.unwrap();
    let left = world.rules();
    assert_eq!(left.as_array().unwrap().len(), 1);
    assert_eq!(left[0]["AllowedOrigins"], serde_json::json!(["https://second.example.com"]));
    assert_eq!(left[0]["ID"].as_str().unwrap_or_default(), "", "it is not ours any more");
}

#[tokio::test]
async fn somebody_else_in_our_statement_is_found_out_and_stays() {
    let world = World::new("wider-policy");
    let sheet = world.draft("account", "", &[("partner", PARTNER)]).await;
    world.set_up(&sheet.id).await;
    let mut policy = world.policy();
    for statement in policy["Statement"].as_array_mut().unwrap() {
        statement["Principal"]["AWS"] = serde_json::json!([PARTNER, OTHER]);
    }
    world.put_bucket_policy(&policy);
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, came(&lines, "statement")), (IntegrationState::Broken, CheckResult::Fail), "{lines:#?}");
    let removal = world.removal(&sheet.id).await;
    assert!(
        removal.items[0].changed && removal.items[0].rest.iter().any(|line| line.to_string().contains("stays")),
        "{removal:#?}"
    );
    world.remove(&sheet.id, &removal.token).await.unwrap();
    let left = world.policy().to_string();
    assert!(left.contains(OTHER) && !left.contains(PARTNER) && !left.contains("Bucketwise"), "{left}");
}

#[tokio::test]
async fn somebody_else_in_our_trust_policy_or_with_a_key_is_found_out() {
    let world = World::new("wider-trust");
    let sheet = world.draft("kolena", "", &[("partner", PARTNER), ("external_id", "c0ffee00-1234")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    world.set_up(&sheet.id).await;
    assert_eq!(came(&world.verify(&sheet.id, false).await.1, "role-trust"), CheckResult::Pass);
    let role = world.asked(["iam", "get-role", "--role-name", &name]);
    let mut trust = role["Role"]["AssumeRolePolicyDocument"].clone();
    trust["Statement"][0]["Principal"]["AWS"] = serde_json::json!([PARTNER, OTHER]);
    let text = trust.to_string();
    aws(world.server, ["iam", "update-assume-role-policy", "--role-name", &name, "--policy-document", &text]);
    let (view, lines) = world.verify(&sheet.id, false).await;
    assert_eq!((view.state, failed(&lines)), (IntegrationState::Broken, vec!["role-trust"]), "{lines:#?}");
    let removal = world.removal(&sheet.id).await;
    let rest: Vec<_> = removal.items.iter().flat_map(|item| &item.rest).map(ToString::to_string).collect();
    assert!(rest.iter().any(|line| line.contains(OTHER) && line.contains("removed too")), "{removal:#?}");

    let world = World::new("wider-keys");
    let sheet = world.draft("nuvolos-rclone", "", &[("level", "read")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    world.set_up(&sheet.id).await;
    assert_eq!(came(&world.verify(&sheet.id, false).await.1, "keys"), CheckResult::Pass);
    aws(world.server, ["iam", "create-access-key", "--user-name", &name]);
    assert_eq!(failed(&world.verify(&sheet.id, false).await.1), ["keys"]);
}

/// What was added by hand to the policy of a role of ours goes with it, and is shown before.
#[tokio::test]
async fn statements_that_were_added_to_our_own_policy_are_shown_to_go() {
    let world = World::new("wider-own");
    let sheet = world.draft("kolena", "", &[("partner", PARTNER), ("external_id", "c0ffee00-1234")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    world.set_up(&sheet.id).await;
    assert!(world.removal(&sheet.id).await.items.iter().all(|item| item.rest.is_empty()));
    let get = ["iam", "get-role-policy", "--role-name", &name, "--policy-name", &name];
    let mut policy = world.asked(get)["PolicyDocument"].clone();
    let statements = policy["Statement"].as_array_mut().unwrap();
    statements.push(serde_json::json!({ "Sid": "Theirs", "Effect": "Allow", "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::elsewhere/*" }));
    // And one of ours is widened under its own name.
    statements[0] = serde_json::json!({ "Sid": statements[0]["Sid"], "Effect": "Allow", "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::third/*" });
    let text = policy.to_string();
    let put = ["iam", "put-role-policy", "--role-name", &name, "--policy-name", &name, "--policy-document", &text];
    aws(world.server, put);
    let removal = world.removal(&sheet.id).await;
    let rest: Vec<_> = removal.items.iter().flat_map(|item| &item.rest).map(ToString::to_string).collect();
    for added in ["elsewhere", "third"] {
        assert!(rest.iter().any(|line| line.contains(added) && line.contains("removed too")), "{removal:#?}");
    }
    world.remove(&sheet.id, &removal.token).await.unwrap();
}

/// What was added by hand to the policy in somebody who was there before stays in it.
#[tokio::test]
async fn statements_that_were_added_for_a_person_stay() {
    let world = World::new("wider-person");
    aws(world.server, ["iam", "create-user", "--user-name", "wider-anna"]);
    let anna = "arn:aws:iam::000000000000:user/wider-anna";
    let sheet = world.draft("person", "", &[("way", "existing"), ("person", anna), ("level", "read")]).await;
    let name = sheet.plan.as_ref().unwrap().name.clone();
    world.set_up(&sheet.id).await;
    let get = ["iam", "get-user-policy", "--user-name", "wider-anna", "--policy-name", &name];
    let mut policy = world.asked(get)["PolicyDocument"].clone();
    let theirs = serde_json::json!({ "Sid": "Theirs", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::elsewhere/*" });
    policy["Statement"].as_array_mut().unwrap().push(theirs.clone());
    let text = policy.to_string();
    aws(
        world.server,
        ["iam", "put-user-policy", "--user-name", "wider-anna", "--policy-name", &name, "--policy-document", &text],
    );
    let (_, lines) = world.verify(&sheet.id, false).await;
    assert_eq!(came(&lines, "policy"), CheckResult::Fail, "{lines:#?}");
    let removal = world.removal(&sheet.id).await;
    assert!(removal.items[0].rest.iter().any(|line| line.to_string().contains("stays")), "{removal:#?}");
    world.remove(&sheet.id, &removal.token).await.unwrap();
    assert_eq!(world.asked(get)["PolicyDocument"]["Statement"], serde_json::json!([theirs]));
}
