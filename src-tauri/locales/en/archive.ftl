# Words of ui/src, archive.

archive-title = Restore archived file
archive-size = { $name }, { SIZE($bytes) }
archive-speed = Retrieval speed
archive-days = Days to keep the restored copy
archive-days-wrong = Enter a whole number from 1 to 3650.
archive-days-help = The restored copy can be read for this many days. It is billed like any other file, in addition to the archived original, which stays. To read the file after that, restore it again.
archive-moves = The file leaves the archive tier and can be read from then on. After months without access, it is archived again.
archive-restoring-title = Restoring the file
archive-restoring = The server continues even when Bucketwise is closed. Retry the transfer when the file is restored.
archive-restored-title = The file can be read
archive-restored = The restored copy is available until { $time }. Download it, or retry the failed transfer.
archive-readable = The file is not archived. Download it, or retry the failed transfer.
archive-restore-button = Restore file
archive-check-button = Check again
archive-cancel-button = Cancel
archive-close-button = Close
archive-wait = Checking the file’s storage class…

## Restoring all that is selected

archive-many-action = Restore from archive…
archive-many-also = glacier, deep archive, thaw, retrieve, cold storage
archive-many-title = Restore from the archive
archive-many-so-far = Archived so far: { $what }, { SIZE($bytes) }
archive-many-files = To restore: { $what }, { SIZE($bytes) }
archive-many-none = None of the selected files is archived.
archive-many-restoring = { $count ->
    [one] { $count } file is being restored already.
   *[other] { $count } files are being restored already.
}
archive-many-there = { $count ->
    [one] { $count } file can be read now and stays as it is.
   *[other] { $count } files can be read now and stay as they are.
}
archive-many-unsure = { $count ->
    [one] { $count } file is in Intelligent-Tiering. If it is in an archive tier, it is restored at standard speed, free of charge.
   *[other] { $count } files are in Intelligent-Tiering. Those in an archive tier are restored at standard speed, free of charge.
}
archive-many-gone = { $count ->
    [one] { $count } selected file has been deleted meanwhile and is left out.
   *[other] { $count } selected files have been deleted meanwhile and are left out.
}
archive-tier-bulk = Bulk
archive-tier-bulk-what = Slowest and cheapest
archive-tier-standard = Standard
archive-tier-standard-what = Within hours
archive-tier-expedited = Expedited
archive-tier-expedited-what = Quickest, at the highest price. Storage classes without it are restored at standard speed.
# { $class } is a storage class, { $what } is “3 files”.
archive-many-class = { $class }: { $what }, { SIZE($bytes) }
archive-many-days = Days to keep the restored copies
archive-many-days-help = The restored copies can be read for this many days. They are billed like other files, in addition to the archived originals, which stay.
archive-then = When all files can be read
archive-then-nothing = Notify me
archive-then-nothing-what = The server restores the files even when Bucketwise is closed.
archive-then-download = Notify me and download them
archive-then-download-what = The download starts by itself while Bucketwise is open, or the next time it is opened.
archive-then-copy = Notify me and copy them
archive-then-copy-what = You choose the folder next. Copies of files in a Glacier class are stored in the standard class, where they stay readable. The copy starts by itself while Bucketwise is open, or the next time it is opened.
archive-many-wait = Available when everything is counted
archive-many-button = Restore files

## What is still billed for files that are deleted or replaced early

archive-owed-all = This provider bills each file for a minimum time. { $count ->
    [one] { $count } file ({ SIZE($bytes) }) is billed for up to { $days } more days, even after it is deleted or replaced.
   *[other] { $count } files ({ SIZE($bytes) }) are billed for up to { $days } more days, even after they are deleted or replaced.
}
archive-owed = The storage class { $class } has a minimum time. { $count ->
    [one] { $count } file ({ SIZE($bytes) }) is billed for up to { $days } more days, even after it is deleted or replaced, and longer if a lifecycle rule moved it to this class.
   *[other] { $count } files ({ SIZE($bytes) }) are billed for up to { $days } more days, even after they are deleted or replaced, and longer if a lifecycle rule moved them to this class.
}
archive-owed-moved = { $count ->
    [one] { $count } file was saved at least { $days } days ago. It is still billed only if a lifecycle rule moved it to { $class } in the last { $days } days.
   *[other] { $count } files were saved at least { $days } days ago. They are still billed only if a lifecycle rule moved them to { $class } in the last { $days } days.
}
archive-owed-small = { $count ->
    [one] { $count } of them is smaller than 128 KB and is billed as 128 KB.
   *[other] { $count } of them are smaller than 128 KB and are billed as 128 KB each.
}
