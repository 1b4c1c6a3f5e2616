//! Requests that a statement speaks of: for an action, somebody who asks for it, on something, with keys under which the
//! conditions hold.
//!
//! What explains a policy, checks it or calls it public asks here, and every request that is found was put to the
//! evaluation of [`crate::decide`]: what is said of a statement is what it does. The search tries the values that the
//! statement names and some that it does not. It may miss a request where several patterns on one key have to hold
//! together, so “none was found” is never more than a warning.

mod askers;
mod places;
mod values;

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::action::{self, Action};
use crate::condition::holds;
use crate::decide::{Place, applies};
use crate::document::{Condition, Document, Effect, PrincipalType, Statement};
use crate::kind::Kind;
use crate::pattern;
use crate::request::{Context, Request};

use askers::Asker;
pub(crate) use askers::{SOURCE_KEYS, Strange};
pub(crate) use values::is_private;

/// What tells one search from another: which keys the action carries, what it works on, and its name where that counts.
type Search = (Vec<bool>, Vec<&'static str>, String);

/// The search for requests that one statement speaks of.
pub(crate) struct Fitting<'a> {
    document: &'a Document,
    statement: &'a Statement,
    kind: Kind,
    place: Place,
    askers: Vec<Asker>,
    /// The keys of its conditions and variables, in lower case.
    keys: Vec<String>,
    found: RefCell<BTreeMap<Search, Option<Request>>>,
}

impl<'a> Fitting<'a> {
    /// Requests of anybody whom the statement means.
    pub(crate) fn new(document: &'a Document, statement: &'a Statement, kind: Kind) -> Self {
        Self::of(document, statement, kind, askers::meant(statement, kind))
    }

    /// Requests of one whom the statement names.
    pub(crate) fn named(
        document: &'a Document,
        statement: &'a Statement,
        kind: Kind,
        named: (PrincipalType, &str),
    ) -> Self {
        Self::of(document, statement, kind, askers::named(statement, kind, named))
    }

    /// Requests of somebody whom nobody here knows and who comes from anywhere on the Internet: not signed at all, or
    /// signed with an account of their own.
    pub(crate) fn stranger(document: &'a Document, statement: &'a Statement, kind: Kind, signed: bool) -> Self {
        Self::of(document, statement, kind, askers::strangers(statement, signed))
    }

    /// Requests of a stranger who comes by the way that a statement leaves to others.
    pub(crate) fn strange(document: &'a Document, statement: &'a Statement, kind: Kind, stranger: Strange) -> Self {
        Self::of(document, statement, kind, askers::by_way_of(statement, stranger))
    }

    fn of(document: &'a Document, statement: &'a Statement, kind: Kind, askers: Vec<Asker>) -> Self {
        // As `decide_alone` takes it.
        let place = if document.names_principals() { Place::Resource } else { Place::Identity };
        let mut keys: Vec<String> = statement.conditions.iter().map(|c| c.key.to_ascii_lowercase()).collect();
        if document.has_variables() {
            keys.extend(values::variables(statement));
        }
        keys.sort();
        keys.dedup();
        Self { document, statement, kind, place, askers, keys, found: RefCell::default() }
    }

    /// A request for this action that the statement speaks of.
    pub(crate) fn request(&self, action: &Action) -> Option<Request> {
        let name = action.to_string();
        if !self.takes(&name) || !possible(self.kind, action) {
            return None;
        }
        let carried = self.keys.iter().map(|key| carries(action, key)).collect();
        let own_name = action.service == "sts" || action.resources.is_empty();
        let search = (carried, action.resources.clone(), if own_name { name.clone() } else { String::new() });
        let mut found = self.found.borrow_mut();
        let found = found.entry(search).or_insert_with(|| {
            self.look(&name, &|key| carries(action, key), &places::of(action, self.statement, self.document, self.kind))
        });
        found.clone().map(|request| Request { action: name, ..request })
    }

    /// A request for an action that no table has, such as one of another service. `pattern` is what stands in the policy.
    pub(crate) fn unknown(&self, pattern: &str) -> Option<Request> {
        let name = pattern::common(&pattern::plain(pattern), &[pattern::Piece::Any])?;
        let possible = match self.kind {
            Kind::Bucket => name.starts_with("s3"),
            Kind::Trust => name.starts_with("sts:"),
            _ => true,
        };
        if !possible || !self.takes(&name) {
            return None;
        }
        self.look(&name, &|_| true, &places::anywhere(self.statement))
    }

