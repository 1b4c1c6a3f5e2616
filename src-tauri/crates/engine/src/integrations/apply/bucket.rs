//! The steps about buckets: our statements among those of their policy, our rules among those for
//! websites.

use plans::{CorsRule, PlanDocument, merge, sid_of};
use policy::{Document, Statement};

use super::{At, Came, seen};
use crate::{
    fault::{self, Fault, from_iam},
    integrations::{
        facts,
        records::{Made, Thing},
        same::same_policy,
    },
};

impl At<'_> {
    pub(super) async fn add_to_policy(&self, document: &PlanDocument) -> Result<Came, Fault> {
        let bucket = document.bucket.as_deref().unwrap_or_default();
        let now = self.store.get_policy(bucket).await.map_err(|error| from_iam(&error))?;
        let ours = statements(&document.text, &self.plan.name);
        let wanted = merge::policy(now.as_deref(), &sid_of(&self.plan.name), ours);
        let wanted = wanted.ok_or_else(|| fault::bucket_policy_unread(bucket))?.compact();
        let thing = Thing::BucketPolicy { bucket: bucket.to_owned() };
        let there = now.as_deref().is_some_and(|now| same_policy(now, &wanted));
        let named = now.as_deref().is_some_and(|now| !statements(now, &self.plan.name).is_empty());
        let was_there = named && !self.is_ours(&thing, "statement", &self.plan.name).await?;
        // What was there before this integration is all but its own.
        let before = match named && !was_there {
            true => merge::policy(now.as_deref(), &sid_of(&self.plan.name), Vec::new()),
            false => now.as_deref().and_then(|now| policy::parse(now).sound().ok()),
        };
        let before = before.filter(|before| !before.statements.is_empty()).map(|before| before.compact());
        self.note(Made { before, was_there, ..Made::begun(thing.clone(), &wanted) }).await?;
        if there {
            return self.there(&thing).await;
        }
        self.store.put_policy(bucket, &wanted).await.map_err(|error| from_iam(&error))?;
        seen("bucket-policy", || async {
            let seen = self.store.get_policy(bucket).await.map_err(|error| from_iam(&error))?;
            Ok(seen.is_some_and(|seen| same_policy(&seen, &wanted)))
        })
        .await?;
        self.done(&thing).await?;
        Ok(Came::Done)
    }

    pub(super) async fn add_rules(&self, document: &PlanDocument) -> Result<Came, Fault> {
        let bucket = document.bucket.as_deref().unwrap_or_default();
        let now = self.rules(bucket).await?;
        let wanted = merge::cors(&now, &self.plan.name, rules(&document.text, &self.plan.name));
        let thing = Thing::Cors { bucket: bucket.to_owned() };
        let named = now.iter().any(|rule| merge::is_our_rule(rule, &self.plan.name));
        let was_there = named && !self.is_ours(&thing, "cors-rule", &self.plan.name).await?;
        let before = if was_there { now.clone() } else { merge::cors(&now, &self.plan.name, Vec::new()) };
        let before = (!before.is_empty()).then(|| merge::cors_json(&before));
        self.note(Made { before, was_there, ..Made::begun(thing.clone(), &merge::cors_json(&wanted)) }).await?;
        if same_rules(&now, &wanted) {
            return self.there(&thing).await;
        }
        let config = facts::config(wanted.clone());
        self.store.put_cors(bucket, &config).await.map_err(|error| from_iam(&error))?;
        seen("cors-rules", || async { Ok(same_rules(&self.rules(bucket).await?, &wanted)) }).await?;
        self.done(&thing).await?;
        Ok(Came::Done)
    }

    async fn rules(&self, bucket: &str) -> Result<Vec<CorsRule>, Fault> {
        let now = self.store.get_cors(bucket).await.map_err(|error| from_iam(&error))?;
        Ok(now.map(|config| facts::rules(&config)).unwrap_or_default())
    }
}

/// Our statements in a policy.
pub(in crate::integrations) fn statements(text: &str, name: &str) -> Vec<Statement> {
    let sid = sid_of(name);
    let ours = |statement: &Statement| statement.sid.as_ref().is_some_and(|own| merge::is_ours(own, &sid));
    let read = policy::parse(text).document.unwrap_or_else(|| Document::new(Vec::new()));
    read.statements.into_iter().filter(ours).collect()
}

/// Our rules among those of a text.
pub(in crate::integrations) fn rules(text: &str, name: &str) -> Vec<CorsRule> {
    merge::cors_rules(text).into_iter().filter(|rule| merge::is_our_rule(rule, name)).collect()
}

pub(in crate::integrations) fn same_rules(one: &[CorsRule], other: &[CorsRule]) -> bool {
    facts::config(one.to_vec()).same(&facts::config(other.to_vec()))
}
