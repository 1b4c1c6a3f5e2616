//! What browsers are told: the question that they ask first is asked of the storage, for each site
//! that was let in and for one that nobody knows; and a file is opened by a link that lasts a
//! minute, as a page of the site would.

use plans::{Bucket, CorsRule, DocumentKind, PlanDocument, merge::is_our_rule};
use store::{ObjectAt, PageAnswer};
use words::{Words, checks, say};

use super::{CheckResult, Lines, Seen, Verification, access::list, failed, joined, unseen};
use crate::integrations::{apply::bucket::rules, edits, facts};

/// A name that never leads anywhere (RFC 2606).
const UNKNOWN: &str = "https://bucketwise-check.invalid";
/// The key that is asked about in a bucket without files; nobody needs to have it.
const NO_FILE: &str = "bucketwise-check";

impl Verification<'_> {
    pub(super) async fn websites(&self, lines: &mut Lines) {
        for document in &self.plan.documents {
            if document.kind == DocumentKind::Cors {
                self.bucket_for_websites(document, lines).await;
            }
        }
    }

    async fn bucket_for_websites(&self, document: &PlanDocument, lines: &mut Lines) {
        let bucket = document.bucket.as_deref().unwrap_or_default();
        let ours = rules(&document.text, &self.plan.name);
        let Some(first) = ours.first() else { return };
        let title = say!(checks::AsksRules, bucket);
        self.ask(lines, &format!("rules-{bucket}"), title, self.rules_now(bucket, &ours)).await;
        let folder = self.answers.buckets.iter().find(|known| known.name == bucket);
        let file = list(self.store, bucket, &folder.map(Bucket::path).unwrap_or_default()).await.ok().flatten();
        let at = ObjectAt::new(bucket, file.clone().unwrap_or_else(|| NO_FILE.into()));
        for rule in &ours {
            for origin in &rule.allowed_origins {
                let title = say!(checks::AsksSite, website = origin, bucket);
                let asked = self.preflight(&at, origin.replace('*', "any"), rule);
                self.ask(lines, &format!("cors-{bucket}-{origin}"), title, asked).await;
            }
        }
        if !ours.iter().any(|rule| rule.allowed_origins.iter().any(|origin| origin == "*")) {
            let title = say!(checks::AsksOtherSites, bucket);
            self.ask(lines, &format!("cors-{bucket}-unknown"), title, self.unknown(&at, first)).await;
        }
        let reads = first.allowed_methods.iter().any(|method| method == "GET");
        if let (true, Some(_), Some(origin)) = (reads, file, first.allowed_origins.first()) {
            let title = say!(checks::AsksPage, website = origin);
            self.ask(lines, &format!("page-{bucket}"), title, self.page(&at, origin.replace('*', "any"))).await;
            let title = say!(checks::AsksOtherPage, bucket);
            self.ask(lines, &format!("page-unknown-{bucket}"), title, self.foreign_page(&at)).await;
        }
    }

    /// Whether somebody widened our rules: a browser's question about one website and one method
    /// does not tell.
    async fn rules_now(&self, bucket: &str, wanted: &[CorsRule]) -> Seen {
        let now = match self.store.get_cors(bucket).await {
            Err(error) => return unseen(&error),
            Ok(now) => now.map(|config| facts::rules(&config)).unwrap_or_default(),
        };
        let named: Vec<_> = now.iter().filter(|rule| is_our_rule(rule, &self.plan.name)).cloned().collect();
        // Some storage keeps rules and not their names.
        let nameless = |rule: &CorsRule| CorsRule { id: None, ..rule.clone() };
        if named.is_empty() && wanted.iter().all(|rule| now.iter().any(|seen| nameless(seen) == nameless(rule))) {
            return (CheckResult::Pass, say!(checks::RulesUnnamed));
        }
        let differences = edits::rules(&named, wanted);
        match differences.is_empty() {
            true => (CheckResult::Pass, say!(checks::Unchanged)),
            false => (CheckResult::Fail, joined(differences)),
        }
    }

    async fn preflight(&self, at: &ObjectAt, site: String, rule: &CorsRule) -> Seen {
        let mut told: Vec<Words> = Vec::new();
        for method in &rule.allowed_methods {
            match self.store.preflight(at, &site, method, &[]).await {
                Err(error) => return failed(&error),
                Ok(answer) if lets_in(&answer, &site) => {
                    told.push(say!(checks::Preflight, method, answer = said(&answer)));
                }
                Ok(answer) => {
                    return (CheckResult::Fail, say!(checks::PreflightRefused, method, answer = said(&answer)));
                }
            }
        }
        (CheckResult::Pass, joined(told))
    }

    async fn unknown(&self, at: &ObjectAt, rule: &CorsRule) -> Seen {
        let method = rule.allowed_methods.first().map_or("GET", String::as_str);
        match self.store.preflight(at, UNKNOWN, method, &[]).await {
            Err(error) => failed(&error),
            Ok(answer) if lets_in(&answer, UNKNOWN) => {
                (CheckResult::Info, say!(checks::CorsEveryone, answer = said(&answer)))
            }
            Ok(answer) => (CheckResult::Pass, say!(checks::CorsDenied, answer = said(&answer))),
        }
    }

    async fn page(&self, at: &ObjectAt, site: String) -> Seen {
        match self.store.get_as_page(at, &site).await {
            Err(error) => failed(&error),
            Ok(answer) if answer.status < 300 && names(&answer, &site) => {
                (CheckResult::Pass, say!(checks::Page, answer = said(&answer)))
            }
            Ok(answer) => (CheckResult::Fail, say!(checks::Page, answer = said(&answer))),
        }
    }

    /// The link itself opens for whoever has it; it is the browser that keeps the answer from the
    /// page.
    async fn foreign_page(&self, at: &ObjectAt) -> Seen {
        match self.store.get_as_page(at, UNKNOWN).await {
            Err(error) => failed(&error),
            Ok(answer) if names(&answer, UNKNOWN) => {
                (CheckResult::Info, say!(checks::CorsEveryone, answer = said(&answer)))
            }
            Ok(answer) => (CheckResult::Pass, say!(checks::PageBlocked, answer = said(&answer))),
        }
    }
}

fn lets_in(answer: &PageAnswer, site: &str) -> bool {
    answer.status < 300 && names(answer, site)
}

fn names(answer: &PageAnswer, site: &str) -> bool {
    answer.allow_origin.as_deref().is_some_and(|origin| origin == "*" || origin == site)
}

fn said(answer: &PageAnswer) -> Words {
    let status = answer.status.to_string();
    match &answer.allow_origin {
        Some(origin) => say!(checks::Answer, status, origin),
        None => say!(checks::AnswerNone, status),
    }
}
