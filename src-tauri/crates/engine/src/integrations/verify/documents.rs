//! What the storage has written down: the role and who may take it, the policies, the statements in
//! a bucket's policy, grants on keys. They are read back and asked what they allow, since the other
//! side cannot be played.

use plans::{DocumentKind, KmsGrant, WayKind};
use policy::decide::{Verdict, decide_alone};
use policy::{Context, Document, Request};
use store::{Caller, Holder};
use words::{Words, checks, say};

use super::{CheckResult, Lines, Seen, Verification, code, failed, joined, tokens::Token, unseen};
use crate::integrations::{
    apply::{
        bucket::statements,
        find,
        grant::{is_same, ours},
        holder,
    },
    edits,
    same::same_policy,
};

/// Another customer of nobody we know.
const STRANGER: &str = "999999999999";

impl Verification<'_> {
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
            let title = say!(checks::AsksStatement, bucket);
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
            let title = say!(checks::AsksGrant, product = &self.plan.title, bucket);
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
                let (who, operations) = (&grant.grantee, grant.operations.clone());
                match is_same(grant, &wanted) {
                    true => (CheckResult::Pass, say!(checks::Grant, who, operations)),
                    false => (CheckResult::Fail, say!(checks::GrantOther, who, operations)),
                }
            }
            // An administrator may have said it in the key's policy instead.
            None if self.record.made.is_empty() => (CheckResult::Skip, say!(checks::NoGrant)),
            None => (CheckResult::Fail, say!(checks::NotFound)),
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
                Ok(None) if self.record.made.is_empty() => (CheckResult::Skip, say!(checks::PolicyUnnamed)),
                Ok(now) => same(now.as_deref(), &document.text),
            }
        };
        self.ask(lines, "policy", say!(checks::AsksPolicy), asked).await;
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
                [] => (CheckResult::Pass, say!(checks::KeysNone)),
                ids => (CheckResult::Fail, say!(checks::KeysOther, keys = ids.to_vec())),
            }
        };
        self.ask(lines, "keys", say!(checks::AsksKeys, name), asked).await;
    }

    async fn trust(&self, role: &Holder, caller: Option<&Caller>, lines: &mut Lines) {
        let mut found = None;
        let asked = async {
            match self.store.get_principal(role).await {
                Err(error) => unseen(&error),
                Ok(None) => (CheckResult::Fail, say!(checks::NoRole)),
                Ok(Some(seen)) => {
                    let evidence = seen.arn.clone();
                    found = Some(seen);
                    (CheckResult::Pass, evidence.into())
                }
            }
        };
        self.ask(lines, "role", say!(checks::AsksRole, name = &self.plan.name), asked).await;
        let Some(seen) = found else { return };
        let text = seen.trust.unwrap_or_default();
        // A statement that cannot be read may be the one that gives others access.
        let Ok(trust) = policy::parse(&text).sound() else {
            let asked = async { (CheckResult::Fail, say!(checks::TrustUnread)) };
            self.ask(lines, "trust", say!(checks::AsksTrustRead), asked).await;
            return;
        };
        let wanted = find(self.plan, DocumentKind::TrustPolicy).and_then(|wanted| policy::parse(&wanted.text).document);
        let token = wanted.as_ref().filter(|_| self.plan.kind == WayKind::Oidc).and_then(Token::of);
        let wider = match (&token, &wanted) {
            (Some(token), Some(wanted)) => token.wider(&trust, wanted, &seen.arn),
            _ => Vec::new(),
        };
        let asked = async { self.as_set_up(&text, &trust, &wider) };
        self.ask(lines, "role-trust", say!(checks::AsksTrustSame), asked).await;
        match (&self.plan.partner, &token) {
            _ if self.plan.waiting => {
                let asked = async { (CheckResult::Info, say!(checks::TrustWaiting)) };
                self.ask(lines, "trust", say!(checks::AsksTrust), asked).await;
            }
            (_, Some(token)) => self.signed_in(token.taken(&trust, &seen.arn), &wider, lines).await,
            (Some(partner), None) => self.trusted(&trust, &seen.arn, partner, lines).await,
            (None, None) => {}
        }
        self.taken(&trust, &seen.arn, caller, lines).await;
    }

    /// Whether somebody changed who may take it. An administrator may word it differently, and
    /// trust nobody else.
    fn as_set_up(&self, now: &str, trust: &Document, wider: &[Words]) -> Seen {
        let Some(wanted) = find(self.plan, DocumentKind::TrustPolicy) else {
            return (CheckResult::Skip, "".into());
        };
        let ours = policy::parse(&wanted.text).document.map(|document| document.statements).unwrap_or_default();
        let others = edits::others(&trust.statements, &ours);
        if !others.is_empty() {
            return (CheckResult::Fail, say!(checks::TrustOthers, who = others));
        }
        let ids = edits::ids(&trust.statements, &ours);
        if !ids.is_empty() {
            let ids: Vec<Words> = ids.iter().map(|id| say!(checks::Quoted, text = id)).collect();
            return (CheckResult::Fail, say!(checks::TrustIds, ids));
        }
        if !wider.is_empty() {
            return (CheckResult::Fail, say!(checks::TrustWider, ways = joined(wider.to_vec())));
        }
        match same_policy(now, &wanted.text) {
            false if self.record.made.is_empty() => {
                let said = match edits::conditions(&trust.statements, &ours).as_slice() {
                    [] => say!(checks::TrustReworded),
                    keys => say!(checks::TrustConditions, keys = keys.to_vec()),
                };
                (CheckResult::Skip, said)
            }
            _ => same(Some(now), &wanted.text),
        }
    }

    /// The sign-in that it was set up for, and others, put to the trust policy as it is now.
    async fn signed_in(&self, taken: Option<bool>, wider: &[Words], lines: &mut Lines) {
        let product = &self.plan.title;
        let right = match taken {
            Some(true) => (CheckResult::Pass, say!(checks::TokenAllowed)),
            Some(false) => (CheckResult::Fail, say!(checks::TokenDenied)),
            None => (CheckResult::Skip, say!(checks::TokenFewer)),
        };
        self.ask(lines, "token-right", say!(checks::AsksToken, product), async { right }).await;
        let other = match wider {
            [] => (CheckResult::Pass, say!(checks::TokenOthersDenied)),
            wider => (CheckResult::Fail, joined(wider.to_vec())),
        };
        self.ask(lines, "token-other", say!(checks::AsksTokenOther, product), async { other }).await;
    }

    /// The partner, the partner without what was agreed, and a stranger, put to the trust policy as
    /// it is now.
    async fn trusted(&self, trust: &Document, arn: &str, partner: &str, lines: &mut Lines) {
        let comes = partner.replace(":root", ":role/anybody");
        let partition = policy::arn::Arn::parse(partner).map_or("aws", |arn| arn.partition);
        let stranger = format!("arn:{partition}:iam::{STRANGER}:role/anybody");
        let id = self.plan.external_id.as_deref();
        let wrong = id.map(|id| format!("{id}-other"));
        let product = &self.plan.title;
        let mut rows: Vec<(&str, Words, &str, Option<&str>, bool)> =
            vec![("trust-right", say!(checks::AsksPartner, product), &comes, id, true)];
        if id.is_some() {
            rows.push(("trust-without", say!(checks::AsksPartnerNoId, product), &comes, None, false));
            let other = say!(checks::AsksPartnerOtherId, product);
            rows.push(("trust-wrong", other, &comes, wrong.as_deref(), false));
        }
        rows.push(("trust-stranger", say!(checks::AsksOtherAccount), &stranger, id, false));
        for (key, title, who, id, wanted) in rows {
            let context: Context = id.map(|id| ("sts:ExternalId", id)).into_iter().collect();
            let decision = decide_alone(trust, &Request::new(Some(who), "sts:AssumeRole", arn, context));
            let right = (decision.verdict == Verdict::Allow) == wanted;
            let result = if right { CheckResult::Pass } else { CheckResult::Fail };
            let evidence = say!(checks::ByTrust, decision = Words::from(&decision));
            self.ask(lines, key, title, async { (result, evidence) }).await;
        }
    }

    /// Where our own login is let in, the role is taken for real: with the agreed ID, without, and
    /// with a wrong one.
    async fn taken(&self, trust: &Document, arn: &str, caller: Option<&Caller>, lines: &mut Lines) {
        let Some((_, agreed)) = self.may_take(trust, arn, caller) else { return };
        // What was agreed, and not what the role asks for by now: it may ask for nothing any more.
        let id = self.plan.external_id.clone().or(agreed);
        let wrong = id.as_deref().map(|id| format!("{id}-other"));
        let mut rows: Vec<(&str, Words, Option<&str>, bool)> =
            vec![("take-right", say!(checks::AsksTake), id.as_deref(), true)];
        if id.is_some() {
            rows.push(("take-without", say!(checks::AsksTakeNoId), None, false));
            rows.push(("take-wrong", say!(checks::AsksTakeOtherId), wrong.as_deref(), false));
        }
        for (key, title, id, wanted) in rows {
            let asked = async { tried(self.store.take_role(arn, id).await.map(drop), wanted) };
            self.ask(lines, key, title, asked).await;
        }
    }

    /// Our own ARN and the external ID with which the trust policy allows it to take the role.
    pub(super) fn may_take(
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
        (Ok(()), true) => (CheckResult::Pass, say!(checks::Allowed)),
        (Ok(()), false) => (CheckResult::Fail, say!(checks::AllowedWrongly)),
        (Err(error), false) if error.kind == store::StoreErrorKind::NotPermitted => {
            (CheckResult::Pass, say!(checks::Denied, code = code(&error)))
        }
        (Err(error), _) => failed(&error),
    }
}

fn same(now: Option<&str>, wanted: &str) -> Seen {
    match now {
        None => (CheckResult::Fail, say!(checks::NotFound)),
        Some(now) if same_policy(now, wanted) => (CheckResult::Pass, say!(checks::Unchanged)),
        Some(_) => (CheckResult::Fail, say!(checks::Changed)),
    }
}
