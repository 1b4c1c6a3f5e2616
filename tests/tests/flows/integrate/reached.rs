//! Who can reach a bucket, held against what users, groups, roles and the bucket's policy really
//! open; and why a login was refused, found out by looking at the policies. On a server that
//! enforces them and words its refusals as AWS.

use bucketwise_tests::tools::aws;
use engine::fault::{self, Certain, Refusal, RefusedBy};
use engine::reach::{self, ReachSide};
use store::{ObjectAt, Store};

use super::world::{World, login};

impl World {
    fn iam<const N: usize>(&self, args: [&str; N]) -> String {
        aws(self.server, ["iam"].into_iter().chain(args))
    }

    /// A user with this policy, and its login.
    fn user(&self, name: &str, statements: &str) -> Store {
        self.iam(["create-user", "--user-name", name]);
        if !statements.is_empty() {
            let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
            self.iam(["put-user-policy", "--user-name", name, "--policy-name", "own", "--policy-document", &text]);
        }
        let key = self.asked(["iam", "create-access-key", "--user-name", name])["AccessKey"].clone();
        login(self.server, key["AccessKeyId"].as_str().unwrap(), key["SecretAccessKey"].as_str().unwrap())
    }
}

fn of(bucket: &str, key: &str) -> ObjectAt {
    ObjectAt::new(bucket, key)
}

