//! What a binding of Cloud Foundry brings besides one bucket and its key.

use super::*;

/// `additional_buckets` of a binding go into the form with the first, and through a connection
/// file.
#[test]
fn further_buckets_of_a_binding_belong_to_the_connection() {
    let text = corpus().remove("cf-env-v8.txt").unwrap();
    let imported = Imports::default().read(&text, now()).unwrap();
    let fill = &imported.cards[0].fill;
    assert_eq!(
        (fill.bucket.as_str(), fill.more_buckets.join(" ")),
        ("cg-first-0000", "cg-second-0000 cg-third-0000".into())
    );
    assert!(imported.cards[1].fill.more_buckets.is_empty());
    for fill in imported.cards.into_iter().map(|card| card.fill) {
        let file = connection_file_text("Files", &fill);
        assert_eq!(file.contains("more_buckets"), !fill.more_buckets.is_empty(), "{file}");
        let again = Imports::default().read(&file, now()).unwrap();
        assert_eq!(again.cards[0].fill.more_buckets, fill.more_buckets);
    }
}

/// What the page of Cloud.gov has people set names no region.
#[test]
fn a_bucket_of_cloud_gov_without_a_region_is_asked_about() {
    let perhaps = |rest: &str| {
        let keys = "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nexport AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        let mut imported = Imports::default().read(&format!("{keys}\n{rest}"), now()).unwrap();
        imported.cards.remove(0).perhaps
    };
    let found = perhaps("export BUCKET_NAME=cg-1234-5678").unwrap();
    assert_eq!(found.region, "us-gov-west-1");
    let question = found.question.to_string();
    assert!(question.contains("Cloud.gov") && question.contains("GovCloud"), "{question}");
    for rest in [
        "export BUCKET_NAME=acme",
        "export BUCKET_NAME=cg-1234\nexport AWS_DEFAULT_REGION=us-gov-west-1",
        "export BUCKET_NAME=cg-1234\nexport AWS_DEFAULT_REGION=eu-central-1",
        "export BUCKET_NAME=cg-1234\nexport AWS_ENDPOINT_URL_S3=https://s3.example.com",
    ] {
        assert_eq!(perhaps(rest), None, "{rest}");
    }
}
