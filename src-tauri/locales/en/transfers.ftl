# Words of ui/src, transfers. What a person asked for is one transfer of one or many files.

transfers-title = Transfers
transfers-count = { $count ->
    [one] { $count } transfer
   *[other] { $count } transfers
}
# For a screen reader: a transfer, and how it stands.
transfers-spoken = { $title }: { $standing }

# How a transfer stands. Several of these follow one another with a dot between them.
transfers-counting = Counting files
transfers-counting-so-far = Counting files: { $count } so far
transfers-asking = Waiting for your choice
transfers-wait-paused = Paused
transfers-wait-network = Waiting for the network
transfers-wait-busy = Waiting: the server asked to slow down
transfers-wait-sign_in = Waiting for you to sign in
transfers-wait-archive = Waiting until the server has restored the files
transfers-wait-other_server = Paused: the connection may use another server now
transfers-files = { $done } of { $count ->
    [one] { $count } file
   *[other] { $count } files
}
transfers-files-so-far = { $done } of { $count ->
    [one] { $count } file
   *[other] { $count } files
} found so far
transfers-requested = { $count ->
    [one] { $count } file requested
   *[other] { $count } files requested
}
transfers-done = { $count ->
    [one] { $count } file done
   *[other] { $count } files done
}
transfers-stopped = Stopped
transfers-failed = Failed
transfers-failed-files = { $failed } of { $count ->
    [one] { $count } file
   *[other] { $count } files
} failed
transfers-fact-failed = { $count } failed
transfers-fact-skipped = { $count } skipped
transfers-verified = verified
transfers-fact-verified = { $count } verified
transfers-size-verified = size verified; the server keeps no checksum
transfers-fact-size-verified = { $count } by size only; the server keeps no checksum
transfers-stalled = Waiting for the server
transfers-moved = { SIZE($done) } of { SIZE($bytes) }

# One file.
transfers-file-paused = Paused at { SIZE($done) } of { SIZE($bytes) }
transfers-file-waiting = Waiting at { SIZE($done) } of { SIZE($bytes) }
transfers-file-not-begun = Waiting
transfers-file-skipped = Skipped
transfers-file-stopped = Stopped
transfers-proof-checksum = verified by checksum
transfers-proof-etag = verified by ETag
transfers-proof-size = verified by size only
transfers-proof-unseen = not verified
transfers-file-fault = { $title }. { $next }
transfers-saved-as = saved as { $name }
transfers-save-files = Save the list of files…
transfers-files-saved = The list is saved as { $file }.
transfers-file-first = Move this file to the front
transfers-file-resume = Resume this file
transfers-file-pause = Pause this file
transfers-file-stop = Stop this file

# A transfer’s buttons.
transfers-retry-failed-button = Retry failed files
transfers-replace-button = Replace existing files
transfers-reveal-button = Show in folder
transfers-resume-button = Resume
transfers-resume-here-button = Continue on this server
transfers-retry-now-button = Retry now
transfers-pause-button = Pause
transfers-stop-button = Stop
transfers-first-button = Move to front
transfers-is-first-button = First in queue
transfers-remove = Remove from list
transfers-show-files = Show files
transfers-hide-files = Hide files
transfers-renamed-button = { $count ->
    [one] Show { $count } renamed file
   *[other] Show { $count } renamed files
}
transfers-filter = Filter files
transfers-filter-all-button = All files ({ $count })
transfers-filter-left-button = Not done ({ $count })
transfers-filter-failed-button = Failed ({ $count })
transfers-filter-renamed-button = Renamed ({ $count })
transfers-more-button = Show more ({ $count } left)
transfers-more-failed-button = Show { $count } more failed

# All transfers.
transfers-stop-one = Stop: { $title }
transfers-pause-all-button = Pause all
transfers-resume-all-button = Resume all
transfers-stop-all-button = Stop all
transfers-limits-button = Transfer limits…
transfers-clear-button = Clear list
transfers-show = Show transfers
transfers-hide = Hide transfers

