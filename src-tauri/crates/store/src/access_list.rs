//! A bucket's access list (ACL): whom it lets in beside its owner. The older way of giving permissions, which counts only
//! where ownership is not enforced.

use crate::Store;
use crate::error::{Place, StoreError, StoreErrorKind};
use crate::names::check_bucket;
use crate::setting::{add_md5, unbuilt, unless_unset};
use aws_sdk_s3::types::{AccessControlPolicy, Grant, Grantee, Owner, Permission, Type};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One line of an access list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct Listed {
    /// Who.
    pub who: Whom,
    /// What they may do.
    pub may: May,
}

/// Whom a line is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "whom", rename_all = "snake_case")]
pub enum Whom {
    /// Anybody at all.
    Everybody,
    /// Anybody with an Amazon account.
    Members,
    /// What writes the record of requests.
    Records,
    /// An account, by the long id that Amazon gives it.
    Account {
        /// Its canonical id.
        id: String,
    },
    /// Somebody else that is named in a way of this server's own.
    Other {
        /// The name.
        name: String,
    },
}

/// What somebody on the list may do with the bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum May {
    /// See the names of files.
    Look,
    /// Add, replace and delete files.
    Write,
    /// Read the access list.
    LookAtList,
    /// Change the access list.
    ChangeList,
    /// All of it.
    Everything,
}

const GROUPS: [(&str, Whom); 3] = [
    ("http://acs.amazonaws.com/groups/global/AllUsers", Whom::Everybody),
    ("http://acs.amazonaws.com/groups/global/AuthenticatedUsers", Whom::Members),
    ("http://acs.amazonaws.com/groups/s3/LogDelivery", Whom::Records),
];

impl Store {
    /// The access list without the owner's own line; `None` where nobody else is on it. May be dropped.
    pub async fn get_access_list(&self, bucket: &str) -> Result<Option<Vec<Listed>>, StoreError> {
        let (_, others) = self.whole_list(bucket).await?;
        let listed: Vec<Listed> = others.iter().filter_map(listed).collect();
        Ok(if listed.is_empty() { None } else { Some(listed) })
    }

    /// Sets the list; its owner stays on it with everything. Read first: see the module `setting`.
    pub async fn put_access_list(&self, bucket: &str, list: &[Listed]) -> Result<(), StoreError> {
        let (owner, _) = self.whole_list(bucket).await?;
        let place = Place::new("PutBucketAcl").bucket(bucket);
        let Some(owner) = owner else {
            return Err(place.refuse(StoreErrorKind::NotSupported, "the list names no owner"));
        };
        let everything = Grantee::builder().r#type(Type::CanonicalUser).set_id(owner.id().map(str::to_owned)).build();
        let everything = everything.map_err(|error| unbuilt(place, error))?;
        let own = Grant::builder().grantee(everything).permission(Permission::FullControl).build();
        let mut grants = vec![own];
        for line in list {
            let Some(who) = grantee(&line.who) else {
                return Err(place.refuse(StoreErrorKind::NotSupported, "a line names somebody in a way of its own"));
            };
            let who = who.map_err(|error| unbuilt(place, error))?;
            grants.push(Grant::builder().grantee(who).permission(permission(line.may)).build());
        }
        let wanted = AccessControlPolicy::builder().owner(owner).set_grants(Some(grants)).build();
        self.call(place, |client| {
            let call = client.put_bucket_acl().bucket(bucket).access_control_policy(wanted.clone());
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }

    /// The owner, and the lines of others.
    async fn whole_list(&self, bucket: &str) -> Result<(Option<Owner>, Vec<Grant>), StoreError> {
        let place = Place::new("GetBucketAcl").bucket(bucket);
        check_bucket(place)?;
        let got = self.call(place, |client| client.get_bucket_acl().bucket(bucket).send()).await;
        let Some(got) = unless_unset(got, &[])? else { return Ok((None, Vec::new())) };
        let owner = got.owner;
        let id = owner.as_ref().and_then(Owner::id).unwrap_or_default().to_owned();
        let own = |grant: &Grant| grant.grantee().and_then(Grantee::id).is_some_and(|who| who == id);
        let others = got.grants.unwrap_or_default().into_iter().filter(|grant| !own(grant)).collect();
        Ok((owner, others))
    }
}

fn listed(grant: &Grant) -> Option<Listed> {
    let may = match grant.permission()? {
        Permission::Read => May::Look,
        Permission::Write => May::Write,
        Permission::ReadAcp => May::LookAtList,
        Permission::WriteAcp => May::ChangeList,
        _ => May::Everything,
    };
    let who = grant.grantee()?;
    let group = who.uri().and_then(|uri| GROUPS.iter().find(|(known, _)| *known == uri));
    let who = match (group, who.uri(), who.id()) {
        (Some((_, group)), ..) => group.clone(),
        (None, None, Some(id)) => Whom::Account { id: id.to_owned() },
        (None, uri, _) => Whom::Other { name: uri.or(who.email_address()).or(who.display_name())?.to_owned() },
    };
    Some(Listed { who, may })
}

/// Nothing for somebody who cannot be written back as they were read.
fn grantee(whom: &Whom) -> Option<Result<Grantee, aws_smithy_types::error::operation::BuildError>> {
    let group = GROUPS.iter().find(|(_, group)| group == whom);
    Some(match (group, whom) {
        (Some((uri, _)), _) => Grantee::builder().r#type(Type::Group).uri(*uri).build(),
        (None, Whom::Account { id }) => Grantee::builder().r#type(Type::CanonicalUser).id(id).build(),
        (None, _) => return None,
    })
}

fn permission(may: May) -> Permission {
    match may {
        May::Look => Permission::Read,
        May::Write => Permission::Write,
        May::LookAtList => Permission::ReadAcp,
        May::ChangeList => Permission::WriteAcp,
        May::Everything => Permission::FullControl,
    }
}
