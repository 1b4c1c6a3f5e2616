//! Object Lock: for how long new files are locked against deletion by default.

use policy::cors::Change;
use store::{Retention, Store, StoreError, XmlSetting};

use crate::settings::{
    around::Around,
    check::{BACK, Note, SettingCheck, replaced},
    fact::{FactTone, Told, told},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

/// Set where files can be locked at all, which is chosen when a bucket is made.
impl Setting for Kind {
    type Value = Option<Retention>;

    const TITLE: &'static str = "Locking";

    async fn read(store: &Store, bucket: &str) -> Read<Option<Retention>> {
        document(store, bucket, XmlSetting::Lock, |document| document.lock().map(|lock| lock.retention)).await
    }

    async fn write(store: &Store, bucket: &str, retention: &Option<Retention>) -> Result<(), StoreError> {
        store.put_lock(bucket, *retention).await
    }

    async fn remove(store: &Store, bucket: &str) -> Result<(), StoreError> {
        store.put_lock(bucket, None).await
    }

    fn removed() -> Option<Option<Retention>> {
        Some(None)
    }

    fn check(base: Option<&Option<Retention>>, draft: Option<&Option<Retention>>, _: &Around) -> SettingCheck {
        draft.and_then(|retention| about(base.is_some(), *retention)).into()
    }

    fn changes(_: Option<&Option<Retention>>, draft: Option<&Option<Retention>>) -> Vec<Change> {
        replaced(draft, sentence, BACK)
    }

    async fn fact(store: &Store, bucket: &str) -> Result<Told, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            None => told(FactTone::Plain, "Not locked", "Who has permission can delete files at any time."),
            Some(None) => told(
                FactTone::Plain,
                "Files can be locked",
                "Each upload says for how long; by itself nothing is locked.",
            ),
            Some(Some(retention)) => {
                let who =
                    if retention.for_everybody { "by nobody" } else { "only by logins with a special permission" };
                let title = format!("Locked for {}", time(&retention));
                told(FactTone::Good, &title, &format!("Within that time a file can be deleted {who}."))
            }
        })
    }
}

fn about(can_be_locked: bool, retention: Option<Retention>) -> Option<Note> {
    if !can_be_locked {
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

fn sentence(retention: &Option<Retention>) -> String {
    match retention {
        None => "New files are not locked by themselves.".to_owned(),
        Some(retention) => {
            let who = if retention.for_everybody { "by nobody" } else { "only with a special permission" };
            format!("New files are locked for {}: within that time they can be deleted {who}.", time(retention))
        }
    }
}

/// `30 days`, `1 year`.
fn time(Retention { days, years, .. }: &Retention) -> String {
    match (days, years) {
        (Some(1), _) => "1 day".to_owned(),
        (Some(days), _) => format!("{days} days"),
        (None, Some(1)) => "1 year".to_owned(),
        (None, years) => format!("{} years", years.unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use policy::cors::Grade;

    use super::*;

    fn grade(base: Option<Option<Retention>>, draft: Option<Retention>) -> Option<Grade> {
        let looked = Kind::check(base.as_ref(), Some(&draft), &Around::default());
        looked.notes.first().map(|note| note.grade)
    }

    fn lock(days: i32, for_everybody: bool) -> Option<Retention> {
        Some(Retention { for_everybody, days: Some(days), years: None })
    }

    #[test]
    fn a_lock_is_for_a_bucket_that_has_locking_and_some_time() {
        let open = Some(None);
        assert_eq!(grade(None, lock(30, false)), Some(Grade::Stop));
        assert_eq!(grade(open, lock(30, false)), None);
        assert_eq!(grade(open, lock(30, true)), Some(Grade::Warn));
        assert_eq!(grade(open, lock(0, false)), Some(Grade::Stop));
    }
}
