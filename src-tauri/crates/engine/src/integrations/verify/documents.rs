//! What the storage has written down: the role and who may take it, the policies, the statements in
//! a bucket's policy, grants on keys. They are read back and asked what they allow, since the other
//! side cannot be played.

use plans::{DocumentKind, KmsGrant, WayKind};
use policy::decide::{Verdict, decide_alone};
use policy::{Context, Document, Request};
use store::{Caller, Holder};

use super::{Check, CheckResult, Lines, Seen, code, failed, tokens::Token, unseen};
use crate::integrations::{
    apply::{
        bucket::statements,
        find,
        grant::{is_same, ours},
        holder, same_policy,
    },
    edits,
};

/// Another customer of nobody we know.
const STRANGER: &str = "999999999999";

impl Check<'_> {
    pub(super) async fn documents(&self, caller: Option<&Caller>, lines: &mut Lines) {
        if let Some(role @ Holder::Role(_)) = holder(self.plan).filter(|_| taken_as(self.plan.kind)) {
            self.trust(&role, caller, lines).await;
        }
        if let Some(holder) = holder(self.plan) {
            self.policy(&holder, lines).await;
            self.keys(&holder, lines).await;
        }
        for document in self.plan.documents.iter().filter(|document| document.kind == DocumentKind::BucketPolicy) {
            let bucket = document.bucket.as_deref().unwrap_or_default();
            let title = format!("The bucket policy of {bucket} has the statements of this integration");
            let asked = async {
                match self.store.get_policy(bucket).await {
                    Err(error) => unseen(&error),
                    Ok(now) => {
                        let text = |text: &str| Document::new(statements(text, &self.plan.name)).compact();
                        same(now.as_deref().map(text).as_deref(), &text(&document.text))
                    }
                }
            };
            self.ask(lines, &format!("statement-{bucket}"), title, asked).await;
        }
        for document in &self.plan.documents {
            let (Some(wanted), Some(bucket)) = (KmsGrant::of(document), &document.bucket) else { continue };
            let title = format!("A grant gives {} access to the KMS key of {bucket}", self.plan.title);
            self.ask(lines, &format!("grant-{bucket}"), title, self.granted(wanted)).await;
        }
    }

    async fn granted(&self, mut wanted: KmsGrant) -> Seen {
        if let Some(holder) = holder(self.plan)
            && let Ok(Some(seen)) = self.store.get_principal(&holder).await
        {
            wanted.grantee_principal = seen.arn;
        }
        let now = match ours(self.store, &wanted.key_id, &wanted.name).await {
            Err(error) => return unseen(&error),
            Ok(now) => now,
        };
        // One that allows something else is told, whatever the others say.
        match now.iter().find(|grant| !is_same(grant, &wanted)).or(now.first()) {
            Some(grant) => {
                let said = format!("For {}: {}.", grant.grantee, grant.operations.join(", "));
                match is_same(grant, &wanted) {
                    true => (CheckResult::Pass, said),
                    false => (CheckResult::Fail, format!("{said} Choose “Fix…” to set it up again.")),
                }
            }
            // An administrator may have said it in the key's policy instead.
            None if self.record.made.is_empty() => {
                (CheckResult::Skip, "There is no grant of this name. The key policy may give access instead.".into())
            }
            None => (CheckResult::Fail, "Not found.".into()),
        }
    }

    async fn policy(&self, holder: &Holder, lines: &mut Lines) {
        let Some(document) = find(self.plan, DocumentKind::AccessPolicy) else { return };
        let own = self.record.made.iter().find_map(|made| match &made.thing {
            crate::integrations::records::Thing::Policy { arn, .. } => Some(arn),
            _ => None,
        });
        let asked = async {
            let now = match own {
                Some(arn) => self.store.get_managed(arn).await,
                None => self.store.get_inline(holder, &self.plan.name).await,
            };
            match now {
                Err(error) => unseen(&error),
                // An administrator gives it whatever name it has there; what it may do is tried
                // below.
                Ok(None) if self.record.made.is_empty() => {
                    (CheckResult::Skip, "There is no policy of this name. It may have another name.".into())
                }
                Ok(now) => same(now.as_deref(), &document.text),
            }
        };
        self.ask(lines, "policy", "The permissions are as they were set up".into(), asked).await;
    }

    /// A user that was made here has the keys that were made here. Another one is another way in.
    async fn keys(&self, holder: &Holder, lines: &mut Lines) {
        let Holder::User(name) = holder else { return };
        let known = [self.record.key(), self.record.second_key()];
        if self.plan.kind != WayKind::Key || known == [None, None] {
            return;
        }
        let asked = async {
            let others: Vec<_> = match self.store.list_keys(name).await {
                Err(error) => return unseen(&error),
                Ok(keys) => keys.into_iter().filter(|key| key.active && !known.contains(&Some(&key.id))).collect(),
            };
            match others.iter().map(|key| key.id.as_str()).collect::<Vec<_>>().as_slice() {
                [] => (CheckResult::Pass, "No other access key is active.".into()),
                ids => (CheckResult::Fail, format!("The user has another active access key: {}.", ids.join(", "))),
            }
        };
        self.ask(lines, "keys", format!("The user {name} has no other access key"), asked).await;
    }

    async fn trust(&self, role: &Holder, caller: Option<&Caller>, lines: &mut Lines) {
        let mut found = None;
        let asked = async {
            match self.store.get_principal(role).await {
                Err(error) => unseen(&error),
                Ok(None) => (CheckResult::Fail, "The role does not exist.".into()),
                Ok(Some(seen)) => {
                    let evidence = seen.arn.clone();
                    found = Some(seen);
                    (CheckResult::Pass, evidence)
                }
            }
        };
        self.ask(lines, "role", format!("The role {} exists", self.plan.name), asked).await;
        let Some(seen) = found else { return };
        let text = seen.trust.unwrap_or_default();
        // A statement that cannot be read may be the one that lets others in.
        let Ok(trust) = policy::parse(&text).sound() else {
            let asked = async { (CheckResult::Fail, "Bucketwise cannot read the trust policy.".into()) };
            self.ask(lines, "trust", "The trust policy can be read".into(), asked).await;
            return;
        };
        let wanted = find(self.plan, DocumentKind::TrustPolicy).and_then(|wanted| policy::parse(&wanted.text).document);
        let token = wanted.as_ref().filter(|_| self.plan.kind == WayKind::Oidc).and_then(Token::of);
        let wider = match (&token, &wanted) {
            (Some(token), Some(wanted)) => token.wider(&trust, wanted, &seen.arn),
            _ => Vec::new(),
        };
        let asked = async { self.as_set_up(&text, &trust, &wider) };
        self.ask(lines, "role-trust", "The trust policy is as it was set up".into(), asked).await;
        match (&self.plan.partner, &token) {
            _ if self.plan.waiting => {
                let words = "Waiting for the partner’s values. Until then, only your own account can assume the role.";
                self.ask(lines, "trust", "Who can assume the role".into(), async { (CheckResult::Info, words.into()) })
                    .await;
            }
            (_, Some(token)) => self.signed_in(token.taken(&trust, &seen.arn), &wider, lines).await,
            (Some(partner), None) => self.trusted(&trust, &seen.arn, partner, lines).await,
            (None, None) => {}
        }
        self.taken(&trust, &seen.arn, caller, lines).await;
    }

    /// Whether somebody changed who may take it. An administrator may word it differently, and
    /// trust nobody else.
    fn as_set_up(&self, now: &str, trust: &Document, wider: &[String]) -> Seen {
        let Some(wanted) = find(self.plan, DocumentKind::TrustPolicy) else {
            return (CheckResult::Skip, String::new());
        };
        let ours = policy::parse(&wanted.text).document.map(|document| document.statements).unwrap_or_default();
        let others = edits::others(&trust.statements, &ours);
        if !others.is_empty() {
            return (CheckResult::Fail, format!("The role also trusts {}.", others.join(", ")));
        }
        let ids = edits::ids(&trust.statements, &ours);
        if !ids.is_empty() {
            let ids: Vec<_> = ids.iter().map(|id| format!("“{id}”")).collect();
            return (CheckResult::Fail, format!("The role also accepts the external ID {}.", ids.join(", ")));
        }
        if !wider.is_empty() {
            return (CheckResult::Fail, format!("The trust policy allows more than was set up. {}", wider.join(" ")));
        }
        match same_policy(now, &wanted.text) {
            false if self.record.made.is_empty() => {
                let said = match edits::conditions(&trust.statements, &ours).as_slice() {
                    [] => "The trust policy is written differently, but trusts nobody else.".into(),
                    keys => {
                        format!(
                            "The trust policy has conditions that were not set up: {}. It trusts nobody else.",
                            keys.join(", ")
                        )
                    }
                };
                (CheckResult::Skip, said)
            }
            _ => same(Some(now), &wanted.text),
        }
    }

    /// The sign-in that it was set up for, and others, put to the trust policy as it is now.
    async fn signed_in(&self, taken: Option<bool>, wider: &[String], lines: &mut Lines) {
        let who = &self.plan.title;
        let right = match taken {
            Some(true) => (CheckResult::Pass, "The current trust policy allows it."),
            Some(false) => (CheckResult::Fail, "The current trust policy does not allow it."),
            None => (CheckResult::Skip, "The trust policy allows fewer sign-ins than were set up."),
        };
        let asked = async { (right.0, right.1.to_owned()) };
        self.ask(lines, "token-right", format!("The agreed sign-in of {who} can assume the role"), asked).await;
        let other = match wider {
            [] => (CheckResult::Pass, "Another subject (sub) and another audience (aud) are denied.".to_owned()),
            wider => (CheckResult::Fail, wider.join(" ")),
        };
        self.ask(lines, "token-other", format!("No other sign-in of {who} can assume the role"), async { other }).await;
    }

    /// The partner, the partner without what was agreed, and a stranger, put to the trust policy as
    /// it is now.
    async fn trusted(&self, trust: &Document, arn: &str, partner: &str, lines: &mut Lines) {
        let comes = partner.replace(":root", ":role/anybody");
        let partition = policy::arn::Arn::parse(partner).map_or("aws", |arn| arn.partition);
        let stranger = format!("arn:{partition}:iam::{STRANGER}:role/anybody");
        let id = self.plan.external_id.as_deref();
        let wrong = id.map(|id| format!("{id}-other"));
        let who = &self.plan.title;
        let mut rows = vec![("trust-right", format!("{who} can assume the role"), comes.as_str(), id, true)];
        if id.is_some() {
            rows.push(("trust-without", format!("{who} is denied without the external ID"), &comes, None, false));
            rows.push((
                "trust-wrong",
                format!("{who} is denied with another external ID"),
                &comes,
                wrong.as_deref(),
                false,
            ));
        }
        rows.push(("trust-stranger", "No other account can assume the role".into(), &stranger, id, false));
        for (key, title, who, id, wanted) in rows {
            let context: Context = id.map(|id| ("sts:ExternalId", id)).into_iter().collect();
            let decision = decide_alone(trust, &Request::new(Some(who), "sts:AssumeRole", arn, context));
            let right = (decision.verdict == Verdict::Allow) == wanted;
            let result = if right { CheckResult::Pass } else { CheckResult::Fail };
            let evidence = format!("By the current trust policy: {decision}");
            self.ask(lines, key, title, async { (result, evidence) }).await;
        }
    }

    /// Where our own login is let in, the role is taken for real: with the agreed ID, without, and
    /// with a wrong one.
    async fn taken(&self, trust: &Document, arn: &str, caller: Option<&Caller>, lines: &mut Lines) {
        let Some((_, agreed)) = self.let_in(trust, arn, caller) else { return };
        // What was agreed, and not what the role asks for by now: it may ask for nothing any more.
        let id = self.plan.external_id.clone().or(agreed);
        let wrong = id.as_deref().map(|id| format!("{id}-other"));
        let mut rows = vec![("take-right", "Assuming the role works", id.as_deref(), true)];
        if id.is_some() {
            rows.push(("take-without", "Assuming the role without the external ID is denied", None, false));
            rows.push(("take-wrong", "Assuming the role with another external ID is denied", wrong.as_deref(), false));
        }
        for (key, title, id, wanted) in rows {
            let asked = async { tried(self.store.take_role(arn, id).await.map(drop), wanted) };
            self.ask(lines, key, title.into(), asked).await;
        }
    }

    /// Our own ARN and the external ID with which the trust policy lets it in.
    pub(super) fn let_in(
        &self,
        trust: &Document,
        arn: &str,
        caller: Option<&Caller>,
    ) -> Option<(String, Option<String>)> {
        let caller = caller?;
        let agreed = plans::named(trust).1;
        let context: Context = agreed.as_deref().map(|id| ("sts:ExternalId", id)).into_iter().collect();
        let decision = decide_alone(trust, &Request::new(Some(&caller.arn), "sts:AssumeRole", arn, context));
        (decision.verdict == Verdict::Allow).then(|| (caller.arn.clone(), agreed))
    }
}

/// Whether somebody else takes the role, and its trust policy says who.
fn taken_as(kind: WayKind) -> bool {
    matches!(kind, WayKind::Role | WayKind::Oidc)
}

/// An answer beside what was wanted.
pub(super) fn tried(answer: Result<(), store::StoreError>, wanted: bool) -> Seen {
    match (answer, wanted) {
        (Ok(()), true) => (CheckResult::Pass, "Allowed.".into()),
        (Ok(()), false) => (CheckResult::Fail, "Allowed, but it should be denied.".into()),
        (Err(error), false) if error.kind == store::StoreErrorKind::NotPermitted => {
            (CheckResult::Pass, format!("Denied, as expected ({}).", code(&error)))
        }
        (Err(error), _) => failed(&error),
    }
}

fn same(now: Option<&str>, wanted: &str) -> Seen {
    match now {
        None => (CheckResult::Fail, "Not found.".into()),
        Some(now) if same_policy(now, wanted) => (CheckResult::Pass, "Unchanged since setup.".into()),
        Some(_) => (CheckResult::Fail, "Changed since setup. Choose “Fix…” to set it up again.".into()),
    }
}
