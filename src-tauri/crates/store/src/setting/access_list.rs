//! A bucket's ACL: whom it gives access beside its owner. The older way of giving
//! permissions, which counts only where ownership is not enforced.

use super::{Element, Form, Shape, XmlSetting, ask::calls};
use crate::Store;
use crate::error::StoreError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One line of an ACL.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct Listed {
    /// Whom the line gives something.
    pub who: Whom,
    /// What it gives them.
    pub may: May,
}

/// Whom a line of an ACL is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "whom", rename_all = "snake_case")]
pub enum Whom {
    /// Anybody at all, without signing in.
    Everybody,
    /// Anybody with an Amazon account.
    Members,
    /// What writes the access log.
    Records,
    /// An account, by the long id that Amazon gives it.
    Account {
        /// The account's canonical id: 64 hexadecimal letters.
        id: String,
    },
    /// Somebody else that is named in a way of this server's own.
    Other {
        /// The name that this server has for them.
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
    /// Read the ACL.
    LookAtList,
    /// Change the ACL.
    ChangeList,
    /// Reading, writing, and changing the list itself.
    Everything,
}

const GROUPS: [(&str, Whom); 3] = [
    ("http://acs.amazonaws.com/groups/global/AllUsers", Whom::Everybody),
    ("http://acs.amazonaws.com/groups/global/AuthenticatedUsers", Whom::Members),
    ("http://acs.amazonaws.com/groups/s3/LogDelivery", Whom::Records),
];

impl Form for Vec<Listed> {
    const SETTING: XmlSetting = XmlSetting::AccessList;
    const SHAPE: Shape = Shape {
        get: "GetBucketAcl",
        put: "PutBucketAcl",
        root: "AccessControlPolicy",
        proof: &["AccessControlList"],
        unset: &[],
    };

    calls!(get_bucket_acl, put_bucket_acl);

    fn read(from: &Element) -> Option<Self> {
        let owner = owner(from);
        let grants = from.child("AccessControlList").into_iter().flat_map(|list| list.all("Grant"));
        let own =
            |grant: &&Element| owner.is_some() && grant.child("Grantee").and_then(|who| who.text_of("ID")) == owner;
        let listed: Self = grants.filter(|grant| !own(grant)).filter_map(listed).collect();
        Some(listed).filter(|listed| !listed.is_empty())
    }

    /// The owner stays on the list, with everything where the list is new.
    fn write(value: Option<&Self>, held: &Element) -> Element {
        let own = owner(held).map(|id| grant(&Whom::Account { id: id.to_owned() }, May::Everything));
        let lines = value.into_iter().flatten().map(|line| grant(&line.who, line.may));
        let list = Element::new("AccessControlList").with(own).with(lines);
        Element::new(&held.name).with(held.child("Owner").cloned()).with([list])
    }

    /// Whoever leaves out of what kind somebody is, when they tell it, wants to be told it all the
    /// same.
    fn usual(mut held: Element) -> Element {
        let grants = held.child_mut("AccessControlList").into_iter().flat_map(|list| &mut list.children);
        for grantee in grants.filter_map(|grant| grant.child_mut("Grantee")) {
            let told = grantee.attributes.iter().any(|(name, _)| name.ends_with(":type"));
            let kind = KINDS.iter().find(|(child, _)| grantee.child(child).is_some());
            if let Some((_, kind)) = kind.filter(|_| !told) {
                grantee.attributes.extend(typed(kind));
            }
        }
        held
    }
}

/// How somebody is named, and of what kind they are then.
const KINDS: [(&str, &str); 3] = [("ID", "CanonicalUser"), ("URI", "Group"), ("EmailAddress", "AmazonCustomerByEmail")];

fn typed(kind: &str) -> [(String, String); 2] {
    let schema = "http://www.w3.org/2001/XMLSchema-instance";
    [("xmlns:xsi".to_owned(), schema.to_owned()), ("xsi:type".to_owned(), kind.to_owned())]
}

impl Store {
    /// The ACL without the owner's own line; `None` where nobody else is on it. May be
    /// dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such setting.
    pub async fn get_access_list(&self, bucket: &str) -> Result<Option<Vec<Listed>>, StoreError> {
        self.read_setting(bucket).await
    }

    /// Sets the list; its owner stays on it as they are. See the module `setting`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// where the server has no such setting; [`WouldLose`](crate::StoreErrorKind::WouldLose) where
    /// a change would cost what somebody else set, and nothing was sent.
    pub async fn put_access_list(&self, bucket: &str, list: &[Listed]) -> Result<(), StoreError> {
        self.write_setting(bucket, Some(&list.to_vec())).await
    }
}

fn owner(list: &Element) -> Option<&str> {
    list.child("Owner")?.text_of("ID")
}

/// Whom a grantee of an object's ACL means, by what it is named with.
pub(crate) fn whom(uri: Option<&str>, id: Option<&str>, other: Option<&str>) -> Option<Whom> {
    let group = uri.and_then(|uri| GROUPS.iter().find(|(known, _)| *known == uri));
    match (group, uri, id) {
        (Some((_, group)), ..) => Some(group.clone()),
        (None, None, Some(id)) => Some(Whom::Account { id: id.to_owned() }),
        (None, uri, _) => Some(Whom::Other { name: uri.or(other)?.to_owned() }),
    }
}

/// What a permission of S3 allows.
pub(crate) fn may(told: &str) -> Option<May> {
    PERMISSIONS.iter().find(|(name, _)| *name == told).map(|(_, may)| *may)
}

fn listed(grant: &Element) -> Option<Listed> {
    let may = may(grant.text_of("Permission")?)?;
    let who = grant.child("Grantee")?;
    let other = who.text_of("EmailAddress").or(who.text_of("DisplayName"));
    Some(Listed { who: whom(who.text_of("URI"), who.text_of("ID"), other)?, may })
}

fn grant(whom: &Whom, may: May) -> Element {
    let group = GROUPS.iter().find(|(_, group)| group == whom).map(|(uri, _)| *uri);
    let (child, name) = match whom {
        Whom::Account { id } => ("ID", id.as_str()),
        Whom::Other { name } if name.contains("://") => ("URI", name.as_str()),
        Whom::Other { name } if name.contains('@') => ("EmailAddress", name.as_str()),
        Whom::Other { name } => ("DisplayName", name.as_str()),
        Whom::Everybody | Whom::Members | Whom::Records => ("URI", group.unwrap_or_default()),
    };
    let kind = KINDS.iter().find(|(known, _)| *known == child).map(|(_, kind)| typed(kind));
    let mut who = Element::new("Grantee").with([Element::leaf(child, name)]);
    who.attributes.extend(kind.into_iter().flatten());
    let may = PERMISSIONS.iter().find(|(_, known)| *known == may).map_or("", |(name, _)| *name);
    Element::new("Grant").with([who, Element::leaf("Permission", may)])
}

const PERMISSIONS: [(&str, May); 5] = [
    ("READ", May::Look),
    ("WRITE", May::Write),
    ("READ_ACP", May::LookAtList),
    ("WRITE_ACP", May::ChangeList),
    ("FULL_CONTROL", May::Everything),
];
