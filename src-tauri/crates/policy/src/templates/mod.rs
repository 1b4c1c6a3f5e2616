//! Policies that people need again and again, written so that [`crate::lint`] has nothing to say
//! about them.
//!
//! Access to a folder is given in separate statements: a condition on the prefix belongs to listing
//! alone, and under it any other permission of the bucket would be dead.

mod access;
mod bucket;
mod escape;

pub use access::{Access, Folder, access, trust};
pub use bucket::{other_account_reads, public_folder, require_tls};
pub use escape::{Escaped, escape};

use crate::condition::Operator;
use crate::document::{Choice, Condition, Effect, PrincipalType, Principals, Scalar, Statement, Texts};

impl Statement {
    /// A statement with a name, actions and resources, that allows.
    pub fn allow(sid: &str, actions: &[&str], resources: &[String]) -> Self {
        Self {
            sid: Some(sid.into()),
            effect: Effect::Allow,
            principal: None,
            action: Choice::only(listed(actions)),
            resource: (!resources.is_empty()).then(|| Choice::only(listed(resources))),
            conditions: Vec::new(),
        }
    }

    /// A statement that denies these actions on these resources.
    pub fn deny(sid: &str, actions: &[&str], resources: &[String]) -> Self {
        Self { effect: Effect::Deny, ..Self::allow(sid, actions, resources) }
    }

    /// For those of an account, or one user or role.
    pub fn to_aws(self, principal: &str) -> Self {
        let listed = Principals::Listed(vec![(PrincipalType::Aws, Texts::one(principal))]);
        Self { principal: Some(Choice::only(listed)), ..self }
    }

    /// For anybody, also those who are not signed in.
    pub fn to_everyone(self) -> Self {
        Self { principal: Some(Choice::only(Principals::Everyone)), ..self }
    }

    /// As Scaleway writes it: buckets and files by their names alone.
    pub fn for_scaleway(mut self) -> Self {
        for text in self.resource.iter_mut().flat_map(|resource| &mut resource.of.list) {
            if let Some((_, name)) = text.split_once(":s3:::") {
                *text = name.to_owned();
            }
        }
        self
    }

    /// With a condition more.
    pub fn only_if(mut self, operator: &str, key: &str, value: &str) -> Self {
        let values = vec![Scalar::Text(value.into())];
        self.conditions.push(Condition { operator: Operator::new(operator), key: key.into(), values, bare: true });
        self
    }
}

/// One without brackets, several with.
fn listed<T: Into<String> + Clone>(texts: &[T]) -> Texts {
    match texts {
        [one] => Texts::one(one.clone()),
        many => Texts::many(many.iter().cloned()),
    }
}

#[cfg(test)]
mod tests;
