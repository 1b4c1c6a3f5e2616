//! Requests that a statement speaks of: for an action, somebody who asks for it, on something, with
//! keys under which the conditions hold.
//!
//! What explains a policy, checks it or calls it public asks here, and every request that is found
//! was put to the evaluation of [`crate::decide`]: what is said of a statement is what it does. The
//! conditions on one key are searched together ([`texts`]), and so are keys that depend on each
//! other through who asks or through variables ([`clues`]), up to a bound. Where none is found, the
//! search is made again with variables that may bring anything: only when that finds none either
//! there is none, and otherwise the answer is [`Answer::Perhaps`].

mod askers;
mod clues;
mod relaxed;
mod resources;
mod texts;
mod values;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use crate::action::{self, Action};
use crate::condition::holds;
use crate::decide::{PolicySource, applies};
use crate::document::{Condition, Document, Effect, PrincipalType, Statement};
use crate::kind::Kind;
use crate::pattern;
use crate::request::{Context, Request};

use askers::Asker;
pub(crate) use askers::{SOURCE_KEYS, Strange};
use clues::Clues;
pub(crate) use values::is_private;

/// What tells one search from another: which keys the action carries, what it works on, and its
/// name where that counts.
type Search = (Vec<bool>, Vec<&'static str>, String);

/// More choices of values than these are not tried for one search.
const MOST_CHOICES: usize = 20_000;
/// More values than these are not tried for a key that others depend on.
const MOST_VALUES: usize = 6;

/// Whether a statement speaks of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It does, of this one for example.
    Yes(Request),
    /// Its values depend on each other in a way that was not settled within the bounds.
    Perhaps,
    No,
}

impl Answer {
    /// Whether it cannot be ruled out.
    pub(crate) fn may_be(&self) -> bool {
        *self != Self::No
    }
}

/// The search for requests that one statement speaks of.
pub(crate) struct Fitting<'a> {
    document: &'a Document,
    statement: &'a Statement,
    kind: Kind,
    place: PolicySource,
    clues: Clues<'a>,
    askers: Vec<Asker>,
    /// The keys of its conditions and variables, in lower case, in the order in which values are
    /// chosen. Variables of the document are among them, and come first.
    keys: Vec<String>,
    /// How many of the keys are in variables.
    referred: usize,
    choices: Cell<usize>,
    known: RefCell<BTreeMap<Search, Answer>>,
}

impl<'a> Fitting<'a> {
    /// Requests of anybody whom the statement means.
    pub(crate) fn new(document: &'a Document, statement: &'a Statement, kind: Kind) -> Self {
        Self::of(document, statement, kind, |clues| askers::meant(clues, kind))
    }

    /// Requests of one whom the statement names.
    pub(crate) fn named(
        document: &'a Document,
        statement: &'a Statement,
        kind: Kind,
        named: (PrincipalType, &str),
    ) -> Self {
        Self::of(document, statement, kind, |clues| askers::named(clues, kind, named))
    }

    /// Requests of a stranger from anywhere on the Internet: not signed at all, or signed with an
    /// account of their own.
    pub(crate) fn stranger(document: &'a Document, statement: &'a Statement, kind: Kind, signed: bool) -> Self {
        Self::of(document, statement, kind, |clues| askers::strangers(clues, signed))
    }

    /// Requests of a stranger who comes by the way that a statement leaves to others.
    pub(crate) fn strange(document: &'a Document, statement: &'a Statement, kind: Kind, stranger: Strange) -> Self {
        Self::of(document, statement, kind, |clues| askers::by_way_of(clues, stranger))
    }

    fn of(
        document: &'a Document,
        statement: &'a Statement,
        kind: Kind,
        askers: impl FnOnce(&Clues) -> Vec<Asker>,
    ) -> Self {
        // As `decide_alone` takes it.
        let place = if document.names_principals() { PolicySource::Resource } else { PolicySource::Identity };
        let clues = Clues::new(document, statement);
        let askers = askers(&clues);
        let mut keys = if document.has_variables() { values::variables(statement) } else { Vec::new() };
        keys.sort();
        keys.dedup();
        // What others refer to is settled first.
        keys.sort_by_key(|key| clues.on(key).any(|c| c.values.iter().any(|value| value.text().contains("${"))));
        let referred = keys.len();
        let mut tested: Vec<String> = statement.conditions.iter().map(|c| c.key.to_ascii_lowercase()).collect();
        tested.sort();
        tested.dedup();
        tested.retain(|key| !keys.contains(key));
        keys.extend(tested);
        let (choices, known) = (Cell::default(), RefCell::default());
        Self { document, statement, kind, place, clues, askers, keys, referred, choices, known }
    }

    /// Whether there is a request for this action that the statement speaks of.
    pub(crate) fn request(&self, action: &Action) -> Answer {
        let name = action.to_string();
        if !self.takes(&name) || !possible(self.kind, action) {
            return Answer::No;
        }
        let carried = self.keys.iter().map(|key| carries(action, key)).collect();
        let own_name = action.service == "sts" || action.resources.is_empty();
        let search = (carried, action.resources.clone(), if own_name { name.clone() } else { String::new() });
        let mut known = self.known.borrow_mut();
        let known = known.entry(search).or_insert_with(|| {
            self.look(
                &name,
                &|key| carries(action, key),
                &resources::of(action, self.statement, self.document, self.kind),
            )
        });
        match known.clone() {
            Answer::Yes(request) => Answer::Yes(Request { action: name, ..request }),
            other => other,
        }
    }

