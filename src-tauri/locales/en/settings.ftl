# Words of ui/src, settings.

settings-cancel-button = Cancel
settings-list-label = Settings
settings-of = Settings of { $bucket }
settings-back-button = Back to files
settings-page-overview-title = Overview
settings-overview-more-title = More details
settings-page-remove-title = Delete bucket

# A setting: its name, what it is for, and on some screens how it works.
settings-page-cors-title = Websites (CORS)
settings-page-cors-about = Which websites can use this bucket in a browser.
settings-page-cors-help = A browser lets a web page use this bucket only if its website is listed here. The page’s visitors still need permission or a link. Programs other than browsers do not need CORS rules.
settings-page-policy-title = Bucket policy
settings-page-policy-about = Who the bucket policy allows and who it denies.
settings-page-policy-help = A bucket policy allows or denies access for users, roles, other accounts or everyone. A deny always wins: no other permission can allow it.
settings-page-public_access-title = Block public access
settings-page-public_access-about = Prevents this bucket and its files from being made public.
settings-page-versioning-title = Versioning
settings-page-versioning-about = Keeps old versions of files that are replaced or deleted.
settings-page-lifecycle-title = Lifecycle rules
settings-page-lifecycle-about = Deletes files, or moves them to another storage class, as they get older.
settings-page-lifecycle-help = The server applies these rules about once a day. Files that a rule deletes can be recovered only if versioning keeps old versions of them. Deleted old versions cannot be recovered.
settings-page-encryption-title = Default encryption
settings-page-encryption-about = How the server encrypts new files.
settings-page-ownership-title = Object Ownership
settings-page-ownership-about = Who owns uploaded files, and whether ACLs apply.
settings-page-access_list-title = ACL
settings-page-access_list-about = The access control list (ACL) is an older way to give other accounts access.
settings-page-lock-title = Object Lock
settings-page-lock-about = Protects new files from deletion for a set time.
settings-page-website-title = Static website
settings-page-website-about = Shows the files of this bucket as a website.
settings-page-logging-title = Access logging
settings-page-logging-about = Records requests to this bucket in log files.
settings-page-payer-title = Requester Pays
settings-page-payer-about = Who pays for requests and downloads.
settings-page-tags-title = Tags
settings-page-tags-about = Names and values, used for billing and by rules.

# Overview
settings-tone-good = Good:{" "}
settings-tone-warn = Warning:{" "}
settings-tone-unknown = Unknown:{" "}
settings-view-button = View
settings-change-button = Change
settings-loading-fact = Loading

# Leaving with something unsaved
settings-unsaved = You have unsaved changes.
settings-leave-emptying = The contents of this bucket are being deleted. If you leave, deletion stops. What is already deleted cannot be recovered.
settings-stay-button = Stay here
settings-leave-unsaved-button = Leave without saving
settings-leave-stop-button = Stop and leave

# A setting that cannot be shown
settings-loading = Loading the setting
settings-unsupported-title = This server does not support this setting
settings-unsupported = The server does not recognise the request for it. Nothing was changed, and nothing can be changed here.
settings-not-permitted-title = You do not have permission to view this setting
settings-not-permitted = Bucketwise cannot tell whether it is set. Ask your administrator for permission.
settings-copy-details-button = Copy details

# Saving
settings-changes-title = Changes to save
settings-change-add = Added:{" "}
settings-change-remove = Removed:{" "}
settings-change-change = Changed:{" "}
settings-conflict-title = Someone else changed this setting
settings-conflict-not-saved = Your changes were not saved. The other person made these changes:
settings-conflict-next = If you save now, your changes overwrite theirs, as listed above.
settings-use-theirs-button = Use their version
settings-saved = Saved and confirmed by the server.
settings-undone = Undone. The setting is as it was before.
settings-unfit = Fix the errors above to save
settings-nothing-changed = No changes to save
settings-undo-button = Undo last change
settings-discard-button = Discard changes
settings-save-button = Save changes
settings-saving-button = Saving…
settings-remove-all-button = { $what ->
    [rules] Remove all rules…
   *[policy] Remove policy…
}
settings-remove-all-now-button = { $what ->
    [rules] Remove all rules
   *[policy] Remove policy
}