    /// The known actions that it speaks of.
    pub(crate) fn actions(&self) -> Vec<&'static Action> {
        self.covered().into_iter().filter(|action| self.request(action).is_some()).collect()
    }

    /// The known actions that its `Action` or `NotAction` takes in.
    pub(crate) fn covered(&self) -> Vec<&'static Action> {
        let list = &self.statement.action.of.list;
        if self.statement.action.except {
            return action::all().filter(|action| self.takes(&action.to_string())).collect();
        }
        let mut all: Vec<&Action> = list.iter().flat_map(|pattern| action::matching(pattern)).collect();
        all.sort_by_key(|action| (action.service, action.name));
        all.dedup_by_key(|action| (action.service, action.name));
        all
    }

    /// Whether nobody can come of those whom it means.
    pub(crate) fn is_for_nobody(&self) -> bool {
        self.askers.is_empty()
    }

    /// Whether it speaks of any request at all.
    pub(crate) fn any(&self) -> bool {
        self.covered().into_iter().any(|action| self.request(action).is_some())
            || !self.statement.action.except
                && self
                    .statement
                    .action
                    .of
                    .list
                    .iter()
                    .any(|name| *name != "*" && action::matching(name).is_empty() && self.unknown(name).is_some())
    }

    /// Whether the action works on buckets or files.
    pub(crate) fn is_of_a_bucket(action: &Action) -> bool {
        possible(Kind::Bucket, action)
    }

    fn takes(&self, name: &str) -> bool {
        let listed = self.statement.action.of.list.iter().any(|pattern| action::covers(pattern, name));
        listed != self.statement.action.except
    }

    fn look(&self, action: &str, carries: &dyn Fn(&str) -> bool, places: &[places::Place]) -> Option<Request> {
        for asker in self.askers.iter().filter(|asker| asker.asks(action, self.kind)) {
            for alike in [false, true] {
                let Some(context) = self.context(asker, carries, alike) else { continue };
                for place in places {
                    let Some(resource) = place.filled(self.document, &context) else { continue };
                    let request = Request::new(asker.arn.as_deref(), action, &resource, context.clone());
                    if applies(self.document, self.statement, &request, self.place, false).is_some() {
                        return Some(request);
                    }
                }
            }
        }
        None
    }

    /// What a request of the asker carries so that every condition holds. `alike` says that what a variable brings is what
    /// it is compared with, and otherwise something else.
    fn context(&self, asker: &Asker, carries: &dyn Fn(&str) -> bool, alike: bool) -> Option<Context> {
        let mut context = asker.context.clone();
        let tested = |key: &str| self.statement.conditions.iter().any(|c| c.key.eq_ignore_ascii_case(key));
        for key in self.keys.iter().filter(|key| !tested(key)) {
            if context.values(key).is_none() && carries(key) && asker.carries(key) {
                let same = self.compared_with(key).and_then(|other| context.values(other)).filter(|_| alike);
                let value = same.and_then(<[String]>::first).cloned().unwrap_or_else(|| values::example(key));
                context.set(key, [value]);
            }
        }
        // What others refer to is settled first.
        let mut keys: Vec<&String> = self.keys.iter().filter(|key| tested(key)).collect();
        keys.sort_by_key(|key| self.on(key).iter().any(|c| c.values.iter().any(|value| value.text().contains("${"))));
        for key in keys {
            let conditions = self.on(key);
            let candidates = match context.values(key) {
                Some(fixed) => vec![fixed.to_vec()],
                None if !carries(key) || !asker.carries(key) => vec![Vec::new()],
                None => values::candidates(key, &conditions, &context, self.document.has_variables(), asker.far),
            };
            let fits = candidates.into_iter().find(|values| {
                let mut tried = context.clone();
                tried.set(key, values.clone());
                conditions.iter().all(|condition| self.holds(condition, &tried))
            });
            context.set(key, fits?);
        }
        Some(context)
    }

    /// The key that a condition compares with the variable of this name.
    fn compared_with(&self, variable: &str) -> Option<&str> {
        let refers = |text: &str| pattern::variables(text).iter().any(|name| name.eq_ignore_ascii_case(variable));
        let condition = self.statement.conditions.iter().find(|c| c.values.iter().any(|value| refers(value.text())))?;
        Some(&condition.key)
    }

    fn holds(&self, condition: &Condition, context: &Context) -> bool {
        let unknown = self.statement.effect == Effect::Deny;
        holds(condition, context, self.document.has_variables()).unwrap_or(unknown)
    }

    fn on(&self, key: &str) -> Vec<&'a Condition> {
        self.statement.conditions.iter().filter(|condition| condition.key.eq_ignore_ascii_case(key)).collect()
    }
}

/// Whether a policy of this kind is ever asked about the action.
fn possible(kind: Kind, action: &Action) -> bool {
    match kind {
        Kind::Bucket => {
            action.service == "s3" && action.resources.iter().any(|kind| ["bucket", "object"].contains(kind))
        }
        Kind::Trust => action.service == "sts" && action.resources.contains(&"role"),
        _ => true,
    }
}

/// Whether a request for the action can carry the key. Keys of all services, and of those that are not known here, can be.
fn carries(action: &Action, key: &str) -> bool {
    let service = key.split(':').next().unwrap_or_default();
    !["s3", "kms", "sts", "iam"].contains(&service) || action.knows_key(key)
}
