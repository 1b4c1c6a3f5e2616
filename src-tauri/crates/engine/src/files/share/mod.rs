//! Sharing files by links that open without a sign-in.
//!
//! A [`Shares`] has the files whose sharing is open in a page. Opening one reads what decides about
//! its link: the file's head and the bucket's policy, two requests; of several files, theirs.
//! Making a link signs it, tries it as whoever gets it would, and says until when it is good: one
//! request, or two where this computer's clock is wrong. The link itself is a secret: it is held
//! until the sharing is closed, and goes nowhere else but to whoever asked for it. What stays of it
//! without its signature is in [`MadeLinks`]. Dropped in between, nothing is left behind; a link
//! that was signed and not handed over is known to nobody.

mod ends;
mod look;
mod made;
mod mail;
mod many;
mod policy;
mod several;
mod sign;
mod upload;

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
pub use store::{Audience, LinkRefusal};
use store::{ObjectAt, Secret, Store};
use ts_rs::TS;

use crate::{
    at::{FileAt, Place},
    fault::{self, Fault},
    files::versions::name,
    ids::{ConnectionId, LinkId, ShareId},
    listing::Choice,
};
pub use ends::{LinkBound, LinkEnd, LinkLasts, LinkLimits, LinkSession};
use look::Policy;
pub use look::{Addresses, LinkStands, LinkWay, Sharing};
pub use made::{LinkGives, LinkView, MadeLinks};
pub use mail::mail;
pub use many::{LinkShape, LinksWanted, ManyLinks, links};
pub use policy::PolicyOnLinks;
pub use several::ManySharing;
use sign::{How, disposed, sign_and_try};
pub use upload::{
    Arrival, Arrivals, MadeUpload, PageText, UploadEnd, UploadFacts, UploadStands, UploadTried, UploadTypes,
    UploadWanted, UploadWay, arrivals,
};

/// Sharings that may be open at once; past that the oldest is closed.
const MOST: usize = 16;

/// What a browser is to do with a file that a link opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkOpens {
    /// Save it.
    Download,
    /// Show it, where the browser can.
    Browser,
}

/// A link, as a person wants it.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct LinkWanted {
    /// Until when.
    pub lasts: LinkLasts,
    /// What a browser is to do.
    pub opens: LinkOpens,
    /// The name under which the file is saved; empty for the file's own.
    pub name: String,
    /// Whom it is for, for the person alone; 200 characters are kept.
    pub note: String,
}

/// What came of opening a link without a sign-in.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum LinkTried {
    /// It opens the file.
    Works {
        /// The server heeds how the file is to be opened, and under which name.
        named: bool,
    },
    /// The server refused.
    Refused {
        /// Why.
        why: LinkRefusal,
    },
    /// No server answered.
    NotReached {
        /// What was in the way.
        fault: Fault,
    },
}

/// A link that was made. Whoever has `url` can open the file.
#[derive(Serialize, TS)]
pub struct MadeLink {
    /// Its entry in the list of links.
    pub id: LinkId,
    /// The link itself.
    pub url: String,
    /// When it ends.
    pub end: LinkEnd,
    /// What came of opening it.
    pub tried: LinkTried,
    /// How far this computer's clock is behind the server's, in milliseconds; negative where it is
    /// ahead, null where both agree.
    #[ts(type = "number | null")]
    pub clock: Option<i64>,
}

/// The sharings that are open.
#[derive(Default)]
pub struct Shares(Mutex<Vec<(ShareId, Arc<Share>)>>);

/// A file whose sharing is open, with what was found out about its links.
struct Share {
    store: Store,
    at: FileAt,
    version: Option<String>,
    /// All but the session, which is asked each time.
    limits: LinkLimits,
    /// As it was read when the sharing was opened.
    policy: Policy,
    /// The latest link, and when it ends.
    link: Mutex<Option<(Secret, LinkEnd)>>,
}

impl Shares {
    /// Reads what decides about a link to this file, or this version of it.
    ///
    /// # Errors
    /// Storage does not show the file, or signing in failed.
    pub async fn open(&self, store: Store, at: FileAt, version: Option<String>) -> Result<Sharing, Fault> {
        let (sharing, policy) = look::look(&store, &object(&at, version.clone())).await?;
        let limits = sharing.way.limits;
        self.hold(sharing.id.clone(), Share { store, at, version, limits, policy, link: Mutex::default() });
        Ok(sharing)
    }

    /// Reads what decides about links to all files of a choice.
    ///
    /// # Errors
    /// Nothing was chosen, or more than 1,000 files; storage does not list them, or signing in
    /// failed.
    pub async fn open_many(&self, store: Store, from: &Place, choice: &Choice) -> Result<ManySharing, Fault> {
        let (sharing, first, policy) = several::look(&store, from, choice).await?;
        let at = FileAt { connection: from.connection.clone(), bucket: first.bucket, key: first.key };
        let (version, limits, link) = (first.version, sharing.way.limits, Mutex::default());
        self.hold(sharing.id.clone(), Share { store, at, version, limits, policy, link });
        Ok(sharing)
    }

    /// Reads what decides about letting others store files in a folder.
    ///
    /// # Errors
    /// Signing in failed.
    pub async fn open_upload(&self, store: Store, place: Place, now: i64) -> Result<UploadFacts, Fault> {
        let (facts, policy) = upload::look(&store, &place, now).await?;
        let at = FileAt { connection: place.connection, bucket: place.bucket, key: place.prefix };
        let limits = facts.way.limits;
        self.hold(facts.id.clone(), Share { store, at, version: None, limits, policy, link: Mutex::default() });
        Ok(facts)
    }

