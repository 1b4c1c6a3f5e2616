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
