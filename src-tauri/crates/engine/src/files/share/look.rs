//! What is to be known before a file is shared: whether a link can be signed, from where it will
//! open, and what ends it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Serialize;
use store::{Audience, Endpoint, ObjectAt, SessionEnd, Store, StoreError, StoreErrorKind};
use ts_rs::TS;
use url::Url;

use super::{LinkLimits, LinkSession, PolicyOnLinks, policy::on_links};
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
    /// The host that a link leads to.
    pub host: String,
    /// From where a link can be opened, as far as its address tells.
    pub reach: Audience,
    /// Whether it is encrypted on its way.
    pub encrypted: bool,
    /// What ends a link.
    pub limits: LinkLimits,
    /// What the bucket's policy says of links.
    pub policy: PolicyOnLinks,
    /// The ID of the access key that signs; null where nothing does.
    pub key: Option<String>,
    /// The names by which programs and people know the file; none of them opens it by itself.
    pub addresses: Addresses,
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
pub(super) async fn look(store: &Store, at: &ObjectAt, id: ShareId) -> Result<Sharing, Fault> {
    let (archive, policy) = tokio::join!(store.archive(at), store.get_policy(&at.bucket));
    let archive = archive.map_err(|error| fault::from_store(&error))?;
    let amazon = !store.provider().needs_endpoint;
    let (stands, copy) = match archive::standing(&archive, amazon) {
        ArchiveState::Archived { .. } => (LinkStands::Archived, None),
        ArchiveState::Restoring => (LinkStands::Restoring, None),
        ArchiveState::Restored { until } => (LinkStands::Ready, until),
    };
    let signs = store.signs();
    let (session, key) = if signs { session(store).await? } else { (LinkSession::Lasting, None) };
    let addresses = addresses(store, at).await?;
    let (policy, age) = read(policy, &addresses.arn);
    let host = Url::parse(&addresses.https).ok().and_then(|url| url.host_str().map(str::to_owned));
    Ok(Sharing {
        id,
        name: name(&at.key).to_owned(),
        size: archive.size,
        stands: if signs { stands } else { LinkStands::Unsigned },
        host: host.unwrap_or_default(),
        reach: store.endpoint().map_or(Audience::Anywhere, Endpoint::audience),
        encrypted: store.is_https(),
        limits: LinkLimits { session, policy: age, copy },
        policy,
        key,
        addresses,
    })
}

/// What the bucket's policy says of a link to an object, and how old that may become, in
/// milliseconds: one request.
pub(super) async fn policy(store: &Store, at: &ObjectAt) -> (PolicyOnLinks, Option<i64>) {
    read(store.get_policy(&at.bucket).await, &arn(store, at))
}

fn read(policy: Result<Option<String>, StoreError>, arn: &str) -> (PolicyOnLinks, Option<i64>) {
    match policy {
        Ok(Some(text)) => match policy::parse(&text).sound() {
            Ok(document) => on_links(&document, arn),
            Err(_) => (PolicyOnLinks::Unread, None),
        },
        Ok(None) => (PolicyOnLinks::Nothing, None),
        Err(error) if error.kind == StoreErrorKind::NotSupported => (PolicyOnLinks::Nothing, None),
        Err(_) => (PolicyOnLinks::Unread, None),
    }
}

/// Until when the keys are good that sign, and the access key's ID.
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
    Ok((session, key))
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

fn arn(store: &Store, at: &ObjectAt) -> String {
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
    let console = pages.filter(|_| amazon).map(|page| {
        format!("https://{page}/s3/object/{}?region={}&prefix={}", query(bucket), query(&region), query(key))
    });
    Ok(Addresses {
        https: store.plain_address(at).await.map_err(|error| fault::from_store(&error))?,
        s3: format!("s3://{bucket}/{key}"),
        arn: arn(store, at),
        console,
    })
}
