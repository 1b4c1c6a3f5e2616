//! Servers that give one answer to a wrong secret and to a missing permission: what they say beside
//! it is read, and where they say nothing, nobody claims that the login is right.

use bucketwise_tests::recorded::{Answer, Recorded};

use super::*;

fn at(server: &Recorded, bucket: &str) -> Login {
    Login {
        provider: "other".into(),
        endpoint: server.endpoint.clone(),
        region: "us-east-1".into(),
        access_key: "GK31c2f218a2e44f485b94239e".into(),
        secret_key: Secret::new("not-the-secret".into()),
        bucket: bucket.into(),
        path_style: Some(true),
        ..Login::default()
    }
}

/// The state of the sign-in step, as it was said last.
fn signature(steps: &[ProbeStep]) -> ProbeState {
    steps.iter().rfind(|step| step.id == Step::Signature).unwrap().state
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_beside_the_code_is_read() {
    for (said, code_told) in [
        ("Forbidden: Invalid signature", "signature_mismatch"),
        ("Forbidden: No such key: GK31c2f218a2e44f485b94239e", "access_key_unknown"),
    ] {
        let server = Recorded::always(Answer::s3(403, "AccessDenied", said));
        for bucket in ["", "bucket"] {
            let step = Home::new().refused(at(&server, bucket)).await;
            assert_eq!((step.id, code(&step)), (Step::Signature, code_told), "{said}, {bucket:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_refusal_never_shows_that_the_login_is_right() {
    let server = Recorded::always(Answer::s3(403, "AccessDenied", "Access Denied."));
    for (bucket, told) in [("", "bucket_needed"), ("bucket", "not_permitted")] {
        let (probed, steps) = Home::new().probe(at(&server, bucket)).await;
        assert!(probed.draft.is_none());
        assert_eq!(signature(&steps), ProbeState::Skip, "{bucket:?}");
        let last = steps.last().unwrap();
        assert_eq!((last.id, code(last)), (Step::Buckets, told));
        let words = last.fault.as_ref().unwrap();
        assert!(words.what.to_string().contains("secret key is wrong"), "{words:?}");
    }
    let (_, steps) = Home::new().probe(Login { unlisted: true, ..at(&server, "bucket") }).await;
    assert_eq!(signature(&steps), ProbeState::Skip);
    assert!(!format!("{steps:?}").contains("accepts this sign-in"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_is_not_there_says_nothing_of_the_secret_either() {
    let server = Recorded::always(Answer::s3(404, "NoSuchBucket", "words"));
    let (_, steps) = Home::new().probe(at(&server, "bucket")).await;
    assert_eq!(signature(&steps), ProbeState::Skip);
}
