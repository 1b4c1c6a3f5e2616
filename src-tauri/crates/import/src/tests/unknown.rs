//! A key is Amazon's where something says so: its own form, a sign-in that only Amazon has, an
//! address, a name. Everything else is somebody's server, and the person is asked which.

use super::*;

fn provider(text: &str) -> String {
    let imported = Imports::default().read(text, now()).unwrap();
    assert_eq!(imported.cards.len(), 1, "{text}: {imported:?}");
    imported.cards[0].fill.provider.clone()
}

const AMAZON: &str =
    "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";
const ANN: &str = "AWS_ACCESS_KEY_ID=ann\nAWS_SECRET_ACCESS_KEY=annsecret123\n";

#[test]
fn a_key_of_another_form_is_nobody_s_until_somebody_says_whose() {
    for text in [
        ANN.to_owned(),
        ANN.replace("AWS_", "MINIO_"),
        format!("{ANN}AWS_REGION=us-east-1\n"),
        format!("{ANN}S3_BUCKET=acme\n"),
        "[default]\naws_access_key_id = ann\naws_secret_access_key = annsecret123\n".to_owned(),
        "[work]\ntype = s3\naccess_key_id = ann\nsecret_access_key = annsecret123\n".to_owned(),
        r#"{"accessKey":"ann","secretKey":"annsecret123","bucket":"acme"}"#.to_owned(),
        "s3://press-photos/2026/".to_owned(),
    ] {
        assert_eq!(provider(&text), "", "{text}");
        let imported = Imports::default().read(&text, now()).unwrap();
        let card = &imported.cards[0];
        assert!(card.missing.iter().any(|what| *what == "Provider"), "{card:?}");
        assert_eq!((card.fill.endpoint.as_str(), &card.provider_name), ("", &None));
    }
}

#[test]
fn what_says_amazon_is_amazon() {
    for text in [
        AMAZON.to_owned(),
        format!("{ANN}S3_ENDPOINT=https://s3.eu-west-1.amazonaws.com\n"),
        "[work]\ntype = s3\nprovider = AWS\naccess_key_id = ann\nsecret_access_key = annsecret123\n".to_owned(),
        "arn:aws:s3:::press-photos/2026/*".to_owned(),
        "[profile p]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = q\n".to_owned(),
        "https://acme.awsapps.com/start".to_owned(),
        "[default]\naccess_key = ann\nsecret_key = annsecret123\nhost_base = s3.amazonaws.com\n".to_owned(),
    ] {
        assert_eq!(provider(&text), "aws", "{text}");
    }
}

/// An address that was not understood is no reason to send the key to somebody else.
#[test]
fn a_server_that_was_named_is_never_amazon() {
    for (address, whose) in [
        ("https://minio.example.com:9000", "other"),
        ("minio.example.com", "other"),
        ("MINIO.EXAMPLE.COM:9000", "other"),
        ("http://user:pass@minio.example.com:9000", "other"),
        ("https://minio.example.com:notaport", ""),
        ("ftp://minio.example.com", ""),
        ("https://", ""),
        ("${MINIO_URL}", ""),
        ("<the address>", ""),
    ] {
        for name in [
            "AWS_ENDPOINT_URL_S3",
            "AWS_ENDPOINT_URL",
            "AWS_ENDPOINT",
            "AWS_ENDPOINTS",
            "S3_ENDPOINT",
            "S3_ENDPOINTS",
            "S3_URL",
            "S3_HOST",
            "MINIO_ENDPOINT",
            "MINIO_URL",
            "MINIO_SERVER_URL",
            "AWS_S3_ENDPOINT_URL",
            "S3_SERVICE_URL",
            "STORAGE_S3_ENDPOINT",
            "BACKUP_S3_HOST",
        ] {
            let text = format!("{AMAZON}{name}={address}\n");
            assert_eq!(provider(&text), whose, "{text}");
        }
    }
}

/// An address under a name that may be anything's is not used, and no other is taken for the
/// storage's either.
#[test]
fn an_address_of_doubt_is_asked_about() {
    let text = format!("{AMAZON}OBJECT_STORE_ENDPOINT=https://minio.example.com:9000\n");
    let imported = Imports::default().read(&text, now()).unwrap();
    let card = &imported.cards[0];
    assert_eq!((card.fill.provider.as_str(), card.fill.endpoint.as_str()), ("", ""));
    assert!(card.notes.iter().any(|note| note.to_string().contains("OBJECT_STORE_ENDPOINT")), "{card:?}");
    let telemetry = format!("{AMAZON}OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317\n");
    assert_eq!(provider(&telemetry), "aws");
}

proptest! {
    /// Whatever stands where an address does, and whatever its name is: the key is for Amazon only
    /// where Amazon is named.
    #[test]
    fn no_address_at_all_leads_a_key_to_amazon(
        name in "((AWS|S3|MINIO)_HOST|(AWS|S3|MINIO|APP)_(ENDPOINT|ENDPOINT_URL|ENDPOINTS))",
        address in "(https?://)?[a-z0-9]{1,10}(\\.[a-z0-9]{1,8}){1,3}(:[0-9]{1,6})?(/[a-z]{0,6}){0,2}",
    ) {
        let imported = Imports::default().read(&format!("{AMAZON}{name}={address}\n"), now()).unwrap();
        for card in imported.cards {
            prop_assert_ne!(&card.fill.provider, "aws", "{}={}", name, address);
        }
    }
}

#[test]
fn a_secret_before_a_bucket_is_the_secret() {
    for text in [
        "S3_BUCKET=s3n://ann:annsecret123456@acme/x",
        "S3_BUCKET=s3://ann:annsecret123456@acme",
        "S3_BUCKET=ann:annsecret123456@acme",
    ] {
        let imported = Imports::default().read(text, now()).unwrap();
        assert!(!serde_json::to_string(&imported).unwrap().contains("annsecret"), "{imported:?}");
        let card = &imported.cards[0];
        assert_eq!((card.fill.bucket.as_str(), card.has_secret), ("acme", true), "{text}: {card:?}");
    }
}

/// A broken name offers the secret as an access key; the address beside it has the same secret in
/// its place.
#[test]
fn a_secret_under_a_broken_name_is_not_shown() {
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    let mut damaged = 0;
    for text in corpus().values().filter(|text| text.contains("\"secret_access_key\"")) {
        let text = text.replace("\"secret_access_key\"", "\"\necret_access_key\"");
        let told = serde_json::to_string(&Imports::default().read(&text, now()).unwrap()).unwrap();
        assert!(!told.contains(SECRET), "{told}");
        damaged += 1;
    }
    assert!(damaged > 0);
}
