//! Static website hosting: whether the bucket is a website of its own.

use policy::cors::Change;
use store::{Store, StoreError, Website, XmlSetting};

use crate::{
    names::named,
    settings::{
        around::Around,
        check::{Note, SettingCheck, replaced},
        fact::{FactTone, Told, told},
        setting::{Read, Setting, document},
    },
};

pub(super) struct Kind;

impl Setting for Kind {
    type Value = Website;

    const TITLE: &'static str = "Website of its own";

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
        replaced(draft, sentence, "The bucket is no longer a website.")
    }

    async fn fact(store: &Store, bucket: &str) -> Result<Told, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            Some(website) => told(FactTone::Plain, "A website of its own", &sentence(&website)),
            None => told(FactTone::Plain, "No website of its own", "Its files are opened by programs and links."),
        })
    }
}

/// Rules of a website send some requests elsewhere, which S3 does not take beside a redirect of all of them.
fn in_the_way(base: Option<&Website>, draft: Option<&Website>) -> Option<Note> {
    let routed = matches!(base, Some(Website::Pages { routes, .. }) if *routes > 0);
    let redirects = matches!(draft, Some(Website::Redirect { .. }));
    (routed && redirects).then(|| {
        Note::stop(
            "The website has routing rules, which cannot stay beside a redirect of everything. Remove the website first, if they may go.",
        )
    })
}

fn about(website: &Website) -> Option<Note> {
    match website {
        Website::Pages { index, .. } if index.trim().is_empty() => {
            Some(Note::stop("A website needs the name of its first page, as index.html."))
        }
        Website::Pages { index, .. } if index.contains('/') => {
            Some(Note::stop("The first page is a name within every folder, and has no slash."))
        }
        Website::Pages { .. } => Some(Note::warn(
            "This makes nothing public: visitors see only files that a policy lets everybody open. Websites of a bucket have no encryption (HTTPS) of their own.",
        )),
        Website::Redirect { host, .. } if host.trim().is_empty() || host.contains(['/', ' ', ':']) => {
            Some(Note::stop("A redirect needs the name of a host alone, as www.example.org."))
        }
        Website::Redirect { .. } => None,
    }
}

fn sentence(website: &Website) -> String {
    match website {
        Website::Pages { index, error, .. } => {
            let missing = if error.is_empty() { String::new() } else { format!(", and `{error}` for what is missing") };
            format!("The bucket is a website: it shows `{index}` of a folder{missing}.")
        }
        Website::Redirect { host, .. } => {
            format!("Visitors of the bucket’s website are sent to {}.", named(host, "another site"))
        }
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
        assert_eq!(sentence(&redirect(" ")), "Visitors of the bucket’s website are sent to another site.");
    }
}
