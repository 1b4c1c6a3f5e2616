//! Conditions: the operators, and whether a request fulfils them.

mod compare;
mod date;
mod holds;
mod ip;
mod operator;

pub(crate) use compare::readable;
pub(crate) use date::seconds as date_seconds;
pub(crate) use holds::holds;
pub(crate) use ip::{lies_in, range as network};
pub use operator::{Compare, Operator, Order, Quantifier, Test};

/// The name of every operator.
pub(crate) fn names() -> Vec<&'static str> {
    operator::NAMES.iter().map(|(name, ..)| *name).collect()
}

#[cfg(test)]
mod tests;
