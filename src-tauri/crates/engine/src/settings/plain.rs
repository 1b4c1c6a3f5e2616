//! The settings of a few words: locking by default, website, records of requests, who pays. What is to be said about a
//! draft, and what a value means in a sentence.

use store::{Logging, Payer, Retention, Website};

use super::{check::Note, create, value::SettingValue};

/// What is to be said about a draft.
pub(super) fn about(base: Option<&SettingValue>, draft: Option<&SettingValue>) -> Vec<Note> {
    let mut notes: Vec<Note> = in_the_way(base, draft).into_iter().collect();
    match draft {
        Some(SettingValue::Lock { retention }) => notes.extend(about_lock(base, *retention)),
        Some(SettingValue::Website { website }) => notes.extend(about_website(website)),
        Some(SettingValue::Logging { logging }) => notes.extend(about_logging(logging)),
        Some(SettingValue::Payer { payer: Payer::Requester }) => notes.push(Note::warn(
            "Whoever opens files has to say in each request that they pay. Links, websites and most programs do not, and stop working.",
        )),
        _ => {}
    }
    notes
}

/// Rules of a website send some requests elsewhere, which S3 does not take beside a redirect of all of them.
fn in_the_way(base: Option<&SettingValue>, draft: Option<&SettingValue>) -> Option<Note> {
    let routes = match base {
        Some(SettingValue::Website { website: Website::Pages { routes, .. } }) => *routes,
        _ => 0,
    };
    let redirects = matches!(draft, Some(SettingValue::Website { website: Website::Redirect { .. } }));
    (routes > 0 && redirects).then(|| {
        Note::stop(
            "The website has routing rules, which cannot stay beside a redirect of everything. Remove the website first, if they may go.",
        )
    })
}

fn about_lock(base: Option<&SettingValue>, retention: Option<Retention>) -> Option<Note> {
    if base.is_none() {
        return Some(Note::stop("Whether files can be locked is chosen when a bucket is made."));
    }
    let Retention { for_everybody, days, years } = retention?;
    match (days, years) {
        (Some(1..=36_500), None) | (None, Some(1..=100)) => for_everybody.then(|| {
            Note::warn(
                "Nobody at all can delete a file within that time, also not the owner of the account, and the time cannot be made shorter for files that have it.",
            )
        }),
        _ => Some(Note::stop("A time to lock for has between 1 day and 100 years.")),
    }
}

fn about_website(website: &Website) -> Option<Note> {
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

fn about_logging(logging: &Logging) -> Option<Note> {
    if create::check_name(&logging.bucket).stop.is_empty() {
        Some(Note::warn(
            "That bucket has to be of the same account and region, and to let the storage write into it. Records come some hours later.",
        ))
    } else {
        Some(Note::stop("The records need the name of a bucket to go to."))
    }
}

/// A value in a sentence.
pub(super) fn told(value: &SettingValue) -> String {
    match value {
        SettingValue::Lock { retention: None } => "New files are not locked by themselves.".to_owned(),
        SettingValue::Lock { retention: Some(retention) } => {
            let who = if retention.for_everybody { "by nobody" } else { "only with a special permission" };
            format!("New files are locked for {}: within that time they can be deleted {who}.", time(retention))
        }
        SettingValue::Website { website: Website::Pages { index, error, .. } } => {
            let missing = if error.is_empty() { String::new() } else { format!(", and `{error}` for what is missing") };
            format!("The bucket is a website: it shows `{index}` of a folder{missing}.")
        }
        SettingValue::Website { website: Website::Redirect { host, .. } } => {
            format!("Visitors of the bucket’s website are sent to {}.", named(host, "another site"))
        }
        SettingValue::Logging { logging } => {
            let below = if logging.prefix.is_empty() { String::new() } else { format!(", below `{}`", logging.prefix) };
            format!("Requests are written down in {}{below}.", named(&logging.bucket, "another bucket"))
        }
        SettingValue::Payer { payer: Payer::Owner } => "The owner of the bucket pays for requests.".to_owned(),
        SettingValue::Payer { payer: Payer::Requester } => "Whoever asks for files pays for it.".to_owned(),
        _ => String::new(),
    }
}

/// A name set apart, or while there is none yet, what it is of.
fn named(name: &str, what: &str) -> String {
    if name.trim().is_empty() { what.to_owned() } else { format!("`{name}`") }
}

/// `30 days`, `1 year`.
pub(super) fn time(Retention { days, years, .. }: &Retention) -> String {
    match (days, years) {
        (Some(1), _) => "1 day".to_owned(),
        (Some(days), _) => format!("{days} days"),
        (None, Some(1)) => "1 year".to_owned(),
        (None, years) => format!("{} years", years.unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use policy::cors::Grade;

    fn grade(base: Option<&SettingValue>, draft: &SettingValue) -> Option<Grade> {
        about(base, Some(draft)).first().map(|note| note.grade)
    }

    fn pages(index: &str, routes: usize) -> SettingValue {
        SettingValue::Website { website: Website::Pages { index: index.into(), error: String::new(), routes } }
    }

    fn lock(days: i32, for_everybody: bool) -> SettingValue {
        SettingValue::Lock { retention: Some(Retention { for_everybody, days: Some(days), years: None }) }
    }

    #[test]
    fn a_lock_is_for_a_bucket_that_has_locking_and_some_time() {
        let open = SettingValue::Lock { retention: None };
        assert_eq!(grade(None, &lock(30, false)), Some(Grade::Stop));
        assert_eq!(grade(Some(&open), &lock(30, false)), None);
        assert_eq!(grade(Some(&open), &lock(30, true)), Some(Grade::Warn));
        assert_eq!(grade(Some(&open), &lock(0, false)), Some(Grade::Stop));
    }

    #[test]
    fn routing_rules_leave_no_room_for_a_redirect() {
        assert_eq!(grade(None, &pages("index.html", 0)), Some(Grade::Warn));
        assert_eq!(grade(Some(&pages("index.html", 2)), &pages("home.html", 2)), Some(Grade::Warn));
        let redirect =
            SettingValue::Website { website: Website::Redirect { host: "a.org".into(), protocol: String::new() } };
        assert_eq!(grade(Some(&pages("index.html", 2)), &redirect), Some(Grade::Stop));
        assert_eq!(grade(Some(&pages("index.html", 0)), &redirect), None);
        assert_eq!(grade(None, &pages("a/index.html", 0)), Some(Grade::Stop));
        assert_eq!(grade(None, &pages("", 0)), Some(Grade::Stop));
        assert!(about(Some(&pages("index.html", 2)), None).is_empty(), "removing it is what was asked for");
    }

    #[test]
    fn a_name_that_is_not_typed_yet_leaves_no_hole_in_the_sentence() {
        let logging = SettingValue::Logging { logging: Logging::default() };
        assert_eq!(told(&logging), "Requests are written down in another bucket.");
        let redirect =
            SettingValue::Website { website: Website::Redirect { host: " ".into(), protocol: String::new() } };
        assert_eq!(told(&redirect), "Visitors of the bucket’s website are sent to another site.");
    }
}
