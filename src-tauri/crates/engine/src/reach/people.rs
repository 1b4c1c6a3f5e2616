//! Everybody of an account, with every policy that has a say in what they may do.

use std::{collections::HashMap, pin::pin};

use futures_util::TryStreamExt;
use policy::Document;
use store::{Member, Store, StoreError};
use words::{Words, reach, say};

use super::ReachSide;

/// What was read of an account.
#[derive(Debug, Default)]
pub(super) struct Everybody {
    users: Vec<Member>,
    roles: Vec<Member>,
    groups: HashMap<String, Member>,
    policies: HashMap<String, String>,
}

/// A user or role that may come.
#[derive(Debug)]
pub(super) struct Asker {
    pub(super) side: ReachSide,
    pub(super) name: String,
    pub(super) arn: String,
    /// Its ARN as a policy sees it when it asks.
    pub(super) asks_as: String,
    /// Each policy and where it stands, in words.
    pub(super) policies: Vec<(Words, Document)>,
    /// The ceiling; nothing where there is none.
    pub(super) boundary: Option<Document>,
    /// Who may take the role.
    pub(super) trust: Option<Document>,
}

pub(super) async fn read(store: &Store, say: &(dyn Fn(usize) + Send + Sync)) -> Result<Everybody, StoreError> {
    let (mut everybody, mut pages) = (Everybody::default(), pin!(store.account_pages()));
    while let Some(page) = pages.try_next().await? {
        everybody.users.extend(page.users);
        everybody.roles.extend(page.roles);
        everybody.groups.extend(page.groups.into_iter().map(|group| (group.name.clone(), group)));
        everybody.policies.extend(page.policies);
        say(everybody.len());
    }
    Ok(everybody)
}

impl Everybody {
    pub(super) fn len(&self) -> usize {
        self.users.len() + self.roles.len()
    }

    /// Everybody as they come to a bucket.
    pub(super) fn askers(&self) -> Vec<Asker> {
        let users = self.users.iter().map(|user| self.asker(user, ReachSide::User));
        users.chain(self.roles.iter().map(|role| self.asker(role, ReachSide::Role))).collect()
    }

    /// The one who asks under this ARN, if it is one of the account's.
    pub(super) fn find(&self, arn: &str) -> Option<Asker> {
        let role = arn.split(":assumed-role/").nth(1).and_then(|rest| rest.split('/').next());
        if let Some(role) = role {
            return self.roles.iter().find(|one| one.name == role).map(|role| self.asker(role, ReachSide::Role));
        }
        self.users.iter().find(|one| one.arn == arn).map(|user| self.asker(user, ReachSide::User))
    }

    fn asker(&self, member: &Member, side: ReachSide) -> Asker {
        let mut policies = self.held_by(member, None);
        for group in member.groups.iter().filter_map(|name| self.groups.get(name)) {
            policies.extend(self.held_by(group, Some(&group.name)));
        }
        let asks_as = match side {
            ReachSide::Role => session(&member.arn, &member.name),
            _ => member.arn.clone(),
        };
        // A ceiling that cannot be read lets nothing be known to pass: it is taken for one that
        // allows nothing.
        let ceiling = |arn: &String| self.text(arn).unwrap_or_else(|| Document::new(Vec::new()));
        Asker {
            side,
            name: member.name.clone(),
            arn: member.arn.clone(),
            asks_as,
            policies,
            boundary: member.boundary.as_ref().map(ceiling),
            trust: member.trust.as_deref().and_then(|text| policy::parse(text).document),
        }
    }

    fn held_by(&self, member: &Member, group: Option<&str>) -> Vec<(Words, Document)> {
        let called = |name: &str| match group {
            Some(group) => say!(reach::ByGroupPolicy, name, group),
            None => say!(reach::ByPolicy, name),
        };
        let inline = member.inline.iter();
        let inline = inline.filter_map(|(name, text)| Some((called(name), policy::parse(text).document?)));
        let attached = member.attached.iter().filter_map(|arn| {
            let name = arn.rsplit('/').next().unwrap_or(arn);
            Some((called(name), self.text(arn)?))
        });
        inline.chain(attached).collect()
    }

    fn text(&self, arn: &str) -> Option<Document> {
        self.policies.get(arn).and_then(|text| policy::parse(text).document)
    }

    #[cfg(test)]
    pub(super) fn of(page: store::AccountPage) -> Self {
        let groups = page.groups.into_iter().map(|group| (group.name.clone(), group)).collect();
        Self { users: page.users, roles: page.roles, groups, policies: page.policies.into_iter().collect() }
    }
}

/// The ARN of a session of a role: any will do.
fn session(arn: &str, name: &str) -> String {
    let parts = policy::arn::Arn::parse(arn);
    let (partition, account) = parts.map_or(("aws", ""), |arn| (arn.partition, arn.account));
    format!("arn:{partition}:sts::{account}:assumed-role/{name}/somebody")
}
