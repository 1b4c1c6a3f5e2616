//! Faults of a bucket's settings: what is found before anything is sent, and a storage's no to a
//! change.

use store::{StoreError, StoreErrorKind as Kind};
use words::{Told, Words, faults, say};

use super::{Fault, Remedy, from_store, refusal};

/// The draft has something that storage would refuse.
#[must_use]
pub fn setting_unfit(why: Words) -> Fault {
    Fault::told("setting_unfit", say!(faults::SettingUnfit, why))
}

/// The setting was never read as S3 has it, so nothing may be written over it.
#[must_use]
pub fn setting_unread() -> Fault {
    Fault::told("setting_unread", say!(faults::SettingUnread))
}

/// The draft says something of another setting than the one that is open; nothing was sent.
#[must_use]
pub(crate) fn draft_of_another_setting() -> Fault {
    Fault::told("draft_of_another_setting", say!(faults::DraftOfAnother))
}

/// Nothing was changed from here since the setting was opened, or somebody else changed it since.
#[must_use]
pub(crate) fn nothing_to_undo() -> Fault {
    Fault::told("nothing_to_undo", say!(faults::NothingToUndo))
}

/// The change would cost the setting something that a draft cannot say; nothing was sent.
pub(super) fn would_lose(error: &StoreError) -> Fault {
    let what = error.reason().unwrap_or_default();
    Fault::told("would_lose", say!(faults::SettingWouldLose, what))
        .details(format!("operation: {}\nwould be lost: {what}", error.operation))
}

/// The storage read the change and said no, after everything that can be known before was in order.
#[must_use]
pub fn setting_refused(error: &StoreError) -> Fault {
    let general = from_store(error);
    let code = error.code.as_deref().unwrap_or_default();
    let message = error.message.as_deref().unwrap_or_default();
    let shut = message.contains("BlockPublicPolicy") || message.contains("block public");
    let told: Told = match error.kind {
        Kind::NotPermitted if shut => say!(faults::SettingPublic),
        Kind::NotPermitted => denied(error),
        Kind::NotSupported => say!(faults::SettingUnsupported),
        Kind::Other if code == "AccessControlListNotSupported" => say!(faults::SettingAclOff),
        Kind::Other => say!(faults::SettingRefused),
        _ => return general,
    };
    let what = answer(told.what(), code, message);
    // What somebody does about it depends on the kind of no alone.
    let code = match error.kind {
        Kind::NotPermitted => "not_permitted",
        Kind::NotSupported => "not_supported",
        _ => "refused",
    };
    let told = Fault::told(code, told).details(general.details).refusal(general.refusal);
    Fault { what, remedy: general.remedy, ..told }
}

/// What was refused, with the server's own reason in quotes: it is not ours.
fn answer(what: Words, code: &str, message: &str) -> Words {
    let short: String = message.chars().take(200).collect();
    let cut = if short.len() < message.len() { "…" } else { "" };
    let said = match (code, short.trim()) {
        ("", "") => "nothing",
        (_, "") => "code",
        ("", _) => "message",
        _ => "both",
    };
    let message = format!("{}{cut}", short.trim());
    say!(faults::SettingAnswer, what, said, code, message)
}

/// With the permission that was missing, by the name that an administrator gives it.
fn denied(error: &StoreError) -> Told {
    match refusal::action_of(error.operation).as_str() {
        "" => say!(faults::SettingDeniedUnnamed),
        action => say!(faults::SettingDenied, action),
    }
}

/// A bucket of that name is there already, and this login gets in.
#[must_use]
pub fn bucket_taken(name: &str) -> Fault {
    Fault::told("bucket_exists", say!(faults::BucketThere, name)).remedy(Remedy::Open { bucket: name.to_owned() })
}

/// The server does not answer as S3 does, so nobody can say what deleting a bucket there would
/// remove.
pub(crate) fn bucket_not_counted() -> Fault {
    Fault::told("bucket_not_counted", say!(faults::BucketNotCounted))
}

/// What was typed is not the bucket's name.
pub(crate) fn name_differs(bucket: &str) -> Fault {
    Fault::told("name_differs", say!(faults::NameDiffers, bucket))
}

/// More is in the bucket than was counted, or it keeps files otherwise than it did.
pub(crate) fn bucket_changed() -> Fault {
    Fault::told("bucket_changed", say!(faults::BucketChanged))
}

/// One thing in the bucket could not be deleted.
pub(crate) fn not_deleted(key: &str, why: Fault) -> Fault {
    Fault { what: say!(faults::NotDeleted, key, why = &why.what), ..why }
}

/// More was typed or pasted than anything of its kind has.
pub(crate) fn typed_too_long(bytes: usize) -> Fault {
    let most = store::bounds::TYPED;
    Fault::told("typed_too_long", say!(faults::TypedTooLong, bytes, most))
}

/// Storage answered that files were deleted, and they are there.
pub(crate) fn still_there(key: &str, count: usize) -> Fault {
    let more = count.saturating_sub(1);
    Fault::told("still_there", say!(faults::StillThere, key, more))
}

/// Emptying ended early: what is gone and what stays.
pub(crate) fn bucket_kept(why: Fault, removed: u64) -> Fault {
    Fault { what: say!(faults::BucketKept, why = &why.what, removed), ..why }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_said_is_quoted_and_cut() {
        let said = |code: &str, message: &str| answer("It was refused.".into(), code, message).to_string();
        let own = "It was refused. Nothing was saved, and your draft is still here.";
        assert_eq!(said("", " "), own);
        assert_eq!(said("Denied", ""), format!("{own} Reason: Denied"));
        assert_eq!(said("", "No."), format!("{own} The server said: “No.”"));
        assert_eq!(said("Denied", "No."), format!("{own} The server said: “No.” (Denied)"));
        assert_eq!(said("", &"é".repeat(201)), format!("{own} The server said: “{}…”", "é".repeat(200)));
    }

    #[test]
    fn what_stays_and_what_is_gone_is_counted() {
        let stays = |count| still_there("a", count).what.to_string();
        assert!(stays(1).starts_with("“a” still exists, although"));
        assert!(stays(2).starts_with("“a” and 1 more file still exist,"));
        assert!(stays(1_001).starts_with("“a” and 1,000 more files still exist,"));
        let why = || Fault { what: "It was refused.".into(), ..bucket_changed() };
        let kept = |removed| bucket_kept(not_deleted("a", why()), removed).what.to_string();
        let first = "“a” could not be deleted. It was refused.";
        assert_eq!(kept(0), format!("{first} Nothing was deleted, and the bucket is unchanged."));
        assert!(kept(1).starts_with(&format!("{first} 1 item was permanently deleted.")));
        assert!(kept(2).starts_with(&format!("{first} 2 items were permanently deleted.")));
    }
}
