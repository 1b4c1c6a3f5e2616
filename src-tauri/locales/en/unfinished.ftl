# Words of ui/src, unfinished.

unfinished-title = Unfinished uploads in { $bucket }
unfinished-intro = Large files are uploaded in parts. If an upload stops early, its parts stay in the bucket. File lists do not show them, but most providers charge for them.
unfinished-list = Unfinished uploads
unfinished-started = Started: { $date }
unfinished-by = By: { $who }
unfinished-ours = In use by one of your transfers
unfinished-size-unknown = Size unknown
unfinished-searching = Searching…
unfinished-found-so-far = Searching… { $count } found so far
unfinished-none = No unfinished uploads in this bucket.
unfinished-oldest = Showing the oldest { $shown } of { $total } unfinished uploads.

unfinished-ask = { $count ->
    [one] { $count } unfinished upload will be deleted permanently.
   *[other] { $count } unfinished uploads will be deleted permanently.
} Completed files are not affected. An upload that is still running elsewhere will fail and must start again.
unfinished-ask-sized = { $count ->
    [one] { $count } unfinished upload ({ SIZE($bytes) }) will be deleted permanently.
   *[other] { $count } unfinished uploads ({ SIZE($bytes) }) will be deleted permanently.
} Completed files are not affected. An upload that is still running elsewhere will fail and must start again.

unfinished-cancel-button = Cancel
unfinished-close-button = Close
unfinished-delete-button = { $count ->
    [one] Delete { $count } upload
   *[other] Delete { $count } uploads
}
unfinished-automatic-button = Delete automatically…
unfinished-delete-chosen-button = Delete { $count } selected…
unfinished-delete-all-button = Delete all…
unfinished-wait = Available when the search is complete
unfinished-in-use = Your transfers still use all of these uploads
