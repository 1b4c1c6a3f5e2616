//! Takes an integration back: what was made goes, what was there before comes back, what others
//! have made or added stays ([`super::edits`]).
//!
//! A look comes first and says of each thing what will become of it. Removing looks again and stops
//! before anything is done if something is different from what was shown. Each thing that was taken
//! back leaves the record at once, so that a refusal or a crash half-way can be gone on from.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use plans::{KmsGrant, merge, sid_of};
use policy::{Kind, Statement};
use serde::Serialize;
use store::{Grant, Holder, Store};
use tokio::sync::Mutex as AsyncMutex;
use ts_rs::TS;
use words::{Words, checks, faults, say};

use super::{
    apply::{
        Say, Stepped,
        bucket::{rules, same_rules, statements},
        grant::{self, same_operations},
        is_marked, is_marked_by, key,
    },
    edits, facts,
    records::{Made, Record, Records, Thing},
    same::same_policy,
};
use crate::{
    connections::ProbeState,
    fault::{self, Fault, from_iam},
};

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
    /// What happens to it, in a sentence.
    pub text: Words,
    /// Whether somebody changed it since it was set up.
    pub changed: bool,
    /// What of that stays, and what goes along, in sentences.
    pub rest: Vec<Words>,
}

/// What would become of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It is removed with the integration.
    Goes,
    /// What was there before comes back.
    Back,
    /// It is somebody else's, and stays.
    Stays,
    /// Somebody removed it already.
    Gone,
}

struct Seen {
    now: Option<String>,
    fate: Fate,
    changed: bool,
    rest: Vec<Words>,
}

