# Deleted files and earlier times: showing them, undeleting, and a folder as it was.

time-show-deleted-action = Show deleted files
time-show-deleted-also = deleted items, trash, recycle bin, delete markers
time-undelete-action = Undelete…
time-undelete-also = restore deleted, recover, bring back
time-earlier-action = This folder at an earlier time…
time-earlier-also = time travel, history, as of date, point in time, versions
time-restore-action = Restore…
time-restore-also = earlier version, roll back, revert, time travel
time-now-action = Back to now

## Why something cannot be done

time-show-first = Show deleted files first
time-are-gone = Deleted files are selected. Undelete them first.
time-is-past = This is an earlier time. Go back to now first.
time-show-earlier-first = Show the folder at an earlier time first
time-were-not-there = These files were added later, so there is nothing to restore.

## On a row. { $when } is a date: 28 Nov 2026, 10:14.

time-row-deleted = Deleted { $when }
time-row-gone = Deleted
time-row-lost = Deleted permanently: no version is left

## What became of a row since an earlier time

time-since-column = Compared with now
time-since-same = Unchanged
time-since-changed = Changed since
time-since-deleted = Deleted since
time-since-added = Added since
time-since-unknown = Not compared
time-deleted-count = { $count } deleted since
time-changed-count = { $count } changed since
time-added-count = { $count } added since

## Above the list

time-deleted-note = Deleted files are shown in gray.
time-never = This bucket has never had { $versioning } on, so deleted files are gone and cannot be shown.
time-not-supported = This storage does not keep versions, so deleted files are gone and cannot be shown.
time-suspended = This bucket has { $versioning } suspended. Files deleted or overwritten since then are shown only if they have an older version.
time-unknown = This connection has no permission to read whether { $versioning } is on, so some deleted files may be missing.
time-as-of = Showing this folder as it was on { $when }.
time-as-of-never = This bucket has never had { $versioning } on. Files that were overwritten or deleted since then are missing.
time-as-of-not-supported = This storage does not keep versions, so an earlier time cannot be shown.
time-unsure = { $count ->
    [one] { $count } file was overwritten later without { $versioning }, so an earlier state of it may be missing.
   *[other] { $count } files were overwritten later without { $versioning }, so earlier states of them may be missing.
}
time-keep-versions-button = Keep old versions from now on…
time-now-button = Back to now

## Undeleting

time-undelete-title = Undelete { $what } ({ SIZE($bytes) })?
time-undelete-counting-title = Counting deleted files…
time-undelete-so-far = Found so far: { $what }, { SIZE($bytes) }
time-undelete-what = The delete markers of these files are removed. The newest version that is left of each file becomes the current one again.
time-undelete-none = None of the selected files can be undeleted.
time-undelete-lost = { $count ->
    [one] { $count } file cannot come back, because no version of it is left.
   *[other] { $count } files cannot come back, because no version of them is left.
}
time-undelete-there = { $count ->
    [one] { $count } selected file is not deleted and stays as it is.
   *[other] { $count } selected files are not deleted and stay as they are.
}
time-undelete-wait = Available when everything is counted
time-undelete-button = Undelete
time-cancel-button = Cancel

## Restoring files of an earlier time

time-restore-title = Restore as of { $when }
time-restore-where = Where to restore
time-restore-place = In its place
time-restore-place-what = Each file from that time becomes the current one again, as a copy. Every version is kept.
time-restore-beside = Beside the current files
time-restore-beside-what = Copies are saved in this folder, with the date in their names.
time-restore-elsewhere = In another folder
time-restore-elsewhere-what = Copies are saved in a folder that you choose.
time-restore-so-far = Found so far: { $what }, { SIZE($bytes) }
time-restore-files = To restore: { $what }, { SIZE($bytes) }
time-restore-none = The selected files are as they were then. There is nothing to restore.
time-restore-none-can = None of the selected files can be restored.
time-restore-same = { $count ->
    [one] { $count } file is as it was and stays as it is.
   *[other] { $count } files are as they were and stay as they are.
}
time-restore-archived = { $count ->
    [one] { $count } file is archived and must be restored from the archive first.
   *[other] { $count } files are archived and must be restored from the archive first.
}
time-restore-unkept = { $count ->
    [one] { $count } file cannot be restored, because this bucket does not keep versions right now and the current contents would be lost.
   *[other] { $count } files cannot be restored, because this bucket does not keep versions right now and their current contents would be lost.
}
time-restore-lost = { $count ->
    [one] { $count } file cannot be restored, because its version from that time is gone.
   *[other] { $count } files cannot be restored, because their versions from that time are gone.
}
time-restore-unsure = { $count ->
    [one] { $count } file was overwritten without versioning. It may have been there then, so it stays as it is.
   *[other] { $count } files were overwritten without versioning. They may have been there then, so they stay as they are.
}
time-restore-undeletable = { $count ->
    [one] { $count } file was added since and stays, because this bucket does not keep versions right now and deleting it would also remove an earlier version.
   *[other] { $count } files were added since and stay, because this bucket does not keep versions right now and deleting them would also remove earlier versions.
}
time-restore-exact = { $count ->
    [one] Also delete { $count } file that was added since
   *[other] Also delete { $count } files that were added since
}
time-restore-exact-what = Deleted files keep their versions and can be undeleted.
time-restore-wait = Available when everything is counted
time-restore-button = Restore
time-restore-folder-button = Choose folder…

## A folder at an earlier time

time-changes = Times at which something changed
time-changes-other = Another time
time-change = { $when } ({ $deleted ->
    [0] { $stored ->
        [one] { $stored } file saved
       *[other] { $stored } files saved
    }
   *[other] { $stored ->
        [0] { $deleted } deleted
        [one] { $stored } file saved, { $deleted } deleted
       *[other] { $stored } files saved, { $deleted } deleted
    }
})
time-changes-some = This folder is large, so only some of its changes are listed.
time-changes-none = No changes are known in this folder.
time-changes-unread = The times could not be read. Type a date and a time.
time-changes-reading = Looking for changes…
time-earlier-title = Show this folder at an earlier time
time-earlier-what = Files are shown as they were then, also those that were changed or deleted since. Nothing in the bucket is changed. Before versioning was turned on, deleted and overwritten files left no trace.
time-earlier-label = Date and time
time-earlier-ahead = Choose a time that is not in the future.
time-earlier-none = Choose a date and a time.
time-earlier-button = Show folder
time-list-as-of = { $folder } on { $when }
