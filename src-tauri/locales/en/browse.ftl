# Words of ui/src, browse. Messages that end in -also are former names and other words by which the command palette finds an action.

# ---- Commands

browse-back-action = Back
browse-forward-action = Forward
browse-up-action = Up one folder
browse-refresh-action = Refresh
browse-path-action = Go to path or URL…
browse-path-also = type a path, address, ARN
browse-filter-action = Filter by name
browse-search-action = Search this folder and subfolders…
browse-search-also = search below, find files
browse-measure-action = Calculate folder size
browse-measure-also = count files and size
browse-create-folder-action = Create folder…
browse-create-folder-also = new folder, make folder
browse-upload-files-action = Upload files…
browse-upload-folder-action = Upload folder…
browse-upload-folder-also = upload a folder
browse-upload-options-action = Upload with options…
browse-upload-options-also = upload in another way
browse-download-action = Download…
browse-cut-action = Cut
browse-copy-action = Copy
browse-paste-action = Paste
browse-copy-to-action = Copy to…
browse-move-to-action = Move to…
browse-delete-action = Delete…
browse-open-action = Open
browse-show-in-folder-action = Show in folder
browse-open-report-action = Open S3 Inventory report
browse-open-report-also = open as a listing
browse-select-all-action = Select all

browse-open-in-tab-action = Open in new tab
browse-open-in-tab-also = open in a new tab
browse-new-window-action = Open in new window
browse-new-window-also = another window
browse-add-favourite-action = Add to favourites
browse-remove-favourite-action = Remove from favourites
browse-settings-action = Bucket settings
browse-settings-also = permissions, cleaning up, lifecycle rules, record of requests, access logging, locking, Object Lock, old versions, versioning, keep strangers out, block public access, websites, CORS rules, bucket policy, access list, ACL, default encryption, tags, Requester Pays
browse-delete-bucket-action = Delete bucket…
browse-unfinished-action = Unfinished uploads…
browse-unfinished-also = clean up uploads, multipart uploads
browse-give-access-action = Give access…
browse-give-access-also = let somebody in, share, permissions
browse-create-backup-action = Create backup…
browse-create-backup-also = dated copies
browse-mount-action = Mount as a drive…
browse-mount-also = open as a folder, network drive

browse-new-tab-action = New tab
browse-close-tab-action = Close tab
browse-next-tab-action = Next tab
browse-previous-tab-action = Previous tab
browse-previous-tab-also = tab before
browse-go-to-tab-action = Go to tab { $number }

# ---- Columns and the view menu

browse-column-name = Name
browse-column-size = Size
browse-column-modified = Modified
browse-column-type = Type
browse-column-class = Storage class
browse-column-region = Region
browse-column-created = Created
browse-show-column-action = { $column ->
    [size] Show size
    [modified] Show date modified
    [type] Show type
   *[class] Show storage class
}
browse-sort-action = { $column ->
    [name] Sort by name
    [size] Sort by size
    [modified] Sort by date modified
    [type] Sort by type
   *[class] Sort by storage class
}
browse-sort-back-action = Reverse order
browse-reset-columns-action = Reset columns
browse-as-table-action = Show as table
browse-as-tiles-action = Show as tiles
browse-thumbnails-action = Show thumbnails
browse-thumbnails-paid = Thumbnails are off: each request through this connection costs you money
browse-bar-icons-action = Toolbar with icons
browse-bar-words-action = Toolbar with icons and words
browse-view-options = View options
browse-columns = Columns

# ---- Storage classes, as AWS names them

browse-class-standard = Standard
browse-class-standard-ia = Standard-IA
browse-class-onezone-ia = One Zone-IA
browse-class-intelligent = Intelligent-Tiering
browse-class-glacier-ir = Glacier Instant Retrieval
browse-class-glacier = Glacier Flexible Retrieval
browse-class-deep-archive = Glacier Deep Archive
browse-class-archive-access = Intelligent-Tiering, Archive Access
browse-class-deep-archive-access = Intelligent-Tiering, Deep Archive Access
browse-class-reduced = Reduced Redundancy
browse-class-express = Express One Zone
# The state comes first: a narrow column cuts the end.
browse-class-restoring = Restoring ({ $class })
browse-class-restored = Restored ({ $class })
browse-class-until = { $class }, restored copy available until { $time }

# ---- The bar above the files

