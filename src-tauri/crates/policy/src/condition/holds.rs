//! Whether a condition holds for a request: missing keys, many values, negation.

use super::compare::compare;
use super::operator::{Compare, Quantifier, Test};
use crate::document::Condition;
use crate::request::Context;

/// Whether `condition` holds. Nothing if its operator is not known. `variables` says whether the
/// document has any.
pub(crate) fn holds(condition: &Condition, context: &Context, variables: bool) -> Option<bool> {
    let test = condition.operator.test?;
    let values = context.values(&condition.key);
    if test.compare == Compare::Null {
        let wanted = if values.is_none() { "true" } else { "false" };
        return Some(condition.values.iter().any(|value| value.text().eq_ignore_ascii_case(wanted)));
    }
    let one = |value: &String| fulfils(test, value, condition, variables.then_some(context));
    Some(match (condition.operator.quantifier, values) {
        (Some(Quantifier::All), values) => values.unwrap_or_default().iter().all(one),
        // `IfExists` looks at single values inside the loop: without any there is nothing to find.
        (Some(Quantifier::Any), values) => values.unwrap_or_default().iter().any(one),
        (None, None) => condition.operator.if_exists || test.not,
        (None, Some([value])) => one(value),
        // AWS leaves open what an operator for one value makes of many; it is never taken for true
        // here.
        (None, Some(_)) => false,
    })
}

/// One value of the request against the list of the policy: any of it, or with a negated operator
/// none of it.
fn fulfils(test: Test, value: &str, condition: &Condition, context: Option<&Context>) -> bool {
    let mut results = condition.values.iter().map(|wanted| compare(test.compare, value, wanted.text(), context));
    if test.not { results.all(|same| same == Some(false)) } else { results.any(|same| same == Some(true)) }
}
