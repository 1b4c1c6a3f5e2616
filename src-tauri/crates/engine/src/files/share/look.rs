//! What is to be known before a file is shared: whether a link can be signed, from where it will
//! open, and what ends it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use policy::Document;
use serde::Serialize;
use store::{Audience, Endpoint, LONGEST_LINK, ObjectAt, SessionEnd, Store, StoreErrorKind};
use ts_rs::TS;
use url::Url;

use super::{
    LinkLimits, LinkSession, PolicyOnLinks,
    policy::{Grants, on_links},
};
use crate::{
    fault::{self, Fault},
    files::{
        archive::{self, ArchiveState},
        versions::name,
    },
    ids::ShareId,
};

/// A file that is about to be shared, and what was found out about its links.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Sharing {
    /// What is handed back to make a link.
    pub id: ShareId,
    /// The file's own name.
    pub name: String,
    /// In bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// Whether a link can open it.
    pub stands: LinkStands,
    /// Where its links lead, and what ends them.
    #[serde(flatten)]
    pub way: LinkWay,
    /// The names by which programs and people know the file; none of them opens it by itself.
    pub addresses: Addresses,
}

/// Where links lead through this connection, from where they can be used, and what ends them.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct LinkWay {
    /// The host that a link leads to.
    pub host: String,
    /// From where a link can be opened, as far as its address tells.
    pub reach: Audience,
    /// Whether what goes over it is encrypted on its way.
    pub encrypted: bool,
    /// The connection trusts certificates that the browsers of others need not trust.
    pub own_trust: bool,
    /// What ends a link.
    pub limits: LinkLimits,
    /// What the bucket's policy says of links.
    pub policy: PolicyOnLinks,
    /// The ID of the access key that signs; null where nothing does, and where the keys are
    /// temporary: nobody can deactivate such a key.
    pub key: Option<String>,
}

/// Whether a link can open a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkStands {
    /// It can.
    Ready,
    /// Nothing signs for this connection.
    Unsigned,
    /// The file is archived and has to be restored first.
    Archived,
    /// It is being restored.
    Restoring,
}

/// The names of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Addresses {
    /// Its plain web address, which opens public files alone.
    pub https: String,
    /// As the AWS tools write it.
    pub s3: String,
    /// Its Amazon resource name.
    pub arn: String,
    /// Its page in the AWS console; null elsewhere.
    pub console: Option<String>,
}

/// Two requests at once: the file's head and the bucket's policy.
pub(super) async fn look(store: &Store, at: &ObjectAt) -> Result<(Sharing, Policy), Fault> {
    let (archive, policy) = tokio::join!(store.archive(at), Policy::of(store, &at.bucket));
    let archive = archive.map_err(|error| fault::from_store(&error))?;
    let amazon = !store.provider().needs_endpoint;
    let (stands, copy) = match archive::standing(&archive, amazon) {
        ArchiveState::Archived { .. } => (LinkStands::Archived, None),
        ArchiveState::Restoring => (LinkStands::Restoring, None),
        ArchiveState::Restored { until } => (LinkStands::Ready, until),
    };
    let addresses = addresses(store, at).await?;
    let way = way(store, at, &policy, reads(at)).await?;
    let sharing = Sharing {
        id: ShareId::fresh(),
        name: name(&at.key).to_owned(),
        size: archive.size,
        stands: if store.signs() { stands } else { LinkStands::Unsigned },
        way: LinkWay { limits: LinkLimits { copy, ..way.limits }, ..way },
        addresses,
    };
    Ok((sharing, policy))
}

/// What a link to a file, or to a version of it, lets its recipient do.
pub(super) fn reads(at: &ObjectAt) -> Grants {
    if at.version.is_some() { Grants::ReadVersion } else { Grants::Read }
}

/// Where a link leads, and what ends it. No network while the connection is signed in.
pub(super) async fn way(store: &Store, at: &ObjectAt, policy: &Policy, grants: Grants) -> Result<LinkWay, Fault> {
    let (session, key) = if store.signs() { session(store).await? } else { (LinkSession::Lasting, None) };
    let address = store.plain_address(at).await.map_err(|error| fault::from_store(&error))?;
    let host = Url::parse(&address).ok().and_then(|url| url.host_str().map(str::to_owned));
    let (policy, age) = policy.on(&arn(store, at), grants);
    Ok(LinkWay {
        host: host.unwrap_or_default(),
        reach: store.endpoint().map_or(Audience::Anywhere, Endpoint::audience),
        encrypted: store.is_https(),
        own_trust: store.is_https() && store.trusts_more(),
        limits: LinkLimits { session, policy: age, copy: None, bucket: bucket(store, &at.bucket) },
        policy,
        key,
    })
}