#[tokio::test]
async fn everybody_who_can_is_named_with_the_path_and_nobody_else() {
    let world = World::new("reach-live");
    let folder = r#"{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::reach-live/in/*"}"#;
    let anna = world.user("reach-anna", folder);
    let nobody =
        world.user("reach-nobody", r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::another-bucket/*"}"#);
    world.user("reach-member", "");
    world.iam(["create-group", "--group-name", "reach-team"]);
    let all = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::reach-live","arn:aws:s3:::reach-live/*"]}]}"#;
    world.iam(["put-group-policy", "--group-name", "reach-team", "--policy-name", "all", "--policy-document", all]);
    world.iam(["add-user-to-group", "--group-name", "reach-team", "--user-name", "reach-member"]);
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::reach-live/out/*"}]}"#;
    aws(world.server, ["s3api", "put-bucket-policy", "--bucket", "reach-live", "--policy", policy]);

    let counted = std::sync::atomic::AtomicUsize::new(0);
    let say = |people| counted.store(people, std::sync::atomic::Ordering::Relaxed);
    let seen = reach::look(&world.store, "reach-live", &say).await.unwrap();
    assert!(seen.people >= 3 && counted.into_inner() == seen.people);
    let row = |who: &str| seen.rows.iter().find(|row| row.who == who);
    let texts = |who: &str| row(who).map(|row| row.can.iter().map(|can| can.text.to_string()).collect::<Vec<_>>());
    assert_eq!(texts("User reach-anna"), Some(vec!["open files in “in/”".to_owned()]), "{seen:#?}");
    assert_eq!(texts("User reach-nobody"), None);
    let member = row("User reach-member").unwrap();
    assert!(member.changes_access && member.can[0].by == ["the policy all of the group reach-team"], "{member:#?}");
    let outside = seen.rows.iter().find(|row| row.side == ReachSide::Outside).unwrap();
    assert!(
        outside.who.to_string().contains("444455556666") && outside.can[0].text.to_string().contains("out/"),
        "{outside:#?}"
    );
    assert!(seen.rows.iter().any(|row| row.side == ReachSide::Account));

    // What is said is what the server does.
    assert!(anna.get(&of("reach-live", "in/a.txt"), store::Get::default()).await.is_ok());
    assert!(anna.get(&of("reach-live", "top.txt"), store::Get::default()).await.is_err());
    assert!(nobody.get(&of("reach-live", "in/a.txt"), store::Get::default()).await.is_err());

    // With a login that may read no policies: what could not be seen is said, and nothing made up.
    let seen = reach::look(&anna, "reach-live", &|_| ()).await.unwrap();
    assert_eq!(seen.people, 0);
    assert!(seen.unseen.iter().any(|line| line.to_string().contains("GetAccountAuthorizationDetails")), "{seen:#?}");
    assert!(seen.unseen.iter().any(|line| line.to_string().contains("bucket policy")), "{seen:#?}");
}

async fn refused(store: &Store, key: &str) -> Refusal {
    let error = match store.get(&of("why-live", key), store::Get::default()).await {
        Ok(_) => panic!("{key} opens"),
        Err(error) => error,
    };
    *fault::from_store(&error).refusal.unwrap()
}

#[tokio::test]
async fn a_refusal_names_the_rule_and_the_statement_that_would_help_does() {
    let world = World::new("why-live");
    let name = "why-anna";
    let anna = world.user(name, r#"{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::why-live"}"#);
    let first = refused(&anna, "in/a.txt").await;
    assert_eq!((first.by, first.certain), (RefusedBy::NothingAllows, Certain::Said), "{first:#?}");
    assert!(first.who.as_deref().is_some_and(|who| who.ends_with(":user/why-anna")), "{first:#?}");
    assert_eq!(first.action, "s3:GetObject");

    // The statement it asks for, given by an administrator, opens the file.
    let statement = first.statement.clone().unwrap();
    world.iam(["put-user-policy", "--user-name", name, "--policy-name", "asked", "--policy-document", &statement]);
    assert!(anna.get(&of("why-live", "in/a.txt"), store::Get::default()).await.is_ok());
    assert!(anna.get(&of("why-live", "top.txt"), store::Get::default()).await.is_err(), "and no more than its folder");

    // A Deny of the bucket's policy.
    let deny = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Shut","Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::why-live/in/*"}]}"#;
    aws(world.server, ["s3api", "put-bucket-policy", "--bucket", "why-live", "--policy", deny]);
    let second = refused(&anna, "in/a.txt").await;
    assert_eq!((second.by, second.statement.as_deref()), (RefusedBy::ResourceDeny, None), "{second:#?}");
    // A closer look, as somebody who may read the policies: which statement it is.
    let closer = reach::look_into(&world.store, Refusal { who: second.who.clone(), ..second }).await.unwrap();
    assert_eq!((closer.by, closer.certain), (RefusedBy::ResourceDeny, Certain::Read), "{closer:#?}");
    assert!(closer.cause.to_string().contains("No one can open files in the folder “in/”"), "{}", closer.cause);
    aws(world.server, ["s3api", "delete-bucket-policy", "--bucket", "why-live"]);

    // One's own Deny.
    let own = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:GetObject","Resource":"*"},{"Effect":"Allow","Action":["iam:Get*","iam:List*","s3:*"],"Resource":"*"}]}"#;
    world.iam(["put-user-policy", "--user-name", name, "--policy-name", "denied", "--policy-document", own]);
    let third = refused(&anna, "in/a.txt").await;
    assert_eq!((third.by, third.certain), (RefusedBy::OwnDeny, Certain::Said), "{third:#?}");
    let closer = reach::look_into(&anna, third).await.unwrap();
    assert_eq!((closer.by, closer.certain), (RefusedBy::OwnDeny, Certain::Read), "{closer:#?}");
    assert!(
        closer.cause.to_string().contains("The policy is the policy denied"),
        "it says which one: {}",
        closer.cause
    );

    // An answer without words, as HEAD gives: nothing is claimed until somebody looks.
    let error = anna.head(&of("why-live", "in/a.txt")).await.unwrap_err();
    let bare = *fault::from_store(&error).refusal.unwrap();
    assert_eq!((bare.by, bare.certain), (RefusedBy::Unknown, Certain::Open), "{bare:#?}");
    let closer = reach::look_into(&anna, bare).await.unwrap();
    assert_eq!((closer.by, closer.certain), (RefusedBy::OwnDeny, Certain::Read), "{closer:#?}");
}