# Files that are already there.
transfers-conflict-title = { $count ->
    [one] { $count } file already exists
   *[other] { $count } files already exist
}
transfers-conflict-there = Existing
transfers-conflict-coming = New
transfers-conflict-there-newer = The existing file is newer.
transfers-conflict-coming-newer = The new file was modified more recently.
transfers-conflict-same-newer = Both were modified at the same time.
transfers-conflict-picture = { $which }: { $name }
transfers-conflict-unseen = Size and date not available
transfers-conflict-more = and { $count } more
transfers-conflict-what = “Skip” leaves the existing files as they are. “Keep both” saves the new files under other names. Replaced files cannot be recovered unless the destination keeps versions.
transfers-conflict-some = Replace only some files
transfers-conflict-different-button = Replace if different
transfers-conflict-newer-button = Replace older files
transfers-conflict-stop-button = Stop transfer
transfers-conflict-skip-button = Skip
transfers-conflict-replace-button = Replace
transfers-conflict-keep-button = Keep both

# An upload with options.
transfers-options-title = Upload with options
transfers-options-what = These options apply to this upload only. If the server does not support an option, the upload fails.
transfers-class = Storage class
transfers-class-default = Default
transfers-class-standard = Standard (STANDARD)
transfers-class-intelligent = Intelligent-Tiering (INTELLIGENT_TIERING)
transfers-class-infrequent = Standard-IA, infrequent access (STANDARD_IA)
transfers-class-one-zone = One Zone-IA, infrequent access (ONEZONE_IA)
transfers-class-instant = Glacier Instant Retrieval (GLACIER_IR)
transfers-class-glacier = Glacier Flexible Retrieval (GLACIER)
transfers-class-deep = Glacier Deep Archive (DEEP_ARCHIVE)
transfers-class-archived = Archived files must be restored before you can open them, which takes hours.
transfers-encryption = Encryption
transfers-encryption-default = Bucket default
transfers-encryption-s3 = Keys managed by the server (SSE-S3, AES256)
transfers-encryption-kms = AWS KMS key (SSE-KMS)
transfers-kms-key = KMS key ARN or ID (optional)
transfers-kms-key-help = Leave empty to use the account’s default KMS key for S3.
transfers-choose-folder-button = Choose folder…
transfers-choose-files-button = Choose files…
transfers-cancel-button = Cancel

# Limits.
transfers-limits-title = Transfer limits
transfers-limits-what = These limits apply to all connections and to transfers in progress. Leave a speed empty for no limit. Leave a number empty to let Bucketwise choose it.
transfers-limit-up = Upload speed, MB/s (optional)
transfers-limit-down = Download speed, MB/s (optional)
transfers-limit-files = Files at once (optional)
transfers-limit-parts = Parts of a large file at once (optional)
transfers-limit-speed-wrong = Enter a number of at least 0.1, or leave this empty.
transfers-limit-count-wrong = Enter a whole number from 1 to 32, or leave this empty.
transfers-limits-unfit = Correct the marked fields
transfers-limits-save-button = Save limits

# The window is being closed.
transfers-quit-title = Quit Bucketwise?
transfers-quit-what = { $count ->
    [one] { $count } transfer is not finished. What was transferred so far is kept, and the rest continues when you open Bucketwise again.
   *[other] { $count } transfers are not finished. What was transferred so far is kept, and the rest continues when you open Bucketwise again.
}
transfers-quit-backup = A backup is not finished. What was copied so far is kept but does not count as a copy. The next run continues from there.
transfers-quit-pair = A saved pair is not finished. What was transferred so far stays. Run it again to do the rest.
transfers-quit-delete = A deletion does not continue. Files that are not deleted yet stay.
transfers-quit-button = Quit
transfers-quit-lose-button = Discard changes and quit
transfers-close-title = Close this window?
transfers-close-button = Close window
transfers-close-lose-button = Discard changes and close
