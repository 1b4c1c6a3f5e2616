//! Signing a link for a span of time, and trying it as whoever gets it would.

use std::time::{Duration, SystemTime};

use ground::quoting::disposition;
use store::{LinkAnswer, Linking, ObjectAt, Secret, Store};

use super::{LinkEnd, LinkLasts, LinkLimits, LinkOpens, LinkSession, LinkTried, ends, look};
use crate::fault::{self, Fault};

/// Past this, in milliseconds, this computer's clock is not the server's. An answer takes some
/// seconds itself.
const SKEW: i64 = 60_000;

/// How a link is signed.
pub(super) struct How {
    pub(super) lasts: LinkLasts,
    pub(super) disposition: String,
    pub(super) limits: LinkLimits,
}

/// A link that was signed and tried.
pub(super) struct Signed {
    pub(super) link: Secret,
    pub(super) end: LinkEnd,
    pub(super) tried: LinkTried,
    pub(super) clock: Option<i64>,
    pub(super) key: Option<String>,
}

/// For how long something is signed, by a clock that says `now`.
pub(super) struct Span {
    pub(super) signed_at: SystemTime,
    pub(super) lasts: Duration,
    end: LinkEnd,
    key: Option<String>,
    session: LinkSession,
    now: i64,
    wanted: LinkLasts,
    limits: LinkLimits,
}

impl Span {
    /// Until the earliest of what ends it.
    ///
    /// # Errors
    /// It would have ended already, the connection signs nothing, or signing in failed.
    pub(super) async fn begin(store: &Store, lasts: LinkLasts, limits: LinkLimits, now: i64) -> Result<Self, Fault> {
        if !store.signs() {
            return Err(fault::link_unsigned());
        }
        let (session, key) = look::session(store).await?;
        let end = ends::end(now, lasts, &LinkLimits { session, ..limits })?;
        let (signed_at, span) = look::moment(ends::begins(now), end.at);
        Ok(Self { signed_at, lasts: span, end, key, session, now, wanted: lasts, limits })
    }

    /// When what was signed meanwhile ends, and the access key's ID. Keys that were renewed in
    /// between may have signed or not, and the earlier end holds for both.
    ///
    /// # Errors
    /// Signing in failed.
    pub(super) async fn signed(self, store: &Store) -> Result<(LinkEnd, Option<String>), Fault> {
        let (session, _) = look::session(store).await?;
        let other = ends::end(self.now, self.wanted, &LinkLimits { session, ..self.limits });
        let end = match (session == self.session, other) {
            (false, Ok(other)) if other.at < self.end.at => other,
            _ => self.end,
        };
        Ok((end, self.key))
    }
}

/// How far this computer's clock is from the server's, where that is too far.
pub(super) fn off(server: Option<i64>, now: i64) -> Option<i64> {
    server.map(|server| server - now).filter(|off| off.abs() > SKEW)
}

/// Signs a link by this computer's clock and tries it. Where the answer shows that the clock is
/// wrong, both are done once more by the server's.
pub(super) async fn sign_and_try(store: &Store, at: &ObjectAt, how: &How, now: i64) -> Result<Signed, Fault> {
    let (link, end, key) = sign(store, at, how, now).await?;
    let answer = store.try_link(at, &link).await;
    let off = off(answer.as_ref().ok().and_then(|answer| answer.server_time), now);
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

/// Signs a link by a clock that says `now`.
pub(super) async fn sign(
    store: &Store,
    at: &ObjectAt,
    how: &How,
    now: i64,
) -> Result<(Secret, LinkEnd, Option<String>), Fault> {
    let span = Span::begin(store, how.lasts, how.limits, now).await?;
    let disposition = Some(how.disposition.clone());
    let linking = Linking { signed_at: span.signed_at, lasts: span.lasts, disposition };
    let link = store.sign_link(at, &linking).await.map_err(|error| fault::from_store(&error))?;
    let (end, key) = span.signed(store).await?;
    Ok((link, end, key))
}

pub(super) fn tried(answer: &LinkAnswer, wanted: &str) -> LinkTried {
    match answer.refused {
        Some(why) => LinkTried::Refused { why },
        None => LinkTried::Works { named: answer.disposition.as_deref().is_some_and(|told| told.trim() == wanted) },
    }
}

/// The header by which a browser saves or shows the file, under this name.
pub(super) fn disposed(opens: LinkOpens, name: &str) -> String {
    disposition(if opens == LinkOpens::Download { "attachment" } else { "inline" }, name)
}