# What a setting was before
settings-earlier-title = Earlier settings
settings-earlier-button = Earlier settings
settings-earlier-help = Bucketwise stores the previous settings on this computer each time you save a change. Each entry lists what going back to it would change.
settings-earlier-until = Until { $date }
settings-use-earlier-button = Use these settings
settings-use-earlier-help = Loads these settings as a draft. Nothing changes until you save.

# Versioning
settings-versioning-never = Versioning has never been turned on for this bucket. Files that are replaced or deleted cannot be recovered.
settings-versioning-on-title = Keep old versions (enabled)
settings-versioning-on = Files that are replaced or deleted can be recovered. Every version is stored and billed.
settings-versioning-suspended-title = Stop keeping versions (suspended)
settings-versioning-suspended = Files stored from now on cannot be recovered after they are replaced or deleted. Existing versions stay.

# Object Ownership
settings-ownership-enforced-title = Bucket owner enforced (recommended by AWS)
settings-ownership-enforced = This account owns every file. ACLs are disabled; only policies give access.
settings-ownership-preferred-title = Bucket owner preferred
settings-ownership-preferred = This account owns a file if the upload says so. ACLs apply.
settings-ownership-writer-title = Object writer
settings-ownership-writer = The uploader owns each file. ACLs apply. Older buckets work this way.

# Encryption
settings-encryption-storage-title = Server-managed key (SSE-S3)
settings-encryption-storage = Reading and writing files needs no extra permission.
settings-encryption-service-title = KMS key (SSE-KMS)
settings-encryption-service = Anyone who reads or writes files also needs permission for the key.
settings-encryption-twice-title = Two layers with a KMS key (DSSE-KMS)
settings-encryption-twice = For regulations that require two layers of encryption. Not every server supports it.
settings-encryption-other = This server encrypts new files with its own method: { $name }.
settings-encryption-none = Server default
settings-kms-key = KMS key ARN or ID (optional)
settings-kms-key-help = Leave empty to use the account’s default key for S3.
settings-kms-key-help-new = Leave empty to use the account’s default key for S3. Anyone who reads or writes files also needs permission for the key.
settings-bucket-key = Use a bucket key (fewer requests to KMS, lower cost)

# Block public access
settings-block-block_policy-title = Block public policies
settings-block-block_policy = The server rejects a policy that would make the bucket public.
settings-block-restrict-title = Block other accounts
settings-block-restrict = If a policy makes the bucket public, only this account and AWS services have access.
settings-block-block_acls-title = Block public ACLs
settings-block-block_acls = The server rejects an ACL that would make the bucket or a file public.
settings-block-ignore_acls-title = Ignore public ACLs
settings-block-ignore_acls = Existing public ACLs give no one access.

# Tags
settings-no-tags = No tags yet.
settings-tag-name = Name
settings-tag-value = Value
settings-tag-name-label = Name of tag { $number }
settings-tag-value-label = Value of tag { $number }
settings-tag-managed = AWS manages this tag. You cannot change it here.
settings-remove-tag-button = Remove tag { $number }
settings-add-tag-button = Add tag

# ACL
settings-acl-help = The ACL applies only if { $ownership } enables ACLs. A { $policy } can give the same access and is clearer.
settings-acl-owner-only = Only the owner has access through this ACL.
settings-acl-entry = { $who }: { $permission }
settings-acl-account = Account { $id }
settings-acl-remove-button = Remove entry { $number }
settings-acl-add-title = Add an entry
settings-acl-who = Who
settings-acl-who-account = Another account
settings-acl-who-records = S3 log delivery
settings-acl-who-members = Anyone with an AWS account
settings-acl-who-everybody = Anyone, without signing in
settings-acl-permission = Permission
settings-acl-may-look = List files
settings-acl-may-write = Add, replace and delete files
settings-acl-may-look_at_list = Read this ACL
settings-acl-may-change_list = Change this ACL
settings-acl-may-everything = Full control
settings-acl-id = Canonical user ID
settings-acl-id-help = 64 letters and digits. The other account’s owner finds it under Security credentials in the AWS console.
settings-acl-id-missing = Enter the canonical user ID
settings-acl-add-button = Add entry

