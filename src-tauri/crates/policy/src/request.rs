//! A request to be decided about: who wants to do what with what, and what else is known.

use std::collections::BTreeMap;

/// What else is known about a request: values by the keys of conditions. The case of a key does not
/// matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context(BTreeMap<String, Vec<String>>);

impl Context {
    /// Sets a key with one value, or with several.
    pub fn set<T: Into<String>>(&mut self, key: &str, values: impl IntoIterator<Item = T>) {
        self.0.insert(key.to_lowercase(), values.into_iter().map(Into::into).collect());
    }

    /// The values of a key, if the request has it. A key without values counts as missing, as it
    /// does for AWS.
    pub fn values(&self, key: &str) -> Option<&[String]> {
        self.0.get(&key.to_lowercase()).map(Vec::as_slice).filter(|values| !values.is_empty())
    }

    /// Whether anything is known of the key, also that it is missing.
    pub(crate) fn is_known(&self, key: &str) -> bool {
        self.0.contains_key(&key.to_lowercase())
    }

    /// Takes out what is known of a key.
    pub(crate) fn forget(&mut self, key: &str) {
        self.0.remove(&key.to_lowercase());
    }

    /// Sets a key unless it is there.
    pub(crate) fn suppose(&mut self, key: &str, value: &str) {
        self.0.entry(key.to_lowercase()).or_insert_with(|| vec![value.into()]);
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Context {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(entries: I) -> Self {
        let mut context = Self::default();
        for (key, value) in entries {
            context.set(key, [value]);
        }
        context
    }
}

/// Who wants to do what to what: the question that a policy is decided about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Who asks; nobody known when the request is not signed.
    pub principal: Option<String>,
    /// With its service: `s3:GetObject`.
    pub action: String,
    /// An ARN, or `*` for actions that work on nothing in particular.
    pub resource: String,
    /// The condition keys that are known of the request.
    pub context: Context,
}

impl Request {
    /// A request, with the keys that follow from who asks filled in where the caller has not set
    /// them.
    pub fn new(principal: Option<&str>, action: &str, resource: &str, mut context: Context) -> Self {
        if let Some(arn) = principal {
            crate::principal::describe(arn, &mut context);
        }
        Self { principal: principal.map(Into::into), action: action.into(), resource: resource.into(), context }
    }
}
