//! Faults of a bucket's settings: what is found before anything is sent, and a storage's no to a change.

use store::{StoreError, StoreErrorKind as Kind};

use super::{Fault, Remedy, from_store, refusal};

/// The draft has something that storage would refuse.
#[must_use]
pub fn setting_unfit(why: &str) -> Fault {
    Fault::new(
        "setting_unfit",
        "Something needs a change first",
        format!("{why} Nothing was saved."),
        "Change it, then save again.",
    )
}

/// The setting was never read as S3 has it, so nothing may be written over it.
#[must_use]
pub fn setting_unread() -> Fault {
    Fault::new(
        "setting_unread",
        "This setting could not be read, so it is not changed",
        "Bucketwise changes only what it has seen. Nothing was saved.",
        "Open the setting again; when it can be read, it can be changed.",
    )
}

/// The change would cost the setting something that a draft cannot say; nothing was sent.
pub(super) fn would_lose(error: &StoreError) -> Fault {
    let what = error.reason().unwrap_or_default();
    Fault::new(
        "would_lose",
        "This change would lose a part of the setting",
        format!(
            "The setting has something that Bucketwise does not know, {what}, and this change would remove it or make it mean something else. Nothing was saved."
        ),
        "Make this change with the tool that the setting was made with.",
    )
    .details(format!("operation: {}\nwould be lost: {what}", error.operation))
}

/// The storage read the change and said no, after everything that can be known before was in order.
#[must_use]
pub fn setting_refused(error: &StoreError) -> Fault {
    let general = from_store(error);
    let code = error.code.as_deref().unwrap_or_default();
    let message = error.message.as_deref().unwrap_or_default();
    let shut = message.contains("BlockPublicPolicy") || message.contains("block public");
    let (title, what, next) = match error.kind {
        Kind::NotPermitted if shut => (
            "A lock against public access is shut",
            "The change would let anybody in, and the bucket’s locks refuse that.",
            "Open the lock under Public access first, if the bucket is meant to be public.".to_owned(),
        ),
        Kind::NotPermitted => (
            "This login may not change this setting",
            "The server knows who you are and does not let you change it.",
            ask_for(error),
        ),
        Kind::NotSupported => (
            "This storage does not take this setting",
            "It can be read there and not be set.",
            "Ask your provider whether it can be switched on.".to_owned(),
        ),
        Kind::Other if code == "AccessControlListNotSupported" => (
            "Access lists are off for this bucket",
            "By its ownership setting every file belongs to the bucket’s owner, and access lists do not count.",
            "Use the bucket policy, or choose another ownership first.".to_owned(),
        ),
        Kind::Other => (
            "The storage refused this change",
            "It read what was to be saved and did not take it.",
            "Change what it names, then save again.".to_owned(),
        ),
        _ => return general,
    };
    let what = format!("{what}{} Nothing was saved, and your draft is still here.", said(code, message));
    // What somebody does about it depends on the kind of no alone.
    let code = match error.kind {
        Kind::NotPermitted => "not_permitted",
        Kind::NotSupported => "not_supported",
        _ => "refused",
    };
    let told = Fault::new(code, title, what, next).details(general.details).refusal(general.refusal);
    Fault { remedy: general.remedy, ..told }
}

/// The server's own reason, in quotes: it is not ours.
fn said(code: &str, message: &str) -> String {
    let short: String = message.chars().take(200).collect();
    let cut = if short.len() < message.len() { "…" } else { "" };
    match (code, short.trim()) {
        ("", "") => String::new(),
        (code, "") => format!(" Its reason: {code}."),
        ("", short) => format!(" It said: “{short}{cut}”"),
        (code, short) => format!(" It said: “{short}{cut}” ({code})."),
    }
}

/// The permission that was missing, by the name that an administrator gives it.
fn ask_for(error: &StoreError) -> String {
    match refusal::action_of(error.operation).as_str() {
        "" => "Ask whoever manages this storage for the permission; the details name what was refused.".to_owned(),
        action => format!("Ask whoever manages this storage for the permission {action} on this bucket."),
    }
}

/// A bucket of that name is there already, and this login gets in.
#[must_use]
pub fn bucket_taken(name: &str) -> Fault {
    Fault::new(
        "bucket_exists",
        "That bucket is there already",
        format!("“{name}” exists and this login may open it. Nothing was made or changed."),
        "Open it, or choose another name.",
    )
    .remedy(Remedy::Open { bucket: name.to_owned() })
}

/// The server does not answer as S3 does, so nobody can say what deleting a bucket there would remove.
pub(crate) fn bucket_not_counted() -> Fault {
    Fault::new(
        "bucket_not_counted",
        "This bucket is not deleted from here",
        "The storage does not answer as S3 does, so it cannot be said what is in the bucket besides its files. Nothing was deleted.",
        "Delete its files from the list, and the bucket with the storage’s own tools.",
    )
}

/// What was typed is not the bucket's name.
pub(crate) fn name_differs(bucket: &str) -> Fault {
    Fault::new(
        "name_differs",
        "That is another name",
        format!("The bucket is called “{bucket}”. Nothing was deleted."),
        "Type the name as it is written there.",
    )
}

/// More is in the bucket than was counted, or it keeps files otherwise than it did.
pub(crate) fn bucket_changed() -> Fault {
    Fault::new(
        "bucket_changed",
        "Something came in since it was counted",
        "The bucket holds what was not counted before, so deleting ended there.",
        "Count again to see what is in it now.",
    )
}

/// One thing in the bucket could not be deleted.
pub(crate) fn not_deleted(key: &str, why: Fault) -> Fault {
    Fault { what: format!("“{key}” could not be deleted. {}", why.what).into(), ..why }
}

/// More was typed or pasted than anything of its kind has.
pub(crate) fn typed_too_long(bytes: usize) -> Fault {
    Fault::new(
        "typed_too_long",
        "The text is too long",
        format!(
            "It has {bytes} bytes, and {} are the most that is read here. Nothing was changed.",
            store::bounds::TYPED
        ),
        "Paste the text of one policy or one set of rules alone.",
    )
}

/// Storage answered that files were deleted, and they are there.
pub(crate) fn still_there(key: &str, count: usize) -> Fault {
    let what = match count.saturating_sub(1) {
        0 => format!("“{key}” is still there. The storage answered several times that it was deleted."),
        1 => {
            format!(
                "“{key}” and 1 more file are still there. The storage answered several times that they were deleted."
            )
        }
        more => format!(
            "“{key}” and {more} more files are still there. The storage answered several times that they were deleted."
        ),
    };
    Fault::new(
        "still_there",
        "The storage keeps files that it said it deleted",
        format!("{what} A legal hold, a retention rule or a gateway in front of the storage can do that."),
        "Ask whoever runs the storage what keeps these files, then delete again.",
    )
}

/// Emptying ended early: what is gone and what stays.
pub(crate) fn bucket_kept(why: Fault, removed: u64) -> Fault {
    let gone = match removed {
        0 => "Nothing was deleted, and the bucket is as it was.".to_owned(),
        1 => "1 thing was deleted and does not come back; the bucket and the rest are there.".to_owned(),
        many => format!("{many} things were deleted and do not come back; the bucket and the rest are there."),
    };
    Fault { what: format!("{} {gone}", why.what).into(), ..why }
}
