# Words of ui/src, backups. A backup copies files again and again; each time makes one copy, which has a date as its name.

backups-title = Backups
backups-new-title = Create backup
backups-edit-title = Edit backup
backups-back-to-files-button = Files
backups-back-button = Back

# The list.
backups-none-title = No backups yet
backups-none-what = A backup copies a bucket or folder to another bucket, into a folder named after the date. Every copied file is verified against its original. You can run backups yourself, or on a schedule even while Bucketwise is closed.
backups-list-what = A backup copies a bucket or folder to another bucket, into a folder named after the date. Saved pairs of places that you synchronize are listed here too.
backups-create-button = Create backup
backups-pair-standing-locked = Check needed
# How a saved pair last ran.
backups-pair-ran = { $date }: copied { $copied }, removed { $removed }
backups-pair-ran-failed = { $count ->
    [one] { $count } file failed
   *[other] { $count } files failed
}
backups-pair-ran-spared = { $count ->
    [one] { $count } file waits until you run the pair, because it would be replaced or removed
   *[other] { $count } files wait until you run the pair, because they would be replaced or removed
}
backups-pair-ran-held = { $count ->
    [one] { $count } file left as it is, because it cannot be compared or cannot be in both places
   *[other] { $count } files left as they are, because they cannot be compared or cannot be in both places
}
backups-route = { $from } → { $to }

# How a backup stands, in a word.
backups-standing-running = Running
backups-standing-missing = Schedule missing
backups-standing-new = Not run yet
backups-standing-smaller = Much smaller
backups-standing-good = Completed
backups-standing-stopped = Stopped
backups-standing-failed = Failed

# How far a run is.
backups-progress = Backup progress
backups-progress-listing = Listing files
backups-progress-listed = Listing files: { $count } so far
backups-progress-cleaning = Deleting an incomplete copy: { $count ->
    [one] { $count } file
   *[other] { $count } files
} deleted
backups-progress-copying = Copied { $done } of { $count ->
    [one] { $count } file
   *[other] { $count } files
}, { SIZE($copied) } of { SIZE($bytes) }
backups-progress-verifying = Verified { $done } of { $count ->
    [one] { $count } file
   *[other] { $count } files
}
backups-progress-thinning = Deleting old copies: { $count ->
    [one] { $count } file
   *[other] { $count } files
} deleted

# One backup.
backups-source = Source
backups-destination = Destination
backups-schedule = Schedule
backups-keep = Copies to keep
backups-end = { $place } on { $connection }
backups-kept-all = All copies
backups-kept-last = { $count ->
    [one] the last copy
   *[other] the last { $count } copies
}
backups-kept-days = { $count ->
    [one] all copies of the last day
   *[other] all copies of the last { $count } days
}
backups-kept-weeks = { $count ->
    [one] the last copy of the last week
   *[other] the last copy of each of the last { $count } weeks
}
backups-kept-months = { $count ->
    [one] the last copy of the last month
   *[other] the last copy of each of the last { $count } months
}
backups-kept-years = { $count ->
    [one] the last copy of the last year
   *[other] the last copy of each of the last { $count } years
}
backups-kept = Kept: { $rules }. Verified copies of the most recent day are always kept.
backups-kept-by-time = Kept: { $rules }. Periods without a copy do not count. Verified copies of the most recent day are always kept.
backups-missing-title = The schedule is not set up on this computer
backups-missing-what = The files that this computer’s scheduler reads are missing or were changed. The backup may not run on its own until you edit it and save it again.
backups-ran-good-title = { $date }: backup completed
backups-ran-title = { $date }: { $title }
backups-ran-good-what = { $count ->
    [one] { $count } file, { SIZE($bytes) }. It was verified against its original.
   *[other] { $count } files, { SIZE($bytes) }. Each was verified against its original.
}
backups-smaller-title = This copy is much smaller than the last full copy
backups-smaller-what = It has { $count ->
    [one] { $count } file
   *[other] { $count } files
}, { SIZE($bytes) }. The copy { $than } has { $before ->
    [one] { $before } file
   *[other] { $before } files
}, { SIZE($size) }. That copy is kept until you confirm that the files were removed on purpose. If they were not, restore them from it.
backups-smaller-accept-button = Files were removed on purpose
backups-copies-title = Copies
backups-copies-loading = Loading copies
backups-copies-none = No copies yet. Run the backup to make one.
backups-copy-good = { $count ->
    [one] { $count } file
   *[other] { $count } files
}, { SIZE($bytes) }, verified
backups-copy-elsewhere = copy of { $source }, which is no longer backed up
backups-copy-smaller = much smaller than before
backups-copy-incomplete = Incomplete; cannot be restored
backups-copy-open = Open copy { $copy }
backups-copy-delete = Delete copy { $copy }
backups-restore-button = Restore…
backups-forget-ask-button = Remove from list…
backups-edit-button = Edit backup
backups-stop-button = Stop backup
backups-run-button = Run backup
backups-disabled-while-running = Not available while the backup runs
backups-disabled-incomplete = An incomplete copy cannot be restored