    /// Whether there is a request for an action that no table has, such as one of another service.
    /// `pattern` is what stands in the policy.
    pub(crate) fn unknown(&self, pattern: &str) -> Answer {
        let Some(name) = pattern::common(&pattern::plain(pattern), &[pattern::Piece::Any]) else { return Answer::No };
        let possible = match self.kind {
            Kind::Bucket => name.starts_with("s3"),
            Kind::Trust => name.starts_with("sts:"),
            _ => true,
        };
        if !possible || !self.takes(&name) {
            return Answer::No;
        }
        self.look(&name, &|_| true, &resources::anywhere(self.statement, self.document))
    }

    /// The known actions that it speaks of, or may speak of.
    pub(crate) fn actions(&self) -> Vec<&'static Action> {
        self.covered().into_iter().filter(|action| self.request(action).may_be()).collect()
    }

    /// Whether it could not be settled of an action that it takes in.
    pub(crate) fn is_unsettled(&self) -> bool {
        self.covered().into_iter().any(|action| self.request(action) == Answer::Perhaps)
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

    /// Whether none of those whom it names can make a request.
    pub(crate) fn is_for_nobody(&self) -> bool {
        self.askers.is_empty()
    }

    /// Whether it speaks of any request at all, or may do so.
    pub(crate) fn any(&self) -> bool {
        self.covered().into_iter().any(|action| self.request(action).may_be())
            || !self.statement.action.except
                && self
                    .statement
                    .action
                    .of
                    .list
                    .iter()
                    .any(|name| *name != "*" && action::matching(name).is_empty() && self.unknown(name).may_be())
    }

    /// Whether the action works on buckets or files.
    pub(crate) fn is_of_a_bucket(action: &Action) -> bool {
        possible(Kind::Bucket, action)
    }

    fn takes(&self, name: &str) -> bool {
        let listed = self.statement.action.of.list.iter().any(|pattern| action::covers(pattern, name));
        listed != self.statement.action.except
    }

    fn look(&self, action: &str, carries: &dyn Fn(&str) -> bool, resources: &[resources::Resource]) -> Answer {
        match self.found(action, carries, resources) {
            Some(request) => Answer::Yes(request),
            None if self.is_cut() || self.referred > 0 && relaxed::may_be(self, action, carries) => Answer::Perhaps,
            None => Answer::No,
        }
    }

    fn found(
        &self,
        action: &str,
        carries: &dyn Fn(&str) -> bool,
        resources: &[resources::Resource],
    ) -> Option<Request> {
        let look = Look { action, carries, resources };
        self.choices.set(0);
        let mut asking = self.askers.iter().filter(|asker| asker.asks(action, self.kind));
        asking.find_map(|asker| self.settled(&look, asker, &mut asker.context.clone(), &self.keys))
    }

    /// Whether the last search ended at a bound.
    fn is_cut(&self) -> bool {
        self.clues.cut.get() || self.choices.get() > MOST_CHOICES
    }

    /// A request of the asker under whose keys every condition holds, when values are chosen for
    /// the rest of the keys.
    fn settled(&self, look: &Look, asker: &Asker, context: &mut Context, keys: &[String]) -> Option<Request> {
        let Some((key, rest)) = keys.split_first() else { return self.anywhere(look, asker, context) };
        let own: Vec<&Condition> = self.clues.on(key).collect();
        let candidates = match context.values(key) {
            Some(fixed) => vec![fixed.to_vec()],
            None if !(look.carries)(key) || !asker.carries(key) => vec![Vec::new()],
            None => values::candidates(key, asker, &self.clues, context),
        };
        let before = context.clone();
        // On a key that is in no variable nothing else depends: the first value will do.
        let most = if keys.len() > self.keys.len() - self.referred { MOST_VALUES } else { 1 };
        let mut tried = 0;
        for values in candidates {
            self.choices.set(self.choices.get() + 1);
            if tried >= most || self.choices.get() > MOST_CHOICES {
                break;
            }
            context.set(key, values);
            if own.iter().all(|condition| self.holds(condition, context)) {
                tried += 1;
                if let Some(request) = self.settled(look, asker, context, rest) {
                    return Some(request);
                }
            }
            context.clone_from(&before);
        }
        None
    }

    fn anywhere(&self, look: &Look, asker: &Asker, context: &Context) -> Option<Request> {
        look.resources.iter().find_map(|resource| {
            let resource = resource.filled(self.document, context)?;
            let request = Request::new(asker.arn.as_deref(), look.action, &resource, context.clone());
            applies(self.document, self.statement, &request, self.place, false).map(|_| request)
        })
    }

    fn holds(&self, condition: &Condition, context: &Context) -> bool {
        let unknown = self.statement.effect == Effect::Deny;
        holds(condition, context, self.document.has_variables()).unwrap_or(unknown)
    }
}

/// What a request is looked for with.
struct Look<'p> {
    action: &'p str,
    carries: &'p dyn Fn(&str) -> bool,
    resources: &'p [resources::Resource<'p>],
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

/// Whether a request for the action can carry the key. Keys of all services, and of those that are
/// not known here, can be.
fn carries(action: &Action, key: &str) -> bool {
    let service = key.split(':').next().unwrap_or_default();
    !["s3", "kms", "sts", "iam"].contains(&service) || action.knows_key(key)
}

#[cfg(test)]
mod tests;
