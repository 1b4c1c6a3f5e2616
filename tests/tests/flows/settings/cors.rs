//! CORS rules from none to saved, proved, undone and removed; others' rules stay; a conflict writes
//! nothing.

use bucketwise_tests::{servers::Kind, tools};
use engine::{
    at::BucketAt,
    settings::{Applied, Earlier, SettingKind, SettingState, SettingValue, Settings, cors, cors::Rule},
};

use super::{KEEP_RULES, asked, bucket, opened, rule, rules, saved, store};

const SITE: &str = "https://app.example.org";

/// The same rules; SeaweedFS tells a time to remember of 0 where none was given.
fn same(seen: Option<SettingValue>, wanted: &Option<SettingValue>, name: &str) {
    let plain = |value: &Option<SettingValue>| match value {
        Some(SettingValue::Cors { rules }) => {
            rules.iter().map(|rule| Rule { max_age: rule.max_age.filter(|s| *s > 0), ..rule.clone() }).collect()
        }
        _ => Vec::new(),
    };
    assert_eq!(plain(&seen), plain(wanted), "{name}");
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_saved_proved_undone_and_removed() {
    for kind in KEEP_RULES {
        let server = bucket(kind, "cors-life");
        let name = server.name;
        let settings = Settings::default();
        let (id, state) = opened(&settings, server, "cors-life", SettingKind::Cors).await;
        assert_eq!(state, SettingState::NotConfigured, "{name}");

        let first = rules(&[rule(SITE, &["GET", "HEAD"])]);
        let looked = settings.check(&id, first.clone()).await.unwrap();
        assert_eq!(looked.changes[0].text, format!("{SITE} can open files.").as_str(), "{name}");
        same(saved(settings.apply(&id, first.clone()).await.unwrap()), &first, name);
        let others_see = tools::aws(server, ["s3api", "get-bucket-cors", "--bucket", "cors-life"]);
        assert!(others_see.contains(SITE), "{name}: {others_see}");

        let live = settings.check_cors_live(&id, &asked(SITE, "GET", &[])).await.unwrap();
        assert!(live.agrees && live.preflight.allowed && live.get.unwrap().allowed, "{name}: {}", live.why);
        let stranger = settings.check_cors_live(&id, &asked("https://else.example.net", "GET", &[])).await.unwrap();
        assert!(stranger.agrees && !stranger.preflight.allowed, "{name}: {}", stranger.why);
        assert!(!stranger.get.unwrap().allowed, "{name}");

        let second = rules(&[rule(SITE, &["GET", "PUT"]), rule("https://b.example.org", &["GET"])]);
        assert!(saved(settings.apply(&id, second).await.unwrap()).is_some(), "{name}");
        // Undo brings back what was before.
        same(saved(settings.undo(&id).await.unwrap()), &first, name);
        assert_eq!(saved(settings.apply(&id, None).await.unwrap()), None, "{name}");
        let (_, state) = opened(&settings, server, "cors-life", SettingKind::Cors).await;
        assert_eq!(state, SettingState::NotConfigured, "{name}: nothing is left");
        // Removing can be undone as well.
        same(saved(settings.undo(&id).await.unwrap()), &first, name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_changed_meanwhile_is_shown_and_not_lost() {
    for kind in KEEP_RULES {
        let server = bucket(kind, "cors-conflict");
        let name = server.name;
        let settings = Settings::default();
        let (mine, _) = opened(&settings, server, "cors-conflict", SettingKind::Cors).await;
        let (theirs, _) = opened(&settings, server, "cors-conflict", SettingKind::Cors).await;
        let other = rule("https://theirs.example.org", &["GET"]);
        saved(settings.apply(&theirs, rules(std::slice::from_ref(&other))).await.unwrap());

        let draft = [rule(SITE, &["GET"])];
        let applied = settings.apply(&mine, rules(&draft)).await.unwrap();
        let Applied::Conflict { theirs, changes } = applied else { panic!("{name}: {applied:?}") };
        same(theirs, &rules(std::slice::from_ref(&other)), name);
        assert_eq!(changes[0].text, "https://theirs.example.org can open files.", "{name}");

        // Theirs is the base now: mine is added to it, and neither is lost.
        let both = cors::add(vec![other], &draft);
        assert_eq!(both.len(), 2);
        same(saved(settings.apply(&mine, rules(&both)).await.unwrap()), &rules(&both), name);
        assert!(settings.undo(&mine).await.is_ok(), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_storage_would_refuse_is_not_sent() {
    let server = bucket(Kind::Practice, "cors-unfit");
    let settings = Settings::default();
    let (id, _) = opened(&settings, server, "cors-unfit", SettingKind::Cors).await;
    let many: Vec<_> = (0..101).map(|n| rule(&format!("https://site{n}.example.org"), &["GET"])).collect();
    for draft in [rules(&many), rules(&[rule("app.example.org", &["GET"])]), rules(&[rule(SITE, &["PATCH"])])] {
        let refused = settings.apply(&id, draft).await.unwrap_err();
        assert_eq!(refused.code, "setting_unfit");
    }
    let hundred = rules(&many[..100]);
    assert_eq!(saved(settings.apply(&id, hundred.clone()).await.unwrap()), hundred);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_compares_less_is_told_apart_from_the_rules() {
    let server = bucket(Kind::SeaweedFs, "cors-loose");
    let settings = Settings::default();
    let (id, _) = opened(&settings, server, "cors-loose", SettingKind::Cors).await;
    let narrow = Rule { headers: vec!["content-type".into()], ..rule(SITE, &["PUT"]) };
    saved(settings.apply(&id, rules(&[narrow])).await.unwrap());
    let live = settings.check_cors_live(&id, &asked(SITE, "PUT", &["x-unlisted"])).await.unwrap();
    assert!(!live.predicted.allowed && live.predicted.why.to_string().contains("x-unlisted"), "{}", live.predicted.why);
    // Whichever way the server answers, the sentence fits the answer.
    assert_eq!(live.agrees, live.preflight.allowed == live.predicted.allowed);
    assert_eq!(live.why.to_string().contains("as the saved rules say"), live.agrees, "{}", live.why);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_there_can_be_had_back_another_day() {
    let name = "cors-earlier";
    let server = bucket(Kind::Practice, name);
    let folder = tempfile::tempdir().unwrap();
    let program = || Settings::keeping(Earlier::open(folder.path(), || 1_800_000_000_000));
    let at = || BucketAt { connection: "home".into(), bucket: name.into() };
    let first = rules(&[rule(SITE, &["GET"])]);

    let today = program();
    let id = today.open_at(store(server), at(), SettingKind::Cors).await.setting;
    assert_eq!(today.earlier(&id).await.unwrap(), [], "nothing was changed from here yet");
    saved(today.apply(&id, first.clone()).await.unwrap());
    saved(today.apply(&id, rules(&[rule("https://b.example.org", &["GET"])])).await.unwrap());

    let tomorrow = program();
    let id = tomorrow.open_at(store(server), at(), SettingKind::Cors).await.setting;
    // Undo ended with the program, which is not the setting's end.
    assert_eq!(tomorrow.undo(&id).await.unwrap_err().code, "nothing_to_undo");
    let other = || Some(engine::settings::SettingValue::Versioning { versioning: store::Versioning::On });
    assert_eq!(tomorrow.apply(&id, other()).await.unwrap_err().code, "draft_of_another_setting");
    assert_eq!(tomorrow.check(&id, other()).await.unwrap_err().code, "draft_of_another_setting");
    let earlier = tomorrow.earlier(&id).await.unwrap();
    let values: Vec<_> = earlier.iter().map(|state| state.value.clone()).collect();
    assert_eq!(values, [first.clone(), None]);
    assert!(earlier[0].changes.iter().any(|change| change.text.to_string().contains(SITE)), "{earlier:?}");
    same(saved(tomorrow.apply(&id, earlier[0].value.clone()).await.unwrap()), &first, "practice");
    let other = BucketAt { connection: "work".into(), ..at() };
    let id = tomorrow.open_at(store(server), other, SettingKind::Cors).await.setting;
    assert_eq!(tomorrow.earlier(&id).await.unwrap(), [], "each connection has its own");
}
