//! The same statement with variables that may bring anything: what it does not speak of either, it
//! never does.

use super::{Fitting, resources};
use crate::action::{self, without_variables};
use crate::condition::{Compare, Test};
use crate::document::{Choice, Condition, Scalar, Statement, Texts};
use crate::pattern;

/// Whether the search may have missed a request because of variables.
pub(super) fn may_be(strict: &Fitting, action: &str, carries: &dyn Fn(&str) -> bool) -> bool {
    strict.askers.iter().filter(|asker| asker.asks(action, strict.kind)).any(|asker| {
        // What the asker does not carry a variable cannot bring either.
        let open = |text: &str| {
            pattern::variables(text).iter().any(|name| {
                let key = name.to_ascii_lowercase();
                carries(&key) && asker.carries(&key)
            })
        };
        let statement = relaxed(strict.statement, &open);
        let wide = Fitting::of(strict.document, &statement, strict.kind, |_| vec![asker.clone()]);
        let resources = match action::find(action) {
            Some(known) => resources::of(known, &statement, strict.document, strict.kind),
            None => resources::anywhere(&statement, strict.document),
        };
        wide.found(action, carries, &resources).is_some() || wide.is_cut()
    })
}

fn relaxed(statement: &Statement, open: &dyn Fn(&str) -> bool) -> Statement {
    let mut relaxed = statement.clone();
    relaxed.conditions = statement.conditions.iter().filter_map(|one| condition(one, open)).collect();
    relaxed.resource = statement.resource.as_ref().map(|resource| match resource.except {
        true => {
            let list: Vec<String> = resource.of.list.iter().filter(|text| !open(text)).cloned().collect();
            if list.is_empty() { Choice::only(Texts::one("*")) } else { Choice { except: true, of: Texts::many(list) } }
        }
        false => Choice::only(Texts::many(resource.of.list.iter().map(|text| wide(text, open)))),
    });
    relaxed
}

/// The text with anything for its variables, if they may bring anything.
fn wide(text: &str, open: &dyn Fn(&str) -> bool) -> String {
    if open(text) { without_variables(text) } else { text.to_owned() }
}

fn condition(condition: &Condition, open: &dyn Fn(&str) -> bool) -> Option<Condition> {
    if !condition.values.iter().any(|value| open(value.text())) {
        return Some(condition.clone());
    }
    let test = condition.operator.test?;
    let mut relaxed = condition.clone();
    if test.not {
        // What a variable rules out is not known; whether the key has to be there is.
        relaxed.values.retain(|value| !open(value.text()));
        return Some(relaxed);
    }
    relaxed.values = condition.values.iter().map(|value| Scalar::Text(wide(value.text(), open))).collect();
    let compare = if test.compare == Compare::Arn { Compare::Arn } else { Compare::StringLike };
    relaxed.operator.test = Some(Test { compare, not: false });
    Some(relaxed)
}
