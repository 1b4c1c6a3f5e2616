# Work that takes its time, as Rust tells of it: transfers, deletions and backups.

## What a transfer is called. A single file or folder has its name there; else { $count } says how many were chosen.

jobs-upload = Upload { $name }
jobs-upload-items = { $count ->
    [0] Upload
    [one] Upload { $count } item
   *[other] Upload { $count } items
}
jobs-download = Download { $name }
jobs-download-items = { $count ->
    [0] Download
    [one] Download { $count } item
   *[other] Download { $count } items
}
jobs-copy = Copy { $name }
jobs-copy-items = { $count ->
    [0] Copy
    [one] Copy { $count } item
   *[other] Copy { $count } items
}
jobs-move = Move { $name }
jobs-move-items = { $count ->
    [0] Move
    [one] Move { $count } item
   *[other] Move { $count } items
}
jobs-delete = Delete { $name }
jobs-delete-items = { $count ->
    [0] Delete
    [one] Delete { $count } item
   *[other] Delete { $count } items
}
jobs-restore-version = Restore version of { $name }
jobs-undelete = Undelete { $name }
jobs-undelete-items = { $count ->
    [0] Undelete
    [one] Undelete { $count } item
   *[other] Undelete { $count } items
}
jobs-restore = Restore { $name }
jobs-restore-items = { $count ->
    [0] Restore
    [one] Restore { $count } item
   *[other] Restore { $count } items
}
jobs-restore-archived = Restore { $name } from the archive
jobs-restore-archived-items = { $count ->
    [0] Restore from the archive
    [one] Restore { $count } item from the archive
   *[other] Restore { $count } items from the archive
}
jobs-lock = Change Object Lock of { $name }
jobs-lock-items = { $count ->
    [0] Change Object Lock
    [one] Change Object Lock of { $count } item
   *[other] Change Object Lock of { $count } items
}
jobs-sync = Synchronize { $name }
jobs-change = Change properties of { $name }
jobs-change-items = { $count ->
    [0] Change properties
    [one] Change properties of { $count } item
   *[other] Change properties of { $count } items
}
jobs-rename = Rename { $old } to { $new }
# { $copy } is the name of a backup’s copy: 2026-03-01.
jobs-restore-copy = Restore copy { $copy }

## What was left out or changed

jobs-links = { $count ->
    [one] { $count } symbolic link was skipped.
   *[other] { $count } symbolic links were skipped.
}
jobs-special = { $count ->
    [one] { $count } device, pipe or socket was skipped, because it has no contents to upload.
   *[other] { $count } devices, pipes or sockets were skipped, because they have no contents to upload.
}
jobs-not-text = { $count ->
    [one] { $count } file or folder was skipped, because its name is not readable text.
   *[other] { $count } files or folders were skipped, because their names are not readable text.
}
jobs-empty = { $count ->
    [one] { $count } empty folder is included.
   *[other] { $count } empty folders are included.
}
jobs-markers = { $count ->
    [one] { $count } folder that the bucket stores as an object is included.
   *[other] { $count } folders that the bucket stores as objects are included.
}
jobs-renamed = { $count ->
    [one] { $count } name was changed, because this computer does not allow it.
   *[other] { $count } names were changed, because this computer does not allow them.
}
jobs-not-found = { $count ->
    [one] { $count } file that was counted has changed or is gone, so it was not restored.
   *[other] { $count } files that were counted have changed or are gone, so they were not restored.
}
jobs-not-found-and-kept = { $count ->
    [one] { $count } file that was counted has changed or is gone, so it was not restored. Files that were added since were not deleted.
   *[other] { $count } files that were counted have changed or are gone, so they were not restored. Files that were added since were not deleted.
}
jobs-unsure-then = { $count ->
    [one] { $count } file was overwritten without versioning, so it is not known whether it was there at that time. It was left out.
   *[other] { $count } files were overwritten without versioning, so it is not known whether they were there at that time. They were left out.
}
jobs-stored-later = { $count ->
    [one] { $count } file was saved after the files were counted, so it was left out.
   *[other] { $count } files were saved after the files were counted, so they were left out.
}
jobs-copies-archived = { $count ->
    [one] { $count } file is archived. Its copy is archived too, and has to be restored before it can be read.
   *[other] { $count } files are archived. Their copies are archived too, and have to be restored before they can be read.
}
jobs-restarted = { $count ->
    [one] { $count } file changed while the transfer was stopped, and was restarted.
   *[other] { $count } files changed while the transfer was stopped, and were restarted.
}
jobs-unseen = { $count ->
    [one] The server accepted { $count } file. This connection has no permission to read there, so the result was not verified.
   *[other] The server accepted { $count } files. This connection has no permission to read there, so the result was not verified.
}

## What the desktop says when a transfer ends

jobs-over-verified = { $count ->
    [one] Done: { $count } file, verified.
   *[other] Done: { $count } files, verified.
}
jobs-over-restored = { $count ->
    [one] Restored from the archive: { $count } file. It can be read now.
   *[other] Restored from the archive: { $count } files. They can be read now.
}
jobs-over-done = { $count ->
    [one] Done: { $count } file.
   *[other] Done: { $count } files.
}
jobs-over-some-failed = { $count ->
    [one] { $failed } of { $count } file failed.
   *[other] { $failed } of { $count } files failed.
}
jobs-over-failed = The transfer failed.

## When a backup runs. { $time } is a time of day: 02:30.

jobs-schedule-never = Only when you run it
jobs-schedule-day = Every day at { $time }
jobs-schedule-week = { $weekday ->
    [monday] Every Monday at { $time }
    [tuesday] Every Tuesday at { $time }
    [wednesday] Every Wednesday at { $time }
    [thursday] Every Thursday at { $time }
    [friday] Every Friday at { $time }
    [saturday] Every Saturday at { $time }
   *[sunday] Every Sunday at { $time }
}
jobs-schedule-month = On day { $day } of every month at { $time }

# The list of a transfer’s files, as a table.
jobs-table-file = File
jobs-table-saved-as = Saved as
jobs-table-bytes = Bytes
jobs-table-state = State
jobs-table-proof = Verified by
jobs-table-why = Reason
jobs-table-waiting = Waiting
jobs-table-paused = Paused
jobs-table-running = In progress
jobs-table-done = Done
jobs-table-skipped = Skipped
jobs-table-failed = Failed
jobs-table-cancelled = Stopped
jobs-table-checksum = Checksum
jobs-table-etag = ETag
jobs-table-size = Size only
jobs-table-unseen = Not verified
