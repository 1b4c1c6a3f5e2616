//! Sharing files by links that open without a sign-in.
//!
//! A [`Shares`] has the files whose sharing is open in a page. Opening one reads what decides about
//! its link: the file's head and the bucket's policy, two requests. Making a link signs it, tries
//! it as whoever gets it would, and says until when it is good: one request, or two where this
//! computer's clock is wrong. The link itself is a secret: it is held until the sharing is closed,
//! and goes nowhere else but to whoever asked for it. What stays of it without its signature is in
//! [`MadeLinks`]. Dropped in between, nothing is left behind; a link that was signed and not handed
//! over is known to nobody.

mod ends;
mod look;
mod made;
mod mail;
mod many;
mod policy;

use std::sync::{Arc, Mutex, PoisonError};

use ground::quoting::disposition;
use serde::{Deserialize, Serialize};
pub use store::{Audience, LinkRefusal};
use store::{LinkAnswer, Linking, ObjectAt, Secret, Store};
use ts_rs::TS;

use crate::{
    at::FileAt,
    fault::{self, Fault},
    files::versions::name,
    ids::{ConnectionId, LinkId, ShareId},
};
pub use ends::{LinkBound, LinkEnd, LinkLasts, LinkLimits, LinkSession};
pub use look::{Addresses, LinkStands, Sharing};
pub use made::{LinkView, MadeLinks};
pub use mail::mail;
pub use many::{LinkShape, LinksWanted, ManyLinks, links};
pub use policy::PolicyOnLinks;

/// Sharings that may be open at once; past that the oldest is closed.
const MOST: usize = 16;
/// Past this, in milliseconds, this computer's clock is not the server's. An answer takes some
/// seconds itself.
const SKEW: i64 = 60_000;

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
    /// The latest link, and when it ends.
    link: Mutex<Option<(Secret, LinkEnd)>>,
}

impl Shares {
    /// Reads what decides about a link to this file, or this version of it.
    ///
    /// # Errors
    /// Storage does not show the file, or signing in failed.
    pub async fn open(&self, store: Store, at: FileAt, version: Option<String>) -> Result<Sharing, Fault> {
        let id = ShareId::fresh();
        let sharing = look::look(&store, &object(&at, version.clone()), id.clone()).await?;
        let share = Share { store, at, version, limits: sharing.limits, link: Mutex::default() };
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.push((id, Arc::new(share)));
        let old = open.len().saturating_sub(MOST);
        open.drain(..old);
        Ok(sharing)
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

    fn get(&self, id: &ShareId) -> Result<Arc<Share>, Fault> {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.iter().find(|(open, _)| open == id).map(|(_, share)| Arc::clone(share)).ok_or_else(|| fault::gone("link"))
    }
}

/// How a link is signed.
struct How {
    lasts: LinkLasts,
    disposition: String,
    limits: LinkLimits,
}

/// A link that was signed and tried.
struct Signed {
    link: Secret,
    end: LinkEnd,
    tried: LinkTried,
    clock: Option<i64>,
    key: Option<String>,
}

/// Signs a link by this computer's clock and tries it. Where the answer shows that the clock is
/// wrong, both are done once more by the server's.
async fn sign_and_try(store: &Store, at: &ObjectAt, how: &How, now: i64) -> Result<Signed, Fault> {
    let (link, end, key) = sign(store, at, how, now).await?;
    let answer = store.try_link(at, &link).await;
    let server = answer.as_ref().ok().and_then(|answer| answer.server_time);
    let off = server.map(|server| server - now).filter(|off| off.abs() > SKEW);
    let (link, end, key, answer) = match off {
        None => (link, end, key, answer),
        Some(off) => {
            let (link, end, key) = sign(store, at, how, now + off).await?;
            let answer = store.try_link(at, &link).await;
            (link, end, key, answer)
        }
    };
    let tried = match answer {
        Ok(answer) => tried(&answer, &how.disposition),
        Err(error) => LinkTried::NotReached { fault: fault::from_store(&error) },
    };
    Ok(Signed { link, end, tried, clock: off, key })
}

/// Signs a link by a clock that says `now`. The session is asked before and after: keys that are
/// renewed in between may have signed or not, and the earlier end holds for both.
async fn sign(store: &Store, at: &ObjectAt, how: &How, now: i64) -> Result<(Secret, LinkEnd, Option<String>), Fault> {
    if !store.signs() {
        return Err(fault::link_unsigned());
    }
    let (session, key) = look::session(store).await?;
    let end = ends::end(now, how.lasts, &LinkLimits { session, ..how.limits })?;
    let (signed_at, lasts) = look::moment(ends::begins(now), end.at);
    let linking = Linking { signed_at, lasts, disposition: Some(how.disposition.clone()) };
    let link = store.sign_link(at, &linking).await.map_err(|error| fault::from_store(&error))?;
    let (after, _) = look::session(store).await?;
    let end = match (after == session, ends::end(now, how.lasts, &LinkLimits { session: after, ..how.limits })) {
        (false, Ok(other)) if other.at < end.at => other,
        _ => end,
    };
    Ok((link, end, key))
}

fn tried(answer: &LinkAnswer, wanted: &str) -> LinkTried {
    match answer.refused {
        Some(why) => LinkTried::Refused { why },
        None => LinkTried::Works { named: answer.disposition.as_deref().is_some_and(|told| told.trim() == wanted) },
    }
}

/// The header by which a browser saves or shows the file, under this name.
fn disposed(opens: LinkOpens, name: &str) -> String {
    disposition(if opens == LinkOpens::Download { "attachment" } else { "inline" }, name)
}

fn object(at: &FileAt, version: Option<String>) -> ObjectAt {
    ObjectAt { version, ..at.object() }
}

#[cfg(test)]
mod tests;
