//! What can be done: the actions of S3, IAM, KMS and STS, as AWS's service authorisation reference
//! lists them.
//!
//! The tables lie in `data/`, with where they come from. Actions of other services are neither
//! known nor refused.

use std::sync::LazyLock;

use crate::form::{self, Form};
use crate::pattern;

/// What an action does to its resource, in AWS's own classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Sees that things are there.
    List,
    /// Reads what is in objects, or their settings.
    Read,
    /// Changes the tags of things that are there.
    Tagging,
    /// Adds, changes or deletes things.
    Write,
    /// Changes who may do what.
    Permissions,
}

/// One action of a service, as AWS lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The part before the colon: `s3`.
    pub service: &'static str,
    /// The part behind the colon: `GetObject`.
    pub name: &'static str,
    /// What it does to its resource, in AWS's own classes.
    pub level: Level,
    /// The types of resource it works on; none if it works on nothing in particular and takes `*`
    /// alone.
    pub resources: Vec<&'static str>,
    /// The condition keys that only some actions of the service know. `*` stands for the rest of a
    /// name.
    pub keys: Vec<&'static str>,
}

/// The actions of one service.
struct Table {
    name: &'static str,
    common: Vec<&'static str>,
    /// Type of resource and the form of its ARN.
    resources: Vec<(&'static str, Form)>,
    actions: Vec<Action>,
}

static SERVICES: LazyLock<Vec<Table>> = LazyLock::new(|| {
    let tables = [
        ("s3", include_str!("../data/s3.tsv")),
        ("iam", include_str!("../data/iam.tsv")),
        ("kms", include_str!("../data/kms.tsv")),
        ("sts", include_str!("../data/sts.tsv")),
    ];
    tables.into_iter().map(|(name, table)| service(name, table)).collect()
});

fn service(service: &'static str, table: &'static str) -> Table {
    let mut read = Table { name: service, common: Vec::new(), resources: Vec::new(), actions: Vec::new() };
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap_or_default();
        let (name, level, resources, keys) = (next(), next(), next(), next());
        let level = match level {
            "List" => Level::List,
            "Read" => Level::Read,
            "Tagging" => Level::Tagging,
            "Write" => Level::Write,
            "Permissions" => Level::Permissions,
            kind if name == "resource" => {
                read.resources.push((kind, form::of(kind, resources)));
                continue;
            }
            _ => {
                read.common = keys.split_whitespace().collect();
                continue;
            }
        };
        let resources = resources.split(' ').filter(|kind| *kind != "*").collect();
        read.actions.push(Action { service, name, level, resources, keys: keys.split_whitespace().collect() });
    }
    read
}

/// Keys of requests that come through an access point, whatever is asked for.
const POINT_KEYS: [&str; 3] = ["s3:DataAccessPointArn", "s3:DataAccessPointAccount", "s3:AccessPointNetworkOrigin"];

/// Whether the actions of `service` are known here.
pub fn knows(service: &str) -> bool {
    SERVICES.iter().any(|known| known.name.eq_ignore_ascii_case(service))
}

/// Every action that is known.
pub fn all() -> impl Iterator<Item = &'static Action> {
    SERVICES.iter().flat_map(|service| &service.actions)
}

/// The action of this name: `s3:GetObject`, in any case.
pub fn find(name: &str) -> Option<&'static Action> {
    let (service, name) = name.split_once(':')?;
    all().find(|action| action.service.eq_ignore_ascii_case(service) && action.name.eq_ignore_ascii_case(name))
}

/// The known actions that `pattern` takes in: `s3:Get*`.
pub fn matching(pattern: &str) -> Vec<&'static Action> {
    let Some((service, name)) = pattern.split_once(':') else {
        return if pattern == "*" { all().collect() } else { Vec::new() };
    };
    let own = SERVICES.iter().filter(|known| known.name.eq_ignore_ascii_case(service)).flat_map(|s| &s.actions);
    if !name.contains(['*', '?']) {
        return own.filter(|action| action.name.eq_ignore_ascii_case(name)).collect();
    }
    let name = pattern::plain(&name.to_ascii_lowercase());
    own.filter(|action| pattern::matches(&name, &action.name.to_ascii_lowercase())).collect()
}

/// Whether `pattern` takes in the action `name`. The service takes no wildcards.
pub(crate) fn covers(pattern: &str, name: &str) -> bool {
    if pattern == "*" {
        return true;
    }
    let (Some((own, pattern)), Some((service, name))) = (pattern.split_once(':'), name.split_once(':')) else {
        return false;
    };
    own.eq_ignore_ascii_case(service)
        && pattern::matches(&pattern::plain(&pattern.to_ascii_lowercase()), &name.to_ascii_lowercase())
}

