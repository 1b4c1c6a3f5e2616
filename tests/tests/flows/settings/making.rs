//! Making buckets: region, locking, versions and encryption as asked, private, and an honest word
//! where a storage has less.

use bucketwise_tests::servers::{Kind, Server};
use bucketwise_tests::tools;
use engine::settings::{MadeBucket, NewBucket, create};
use store::{Access, Credentials, Encryption, Endpoint, Secret, Store};

use super::store;

fn wanted(name: &str) -> NewBucket {
    NewBucket {
        name: name.into(),
        region: String::new(),
        versions: false,
        lock: true,
        encryption: Some(Encryption::Storage),
    }
}

/// What did not come out as asked.
fn said(made: &MadeBucket) -> String {
    made.notes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_is_made_as_asked_or_said_to_lack_what_the_storage_lacks() {
    for kind in Kind::ALL {
        let server = Server::shared(kind);
        let name = "made-with-everything";
        let made = create::make(&store(server), &wanted(name)).await.unwrap();
        let api = |command: &str| tools::aws(server, ["s3api", command, "--bucket", name]);
        println!("{}: made; {}", server.name, said(&made));
        match kind {
            Kind::MiniStack | Kind::SeaweedFs => {
                assert_eq!(said(&made), "", "{}", server.name);
                assert!(api("get-object-lock-configuration").contains("Enabled"), "{}", server.name);
                assert!(api("get-bucket-versioning").contains("Enabled"), "{}", server.name);
                assert!(api("get-bucket-encryption").contains("AES256"), "{}", server.name);
            }
            Kind::Moto | Kind::LocalStack => unreachable!("they are met in the store suite alone"),
            Kind::Practice => {
                assert!(said(&made).contains("Default encryption was not set"), "{}", said(&made));
                assert!(api("get-object-lock-configuration").contains("Enabled"), "{}", server.name);
                assert!(api("get-bucket-versioning").contains("Enabled"), "{}", server.name);
            }
            Kind::Rclone => {
                for what in ["Object Lock", "Versioning was not turned on", "Default encryption was not set"] {
                    assert!(said(&made).contains(what), "{}: {}", server.name, said(&made));
                }
            }
        }
        if kind == Kind::MiniStack {
            let locks = api("get-public-access-block");
            assert_eq!(locks.matches("true").count(), 4, "{locks}");
        }
        let again = create::make(&store(server), &wanted(name)).await.unwrap_err();
        assert_eq!(again.code, "bucket_exists", "{}", server.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_lies_in_the_region_that_was_chosen() {
    let server = Server::shared(Kind::MiniStack);
    let credentials = Credentials {
        access_key: server.access_key.clone(),
        secret: Secret::new(server.secret_key.clone()),
        session_token: None,
    };
    // As Amazon is spoken to, but for the address.
    let amazon = Store::open(Access {
        endpoint: Some(Endpoint::parse(&server.endpoint).unwrap()),
        region: server.region.into(),
        path_style: true,
        sign_in: credentials.into(),
        ..Access::to(store::provider("aws").unwrap())
    })
    .unwrap();
    let name = "made-in-ireland";
    let elsewhere = NewBucket { region: "eu-west-1".into(), lock: false, encryption: None, ..wanted(name) };
    assert_eq!(said(&create::make(&amazon, &elsewhere).await.unwrap()), "");
    let told = tools::aws(server, ["s3api", "get-bucket-location", "--bucket", name]);
    assert!(told.contains("eu-west-1"), "{told}");
    assert_eq!(amazon.bucket_region(name).await.unwrap().as_deref(), Some("eu-west-1"));
}
