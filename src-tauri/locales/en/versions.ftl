# Words of ui/src, versions: the history of one file.

versions-tab = Versions
versions-show-action = Show versions
versions-show-also = history, older, earlier, previous, restore, undelete, recover
versions-ask = Every version of this file that the bucket keeps, with its time and size. Reading them costs a request or two.
versions-ask-button = Show versions
versions-reading = Reading versions…
versions-list = Versions, newest first
versions-current = Current
versions-deleted = Deleted
versions-none = This file has no versions.
versions-more-button = Show older versions
versions-size-class = { SIZE($bytes) } · { $class }
versions-owner = By { $who }
versions-no-time = Time not known

## What the bucket does

versions-suspended = Versioning is suspended: overwritten and deleted files are not kept from now on. Older versions stay.
versions-never = This bucket keeps no versions: an overwritten or deleted file is gone.
versions-settings-button = Open versioning settings
versions-not-supported-title = This storage has no versions
versions-not-supported = The server does not keep versions of files. An overwritten or deleted file is gone.
versions-not-permitted = You can open this file, but you do not have permission to list its versions.

## What can be done with one

versions-look-button = Look
versions-download-button = Download
versions-restore-button = Restore
versions-compare-button = Compare
versions-compare-help = Compares the selected version with the current one. To compare two others, select the second with Ctrl or Shift held down.
versions-lock-button = Lock…
versions-delete-button = Delete…
versions-undelete-button = Undelete
versions-actions = Actions for the selected version
versions-hint = Select a version to preview, restore or compare it.
versions-restoring = Restoring the version from { $time }. A copy of it becomes the current version.
versions-restored = The version from { $time } is current again, as a copy. Every version is kept.
versions-undo-button = Undo

## Deleting one for good

versions-delete-title = Delete this version permanently
versions-delete-what = The version of { $name } from { $time }, { SIZE($bytes) }
versions-delete-warning-title = This cannot be undone
versions-delete-warning = The version is deleted permanently. Nothing can bring it back.
versions-delete-warning-current = This is the current version. It is deleted permanently, and { $next ->
    [there] the version before it becomes the current one.
    [deleted] the file is deleted then, since a delete marker is before it.
   *[gone] the file is gone, since there is no version before it.
}
versions-delete-type = Type { $name } to confirm
versions-delete-missing = Type the file’s name first.
versions-delete-confirm-button = Delete permanently
versions-undelete-title = Undelete this file
versions-undelete-what = The delete marker from { $time } is removed. { $next ->
    [there] The version before it becomes the current one again.
    [deleted] The file stays deleted, since another delete marker is before it.
   *[gone] There is no version before it, so the file does not come back.
}
versions-marker-title = Remove this delete marker
versions-marker-what = The delete marker from { $time } is removed. The current version stays as it is.
versions-marker-button = Remove marker
versions-bypass = Override governance retention
versions-bypass-help = Sends the header x-amz-bypass-governance-retention. It needs the permission s3:BypassGovernanceRetention.
versions-cancel-button = Cancel
versions-close-button = Close

## Comparing two

versions-compare-title = Compare versions of { $name }
versions-compare-older = Older: { $time }, { SIZE($bytes) }
versions-compare-newer = Newer: { $time }, { SIZE($bytes) }
versions-compare-current = Current: { $time }, { SIZE($bytes) }
versions-compare-reading = Reading both versions…
versions-compare-same = Both versions have the same contents.
versions-compare-changes = { $count ->
    [one] { $count } change
   *[other] { $count } changes
}
versions-compare-too-large-title = Too large to compare
versions-compare-too-large = Texts up to { SIZE($most) } each can be compared here. Download both versions to compare them in another program.
versions-compare-other-title = These contents cannot be compared here
versions-compare-other = Texts, tables and images can be compared here. Download both versions to compare them in another program.
versions-compare-picture = Image from { $time }
versions-compare-text = Text from { $time }
# { $count } is a number.
versions-compare-unchanged = Unchanged lines: { $count }

## Object Lock

versions-lock-title = Object Lock for this version
versions-lock-reading = Reading Object Lock…
versions-lock-off = This bucket was created without Object Lock, so its files cannot be locked.
versions-lock-not-supported = This storage has no Object Lock.
versions-lock-none = No retention: this version can be deleted.
versions-lock-governance = Retained in governance mode until { $time }. Only someone with the permission s3:BypassGovernanceRetention can delete it before.
versions-lock-compliance = Retained in compliance mode until { $time }. Nobody can delete it before, not even the account’s owner.
versions-lock-held = Under a legal hold: nobody can delete it until the hold is removed.
versions-lock-mode = Retention
versions-lock-mode-none = None
versions-lock-mode-none-what = The version can be deleted at any time.
versions-lock-mode-governance = Governance
versions-lock-mode-governance-what = Nobody can delete the version until that day, except someone with the permission s3:BypassGovernanceRetention.
versions-lock-mode-compliance = Compliance
versions-lock-mode-compliance-what = Nobody can delete the version until that day. Nobody can shorten this.
versions-lock-until = Retain until the end of
versions-lock-until-wrong = Choose a day from today on.
versions-lock-until-shorter = Compliance retention can only be extended.
versions-lock-set-button = Set retention
versions-lock-unchanged = Change the retention first.
versions-lock-hold-on-button = Place legal hold
versions-lock-hold-off-button = Remove legal hold
versions-lock-hold = Legal hold
versions-lock-hold-what = A legal hold has no end date. It stays until someone removes it.
versions-lock-sure-title = Nobody will be able to undo this
versions-lock-sure = Until the end of { $day } nobody can delete this version of { $name } or shorten its retention: not you, not an administrator, not the account’s owner. Its storage is billed until then.
versions-lock-sure-button = Retain until { $day }
versions-lock-saved = Object Lock was changed.
