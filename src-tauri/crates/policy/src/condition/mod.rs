//! Conditions: the operators, and whether a request fulfils them.

mod compare;
mod date;
mod holds;
mod ip;
mod operator;

pub(crate) use compare::readable;
pub(crate) use holds::holds;
pub use operator::{Compare, Operator, Order, Quantifier, Test};

/// The name of every operator.
pub(crate) fn names() -> Vec<&'static str> {
    operator::NAMES.iter().map(|(name, ..)| *name).collect()
}

#[cfg(test)]
mod tests;
