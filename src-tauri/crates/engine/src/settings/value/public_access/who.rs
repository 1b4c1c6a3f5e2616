//! Who can see a bucket: what its policy, ACL, locks and website come to, and what somebody
//! who is not signed in really gets, which is tried. What was tried has the last word.

use store::{PublicAccess, Store, StoreError, StoreErrorKind, Stranger, Visibility};
use words::{Words, bucket, say};

use crate::settings::{
    around::first_key,
    fact::{
        FactText,
        FactTone::{Good, Warn},
    },
};

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    open: Visibility,
    /// `None` where they could not be seen.
    locks: Option<PublicAccess>,
    website: bool,
    /// `None` where it could not be tried.
    stranger: Option<Stranger>,
}

pub(super) async fn look(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
    let stranger = async {
        let key = first_key(store, bucket).await;
        store.as_stranger(bucket, key.as_deref()).await.ok()
    };
    let (open, locks, website, stranger) =
        tokio::join!(store.visibility(bucket), store.get_public_access(bucket), store.get_website(bucket), stranger,);
    let locks = match locks {
        Ok(locks) => Some(locks.unwrap_or_default()),
        Err(error) if error.kind == StoreErrorKind::NotSupported => Some(PublicAccess::default()),
        Err(_) => None,
    };
    let website = website.is_ok_and(|website| website.is_some());
    match open {
        Ok(open) => Ok(who(Seen { open, locks, website, stranger })),
        // What cannot be read may still have been tried.
        Err(error) => tried(stranger).ok_or(error),
    }
}

/// What a stranger got, where they got something.
fn tried(stranger: Option<Stranger>) -> Option<FactText> {
    let text = match stranger? {
        Stranger { reads: Some(true), lists: true } => say!(bucket::PublicBoth),
        Stranger { reads: Some(true), .. } => say!(bucket::PublicReads),
        Stranger { lists: true, .. } => say!(bucket::PublicLists),
        _ => return None,
    };
    Some((Warn, say!(bucket::PublicTitle), text))
}

fn who(Seen { open, locks, website, stranger }: Seen) -> FactText {
    if let Some(public) = tried(stranger) {
        return public;
    }
    if website && open.without_policies {
        return (Warn, say!(bucket::PublicWebsiteTitle), say!(bucket::PublicWebsite));
    }
    let Some(locks) = locks.or_else(|| (!open.by_policy && !open.by_acl).then(PublicAccess::default)) else {
        return (Warn, say!(bucket::PublicPerhapsTitle), say!(bucket::PublicPerhaps));
    };
    let by_policy = open.by_policy && !locks.restrict;
    let by_acl = open.by_acl && !locks.ignore_acls;
    let public = match (by_policy, by_acl) {
        (true, _) => Some(say!(bucket::PublicPolicy)),
        (_, true) => Some(say!(bucket::PublicAcl)),
        _ => None,
    };
    if let Some(text) = public {
        return (Warn, say!(bucket::PublicTitle), text);
    }
    let all = locks.block_policy && locks.restrict && locks.block_acls && locks.ignore_acls;
    let text: Words = if open.by_policy || open.by_acl {
        say!(bucket::PrivateBlocked)
    } else if website {
        say!(bucket::PrivateWebsite)
    } else if all {
        say!(bucket::PrivateAll)
    } else {
        say!(bucket::Private)
    };
    let text = if stranger.is_some() { say!(bucket::PrivateTried, text) } else { text };
    (Good, say!(bucket::PrivateTitle), text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::fact::FactTone;

    const SHUT: PublicAccess = PublicAccess { block_acls: true, ignore_acls: true, block_policy: true, restrict: true };

    fn open(by_policy: bool, by_acl: bool) -> Visibility {
        Visibility { by_policy, by_acl, without_policies: false }
    }

    #[test]
    fn who_can_see_it_is_what_policy_list_and_locks_come_to() {
        for (open, locks, title, tone) in [
            (open(false, false), None, "Private", FactTone::Good),
            (open(true, false), None, "Possibly public", FactTone::Warn),
            (open(true, false), Some(PublicAccess::default()), "Public", FactTone::Warn),
            (open(false, true), Some(PublicAccess::default()), "Public", FactTone::Warn),
            (open(true, true), Some(SHUT), "Private", FactTone::Good),
            (open(true, false), Some(PublicAccess { restrict: false, ..SHUT }), "Public", FactTone::Warn),
            (open(false, true), Some(PublicAccess { ignore_acls: false, ..SHUT }), "Public", FactTone::Warn),
        ] {
            let (seen, words, _) = who(Seen { open, locks, ..Seen::default() });
            assert_eq!((words.to_string().as_str(), seen), (title, tone), "{open:?} {locks:?}");
        }
    }

    #[test]
    fn a_website_is_public_where_there_are_no_policies_and_nowhere_else() {
        let locks = Some(PublicAccess::default());
        let without = Visibility { without_policies: true, ..open(false, false) };
        let refused = Some(Stranger { lists: false, reads: Some(false) });
        for (open, website, title) in [
            (without, true, "Public as a website"),
            (without, false, "Private"),
            (open(false, false), true, "Private"),
            (open(true, false), true, "Public"),
        ] {
            let (_, said, _) = who(Seen { open, locks, website, stranger: refused });
            assert_eq!(said, title, "{open:?} {website}");
        }
    }

    #[test]
    fn what_a_stranger_gets_has_the_last_word() {
        let locks = Some(SHUT);
        for (lists, reads, title) in [
            (true, None, "Public"),
            (true, Some(false), "Public"),
            (false, Some(true), "Public"),
            (false, Some(false), "Private"),
            (false, None, "Private"),
        ] {
            let stranger = Some(Stranger { lists, reads });
            let (_, said, text) = who(Seen { open: open(false, false), locks, website: false, stranger });
            assert_eq!(said, title, "{stranger:?}");
            assert!(text.to_string().contains("A request without signing in "), "{text}");
        }
    }
}
