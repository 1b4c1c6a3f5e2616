//! Static website hosting: whether the bucket is a website of its own.

use store::{Store, StoreError, Website, XmlSetting};
use words::{Words, bucket, say};

use crate::settings::{
    around::Around,
    check::{Change, Note, SettingCheck, replaced},
    fact::{FactText, FactTone},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Website;

    fn title() -> Words {
        say!(bucket::WebsiteTitle)
    }

    async fn read(store: &Store, bucket: &str) -> Read<Website> {
        document(store, bucket, XmlSetting::Website, |document| document.website()).await
    }

    async fn write(store: &Store, bucket: &str, website: &Website) -> Result<(), StoreError> {
        store.put_website(bucket, website).await
    }

    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError> {
        store.delete_website(bucket).await
    }

    /// How many rules stay beside it is no part of what one wants.
    fn same(a: &Website, b: &Website) -> bool {
        let pages = |website: &Website| match website {
            Website::Pages { index, error, .. } => Some((index.clone(), error.clone())),
            Website::Redirect { .. } => None,
        };
        a == b || (pages(a).is_some() && pages(a) == pages(b))
    }

    fn check(base: Option<&Website>, draft: Option<&Website>, _: &Around) -> SettingCheck {
        let said = in_the_way(base, draft).into_iter().chain(draft.and_then(about));
        said.collect::<Vec<_>>().into()
    }

    fn changes(_: Option<&Website>, draft: Option<&Website>) -> Vec<Change> {
        replaced(draft, sentence, || say!(bucket::WebsiteGone))
    }

    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(website) => (FactTone::Plain, say!(bucket::WebsiteOnTitle), sentence(&website)),
            None => (FactTone::Plain, say!(bucket::WebsiteOffTitle), say!(bucket::WebsiteOff)),
        })
    }
}

/// Rules of a website send some requests elsewhere, which S3 does not take beside a redirect of all
/// of them.
fn in_the_way(base: Option<&Website>, draft: Option<&Website>) -> Option<Note> {
    let routed = matches!(base, Some(Website::Pages { routes, .. }) if *routes > 0);
    let redirects = matches!(draft, Some(Website::Redirect { .. }));
    (routed && redirects).then(|| Note::stop(say!(bucket::WebsiteRoutes)))
}

fn about(website: &Website) -> Option<Note> {
    match website {
        Website::Pages { index, .. } if index.trim().is_empty() => Some(Note::stop(say!(bucket::WebsiteIndexMissing))),
        Website::Pages { index, .. } if index.contains('/') => Some(Note::stop(say!(bucket::WebsiteIndexSlash))),
        Website::Pages { .. } => Some(Note::warn(say!(bucket::WebsiteWarning))),
        Website::Redirect { host, .. } if host.trim().is_empty() || host.contains(['/', ' ', ':']) => {
            Some(Note::stop(say!(bucket::WebsiteHostMissing)))
        }
        Website::Redirect { .. } => None,
    }
}

fn sentence(website: &Website) -> Words {
    match website {
        Website::Pages { index, error, .. } if error.is_empty() => say!(bucket::WebsitePages, index),
        Website::Pages { index, error, .. } => say!(bucket::WebsitePagesError, index, error),
        Website::Redirect { host, .. } if host.trim().is_empty() => say!(bucket::WebsiteRedirectOther),
        Website::Redirect { host, .. } => say!(bucket::WebsiteRedirect, host),
    }
}

#[cfg(test)]
mod tests {
    use policy::cors::Grade;

    use super::*;

    fn grade(base: Option<&Website>, draft: &Website) -> Option<Grade> {
        let looked = Kind::check(base, Some(draft), &Around::default());
        looked.notes.first().map(|note| note.grade)
    }

    fn pages(index: &str, routes: usize) -> Website {
        Website::Pages { index: index.into(), error: String::new(), routes }
    }

    fn redirect(host: &str) -> Website {
        Website::Redirect { host: host.into(), protocol: String::new() }
    }

    #[test]
    fn routing_rules_leave_no_room_for_a_redirect() {
        assert_eq!(grade(None, &pages("index.html", 0)), Some(Grade::Warn));
        assert_eq!(grade(Some(&pages("index.html", 2)), &pages("home.html", 2)), Some(Grade::Warn));
        assert_eq!(grade(Some(&pages("index.html", 2)), &redirect("a.org")), Some(Grade::Stop));
        assert_eq!(grade(Some(&pages("index.html", 0)), &redirect("a.org")), None);
        assert_eq!(grade(None, &pages("a/index.html", 0)), Some(Grade::Stop));
        assert_eq!(grade(None, &pages("", 0)), Some(Grade::Stop));
        let removed = Kind::check(Some(&pages("index.html", 2)), None, &Around::default());
        assert!(removed.notes.is_empty(), "removing it is what was asked for");
    }

    #[test]
    fn a_host_that_is_not_typed_yet_leaves_no_hole_in_the_sentence() {
        assert_eq!(sentence(&redirect(" ")), "Website visitors are redirected to another website.");
    }
}