# Object Lock
settings-lock-never = This bucket was created without { $lock }, so files can be deleted at any time. You can turn on Object Lock only when you create a bucket.
settings-lock-none-title = No default retention
settings-lock-none = New files are not locked unless their upload sets a retention period.
settings-lock-most-title = Lock new files, with exceptions (governance mode)
settings-lock-most = Only users with a special permission can permanently delete a file before its retention period ends.
settings-lock-everybody-title = Lock new files for everyone (compliance mode)
settings-lock-everybody = No one can permanently delete a file before its retention period ends, not even the account owner.
settings-lock-time = Lock for { $time } { $unit }
settings-lock-time-label = Retention period
settings-lock-unit-label = Unit
settings-lock-days = days
settings-lock-years = years

# Static website
settings-website-none-title = No website
settings-website-none = Programs and people with links open the files.
settings-website-pages-title = Show the files as a website
settings-website-pages = Visitors see the files as web pages.
settings-website-redirect-title = Redirect visitors
settings-website-redirect = Every address redirects to another website.
settings-website-index = Index document
settings-website-index-help = The file shown for the bucket and for each folder.
settings-website-error = Error document (optional)
settings-website-error-help = Shown when a page does not exist. Leave empty for the server’s own message.
settings-website-host = Host name of the other website

# Access logging
settings-logging-off-title = No logging
settings-logging-off = This bucket keeps no record of who opened or deleted a file.
settings-logging-on-title = Log requests
settings-logging-on = The server saves log files to a bucket, usually within a few hours. Some requests may be missing.
settings-logging-bucket = Bucket for the log files
settings-logging-bucket-help = Choose a different bucket. If a bucket stores its own logs, each log file creates more log entries.
settings-logging-folder = Folder (optional)

# Requester Pays
settings-payer-owner-title = The bucket owner pays
settings-payer-owner = For storage, requests and downloads.
settings-payer-requester-title = The requester pays
settings-payer-requester = For requests and downloads. Access without signing in is blocked.

# Lifecycle rules
settings-no-rules-title = No rules yet
settings-lifecycle-none = Files stay until someone deletes them. Start with one of these:
settings-lifecycle-add = Add rule
settings-begin-expire-title = Delete files after a set time
settings-begin-expire = For logs, exports and drafts that no one needs later.
settings-begin-old-title = Delete old versions
settings-begin-old = Replaced and deleted files can be recovered for a while. Then their old versions are deleted permanently.
settings-begin-abort-title = Delete unfinished uploads
settings-begin-abort = Parts of unfinished uploads cost money and do not appear among the files.
settings-begin-move-title = Move files to a cheaper storage class
settings-begin-move = Files that are rarely opened cost less to store. Opening them may cost more or take time.
settings-whole-bucket = Whole bucket
settings-remove-rule-button = Remove rule { $number }
settings-lifecycle-folder = Folder (optional)
settings-lifecycle-folder-help = The rule applies to file names (keys) that begin with this. Leave empty for the whole bucket.
settings-expire-on = Files are deleted on { $date }.
settings-expire = Delete files
settings-expire-help = Counted from the day a file was stored.
settings-move-on = Files are moved to { $class } on { $date }.
settings-move = Move files to another storage class
settings-move-help = Cheaper to store. Opening files may cost more or take time.
settings-move-class = Storage class: { $field }
settings-old = Delete old versions
settings-old-help = Counted from the day a version was replaced or deleted. Deleted versions cannot be recovered.
settings-old-keep = Old versions to always keep of each file: { $field }
settings-abort = Delete unfinished uploads
settings-abort-help = Counted from the day an upload started. An upload that is still running is stopped too.
settings-after-days = { $days ->
    [one] After { $field } day
   *[other] After { $field } days
}
settings-clean-markers = Remove delete markers that no longer hide any version
settings-rule-on = Rule is on
settings-kept = Not shown here and not changed: { $parts }.
settings-kept-tags = only files tagged { $tags }
settings-kept-larger = only files larger than { $size }
settings-kept-smaller = only files smaller than { $size }
settings-kept-moves = { $count ->
    [one] { $count } more move of files to a storage class
   *[other] { $count } more moves of files to a storage class
}
settings-kept-old-moves = moves of old versions to a storage class
settings-preview-button = Preview what it would do today
settings-preview-expire = { $count ->
    [one] { $count } file to delete ({ SIZE($bytes) })
   *[other] { $count } files to delete ({ SIZE($bytes) })
}
settings-preview-moved = { $count ->
    [one] { $count } file to move ({ SIZE($bytes) })
   *[other] { $count } files to move ({ SIZE($bytes) })
}
settings-preview-old = { $count ->
    [one] { $count } old version to delete ({ SIZE($bytes) })
   *[other] { $count } old versions to delete ({ SIZE($bytes) })
}
settings-preview-uploads = { $count ->
    [one] { $count } unfinished upload to delete
   *[other] { $count } unfinished uploads to delete
}
settings-preview-nothing = Nothing would change today
settings-preview-checking = { $count ->
    [one] { $count } file or version checked so far.
   *[other] { $count } files and versions checked so far.
}
settings-preview-checked = { $count ->
    [one] { $count } file or version checked.
   *[other] { $count } files and versions checked.
}
settings-preview-tags = Tags are not checked, so the rule may affect fewer files.