browse-toolbar = Folder toolbar
browse-upload-button = Upload
browse-create-folder-button = Create folder
# The words below the pictures of the bar: one, at most two short ones.
browse-word-filter = Filter
browse-word-download = Download
browse-word-delete = Delete
browse-word-view = View
browse-word-settings = Settings
browse-word-folder = New folder
browse-word-bucket = New bucket
browse-open-folder-first = Open a folder to add files
browse-select-first = Select files or folders first
browse-nothing-to-paste = Cut or copy something first
browse-not-in-results = Search results and reports cannot take files. Open a folder.
browse-mount-saved-only = Only for saved connections
browse-open-bucket-first = Open a bucket first
browse-filter = Filter by name
browse-filter-items = { $count ->
    [one] Filter { $count } item
   *[other] Filter { $count } items
}
browse-filter-buckets = { $count ->
    [one] Filter { $count } bucket
   *[other] Filter { $count } buckets
}
browse-clear-filter-button = Clear filter

browse-path = Path
browse-path-input = Path in this bucket, s3:// URI, S3 URL or ARN
browse-path-folded = Folders in between
browse-buckets-in = Buckets in { $connection }

browse-tabs = Open tabs
browse-tab-empty = New tab
browse-tab-close = Close tab
# Two tabs of one name are told apart by what holds the folder.
browse-tab-of = { $name } in { $folder }

# ---- The lists

browse-files = Files
browse-buckets = Buckets
browse-from-report = { $folder }, from an inventory report
browse-last-list = { $folder }, as last loaded
browse-results-in = Search results in { $folder }
browse-loading = Loading folder…
browse-loading-buckets = Loading buckets…
browse-too-large-title = Too many items to show
browse-too-large = Only the first { $count } items are shown. To see the rest, search this folder or open a subfolder.
browse-search-folder-button = Search this folder…

browse-blank-filter-title = No items match “{ $text }”
browse-blank-filter = The filter covers only this folder, not its subfolders.
browse-blank-search-title = No matches in { $folder }
browse-blank-search = { $count ->
    [one] { $count } item was searched.
   *[other] { $count } items were searched.
} Try fewer words or a broader pattern.
browse-search-again-button = Search again…
browse-blank-bucket-title = This bucket is empty
browse-blank-folder-title = This folder is empty
browse-blank-folder = Drag files here from your desktop, or choose files to upload.
browse-no-buckets-title = No buckets yet
browse-no-buckets = When someone creates a bucket, refresh to see it.
browse-no-bucket-matches = No buckets match “{ $text }”
browse-named-bucket = This connection has no permission to list buckets. Only the bucket named in the connection is shown.

# `when` is a time of today, or a day before.
browse-last-time = Showing the list from { $when }
browse-last-time-first = Showing the first { $shown } of { $total } items from { $when }
browse-last-time-reading = Showing the list from { $when }. Refreshing…
browse-last-time-first-reading = Showing the first { $shown } of { $total } items from { $when }. Refreshing…
browse-report = From an S3 Inventory report. Later changes are not included.
browse-report-dated = From an S3 Inventory report of { $day }. Later changes are not included.
browse-report-amount = { $count ->
    [one] { $count } file, { SIZE($bytes) }
   *[other] { $count } files, { SIZE($bytes) }
}
browse-landing = Upload to { $folder }

# ---- Rows dragged inside the window

browse-drag = { $verb ->
    [move] Move { $what } to { $folder }
   *[copy] Copy { $what } to { $folder }
}
browse-read-only = This connection is read-only
browse-read-only-fact = Read-only
browse-read-only-source = The items are in a read-only connection. Hold Ctrl to copy them.

# ---- Undo and redo

