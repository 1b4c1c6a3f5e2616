//! Takes an integration back: what was made goes, what was there before comes back, what others have added stays.
//!
//! A look comes first and says of each thing what will become of it. Removing looks again and stops before anything is
//! done if something is different from what was shown. Each thing that was taken back leaves the record at once, so
//! that a refusal or a crash half-way can be gone on from.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use serde::Serialize;
use store::{Grant, Holder, Store};
use tokio::sync::Mutex as AsyncMutex;
use ts_rs::TS;

use super::apply::bucket::{rules, same_rules, statements};
use super::apply::grant::{self, same_operations};
use super::apply::{Say, Stepped, is_marked, same_policy};
use super::plan::buckets::sid_of;
use super::plan::keys::KeyGrant;
use super::records::{Made, Record, Records, Thing};
use super::{facts, merge};
use crate::connections::ProbeState;
use crate::fault::{self, Fault, from_iam};

/// What taking back would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Removal {
    /// Names what was seen; removing with it stops if something is different by then.
    pub token: String,
    /// In the order in which it is done.
    pub items: Vec<RemovalItem>,
}

/// What would become of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RemovalItem {
    /// What would become of it.
    pub fate: Fate,
    /// In a sentence.
    pub text: String,
    /// Whether somebody changed it since it was set up.
    pub changed: bool,
}

/// What would become of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It is removed.
    Goes,
    /// What was there before comes back.
    Back,
    /// It is somebody else's, and stays.
    Stays,
    /// It is gone already.
    Gone,
}

/// A thing as it is now.
struct Seen {
    now: Option<String>,
    fate: Fate,
    changed: bool,
}

/// Looks at everything.
pub(super) async fn preview(store: &Store, record: &Record, name: &str) -> Result<Removal, Fault> {
    let (mut hash, mut items) = (DefaultHasher::new(), Vec::new());
    for made in record.made.iter().rev() {
        let seen = see(store, made, name).await?;
        (&seen.now, seen.fate).hash(&mut hash);
        let changed = seen.changed && seen.fate != Fate::Gone;
        items.push(RemovalItem { fate: seen.fate, text: sentence(&made.thing, seen.fate), changed });
    }
    Ok(Removal { token: format!("{:016x}", hash.finish()), items })
}

/// Takes everything back that the preview showed.
pub(super) async fn run(
    store: &Store,
    record: &AsyncMutex<Record>,
    records: &Records,
    name: &str,
    token: &str,
    say: Say<'_>,
) -> Result<(), Fault> {
    let shown = preview(store, &*record.lock().await, name).await?;
    if shown.token != token {
        return Err(fault::integration_changed("Something is different from what was shown."));
    }
    for (step, item) in shown.items.into_iter().enumerate() {
        let tell = |state, fault| {
            say(Stepped { step, title: item.text.clone(), state, detail: String::new(), fault });
        };
        tell(ProbeState::Running, None);
        let Some(made) = record.lock().await.made.last().cloned() else { break };
        if let Err(fault) = take_back(store, &made, name, item.fate).await {
            tell(ProbeState::Fail, Some(fault.clone()));
            return Err(fault);
        }
        let mut record = record.lock().await;
        record.made.pop();
        records.put(&record)?;
        tell(ProbeState::Pass, None);
    }
    Ok(())
}

async fn see(store: &Store, made: &Made, name: &str) -> Result<Seen, Fault> {
    let lost = |error| from_iam(&error);
    let before = made.before.is_some();
    Ok(match &made.thing {
        Thing::Cors { bucket } => {
            let now = store.get_cors(bucket).await.map_err(lost)?.map(|config| facts::rules(&config));
            let now = now.unwrap_or_default();
            let text = merge::cors_json(&now);
            let (ours, wanted) = (rules(&text, name), rules(&made.after, name));
            Seen { fate: fate(!ours.is_empty(), false), changed: !same_rules(&ours, &wanted), now: Some(text) }
        }
        Thing::BucketPolicy { bucket } => {
            let now = store.get_policy(bucket).await.map_err(lost)?;
            let ours = now.as_deref().map(|now| statements(now, name)).unwrap_or_default();
            let wanted = statements(&made.after, name);
            let text = |statements| policy::Document::new(statements).compact();
            let there = !ours.is_empty();
            Seen { fate: fate(there, false), changed: !same_policy(&text(ours), &text(wanted)), now }
        }
        Thing::Grant { key, name } => {
            let ours = grant::ours(store, key, name).await.map_err(lost)?;
            let wanted: Option<KeyGrant> = serde_json::from_str(&made.after).ok();
            let same = |grant: &Grant| wanted.as_ref().is_some_and(|wanted| same_operations(grant, wanted));
            let ids: Vec<_> = ours.iter().map(|grant| grant.id.as_str()).collect();
            let now = (!ids.is_empty()).then(|| ids.join(" "));
            Seen { fate: fate(now.is_some(), false), changed: !ours.iter().all(same), now }
        }
        Thing::Key { user } | Thing::SecondKey { user } => {
            let keys = store.list_keys(user).await.map_err(lost)?;
            let key = keys.into_iter().find(|key| key.id == made.after);
            Seen { fate: fate(key.is_some(), false), changed: false, now: key.map(|key| key.id) }
        }
        Thing::Access { of_role, holder, policy } => {
            let now = store.get_inline(&holder_of(*of_role, holder), policy).await.map_err(lost)?;
            let changed = now.as_deref().is_some_and(|now| !same_policy(now, &made.after));
            Seen { fate: fate(now.is_some(), before), changed, now }
        }
        Thing::Policy { arn, .. } => {
            let now = store.get_managed(arn).await.map_err(lost)?;
            let changed = now.as_deref().is_some_and(|now| !same_policy(now, &made.after));
            Seen { fate: fate(now.is_some(), false), changed, now }
        }
        Thing::User { name } => principal(store, &Holder::User(name.clone()), made).await?,
        Thing::Role { name } => principal(store, &Holder::Role(name.clone()), made).await?,
    })
}