# CORS rules
settings-rules-label = Rules
settings-cors-none = Web pages cannot read files from this bucket. Start with one of these:
settings-add-rule-button = Add rule
settings-add-template = Add a rule from a template
settings-rule-summary = { $sites } can { $deeds }
settings-rule-no-methods = { $sites } cannot do anything yet
settings-no-site = No website yet
settings-every-site = Every website
settings-sites-more = { $site } and { $count } more
settings-rule-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
settings-method-get = Open files
settings-method-head = See size and date
settings-method-put = Upload files
settings-method-post = Upload from a form
settings-method-delete = Delete files
# The same within “Every website can …”.
settings-deed-get = open files
settings-deed-head = see sizes and dates
settings-deed-put = upload
settings-deed-post = upload from a form
settings-deed-delete = delete files
settings-method-option = { $what } ({ $method })
settings-sites-title = Websites (origins)
settings-site-label = Website { $number }
settings-remove-site-button = Remove website { $number }
settings-remove-only-site = A rule needs at least one website
settings-add-site-button = Add website
settings-methods-title = What these websites can do
settings-rule-more = Headers, cache time and name
settings-allowed-headers = Allowed headers (optional)
settings-allowed-headers-help = Request headers that these websites can send. * means any header. Uploads need some, such as content-type.
settings-exposed-headers = Exposed headers (optional)
settings-exposed-headers-help = Response headers that scripts of these websites can read. Large uploads need ETag.
settings-max-age = Cache time in seconds (optional)
settings-rule-name = Rule name (optional)

# Testing the CORS rules
settings-try-title = Test the rules
settings-try-site = Website
settings-try-method = What the page tries to do
settings-try-more = Request headers
settings-try-headers = Request headers (optional)
settings-try-headers-help = Header names, separated by commas or spaces.
settings-try-allowed-title = Allowed
settings-try-refused-title = Refused
settings-try-others = { $count ->
    [one] Why the other rule does not match
   *[other] Why the other { $count } rules do not match
}
settings-live-button = Test on the server
settings-live-busy-button = Testing…
settings-live-help = Sends a preflight request to the server, as a browser would. No files are changed.
settings-live-help-unsaved = Sends a preflight request to the server, as a browser would. No files are changed. The server still uses the saved rules; your changes are not saved yet.
settings-live-agrees-title = Confirmed by the server
settings-live-differs-title = The server answers differently
settings-live-saved = Saved rules
settings-live-preflight = Preflight request
settings-live-get = File request (GET)
settings-live-details = Server response

