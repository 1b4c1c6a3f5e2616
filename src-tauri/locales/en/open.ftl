# Words of ui/src, open: files of a bucket that are open in other programs of this computer.

open-with-action = Open with…
open-with-also = choose program, application, app
open-title = Files open in other programs

# ---- What happens to an opened file

open-fetching = Downloading “{ $name }” to open it
open-fetching-part = { $done } of { $total }
open-sending = Uploading “{ $name }”
open-changed-title = “{ $name }” was changed. Upload the changes?
open-changed = It was saved on this computer and is not uploaded to { $place } yet.
open-changed-recoded = It was saved on this computer as UTF-8, because its encoding does not have all its characters. It is not uploaded to { $place } yet.
open-changed-emptied = It was saved on this computer with nothing in it, and is not uploaded to { $place } yet. Its program may still be saving it.
open-changed-acl = If this bucket uses ACLs, uploading resets the ACL of the file to private. Access that was given by ACL, also public access, ends.
open-locked-title = “{ $name }” was changed on this computer
open-locked = This connection is read-only, so the changes cannot be uploaded to { $place }. They are saved on this computer.
open-left = “{ $name }” has changes that were not uploaded.
open-left-more = { $count ->
    [one] { $count } more file has changes that were not uploaded.
   *[other] { $count } more files have changes that were not uploaded.
}
open-saved = Saved, checked: “{ $name }”
open-saved-unchecked = Saved: “{ $name }”. The server does not tell what its bytes are, so they could not be checked.
open-saved-beside = Saved, checked: your version is “{ $name }”. “{ $beside }” in the bucket was not changed.
open-saved-beside-unchecked = Saved: your version is “{ $name }”. “{ $beside }” in the bucket was not changed.
open-conflict-title = “{ $name }” was changed in the bucket too
open-conflict = It was replaced since you opened it. Nothing was overwritten: the other version is in the bucket, and yours is on this computer.
open-gone-title = “{ $name }” was deleted from the bucket
open-gone = It was deleted or moved since you opened it. Your version is on this computer.
open-stray-title = “{ $name }” is only on this computer
open-stray = A program saved it after Bucketwise removed its copy, so it belongs to no file in a bucket. To keep it, show it on this computer and move it to another folder.

open-upload-button = Upload
open-always-button = Always for this file
open-leave-button = Not now
open-keep-both-button = Keep both
open-look-button = Show both
open-put-back-button = Upload it again
open-show-button = Show on this computer
open-discard-button = Discard changes…
open-discard-title = Discard your changes to “{ $name }”?
open-discard = Your version is deleted from this computer. The version in { $place } stays as it is.
open-discard-gone = Your version is deleted from this computer. The file was deleted from { $place } too, so no version is left.
open-discard-stray = It is deleted from this computer. No bucket has a copy of it.
open-discard-yes-button = Discard changes
open-stop-button = Stop
open-close-button = Close

# ---- Before a file is opened

open-runs-title = “{ $name }” was not opened
open-runs = It is a program, a script, a disk image or something else that opening could start or install. Bucketwise opens no file from a bucket that it recognizes as one of these. To use it, download it and check where it comes from.
open-large-title = Open “{ $name }”?
open-large = It is { $size }. Bucketwise downloads the whole file before another program can open it. Quick look reads only the part you view.
open-large-button = Download and open
open-cancel-button = Cancel
open-with-title = Open “{ $name }” with
open-with-usual = { $program } (usual)
open-with-none = This computer does not list programs for this kind of file.
open-with-other-button = Other program…

# ---- Before a connection is removed

open-unsent = { $count ->
    [one] “{ $first }” has changes that were not uploaded. They are deleted with the connection.
   *[other] { $count } opened files have changes that were not uploaded, among them “{ $first }”. They are deleted with the connection.
}
