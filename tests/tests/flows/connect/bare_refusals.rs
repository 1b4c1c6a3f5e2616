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

/// jamhall/s3rver#181, NVIDIA/aistore#190, scality/cloudserver#372: times in other forms say
/// nothing of the login.
#[tokio::test(flavor = "multi_thread")]
async fn a_login_passes_whatever_the_times_of_the_files_look_like() {
    for time in ["Tue, 13 Mar 2018 17:25:04 GMT", ":2024-10-11T13:22:41Z", "", "2024-10-11 13:22:41", "yesterday"] {
        let row = format!("<Contents><Key>a.txt</Key><LastModified>{time}</LastModified><Size>5</Size></Contents>");
        let bucket = format!("<Bucket><Name>bucket</Name><CreationDate>{time}</CreationDate></Bucket>");
        let server = Recorded::start(move |request| match request.starts_with("GET /bucket") {
            true => {
                Answer::new(200, format!("<ListBucketResult><IsTruncated>false</IsTruncated>{row}</ListBucketResult>"))
            }
            false => Answer::new(
                200,
                format!("<ListAllMyBucketsResult><Buckets>{bucket}</Buckets></ListAllMyBucketsResult>"),
            ),
        });
        for bucket in ["", "bucket"] {
            let (probed, steps) = Home::new().probe(at(&server, bucket)).await;
            assert!(probed.draft.is_some(), "{time:?} {bucket:?}: {steps:#?}");
        }
    }
}

/// The provider is what the person chose; who is at the address answers as they like.
#[tokio::test(flavor = "multi_thread")]
async fn a_bare_refusal_from_somebody_elses_address_shows_nothing_though_amazon_was_chosen() {
    let server = Recorded::always(Answer::s3(403, "AccessDenied", "Access Denied."));
    for bucket in ["", "bucket"] {
        let (probed, steps) = Home::new().probe(Login { provider: "aws".into(), ..at(&server, bucket) }).await;
        assert!(probed.draft.is_none());
        assert_eq!(signature(&steps), ProbeState::Skip, "{bucket:?}: {steps:#?}");
        let words = steps.last().unwrap().fault.as_ref().unwrap();
        assert!(words.what.to_string().contains("secret key is wrong"), "{words:?}");
    }
    let server = Recorded::always(Answer::s3(404, "NoSuchBucket", "words"));
    let (_, steps) = Home::new().probe(Login { provider: "aws".into(), ..at(&server, "bucket") }).await;
    assert_eq!(signature(&steps), ProbeState::Skip);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_is_not_there_says_nothing_of_the_secret_either() {
    let server = Recorded::always(Answer::s3(404, "NoSuchBucket", "words"));
    let (_, steps) = Home::new().probe(at(&server, "bucket")).await;
    assert_eq!(signature(&steps), ProbeState::Skip);
}
