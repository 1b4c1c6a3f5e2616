//! Settings of a bucket, by a draft, by taking one away, and by going back.

use engine::settings::cors::Rule;
use engine::settings::{SettingKind, SettingState, SettingValue, Settings};
use store::{
    Encryption, LifecycleRule, Listed, Logging, May, Ownership, Payer, PublicAccess, Tag, Versioning, Website, When,
    Whom,
};

use super::{BUCKET, World};

fn rules(origin: &str) -> SettingValue {
    let rule = Rule { origins: vec![origin.into()], methods: vec!["GET".into()], ..Rule::default() };
    SettingValue::Cors { rules: vec![rule] }
}

/// The owner has set which website may read, and lets ACLs count.
pub(super) async fn prepare(world: &World) -> Settings {
    let settings = Settings::default();
    let preferred = SettingValue::Ownership { ownership: Ownership::Preferred };
    for (kind, value) in [(SettingKind::Cors, rules("https://before.example.com")), (SettingKind::Ownership, preferred)]
    {
        let opened = settings.open(world.owner.clone(), BUCKET.into(), kind).await;
        settings.apply(&opened.setting, Some(value)).await.unwrap();
    }
    settings
}

/// Something that each setting is not set to.
fn other(kind: SettingKind) -> Option<SettingValue> {
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::read-only-walk/*"}]}"#;
    Some(match kind {
        SettingKind::Cors => rules("https://after.example.com"),
        SettingKind::Policy => SettingValue::Policy { text: policy.into() },
        SettingKind::Versioning => SettingValue::Versioning { versioning: Versioning::On },
        SettingKind::Lifecycle => SettingValue::Lifecycle {
            rules: vec![LifecycleRule {
                id: "old".into(),
                on: true,
                prefix: "logs/".into(),
                expire: Some(When::Days { days: 30 }),
                ..LifecycleRule::default()
            }],
        },
        SettingKind::PublicAccess => SettingValue::PublicAccess {
            locks: PublicAccess { block_acls: true, ignore_acls: true, block_policy: false, restrict: true },
        },
        SettingKind::Ownership => SettingValue::Ownership { ownership: Ownership::Writer },
        SettingKind::AccessList => {
            SettingValue::AccessList { list: vec![Listed { who: Whom::Records, may: May::Write }] }
        }
        SettingKind::Encryption => {
            SettingValue::Encryption { encryption: Encryption::Service { id: String::new(), bucket_key: true } }
        }
        SettingKind::Website => SettingValue::Website {
            website: Website::Pages { index: "index.html".into(), error: String::new(), routes: 0 },
        },
        SettingKind::Logging => {
            SettingValue::Logging { logging: Logging { bucket: BUCKET.into(), ..Logging::default() } }
        }
        SettingKind::Payer => SettingValue::Payer { payer: Payer::Requester },
        SettingKind::Tags => SettingValue::Tags { tags: vec![Tag { name: "team".into(), value: "harbour".into() }] },
        // This bucket was made without locking: there is nothing to set.
        SettingKind::Lock => return None,
    })
}

pub(super) async fn tried(world: &World, settings: Settings) {
    let mut tried = Vec::new();
    for kind in SettingKind::ALL {
        let opened = settings.open(world.looking.clone(), BUCKET.into(), kind).await;
        // What this server does not have is never sent to it, by whoever.
        let Some(wanted) = other(kind).filter(|_| !matches!(opened.state, SettingState::NotSupported { .. })) else {
            continue;
        };
        tried.push(kind);
        let refused = settings.apply(&opened.setting, Some(wanted)).await;
        world.refused("apply_setting", &refused.expect_err(&format!("{kind:?}")));
        // Nothing was changed through this connection, so there is nothing to go back to either.
        world.refused_as("undo_setting", "nothing_to_undo", &settings.undo(&opened.setting).await.unwrap_err());
    }
    assert!(tried.len() >= 10, "only {tried:?} were tried");
    let opened = settings.open(world.looking.clone(), BUCKET.into(), SettingKind::Cors).await;
    assert!(matches!(opened.state, SettingState::Configured { .. }));
    world.refused("apply_setting", &settings.apply(&opened.setting, None).await.unwrap_err());
}
