//! The steps about users and roles: made, and told what they may do.

use plans::PlanDocument;
use policy::arn::partition_of;
use store::{Holder, Principal};

use super::{At, Came, is_marked, is_marked_by, seen};
use crate::{
    fault::{self, Fault, from_iam},
    integrations::{
        records::{Made, Thing},
        same::same_policy,
    },
};

impl At<'_> {
    pub(super) async fn make_principal(&self, trust: Option<&PlanDocument>) -> Result<Came, Fault> {
        let holder = self.holder()?;
        let (thing, what, name) = match &holder {
            Holder::User(name) => (Thing::User { name: name.clone() }, "user", name),
            Holder::Role(name) => (Thing::Role { name: name.clone() }, "role", name),
        };
        let wanted = trust.map(|document| document.text.as_str());
        let now = self.store.get_principal(&holder).await.map_err(|error| from_iam(&error))?;
        let text = wanted.unwrap_or_default();
        match now {
            Some(now) => {
                let was_there = !self.made_principal(&now, &thing, what, name).await?;
                let before = now.trust.clone().filter(|_| was_there);
                self.note(Made { before, was_there, ..Made::begun(thing.clone(), text) }).await?;
                if wanted.is_none_or(|wanted| same_policy(wanted, now.trust.as_deref().unwrap_or_default())) {
                    return self.there(&thing).await;
                }
                self.store.put_trust(name, text).await.map_err(|error| from_iam(&error))?;
            }
            None => {
                self.put(Made::begun(thing.clone(), text)).await?;
                let made = self.store.create_principal(&holder, wanted, &self.marks().await).await;
                made.map_err(|error| from_iam(&error))?;
                seen(what, || async {
                    self.store.get_principal(&holder).await.map(|seen| seen.is_some()).map_err(|error| from_iam(&error))
                })
                .await?;
            }
        }
        self.done(&thing).await?;
        Ok(Came::Done)
    }

    /// Whether the user or role was made by this integration, or by its folder: it bears the mark.
    /// One that bears the mark of another, or was made when there was none, is used if the person
    /// said so; one that this program did not make never is.
    async fn made_principal(&self, now: &Principal, thing: &Thing, what: &str, name: &str) -> Result<bool, Fault> {
        let record = self.record.lock().await;
        if is_marked_by(&now.tags, &record.id) {
            return Ok(true);
        }
        if !is_marked(&now.tags) {
            return Err(fault::integration_taken(what, name));
        }
        match self.adopt || record.made(thing).is_some_and(|made| made.was_there) {
            true => Ok(false),
            false => Err(fault::integration_elsewhere(what, name)),
        }
    }

    /// Whether the user or role that is worked on was made by this integration: what is in it is
    /// then its own.
    async fn made_holder(&self) -> bool {
        let record = self.record.lock().await;
        let is = |made: &Made| matches!(made.thing, Thing::User { .. } | Thing::Role { .. }) && !made.was_there;
        record.made.iter().any(is)
    }

    pub(super) async fn set_access(&self, document: &PlanDocument) -> Result<Came, Fault> {
        let (holder, policy) = (self.holder()?, &self.plan.name);
        let (of_role, name) = named(&holder);
        let thing = Thing::Access { of_role, holder: name, policy: policy.clone() };
        let now = self.store.get_inline(&holder, policy).await.map_err(|error| from_iam(&error))?;
        let was_there = now.is_some() && !self.made_holder().await && !self.is_ours(&thing, "policy", policy).await?;
        let there = now.as_deref().is_some_and(|now| same_policy(now, &document.text));
        let before = now.filter(|_| was_there);
        self.note(Made { before, was_there, ..Made::begun(thing.clone(), &document.text) }).await?;
        if there {
            return self.there(&thing).await;
        }
        let text = compact(&document.text);
        self.store.put_inline(&holder, policy, &text).await.map_err(|error| from_iam(&error))?;
        seen("permissions", || async {
            let seen = self.store.get_inline(&holder, policy).await.map_err(|error| from_iam(&error))?;
            Ok(seen.is_some_and(|seen| same_policy(&seen, &document.text)))
        })
        .await?;
        self.done(&thing).await?;
        Ok(Came::Done)
    }

    pub(super) async fn make_policy(&self, document: &PlanDocument) -> Result<Came, Fault> {
        let (holder, policy) = (self.holder()?, &self.plan.name);
        let caller = self.store.caller().await.map_err(|error| from_iam(&error))?;
        let partition = partition_of(self.store.region());
        let arn = format!("arn:{partition}:iam::{}:policy/{policy}", caller.account);
        let (of_role, name) = named(&holder);
        let thing = Thing::Policy { of_role, holder: name, arn: arn.clone() };
        let now = self.store.get_managed(&arn).await.map_err(|error| from_iam(&error))?;
        if now.as_deref().is_some_and(|now| !same_policy(now, &document.text)) {
            return Err(fault::integration_taken("policy", policy));
        }
        let was = now.is_some();
        let was_there = was && !self.is_ours(&thing, "policy", policy).await?;
        self.note(Made { was_there, ..Made::begun(thing.clone(), &document.text) }).await?;
        if !was {
            let text = compact(&document.text);
            self.store.create_managed(policy, &text).await.map_err(|error| from_iam(&error))?;
        }
        self.store.attach(&holder, &arn).await.map_err(|error| from_iam(&error))?;
        self.done(&thing).await?;
        Ok(if was { Came::There } else { Came::Done })
    }
}

fn named(holder: &Holder) -> (bool, String) {
    match holder {
        Holder::User(name) => (false, name.clone()),
        Holder::Role(name) => (true, name.clone()),
    }
}

/// Without white space, which counts against the length that AWS allows.
fn compact(text: &str) -> String {
    policy::parse(text).document.map_or_else(|| text.to_owned(), |document| document.compact())
}