# Settings as text
settings-text-title = Rules as text
settings-text-form-label = Text format
settings-text-console = AWS console
settings-text-command-line = AWS CLI
settings-text-xml = XML
settings-copy-text-button = Copy text
settings-text-problem = Line { $line }, column { $column }: { $problem }
settings-text-fix-button = Fix
settings-text-help = Paste rules in any of these three formats.
settings-line = Line { $line }:

# Bucket policy
settings-policy-none-title = No policy yet
settings-policy-none = Only users and roles with their own permissions for this bucket have access.
settings-policy-text-title = Policy as text (JSON)
settings-policy-size = { $percent }% of the size limit
settings-policy-placeholder = Paste a bucket policy here
settings-policy-sentences-title = What the policy says
settings-remove-statement-button = Remove statement { $number }
settings-policy-who-title = Who can do what
settings-policy-who = Who
settings-policy-can = Permission
settings-policy-where = Where
settings-policy-denied = Denied:
settings-policy-everywhere = Everywhere the policy applies
settings-policy-who-help = According to this policy alone. Users and roles of this account may have permissions of their own.
settings-ready-title = Add a statement from a template
settings-statement-public_folder-title = Make a folder public
settings-statement-public_folder = Anyone with a link can open its files. File names are not listed.
settings-statement-public_folder-warning = This includes anyone on the internet, without signing in.
settings-statement-require_tls-title = Require encrypted connections
settings-statement-require_tls = The bucket cannot be used over plain HTTP.
settings-statement-other_account-title = Give another account read access
settings-statement-other_account = The account can list and open files. It decides which of its users can.
settings-ready-account = Account ID (12 digits)
settings-ready-folder = Folder (optional)
settings-ready-folder-help = Leave empty for the whole bucket.
settings-ready-add-button = Add statement

# Deleting the bucket
settings-removal-title = Delete this bucket and everything in it
settings-removal-empty = The bucket is empty.
settings-removal-counting = Counting what would be deleted ({ $size } so far):
settings-removal-counted = This will be permanently deleted ({ $size }):
settings-old-versions = { $count ->
    [one] { $count } old version
   *[other] { $count } old versions
}
settings-delete-markers = { $count ->
    [one] { $count } delete marker
   *[other] { $count } delete markers
}
settings-unfinished-uploads = { $count ->
    [one] { $count } unfinished upload
   *[other] { $count } unfinished uploads
}
settings-removal-stopped-title = Deletion stopped
settings-removal-stopped = { $count ->
    [0] Nothing was deleted. The bucket and everything in it are still there.
    [one] { $count } item was deleted and cannot be recovered. The bucket and everything else in it are still there.
   *[other] { $count } items were deleted and cannot be recovered. The bucket and everything else in it are still there.
}
settings-count-again-button = Count again
settings-removal-progress-label = Deleting the contents of the bucket
settings-removal-progress = { $state ->
    [stopping] Stopping: { $removed } of { $total } deleted
   *[deleting] Deleting: { $removed } of { $total } deleted
}
settings-removal-warning-title = This cannot be undone
settings-removal-warning = All files and all their versions are deleted permanently. No one can recover them. Links and programs that use this bucket stop working. Then anyone can take its name.
settings-removal-type-name = Type the bucket name to confirm: { $bucket }
settings-removal-wait = Available when everything is counted
settings-removal-name-missing = Type the bucket name to confirm
settings-stop-button = Stop deleting
settings-remove-bucket-button = Delete bucket

# Creating a bucket
settings-create-title = Create bucket
settings-create-name = Name
settings-create-name-help = 3 to 63 lowercase letters, digits and hyphens. The name must be unique across the whole provider and cannot be changed later.
settings-create-use-name = Use { $name }
settings-create-name-missing = Enter a name for the bucket
settings-create-region = Region
settings-create-region-help = Where the files are stored. You cannot change it later.
settings-create-versions-title = Keep old versions (versioning)
settings-create-versions-locked = Required by Object Lock. Every version is stored and billed.
settings-create-lock-title = Allow Object Lock
settings-create-lock = Object Lock protects files from deletion for a set time. You can turn it on only when you create a bucket.
settings-create-private = The bucket is private: only users with permission have access. Where the server supports it, Block public access is turned on.
settings-create-button = Create bucket