# Restoring and deleting a copy, and removing a backup from the list.
backups-cancel-button = Cancel
backups-restore-title = Restore copy { $copy }
backups-restore-what = { $count ->
    [one] { $count } file ({ SIZE($bytes) }) will be restored to { $place }.
   *[other] { $count } files ({ SIZE($bytes) }) will be restored to { $place }.
} Files that were added later stay. The copy stays as well.
backups-restore-elsewhere = This is a copy of { $source }, which this backup no longer copies. Its files will be restored to a separate folder.
backups-restore-to = Restore to
backups-restore-to-original = Original location
backups-restore-to-beside = Separate folder: { $folder }
backups-restore-conflict = If a file already exists
backups-restore-skip = Skip
backups-restore-if-different = Replace if different
backups-restore-replace = Replace
backups-restore-keep-both = Keep both
backups-restore-replaces = Replaced files cannot be recovered unless the bucket keeps versions.
backups-restore-yes-button = Restore files
backups-delete-title = Delete copy { $copy }
backups-delete-what = { $count ->
    [one] { $count } file ({ SIZE($bytes) }) will be deleted from { $place }.
   *[other] { $count } files ({ SIZE($bytes) }) will be deleted from { $place }.
} This cannot be undone unless that bucket keeps versions. The originals are not affected.
backups-delete-incomplete-what = All files copied so far will be deleted from { $place }. This cannot be undone unless that bucket keeps versions. The originals are not affected.
backups-delete-last-good = This is the last verified copy. Once it is deleted, these files cannot be restored from this backup.
backups-delete-last-full = This is the last full copy. The copies after it are much smaller, and nobody has confirmed that the files were removed on purpose. Files that are only in this copy cannot be restored once it is deleted.
backups-delete-button = Delete copy
backups-delete-last-good-button = Delete last copy
backups-delete-last-full-button = Delete last full copy
backups-forget-title = Remove “{ $name }” from the list
backups-forget-what = The backup no longer runs on its schedule. Its copies stay in { $place }.
backups-forget-button = Remove from list

# The form.
backups-connection = Connection
backups-bucket = Bucket
backups-folder = Folder (optional)
backups-choose-connection = Choose a connection
backups-choose-bucket = Choose a bucket
backups-source-help = Leave empty to back up the whole bucket.
backups-destination-help = Ideally a bucket in another account.
backups-destination-example = Copies are saved in folders such as { $folder }
backups-every-never = Only when you run it
backups-every-day = Every day
backups-every-week = Every week
backups-every-month = Every month
backups-every-never-help = Run it whenever you need a copy.
backups-every-help = This computer must be on, and you must be signed in to it. A missed run usually starts later.
backups-weekday = Day of the week
backups-weekday-monday = Monday
backups-weekday-tuesday = Tuesday
backups-weekday-wednesday = Wednesday
backups-weekday-thursday = Thursday
backups-weekday-friday = Friday
backups-weekday-saturday = Saturday
backups-weekday-sunday = Sunday
backups-day = Day of the month
backups-time = Time
backups-time-help = 24-hour time, such as 02:30.
backups-keep-all = All copies
backups-keep-last = The last { $count ->
    [one] copy
   *[other] { $count } copies
}
backups-keep-ladder = All for 7 days, weekly for 4 weeks, monthly for 12 months
backups-keep-own = Current setting
backups-keep-help = Older copies are deleted only after a new copy is verified. The most recent verified copy is never deleted automatically.
backups-name = Name
backups-save-button = Save backup
backups-lacking-from = Choose a source bucket
backups-lacking-to = Choose a destination bucket
backups-lacking-name = Enter a name