browse-undo-action = Undo
browse-redo-action = Redo
browse-undo-list-action = What can be undone…
browse-undo-list-also = undo history, undo list, redo list
browse-undo-none = There is nothing to undo
browse-redo-none = There is nothing to redo
browse-undo-busy = The last change is still being undone
browse-undo-running = The last change is still running. You can stop it in the list of transfers.
browse-did = { $verb ->
    [move] Moved { $what } to { $folder }
   *[copy] Copied { $what } to { $folder }
}
browse-did-rename = Renamed { $what } to { $name }
browse-did-rename-several = Renamed { $what }
browse-did-delete = Deleted { $what }
browse-did-folder = Created folder { $what }
browse-undone = Undone: { $what }
browse-undo-changed = “{ $name }” has changed or is gone. Nothing was undone.
browse-undo-part = “{ $name }” has changed or is gone. Some items were not undone.
# { $done } and { $all } are numbers of files.
browse-undeleted-part = Undeleted: { $done } of { $all }. The server did not tell the delete markers of the other files.
browse-undo-not-empty = Folder “{ $name }” is no longer empty. Nothing was undone.
browse-undo-button = Undo
browse-redo-button = Redo
browse-undo-one = Undo: { $what }
browse-redo-one = Redo: { $what }
browse-toast-close-button = Close message
browse-undo-list-title = What can be undone
browse-undo-list = Latest change first. Each item is checked before it is undone. Items that changed since then are left as they are.
browse-undo-list-none = Nothing was copied, moved, renamed, created or deleted in this window yet.
browse-redo-list-title = What can be redone
browse-drag-inside = A folder cannot be moved or copied into itself

# ---- The status line

browse-selected = { $what } selected
browse-things-so-far = { $what } so far
browse-items-filtered = { $total ->
    [one] { $shown } of { $total } item
   *[other] { $shown } of { $total } items
}
browse-items-filtered-so-far = { $total ->
    [one] { $shown } of { $total } item so far
   *[other] { $shown } of { $total } items so far
}
browse-found = { $read ->
    [one] { $count } of { $read } item matches
   *[other] { $count ->
        [one] { $count } of { $read } items matches
       *[other] { $count } of { $read } items match
    }
}
browse-found-so-far = { $read ->
    [one] { $count } of { $read } item matches so far
   *[other] { $count ->
        [one] { $count } of { $read } items matches so far
       *[other] { $count } of { $read } items match so far
    }
}
browse-found-filtered = { $total ->
    [one] { $shown } of { $total } match
   *[other] { $shown } of { $total } matches
}, { $read ->
    [one] { $read } item searched
   *[other] { $read } items searched
}
browse-found-filtered-so-far = { $total ->
    [one] { $shown } of { $total } match
   *[other] { $shown } of { $total } matches
}, { $read ->
    [one] { $read } item searched so far
   *[other] { $read } items searched so far
}
browse-bucket-count = { $count ->
    [one] { $count } bucket
   *[other] { $count } buckets
}
browse-bucket-count-so-far = { $count ->
    [one] { $count } bucket so far
   *[other] { $count } buckets so far
}
browse-bucket-count-filtered = { $total ->
    [one] { $shown } of { $total } bucket
   *[other] { $shown } of { $total } buckets
}
browse-bucket-count-filtered-so-far = { $total ->
    [one] { $shown } of { $total } bucket so far
   *[other] { $shown } of { $total } buckets so far
}

# ---- File details and folder size

browse-details = File details
browse-close-button = Close
browse-details-type = Type
browse-details-size = Size
browse-details-modified = Modified
browse-details-class = Storage class
browse-details-bucket = Bucket
browse-details-path = Full path (object key)
browse-copy-path-button = Copy full path
browse-report-offer = This file may be the manifest of an S3 Inventory report. Bucketwise can show the report without listing the bucket.
browse-open-report-button = Open S3 Inventory report

browse-measure-title = Folder size
browse-measure-files = Files, including subfolders
browse-measure-size = Size
browse-measure-count-so-far = { $count } so far
browse-measure-size-so-far = { SIZE($bytes) } so far
browse-measure-running = Counting. This lists every file in the folder and its subfolders, and Amazon S3 charges for list requests.
browse-measure-stopped = Stopped before all files were counted.
browse-measure-stop-button = Stop counting
browse-measure-again-button = Count again

# ---- Search

browse-search-form = Search { $folder } and subfolders
browse-search-words = Name contains
browse-search-words-example = harbour 2026
browse-search-pattern = Name pattern
browse-search-pattern-example = *.jpg
browse-search-min = Minimum size
browse-search-min-example = 5 MB
browse-search-max = Maximum size
browse-search-max-example = 1 GB
browse-search-from = Modified from
browse-search-from-example = 2026-01-31
browse-search-until = Modified until
browse-search-until-example = 2026-12-31
browse-search-size-wrong = Enter a size such as 5 MB.
browse-search-day-wrong = Enter a date such as 2026-11-18.
browse-search-button = Search
browse-search-empty = Fill in at least one field

# ---- Dialogs