async fn principal(store: &Store, holder: &Holder, made: &Made) -> Result<Seen, Fault> {
    let Some(now) = store.get_principal(holder).await.map_err(|error| from_iam(&error))? else {
        return Ok(Seen { now: None, fate: Fate::Gone, changed: false });
    };
    let fate = match (is_marked(&now.tags), &made.before) {
        (false, _) => Fate::Stays,
        (true, Some(before)) if !same_policy(before, &made.after) => Fate::Back,
        (true, _) => Fate::Goes,
    };
    let changed = now.trust.as_deref().is_some_and(|trust| !same_policy(trust, &made.after));
    Ok(Seen { now: now.trust.or(Some(now.arn)), fate, changed })
}

fn fate(there: bool, before: bool) -> Fate {
    match (there, before) {
        (false, _) => Fate::Gone,
        (true, true) => Fate::Back,
        (true, false) => Fate::Goes,
    }
}

fn holder_of(of_role: bool, name: &str) -> Holder {
    if of_role { Holder::Role(name.to_owned()) } else { Holder::User(name.to_owned()) }
}

async fn take_back(store: &Store, made: &Made, name: &str, fate: Fate) -> Result<(), Fault> {
    if matches!(fate, Fate::Stays | Fate::Gone) {
        return Ok(());
    }
    let done = match &made.thing {
        Thing::Cors { bucket } => {
            let now = store.get_cors(bucket).await.map_err(|error| from_iam(&error))?;
            let now = now.map(|config| facts::rules(&config)).unwrap_or_default();
            let earlier = made.before.as_deref().map(|text| rules(text, name)).unwrap_or_default();
            match merge::cors(&now, name, earlier) {
                left if left.is_empty() => store.delete_cors(bucket).await,
                left => store.put_cors(bucket, &facts::config(left)).await,
            }
        }
        Thing::BucketPolicy { bucket } => {
            let now = store.get_policy(bucket).await.map_err(|error| from_iam(&error))?;
            let earlier = made.before.as_deref().map(|text| statements(text, name)).unwrap_or_default();
            let left = merge::policy(now.as_deref(), &sid_of(name), earlier);
            let left = left.ok_or_else(|| fault::bucket_policy_unread(bucket))?;
            match left.statements.is_empty() {
                true => store.delete_policy(bucket).await,
                false => store.put_policy(bucket, &left.compact()).await,
            }
        }
        Thing::Grant { key, name } => {
            for grant in grant::ours(store, key, name).await.map_err(|error| from_iam(&error))? {
                store.revoke_grant(key, &grant.id).await.map_err(|error| from_iam(&error))?;
            }
            Ok(())
        }
        Thing::Key { user } | Thing::SecondKey { user } => store.delete_key(user, &made.after).await,
        Thing::Access { of_role, holder, policy } => {
            let holder = holder_of(*of_role, holder);
            match (&made.before, fate) {
                (Some(before), Fate::Back) => store.put_inline(&holder, policy, before).await,
                _ => store.delete_inline(&holder, policy).await,
            }
        }
        Thing::Policy { of_role, holder, arn } => store.delete_managed(&holder_of(*of_role, holder), arn).await,
        Thing::User { name } => store.delete_principal(&Holder::User(name.clone())).await,
        Thing::Role { name } => match (&made.before, fate) {
            (Some(before), Fate::Back) => store.put_trust(name, before).await,
            _ => store.delete_principal(&Holder::Role(name.clone())).await,
        },
    };
    done.map_err(|error| from_iam(&error))
}

/// What becomes of a thing, in words.
fn sentence(thing: &Thing, fate: Fate) -> String {
    let named = match thing {
        Thing::User { name } => format!("the user {name}"),
        Thing::Role { name } => format!("the role {name}"),
        Thing::Access { holder, .. } => format!("what {holder} may do"),
        Thing::Policy { arn, .. } => format!("the policy {}", arn.rsplit('/').next().unwrap_or(arn)),
        Thing::Key { user } => format!("the access key of {user}"),
        Thing::SecondKey { user } => format!("the second access key of {user}"),
        Thing::BucketPolicy { bucket } => format!("our statements in the policy of {bucket}"),
        Thing::Grant { key, .. } => format!("our grant on the key {key}"),
        Thing::Cors { bucket } => format!("our rules for websites of {bucket}"),
    };
    match fate {
        Fate::Goes => format!("Remove {named}"),
        Fate::Back => format!("Put back {named} as it was before"),
        Fate::Stays => format!("Leave {named}: it was not made here"),
        Fate::Gone => format!("Nothing to do about {named}: gone already"),
    }
}

/// What was made, in words, for the list.
pub(super) fn words(thing: &Thing) -> String {
    match thing {
        Thing::User { name } => format!("User {name}"),
        Thing::Role { name } => format!("Role {name}"),
        Thing::Access { holder, .. } => format!("What {holder} may do"),
        Thing::Policy { arn, .. } => format!("Policy {}", arn.rsplit('/').next().unwrap_or(arn)),
        Thing::Key { user } => format!("Access key of {user}"),
        Thing::SecondKey { user } => format!("Second access key of {user}"),
        Thing::BucketPolicy { bucket } => format!("Statements in the policy of {bucket}"),
        Thing::Grant { key, .. } => format!("Grant on the key {key}"),
        Thing::Cors { bucket } => format!("Rules for websites of {bucket}"),
    }
}
