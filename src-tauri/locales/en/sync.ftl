# Words of ui/src, comparing two places and making one like the other. A place is a folder of a bucket or of this computer.

sync-title = Compare and synchronize
sync-back-button = Files
sync-compare-action = Compare with…
sync-compare-also = Synchronize, sync, mirror, update, two panes, compare folders
sync-compare-button = Compare
sync-again-button = Compare again
sync-change-button = Change places
sync-first = First place
sync-second = Second place
sync-second-kind = Compare with
sync-second-folder = A folder on this computer
sync-second-bucket = A folder in a bucket
sync-choose-folder-button = Choose folder…
sync-no-folder = No folder chosen
sync-bucket-help = Leave the folder empty to compare the whole bucket.
sync-by = Compare by
sync-by-time = Size and date
sync-by-checksum = Checksum
sync-by-time-help = Files with the same size and date count as the same. Where a checksum is known, it is used too.
sync-by-checksum-help = Every file is read on this computer. Where the server keeps no checksum, the file is downloaded.
sync-filters = Filters
sync-filters-help = One pattern per line: *.tmp matches in every folder, /photos only at the top, cache/ only folders and all that is in them. * stops at /, ** does not. Files that are left out are not compared, and never replaced or removed. Upper and lower case count, except for files to leave out on a disk that does not tell them apart.
sync-include-only = Only these files (optional)
sync-include-example = *.jpg
sync-exclude = Leave out (optional)
sync-exclude-example = cache/
sync-lacking = Choose the second place.
sync-what = Compare two folders to see what differs. Nothing changes until you start.

# How a comparison goes.
sync-comparing = Comparing: { $count ->
    [one] { $count } file
   *[other] { $count } files
} so far
sync-progress = Progress of the comparison
sync-all-same = The two places are the same: { $count ->
    [one] { $count } file
   *[other] { $count } files
}
sync-all-same-filtered = The files that the filter leaves are the same: { $count ->
    [one] { $count } file
   *[other] { $count } files
}
sync-maybe-one = { $count ->
    [one] The same file is in both places, stored at the same moment
   *[other] The same { $count } files are in both places, stored at the same moments
}
sync-maybe-one-what = Both places may be one bucket with two names. In that case, there is no second copy.
sync-refused = Some files could not be read
sync-refused-what = The first reason: { $title }. { $what } The other files were compared.
sync-still-differ = { $count ->
    [one] { $count } file still differs
   *[other] { $count } files still differ
}
sync-none = No files in either place
sync-none-left = No files left to compare after the filter
sync-rows = What was compared
sync-filter = Show only some files
sync-more-button = Show { $count } more

# How a file stands. Left and right are the first and the second place.
sync-state-same = Same
sync-state-only-left = Only in the first
sync-state-only-right = Only in the second
sync-state-newer-left = Newer in the first
sync-state-newer-right = Newer in the second
sync-state-differs = Different contents
sync-state-unclear = Cannot tell
sync-state-other-name = Name differs in case
sync-state-clash = File against folder or link
sync-state-unread = Folder not readable
sync-state-unreadable = Could not be read
sync-state-bad-name = Name not possible here
sync-state-filtered = Left out by a filter
sync-why-unclear = Same size, but nothing tells whether the contents are the same. Compare by checksum to find out.
sync-why-other-name = The other place has this name in another spelling. Both are left as they are.
sync-why-clash = One place has a file with this name, the other a folder or a link. Both are left as they are.
sync-why-unread = What is in this folder is not known, so nothing in it is changed.
sync-why-unreadable = One of the two files could not be read, so they could not be compared. Both are left as they are.
sync-why-bad-name = This computer cannot have a file with this name.
sync-proof-name = by name
sync-proof-size = by size
sync-proof-time = by size and date
sync-proof-checksum = by checksum
sync-proof-etag = by checksum (ETag)
sync-proof-bytes = by contents
# The table of what was compared.
sync-table-file = File
sync-table-state = Result
sync-table-proof = Compared
sync-table-first-bytes = Bytes in the first
sync-table-first-modified = Date in the first (UTC)
sync-table-second-bytes = Bytes in the second
sync-table-second-modified = Date in the second (UTC)
sync-save-table-button = Save results…
sync-table-saved = The results are in { $file }.
sync-side = { SIZE($bytes) }, { $date }
sync-side-none = Not there
sync-include = Include { $name }

# What is to be done.
sync-plan = What to do
sync-direction = Direction
sync-direction-right = { $left } → { $right }
sync-direction-left = { $right } → { $left }
sync-way = Method
sync-way-update = Update: add and replace, remove nothing
sync-way-mirror = Mirror: add, replace and remove
sync-replace-newer = Also replace newer files
sync-replace-newer-help = Files that are newer in the target are overwritten by older ones.
sync-keep-removed = Keep what is replaced or removed
sync-keep-removed-help = It goes to a dated folder in “.bucketwise-removed”.
sync-plan-nothing = There is nothing to add, replace or remove.
sync-plan-add = Add { $count ->
    [one] { $count } file
   *[other] { $count } files
}, { SIZE($bytes) }
sync-plan-replace = Replace { $count ->
    [one] { $count } file
   *[other] { $count } files
}, { SIZE($bytes) }
sync-plan-remove = Remove { $count ->
    [one] { $count } file
   *[other] { $count } files
}, { SIZE($bytes) }
sync-plan-newer = { $count ->
    [one] { $count } file is newer in the target and stays.
   *[other] { $count } files are newer in the target and stay.
}
sync-plan-held = { $count ->
    [one] { $count } file is left as it is, because it cannot be compared or cannot be in both places.
   *[other] { $count } files are left as they are, because they cannot be compared or cannot be in both places.
}
sync-plan-left-out = { $count ->
    [one] { $count } file is left out by you.
   *[other] { $count } files are left out by you.
}
sync-sure = Remove { $count ->
    [one] { $count } file
   *[other] { $count } files
} from the target
sync-sure-help = This is a large part of the target. Check the list before you start.
sync-start-button = Start
sync-wait = Wait until everything is compared.
sync-confirm-first = Confirm the removal first.
sync-running = Done: { $done } of { $count ->
    [one] { $count } file
   *[other] { $count } files
}
sync-run-progress = Progress of the synchronization

# A saved pair: two places with what is done to them, kept on the list of backups.
sync-pair-back-button = Back
sync-pair-keep-button = Save this pair…
sync-pair-edit-button = Edit pair…
sync-pair-stop-button = Stop
sync-pair-save-title = Save this pair
sync-pair-edit-title = Edit pair
sync-pair-save-button = Save pair
sync-pair-name-suggested = { $left } and { $right }
sync-pair-updates = When you run it, files of { $source } are added to { $target } or replaced there. Nothing is removed. On a schedule, files are only added. What would be replaced waits for you.
sync-pair-mirrors = When you run it, { $target } becomes the same as { $source }. On a schedule, files are only added. What would be replaced or removed waits for you.
sync-pair-replaces-newer = Files that are newer in the target are replaced by older ones when you run it.
sync-pair-spares-newer = Of files that both places have, those that are newer in the target stay.
sync-pair-never-help = Open the pair from the list of backups to compare and synchronize it.
sync-pair-schedule-help = It also runs while Bucketwise is closed, as long as you are signed in to this computer. If something looks wrong, it waits until you check it.
sync-pair-forget-what = Its schedule is removed as well. The files of both places stay.
sync-pair-noticed = Last run: { $title }
