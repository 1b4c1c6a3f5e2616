//! Signs a form or a link for a page, tries what can be tried, and writes the page.

use store::{FormHeard, Forming, LARGEST_FORM, Linking, ObjectAt, Secret, Store, StoreErrorKind, UploadForm};

use super::{MadeUpload, UploadTried, UploadWanted, UploadWay, html};
use crate::{
    at::{FileAt, Place},
    fault::{self, Fault},
    files::{
        share::{
            LinkEnd, LinkGives, LinkLimits, LinkView, made,
            policy::Grants,
            sign::{Span, off},
        },
        versions::name,
    },
    ids::LinkId,
};

/// Bytes that the names of files need behind the folder; a key has 1,024.
const NAMES: usize = 300;
const LONGEST_KEY: usize = 1_024;

/// An upload page as a file, and what is to be remembered of it.
pub struct PageText {
    /// The name of the file.
    pub file_name: String,
    /// The page itself.
    pub text: Secret,
    /// Its entry in the list of links.
    pub view: LinkView,
}

/// How a page stores files, signed.
pub(super) enum Signed {
    /// By a form, in a folder.
    Form(UploadForm),
    /// By a link, under one name.
    Link(Secret),
}

/// Signs a page and tries it; where the answer shows that the clock is wrong, once more by the
/// server's.
pub(in crate::files::share) async fn page(
    store: &Store,
    place: &Place,
    wanted: &UploadWanted,
    limits: LinkLimits,
    now: i64,
) -> Result<(MadeUpload, PageText), Fault> {
    let to = target(place, wanted)?;
    let at = ObjectAt::new(&place.bucket, &to);
    let unseen = wanted.way == UploadWay::One && !vacant(store, &at).await?;
    let (signed, end, key) = sign(store, &at, wanted, limits, now).await?;
    let (tried, server) = attempt(store, &at, &signed, wanted).await;
    let clock = off(server, now);
    let (signed, end, key, tried) = match clock {
        None => (signed, end, key, tried),
        Some(off) => {
            let (signed, end, key) = sign(store, &at, wanted, limits, now + off).await?;
            let (tried, _) = attempt(store, &at, &signed, wanted).await;
            (signed, end, key, tried)
        }
    };
    let gives = if wanted.way == UploadWay::Folder { LinkGives::Folder } else { LinkGives::Upload };
    let view = LinkView {
        id: LinkId::fresh(),
        at: FileAt { connection: place.connection.clone(), bucket: place.bucket.clone(), key: to.clone() },
        gives,
        version: None,
        note: made::note(&wanted.note),
        made: now + clock.unwrap_or_default(),
        end,
        key,
    };
    let text = html::page(&signed, wanted, &to, end);
    let told = MadeUpload { to, unseen, end, tried, clock, saved: None };
    Ok((told, PageText { file_name: "upload.html".to_owned(), text: Secret::new(text), view }))
}

/// What a page stores, in the words of policies: any file of its folder, or its one file.
pub(in crate::files::share) fn offered(place: &Place, wanted: &UploadWanted) -> Result<(ObjectAt, Grants), Fault> {
    let to = target(place, wanted)?;
    let (key, grants) = match wanted.way {
        UploadWay::Folder => (to + "x", Grants::Form),
        UploadWay::One => (to, Grants::Put),
    };
    Ok((ObjectAt::new(&place.bucket, key), grants))
}