/// How long a link to something in this bucket lasts, in milliseconds, where that is less than
/// everywhere.
pub(super) fn bucket(store: &Store, bucket: &str) -> Option<i64> {
    let longest = store.longest_link(bucket);
    (longest < LONGEST_LINK).then(|| i64::try_from(longest.as_millis()).unwrap_or(i64::MAX))
}

/// The policy of a bucket, as far as links go.
pub(super) enum Policy {
    /// There is none.
    Nothing,
    /// It cannot be read with this login, or not by this program.
    Unread,
    /// It says this.
    Says(Box<Document>),
}

impl Policy {
    /// One request.
    pub(super) async fn of(store: &Store, bucket: &str) -> Self {
        match store.get_policy(bucket).await {
            Ok(Some(text)) => match policy::parse(&text).sound() {
                Ok(document) => Self::Says(Box::new(document)),
                Err(_) => Self::Unread,
            },
            Ok(None) => Self::Nothing,
            Err(error) if error.kind == StoreErrorKind::NotSupported => Self::Nothing,
            Err(_) => Self::Unread,
        }
    }

    /// What it says of a link to an object, and how old that may become, in milliseconds.
    pub(super) fn on(&self, arn: &str, grants: Grants) -> (PolicyOnLinks, Option<i64>) {
        match self {
            Self::Nothing => (PolicyOnLinks::Nothing, None),
            Self::Unread => (PolicyOnLinks::Unread, None),
            Self::Says(document) => on_links(document, arn, grants),
        }
    }
}

/// Until when the keys are good that sign, and the access key's ID where it can be deactivated.
pub(super) async fn session(store: &Store) -> Result<(LinkSession, Option<String>), Fault> {
    let (end, key) = store.session().await.map_err(|error| fault::from_store(&error))?;
    let session = match end {
        SessionEnd::Never => LinkSession::Lasting,
        SessionEnd::Untold => LinkSession::Untold,
        SessionEnd::At(end) => {
            let since = end.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
            LinkSession::Until { at: i64::try_from(since).unwrap_or(i64::MAX) }
        }
    };
    Ok((session, key.filter(|_| session == LinkSession::Lasting)))
}

/// From one moment to another, both in milliseconds since 1970.
pub(super) fn moment(from: i64, until: i64) -> (SystemTime, Duration) {
    let since = |at: i64| Duration::from_millis(u64::try_from(at).unwrap_or_default());
    (UNIX_EPOCH + since(from), since(until - from))
}

/// The ARN's partition: AWS's, and `aws` for all others, whose policies write it so.
fn partition(store: &Store, region: &str) -> &'static str {
    Some(store.provider().partition(region)).filter(|known| !known.is_empty()).unwrap_or("aws")
}

/// The Amazon resource name of an object.
pub(super) fn arn(store: &Store, at: &ObjectAt) -> String {
    format!("arn:{}:s3:::{}/{}", partition(store, &store.known_region(&at.bucket)), at.bucket, at.key)
}

async fn addresses(store: &Store, at: &ObjectAt) -> Result<Addresses, Fault> {
    use ground::quoting::query;
    let ObjectAt { bucket, key, .. } = at;
    let region = store.known_region(bucket);
    let partition = partition(store, &region);
    let pages = match partition {
        "aws-cn" => Some("console.amazonaws.cn"),
        "aws-us-gov" => Some("console.amazonaws-us-gov.com"),
        "aws" => Some("console.aws.amazon.com"),
        _ => None,
    };
    let amazon = !store.provider().needs_endpoint && store.endpoint().is_none();
    let version = at.version.as_ref().map(|id| format!("&versionId={}", query(id))).unwrap_or_default();
    let console = pages.filter(|_| amazon).map(|page| {
        let (bucket, region, key) = (query(bucket), query(&region), query(key));
        format!("https://{page}/s3/object/{bucket}?region={region}&prefix={key}{version}")
    });
    Ok(Addresses {
        https: store.plain_address(at).await.map_err(|error| fault::from_store(&error))?,
        s3: format!("s3://{bucket}/{key}"),
        arn: arn(store, at),
        console,
    })
}