browse-cancel-button = Cancel
browse-create-folder-title = Create folder in { $folder }
browse-folder-name = Folder name
browse-folder-name-missing = Enter a folder name

browse-cut = Cut, to be pasted elsewhere

browse-rename-title = Rename { $name }
browse-rename-folder = S3 cannot rename folders. Each file is copied under the new name and verified, then the original is deleted. You can keep working while it runs.
browse-rename-taken = “{ $name }” already exists here

# ---- Several names by a pattern

browse-pattern-title = { $count ->
    [one] Rename { $count } item
   *[other] Rename { $count } items
}
browse-pattern-way = How to rename
browse-pattern-way-name = New name
browse-pattern-way-replace = Find and replace
browse-pattern-name = Name
browse-pattern-name-help = { "{name}" } is the current name, { "{n}" } a number, { "{date}" } the date modified. File extensions stay as they are.
browse-pattern-start = Start at
browse-pattern-step = Step
browse-pattern-digits = Digits
browse-pattern-find = Find
browse-pattern-replace = Replace with
browse-pattern-find-help = Upper and lower case count as different. File extensions stay as they are.
browse-pattern-preview = New names
browse-pattern-current = Current name
browse-pattern-new = New name
browse-pattern-taken = Already exists here
browse-pattern-twice = Same name as another
browse-pattern-empty = No name left
browse-pattern-slash = Contains a slash
browse-pattern-dots = Reserved name
browse-pattern-control = Contains a control character
browse-pattern-long = Too long
browse-pattern-undated = Has no date
browse-pattern-unchanged = No name changes
browse-pattern-looking = Checking which names already exist in this folder…
browse-pattern-wrong = { $count ->
    [one] { $count } name cannot be used
   *[other] { $count } names cannot be used
}
browse-pattern-ready = { $count ->
    [one] { $count } item will be renamed
   *[other] { $count } items will be renamed
}
browse-pattern-most = Select at most { $count } items to rename
browse-pattern-button = Rename

browse-destination-title = { $verb ->
    [move] Move { $what } to…
   *[copy] Copy { $what } to…
}
browse-destination-button = { $verb ->
    [move] Move here
   *[copy] Copy here
}
browse-new-folder-button = Create folder…
browse-destination-connections = Connections
browse-destination-list = Folders here
browse-destination-loading = Loading…
browse-destination-none = { $level ->
    [connections] No connections
    [buckets] No buckets here
   *[folders] No subfolders here
}
browse-destination-cut = { $verb ->
    [move] Only the first { $count } folders are shown. For another folder, use Cut and Paste.
   *[copy] Only the first { $count } folders are shown. For another folder, use Copy and Paste.
}
browse-destination-move = Each original is deleted only after its copy is verified.
browse-destination-no-bucket = Choose a bucket first
browse-destination-same = The items are already in this folder

browse-delete-title = Delete { $what } ({ SIZE($bytes) })?
browse-delete-counting-title = Counting items to delete…
browse-delete-empty-folders = { $count ->
    [one] { $count } empty folder
   *[other] { $count } empty folders
}
browse-delete-so-far = Found so far: { $what }, { SIZE($bytes) }
browse-delete-wait = Available when everything is counted
browse-delete-button = Delete

# What is left of deleted files.
browse-remains-nothing = With { $versioning } off, this cannot be undone.
browse-remains-versions = This bucket has { $versioning } on. { $count ->
    [one] The file stays as an old version, hidden behind a delete marker, and is still billed.
   *[other] The files stay as old versions, hidden behind delete markers, and are still billed.
} To get a file back, undo the deletion, or choose “Show deleted files” in the View menu and undelete it.
browse-remains-expiring = This bucket has { $versioning } on. { $count ->
    [one] The file stays as an old version, hidden behind a delete marker, and is still billed.
   *[other] The files stay as old versions, hidden behind delete markers, and are still billed.
} To get a file back, undo the deletion, or choose “Show deleted files” in the View menu and undelete it. { $days ->
    [one] A { $lifecycle } permanently deletes old versions after { $days } day.
   *[other] A { $lifecycle } permanently deletes old versions after { $days } days.
}
browse-remains-older = This bucket has { $versioning } suspended. Files stored since it was suspended are deleted permanently. Versions from before that stay. To get one back, choose “Show deleted files” in the View menu and undelete the file.
browse-remains-unknown = Bucketwise could not check whether { $versioning } is on for this bucket. Assume that this cannot be undone.