    /// What the bucket's policy says of an upload page as it is wanted, and when it would end that
    /// is made `now`, in milliseconds since 1970. No network while the connection is signed in.
    ///
    /// # Errors
    /// No page can be as is wanted, it would have ended already, or signing in failed.
    pub async fn check_upload(&self, id: &ShareId, wanted: &UploadWanted, now: i64) -> Result<UploadEnd, Fault> {
        let share = self.get(id)?;
        let (policy, limits) = share.on_upload(wanted)?;
        let (session, _) = look::session(&share.store).await?;
        Ok(UploadEnd { policy, end: ends::end(now, wanted.lasts, &LinkLimits { session, ..limits })? })
    }

    /// Signs an upload page, tries what can be tried without leaving a file, and writes it. `now`
    /// is this computer's time in milliseconds since 1970.
    ///
    /// # Errors
    /// It would have ended already, no page can be as is wanted, the connection lets nobody store
    /// anything, or signing in failed.
    pub async fn make_upload(
        &self,
        id: &ShareId,
        wanted: &UploadWanted,
        now: i64,
    ) -> Result<(MadeUpload, PageText), Fault> {
        let share = self.get(id)?;
        let (_, limits) = share.on_upload(wanted)?;
        upload::page(&share.store, &share.place(), wanted, limits, now).await
    }

    /// When a link would end that is made `now`, in milliseconds since 1970. No network while the
    /// connection is signed in.
    ///
    /// # Errors
    /// It would have ended already, or signing in failed.
    pub async fn end(&self, id: &ShareId, lasts: LinkLasts, now: i64) -> Result<LinkEnd, Fault> {
        let share = self.get(id)?;
        let (session, _) = look::session(&share.store).await?;
        ends::end(now, lasts, &LinkLimits { session, ..share.limits })
    }

    /// Signs a link and tries it. `now` is this computer's time in milliseconds since 1970.
    ///
    /// # Errors
    /// It would have ended already, the connection signs nothing, or signing in failed.
    pub async fn make(&self, id: &ShareId, wanted: LinkWanted, now: i64) -> Result<(MadeLink, LinkView), Fault> {
        let share = self.get(id)?;
        let (at, store) = (object(&share.at, share.version.clone()), &share.store);
        let own = name(&share.at.key);
        let shown = if wanted.name.trim().is_empty() { own } else { &wanted.name };
        let how = How { lasts: wanted.lasts, disposition: disposed(wanted.opens, shown), limits: share.limits };
        let made = sign_and_try(store, &at, &how, now).await?;
        *share.link.lock().unwrap_or_else(PoisonError::into_inner) = Some((made.link.clone(), made.end));
        let view = LinkView {
            id: LinkId::fresh(),
            at: share.at.clone(),
            version: share.version.clone(),
            note: made::note(&wanted.note),
            made: now,
            end: made.end,
            key: made.key,
            gives: LinkGives::File,
        };
        let url = made.link.expose().to_owned();
        Ok((MadeLink { id: view.id.clone(), url, end: made.end, tried: made.tried, clock: made.clock }, view))
    }

    /// The latest link of a sharing, the file's own name, and when the link ends.
    ///
    /// # Errors
    /// None was made, or the sharing was closed.
    pub fn link(&self, id: &ShareId) -> Result<(Secret, String, LinkEnd), Fault> {
        let share = self.get(id)?;
        let link = share.link.lock().unwrap_or_else(PoisonError::into_inner).clone();
        link.map(|(link, end)| (link, name(&share.at.key).to_owned(), end)).ok_or_else(|| fault::gone("link"))
    }

    /// Forgets a sharing and its link. One that is not open is no error.
    pub fn close(&self, id: &ShareId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|(open, _)| open != id);
    }

    /// Forgets those of a connection that leads elsewhere now, or nowhere.
    pub fn close_of(&self, connection: &ConnectionId) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|(_, share)| share.at.connection != *connection);
    }

    /// Forgets all of them.
    pub fn close_all(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn hold(&self, id: ShareId, share: Share) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.push((id, Arc::new(share)));
        let old = open.len().saturating_sub(MOST);
        open.drain(..old);
    }

    fn get(&self, id: &ShareId) -> Result<Arc<Share>, Fault> {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.iter().find(|(open, _)| open == id).map(|(_, share)| Arc::clone(share)).ok_or_else(|| fault::gone("link"))
    }
}

impl Share {
    /// The folder that an upload page is about.
    fn place(&self) -> Place {
        let FileAt { connection, bucket, key: prefix } = self.at.clone();
        Place { connection, bucket, prefix }
    }

    /// What the policy says of an upload page as it is wanted, and what ends that.
    fn on_upload(&self, wanted: &UploadWanted) -> Result<(PolicyOnLinks, LinkLimits), Fault> {
        let (at, grants) = upload::offered(&self.place(), wanted)?;
        let (says, age) = self.policy.on(&look::arn(&self.store, &at), grants);
        Ok((says, LinkLimits { policy: age, ..self.limits }))
    }
}

fn object(at: &FileAt, version: Option<String>) -> ObjectAt {
    ObjectAt { version, ..at.object() }
}

#[cfg(test)]
mod tests;