/// Looks at everything.
pub(super) async fn preview(store: &Store, record: &Record, name: &str) -> Result<Removal, Fault> {
    let (mut hash, mut items) = (DefaultHasher::new(), Vec::new());
    for made in record.made.iter().rev() {
        let seen = see(store, record, made, name).await?;
        (&seen.now, seen.fate).hash(&mut hash);
        let changed = seen.changed && matches!(seen.fate, Fate::Goes | Fate::Back);
        let rest = if changed { seen.rest } else { Vec::new() };
        items.push(RemovalItem { fate: seen.fate, text: sentence(&made.thing, seen.fate), changed, rest });
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
        return Err(fault::integration_changed(say!(faults::ChangedPreview)));
    }
    for (step, item) in shown.items.into_iter().enumerate() {
        let tell = |state, fault| {
            say(Stepped { step, title: item.text.clone(), state, detail: None, fault });
        };
        tell(ProbeState::Running, None);
        let Some(made) = record.lock().await.made.last().cloned() else { break };
        let record_now = record.lock().await.clone();
        if let Err(fault) = take_back(store, &record_now, &made, name, item.fate).await {
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

async fn see(store: &Store, record: &Record, made: &Made, name: &str) -> Result<Seen, Fault> {
    let lost = |error| from_iam(&error);
    Ok(match &made.thing {
        Thing::Cors { bucket } => {
            let now = store.get_cors(bucket).await.map_err(lost)?.map(|config| facts::rules(&config));
            let now = now.unwrap_or_default();
            let text = merge::cors_json(&now);
            let (ours, wanted) = (rules(&text, name), rules(&made.after, name));
            let (changed, rest) = (!same_rules(&ours, &wanted), edits::rules_told(&now, &wanted, name));
            Seen { fate: fate(!ours.is_empty(), made.was_there), changed, now: Some(text), rest }
        }
        Thing::BucketPolicy { bucket } => {
            let now = store.get_policy(bucket).await.map_err(lost)?;
            // What is ours in it is not gone because it cannot be read.
            merge::policy(now.as_deref(), &sid_of(name), Vec::new())
                .ok_or_else(|| fault::bucket_policy_unread(bucket))?;
            let ours = now.as_deref().map(|now| statements(now, name)).unwrap_or_default();
            let wanted = statements(&made.after, name);
            let rest = stays(&edits::statements_left(&ours, &wanted), Kind::Bucket);
            let text = |statements| policy::Document::new(statements).compact();
            let there = !ours.is_empty();
            let changed = !same_policy(&text(ours), &text(wanted));
            Seen { fate: fate(there, made.was_there), changed, now, rest }
        }
        Thing::Grant { key, name } => grants(store, made, key, name).await?,
        Thing::Key { user } | Thing::SecondKey { user } => {
            let (ids, stay) = keys_of(store, made, user).await?;
            let fate = match (ids.is_empty(), stay.is_empty()) {
                (false, _) => Fate::Goes,
                (true, false) => Fate::Stays,
                (true, true) => Fate::Gone,
            };
            let rest = if stay.is_empty() { Vec::new() } else { vec![key::staying(&stay)] };
            Seen { now: Some(ids.join(" ")), fate, changed: !stay.is_empty(), rest }
        }
        Thing::Access { of_role, holder, policy } => {
            let now = store.get_inline(&holder_of(*of_role, holder), policy).await.map_err(lost)?;
            let changed = now.as_deref().is_some_and(|now| !same_policy(now, &made.after));
            let rest = match now.as_deref() {
                Some(now) if !is_made_here(record, holder) => stays(&added(now, &made.after), Kind::User),
                Some(now) => edits::goes(&all(now), &all(&made.after)),
                None => Vec::new(),
            };
            Seen { fate: fate(now.is_some(), made.before.is_some()), changed, now, rest }
        }
        Thing::Policy { arn, .. } => {
            let now = store.get_managed(arn).await.map_err(lost)?;
            let changed = now.as_deref().is_some_and(|now| !same_policy(now, &made.after));
            // One that was there before is only detached.
            let rest = now.as_deref().filter(|_| !made.was_there).map(|now| edits::goes(&all(now), &all(&made.after)));
            Seen { fate: fate(now.is_some(), made.was_there), changed, now, rest: rest.unwrap_or_default() }
        }
        Thing::User { name } => principal(store, record, &Holder::User(name.clone()), made).await?,
        Thing::Role { name } => principal(store, record, &Holder::Role(name.clone()), made).await?,
    })
}

async fn grants(store: &Store, made: &Made, key: &str, name: &str) -> Result<Seen, Fault> {
    let all = grant::ours(store, key, name).await.map_err(|error| from_iam(&error))?;
    let (theirs, ours): (Vec<_>, Vec<_>) = all.into_iter().partition(|grant| was_there(made, &grant.id));
    let wanted: Option<KmsGrant> = serde_json::from_str(&made.after).ok();
    let same = |grant: &Grant| wanted.as_ref().is_some_and(|wanted| same_operations(grant, wanted));
    let ids: Vec<_> = ours.iter().map(|grant| grant.id.as_str()).collect();
    let fate = match (ids.is_empty(), theirs.is_empty()) {
        (false, _) => Fate::Goes,
        (true, false) => Fate::Stays,
        (true, true) => Fate::Gone,
    };
    let now = (!ids.is_empty()).then(|| ids.join(" "));
    let rest = ours.iter().filter_map(|grant| edits::operations_too(grant, wanted.as_ref())).collect();
    Ok(Seen { fate, changed: !ours.iter().all(same), now, rest })
}

impl Seen {
    /// Of something that is ours as a whole.
    fn plain(there: bool, now: Option<String>, changed: bool) -> Self {
        Self { now, fate: fate(there, false), changed, rest: Vec::new() }
    }
}

async fn principal(store: &Store, record: &Record, holder: &Holder, made: &Made) -> Result<Seen, Fault> {
    let Some(now) = store.get_principal(holder).await.map_err(|error| from_iam(&error))? else {
        return Ok(Seen::plain(false, None, false));
    };
    // Before it was written down that something was there, what stood there before said so.
    let was_there = made.was_there || made.before.is_some();
    let fate = match (is_marked_by(&now.tags, &record.id), &made.before) {
        _ if !is_marked(&now.tags) => Fate::Stays,
        (_, Some(before)) if !same_policy(before, &made.after) => Fate::Back,
        (true, _) if !was_there => Fate::Goes,
        _ => Fate::Stays,
    };
    let changed = now.trust.as_deref().is_some_and(|trust| !same_policy(trust, &made.after));
    let rest = trusted_too(&all(now.trust.as_deref().unwrap_or_default()), &all(&made.after));
    Ok(Seen { now: now.trust.or(Some(now.arn)), fate, changed, rest })
}

/// What was added by hand to who may take a role, in sentences.
fn trusted_too(now: &[Statement], after: &[Statement]) -> Vec<Words> {
    let others = edits::others(now, after).into_iter().map(|who| say!(checks::TrustedGoes, who));
    let ids = edits::ids(now, after).into_iter().map(|id| say!(checks::IdGoes, id));
    let conditions = edits::conditions(now, after).into_iter().map(|key| say!(checks::ConditionGoes, key));
    others.chain(ids).chain(conditions).collect()
}

fn all(text: &str) -> Vec<Statement> {
    policy::parse(text).document.map(|document| document.statements).unwrap_or_default()
}

fn added(now: &str, after: &str) -> Vec<Statement> {
    edits::added(&all(now), &all(after))
}

fn stays(statements: &[Statement], kind: Kind) -> Vec<Words> {
    edits::said(statements, kind).into_iter().map(|statement| say!(checks::StatementStays, statement)).collect()
}

/// Whether the user or role goes as well, with all that is in it.
fn is_made_here(record: &Record, holder: &str) -> bool {
    let is = |made: &Made| match &made.thing {
        Thing::User { name } | Thing::Role { name } => name == holder && !made.was_there,
        _ => false,
    };
    record.made.iter().any(is)
}

/// Whether a grant or key was there before this integration.
fn was_there(made: &Made, id: &str) -> bool {
    made.before.as_deref().is_some_and(|before| before.split(' ').any(|known| known == id))
}

/// The keys that go: the one that was made, or one that was begun and never written down. Then
/// those that may be somebody's.
async fn keys_of(store: &Store, made: &Made, user: &str) -> Result<(Vec<String>, Vec<String>), Fault> {
    let keys = store.list_keys(user).await.map_err(|error| from_iam(&error))?;
    let written = keys.iter().map(|key| key.id.clone()).find(|id| *id == made.after);
    let (orphans, stay) = key::orphans(store, made, keys).await?;
    Ok((written.into_iter().chain(orphans).collect(), stay))
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

async fn take_back(store: &Store, record: &Record, made: &Made, name: &str, fate: Fate) -> Result<(), Fault> {
    if matches!(fate, Fate::Stays | Fate::Gone) {
        return Ok(());
    }
    let done = match &made.thing {
        Thing::Cors { bucket } => return rules_back(store, made, bucket, name).await,
        Thing::BucketPolicy { bucket } => return statements_back(store, made, bucket, name).await,
        Thing::Grant { key, name } => {
            let all = grant::ours(store, key, name).await.map_err(|error| from_iam(&error))?;
            for grant in all.iter().filter(|grant| !was_there(made, &grant.id)) {
                store.revoke_grant(key, &grant.id).await.map_err(|error| from_iam(&error))?;
            }
            Ok(())
        }
        Thing::Key { user } | Thing::SecondKey { user } => {
            for key in keys_of(store, made, user).await?.0 {
                store.delete_key(user, &key).await.map_err(|error| from_iam(&error))?;
            }
            Ok(())
        }
        Thing::Access { of_role, holder, policy } => {
            let of = holder_of(*of_role, holder);
            let left = match is_made_here(record, holder) {
                true => Vec::new(),
                false => {
                    let now = store.get_inline(&of, policy).await.map_err(|error| from_iam(&error))?;
                    if now.as_deref().is_some_and(|now| policy::parse(now).sound().is_err()) {
                        return Err(fault::integration_changed(say!(faults::ChangedPolicy, policy, holder)));
                    }
                    now.map(|now| added(&now, &made.after)).unwrap_or_default()
                }
            };
            match &made.before {
                Some(before) => store.put_inline(&of, policy, before).await,
                None if left.is_empty() => store.delete_inline(&of, policy).await,
                None => store.put_inline(&of, policy, &policy::Document::new(left).compact()).await,
            }
        }
        Thing::Policy { of_role, holder, arn } if made.was_there => {
            store.detach(&holder_of(*of_role, holder), arn).await
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

async fn rules_back(store: &Store, made: &Made, bucket: &str, name: &str) -> Result<(), Fault> {
    let now = store.get_cors(bucket).await.map_err(|error| from_iam(&error))?;
    let now = now.map(|config| facts::rules(&config)).unwrap_or_default();
    let mut ours = edits::rules_left(&now, &rules(&made.after, name), name);
    ours.extend(made.before.as_deref().map(|text| rules(text, name)).unwrap_or_default());
    let done = match merge::cors(&now, name, ours) {
        left if left.is_empty() => store.delete_cors(bucket).await,
        left => store.put_cors(bucket, &facts::config(left)).await,
    };
    done.map_err(|error| from_iam(&error))
}

async fn statements_back(store: &Store, made: &Made, bucket: &str, name: &str) -> Result<(), Fault> {
    let now = store.get_policy(bucket).await.map_err(|error| from_iam(&error))?;
    let ours = now.as_deref().map(|now| statements(now, name)).unwrap_or_default();
    let mut left = edits::statements_left(&ours, &statements(&made.after, name));
    left.extend(made.before.as_deref().map(|text| statements(text, name)).unwrap_or_default());
    let left = merge::policy(now.as_deref(), &sid_of(name), left);
    let left = left.ok_or_else(|| fault::bucket_policy_unread(bucket))?;
    let done = match left.statements.is_empty() {
        true => store.delete_policy(bucket).await,
        false => store.put_policy(bucket, &left.compact()).await,
    };
    done.map_err(|error| from_iam(&error))
}

/// What becomes of a thing.
fn sentence(thing: &Thing, fate: Fate) -> Words {
    let fate = match fate {
        Fate::Goes => "goes",
        Fate::Back => "back",
        Fate::Stays => "stays",
        Fate::Gone => "gone",
    };
    match thing {
        Thing::User { name } => say!(checks::RemoveUser, fate, name),
        Thing::Role { name } => say!(checks::RemoveRole, fate, name),
        Thing::Access { holder, .. } => say!(checks::RemoveAccess, fate, holder),
        Thing::Policy { arn, .. } => say!(checks::RemovePolicy, fate, name = short(arn)),
        Thing::Key { user } => say!(checks::RemoveKey, fate, user),
        Thing::SecondKey { user } => say!(checks::RemoveSecondKey, fate, user),
        Thing::BucketPolicy { bucket } => say!(checks::RemoveStatements, fate, bucket),
        Thing::Grant { key, .. } => say!(checks::RemoveGrant, fate, key),
        Thing::Cors { bucket } => say!(checks::RemoveCors, fate, bucket),
    }
}

/// What was made, for the list.
pub(super) fn named(thing: &Thing) -> Words {
    match thing {
        Thing::User { name } => say!(checks::MadeUser, name),
        Thing::Role { name } => say!(checks::MadeRole, name),
        Thing::Access { holder, .. } => say!(checks::MadeAccess, holder),
        Thing::Policy { arn, .. } => say!(checks::MadePolicy, name = short(arn)),
        Thing::Key { user } => say!(checks::MadeKey, user),
        Thing::SecondKey { user } => say!(checks::MadeSecondKey, user),
        Thing::BucketPolicy { bucket } => say!(checks::MadeStatements, bucket),
        Thing::Grant { key, .. } => say!(checks::MadeGrant, key),
        Thing::Cors { bucket } => say!(checks::MadeCors, bucket),
    }
}

/// The name at the end of an ARN.
fn short(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}