/// What the keys of files begin with, or the key of the one file.
pub(super) fn target(place: &Place, wanted: &UploadWanted) -> Result<String, Fault> {
    let odd = |part: &&str| matches!(*part, "." | "..") || part.chars().any(char::is_control);
    let parts: Vec<&str> = wanted.folder.split('/').map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut to = place.prefix.clone();
    for part in &parts {
        to.extend([part, "/"]);
    }
    let name = wanted.name.trim();
    let long = to.len() + NAMES > LONGEST_KEY;
    match wanted.way {
        _ if long || parts.iter().any(odd) => return Err(fault::upload_folder(LONGEST_KEY - NAMES)),
        // A form for the whole bucket could replace anything in it.
        UploadWay::Folder if to.is_empty() => return Err(fault::upload_bucket()),
        UploadWay::Folder if wanted.smallest > wanted.largest || !(1..=LARGEST_FORM).contains(&wanted.largest) => {
            return Err(fault::upload_sizes(LARGEST_FORM));
        }
        UploadWay::One if name.is_empty() || name.contains('/') || name.len() > NAMES || odd(&name) => {
            return Err(fault::upload_name(NAMES));
        }
        UploadWay::Folder => {}
        // The folder that is open may have such parts, and no browser stores there by a link.
        UploadWay::One if ObjectAt::new("", &to).is_unreachable() => return Err(fault::upload_unreachable()),
        UploadWay::One => to += name,
    }
    Ok(to)
}

/// Nobody is asked to replace a file; whether it is seen that there is none.
async fn vacant(store: &Store, at: &ObjectAt) -> Result<bool, Fault> {
    match store.head(at).await {
        Ok(_) => Err(fault::upload_taken(name(&at.key))),
        Err(error) if error.kind == StoreErrorKind::NoSuchKey => Ok(true),
        Err(error) if error.kind == StoreErrorKind::NotPermitted => Ok(false),
        Err(error) => Err(fault::from_store(&error)),
    }
}

async fn sign(
    store: &Store,
    at: &ObjectAt,
    wanted: &UploadWanted,
    limits: LinkLimits,
    now: i64,
) -> Result<(Signed, LinkEnd, Option<String>), Fault> {
    let span = Span::begin(store, wanted.lasts, limits, now).await?;
    let (signed_at, lasts) = (span.signed_at, span.lasts);
    let signed = match wanted.way {
        UploadWay::Folder => {
            let (smallest, largest) = (wanted.smallest.max(1), wanted.largest);
            let (prefix, types) = (at.key.clone(), wanted.types.condition());
            let how = Forming { signed_at, lasts, prefix, types, smallest, largest };
            store.sign_form(&at.bucket, &how).await.map(Signed::Form)
        }
        UploadWay::One => {
            let how = Linking { signed_at, lasts, disposition: None };
            store.sign_upload(at, &how).await.map(Signed::Link)
        }
    };
    let signed = signed.map_err(|error| fault::from_store(&error))?;
    let (end, key) = span.signed(store).await?;
    Ok((signed, end, key))
}

/// What came of trying it, and the server's clock.
async fn attempt(store: &Store, at: &ObjectAt, signed: &Signed, wanted: &UploadWanted) -> (UploadTried, Option<i64>) {
    let Signed::Form(form) = signed else {
        // Which time it is, though, is told without leaving anything.
        let server = store.reach().await.ok().and_then(|reached| reached.server_time);
        return (UploadTried::Untried, server);
    };
    let test = ObjectAt::new(&at.bucket, format!("{}bucketwise-test-{}", at.key, LinkId::fresh().as_str()));
    match store.try_form(&test, form, wanted.types.example()).await {
        Err(error) => (UploadTried::NotReached { fault: fault::from_store(&error) }, None),
        Ok(answer) => {
            let tried = match answer.heard {
                FormHeard::Heeds => UploadTried::Heeds,
                FormHeard::Unknown => UploadTried::Unknown,
                FormHeard::Refuses(why) => UploadTried::Refused { why },
                FormHeard::Stored(version) => UploadTried::Stored { removed: remove(store, test, version).await },
            };
            (tried, answer.server_time)
        }
    }
}

/// Removes the empty file that a server should not have stored; whether that is done.
async fn remove(store: &Store, test: ObjectAt, version: Option<String>) -> bool {
    match version {
        None => store.delete(&test).await.is_ok(),
        Some(version) => {
            let gone = store.delete_versions(&test.bucket, vec![(test.key, version)]).await;
            gone.is_ok_and(|refused| refused.is_empty())
        }
    }
}
