//! A storage that says no after everything that can be known before said yes: the reason is told,
//! nothing is changed, and the same draft can be saved as soon as the storage takes it.

use bucketwise_tests::faults::{Act, Proxy};
use bucketwise_tests::servers::Kind;
use engine::settings::{SettingKind, SettingState, Settings};

use super::{bucket, opened, rule, rules, saved, store_at};

const SITE: &str = "https://app.example.org";

#[tokio::test(flavor = "multi_thread")]
async fn a_no_after_the_forms_yes_is_told_and_costs_no_draft() {
    let name = "refused-cors";
    let server = bucket(Kind::MiniStack, name);
    let proxy = Proxy::start(&server.endpoint).await;
    let settings = Settings::default();
    let cors = settings.open(store_at(server, &proxy.endpoint()), name.into(), SettingKind::Cors).await;
    let draft = rules(&[rule(SITE, &["GET"])]);
    assert_eq!(settings.check(&cors.setting, draft.clone()).await.unwrap().stop(), None, "the form says yes");
    for (status, code, fault, title) in [
        ("400 Bad Request", "MalformedXML", "refused", "refused this change"),
        ("400 Bad Request", "InvalidRequest", "refused", "refused this change"),
        ("405 Method Not Allowed", "MethodNotAllowed", "not_supported", "does not support this setting"),
        ("501 Not Implemented", "NotImplemented", "not_supported", "does not support this setting"),
        ("403 Forbidden", "AccessDenied", "not_permitted", "has no permission for this change"),
    ] {
        proxy.once(&["PUT ", "?cors"], Act::Refuse(status, code));
        let told = settings.apply(&cors.setting, draft.clone()).await.unwrap_err();
        assert_eq!(told.code, fault, "{code}: {told:?}");
        assert!(told.title.to_string().contains(title), "{code}: {told:?}");
        assert!(
            told.what.to_string().contains(code) && told.what.to_string().contains("Said by the proxy"),
            "{code}: {told:?}"
        );
        assert!(told.what.to_string().contains("your draft is still here"), "{code}: {told:?}");
        assert!(told.details.contains("PutBucketCors"), "{code}: {told:?}");
        let (_, there) = opened(&Settings::default(), server, name, SettingKind::Cors).await;
        assert_eq!(there, SettingState::NotConfigured, "{code}");
        if fault == "not_permitted" {
            assert!(told.next.to_string().contains("s3:PutBucketCORS"), "{told:?}");
        }
        assert!(settings.undo(&cors.setting).await.is_err(), "nothing was done, so there is nothing to undo");
    }
    proxy.heal();
    assert!(saved(settings.apply(&cors.setting, draft).await.unwrap()).is_some(), "the draft is as good as before");
}
