//! Object Lock: for how long new files are locked against deletion by default.

use store::{Retention, Store, StoreError, XmlSetting};
use words::{Words, bucket, say};

use crate::settings::{
    around::Around,
    check::{Change, Note, SettingCheck, replaced, server_default},
    fact::{FactText, FactTone},
    setting::{Read, Setting, document},
};

pub(super) struct Kind;

/// Set where files can be locked at all, which is chosen when a bucket is made.
impl Setting for Kind {
    type Value = Option<Retention>;

    fn title() -> Words {
        say!(bucket::LockTitle)
    }

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
        replaced(draft, sentence, server_default)
    }

    async fn fact(store: &Store, bucket: &str) -> Result<FactText, StoreError> {
        Ok(match Self::read(store, bucket).await?.0 {
            None => (FactTone::Plain, say!(bucket::LockOffTitle), say!(bucket::LockOff)),
            Some(None) => (FactTone::Plain, say!(bucket::LockOpenTitle), say!(bucket::LockOpen)),
            Some(Some(retention)) => {
                let text = match retention.for_everybody {
                    true => say!(bucket::LockCompliance),
                    false => say!(bucket::LockGovernance),
                };
                (FactTone::Good, say!(bucket::LockOnTitle, time = time(&retention)), text)
            }
        })
    }
}

fn about(can_be_locked: bool, retention: Option<Retention>) -> Option<Note> {
    if !can_be_locked {
        return Some(Note::stop(say!(bucket::LockNever)));
    }
    let Retention { for_everybody, days, years } = retention?;
    match (days, years) {
        (Some(1..=36_500), None) | (None, Some(1..=100)) => {
            for_everybody.then(|| Note::warn(say!(bucket::LockWarning)))
        }
        _ => Some(Note::stop(say!(bucket::LockRange))),
    }
}

fn sentence(retention: &Option<Retention>) -> Words {
    match retention {
        None => say!(bucket::LockToOpen),
        Some(retention) if retention.for_everybody => say!(bucket::LockToCompliance, time = time(retention)),
        Some(retention) => say!(bucket::LockToGovernance, time = time(retention)),
    }
}

/// `30 days`, `1 year`.
fn time(Retention { days, years, .. }: &Retention) -> Words {
    match (days, years) {
        (Some(count), _) => say!(bucket::Time, unit = "days", count = *count),
        (None, years) => say!(bucket::Time, unit = "years", count = years.unwrap_or_default()),
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

    #[test]
    fn a_lock_is_told_with_its_time() {
        let governance = sentence(&lock(1, false));
        assert!(governance.to_string().starts_with("New files are locked for 1 day. Only users"), "{governance}");
        let years = Retention { for_everybody: true, days: None, years: Some(7) };
        assert_eq!(
            sentence(&Some(years)),
            "New files are locked for 7 years. No one can permanently delete them before that."
        );
    }
}