impl Action {
    /// Whether it can work on what `resource` describes. Variables stand for anything.
    pub fn works_on(&self, resource: &str) -> bool {
        let resource = without_variables(resource);
        if resource == "*" {
            return true;
        }
        if self.resources.is_empty() {
            // Buckets are listed all or not at all; AWS takes this form for it too.
            return self.name == "ListAllMyBuckets" && resource.ends_with(":s3:::*");
        }
        let Some(parts) = form::parts(&resource, false) else { return false };
        let parts: Vec<_> = parts.into_iter().map(pattern::plain).collect();
        self.forms().any(|(_, form)| form::common(form, &parts).is_some())
    }

    /// The types of resource that it works on, each with the form of its ARN.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&'static str, &'static Form)> {
        let own = SERVICES.iter().filter(|service| service.name == self.service).flat_map(|s| &s.resources);
        own.filter(|(kind, _)| self.resources.contains(kind)).map(|(kind, form)| (*kind, form))
    }

    /// Whether a request for it can carry the condition key.
    pub fn knows_key(&self, key: &str) -> bool {
        let common = SERVICES.iter().filter(|service| service.name == self.service).flat_map(|s| &s.common);
        // A `*` stands at the end only, for tags and the like.
        let known = |known: &str| match known.split_once('*') {
            Some((start, _)) => key.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start)),
            None => key.eq_ignore_ascii_case(known),
        };
        // AWS's list has these with the types of resource rather than with the actions.
        let point = self.service == "s3" && POINT_KEYS.iter().any(|own| own.eq_ignore_ascii_case(key));
        point || self.keys.iter().chain(common).any(|key| known(key))
    }
}

impl std::fmt::Display for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.service, self.name)
    }
}

/// Whether any action of the key's service knows the key.
pub(crate) fn key_exists(service: &str, key: &str) -> bool {
    all().any(|action| action.service.eq_ignore_ascii_case(service) && action.knows_key(key))
}

/// Every key of a service, for finding the one that was meant.
pub(crate) fn keys(service: &str) -> Vec<&'static str> {
    let own = all().filter(|action| action.service.eq_ignore_ascii_case(service)).flat_map(|action| &action.keys);
    let common = SERVICES.iter().filter(|known| known.name.eq_ignore_ascii_case(service)).flat_map(|s| &s.common);
    own.chain(common).copied().filter(|key| !key.contains('*')).collect()
}

/// `text` with `*` for each variable.
pub(crate) fn without_variables(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once("${") {
        let Some((_, after)) = after.split_once('}') else { break };
        plain.push_str(before);
        plain.push('*');
        rest = after;
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_tables_are_read() {
        assert_eq!(all().filter(|action| action.service == "s3").count(), 180);
        let list = find("S3:listbucket").unwrap();
        assert_eq!((list.level, list.resources.contains(&"bucket")), (Level::List, true));
        assert!(list.knows_key("s3:Prefix") && list.knows_key("s3:authType"));
        assert!(!find("s3:GetBucketLocation").unwrap().knows_key("s3:prefix"));
        assert!(find("s3:GetObject").unwrap().knows_key("s3:ExistingObjectTag/team"));
        assert_eq!(find("s3:HeadObject"), None);
    }

    #[test]
    fn patterns_take_in_actions_of_their_service() {
        for (pattern, name, expected) in [
            ("*", "s3:GetObject", true),
            ("s3:*", "s3:GetObject", true),
            ("S3:get*", "s3:GetObject", true),
            ("s3:GetObject", "s3:GetObjectAcl", false),
            ("s3:Get?bject", "s3:GetObject", true),
            ("*:GetObject", "s3:GetObject", false),
            ("iam:*", "s3:GetObject", false),
        ] {
            assert_eq!(covers(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn actions_work_on_their_types_of_resource() {
        for (name, resource, expected) in [
            ("s3:GetObject", "arn:aws:s3:::b/*", true),
            ("s3:GetObject", "arn:aws:s3:::b", false),
            ("s3:GetObject", "arn:aws:s3:::b*", true),
            ("s3:GetObject", "*", true),
            ("s3:ListBucket", "arn:aws:s3:::b", true),
            ("s3:ListBucket", "arn:aws:s3:::b/*", false),
            ("s3:ListBucket", "arn:aws:s3:eu-west-1:111122223333:accesspoint/x", true),
            ("s3:GetObject", "arn:aws:s3:::b/${aws:username}/*", true),
            ("s3:GetObject", "arn:aws:s3:::b/", false),
            ("s3:ListBucket", "arn:aws:s3:::${aws:username}", true),
            ("s3:ListBucket", "arn:aws:s3:::${aws:username}/*", false),
            ("s3:GetBucketLocation", "arn:aws:s3:::*/*", false),
            ("s3:ListAllMyBuckets", "arn:aws:s3:::*", true),
            ("s3:ListAllMyBuckets", "arn:aws:s3:::b", false),
            ("kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/x", true),
            ("kms:Decrypt", "arn:aws:s3:::b/*", false),
            ("sts:AssumeRole", "arn:aws:iam::111122223333:role/x", true),
        ] {
            assert_eq!(find(name).unwrap().works_on(resource), expected, "{name} {resource}");
        }
    }
}
