# What Rust says about a bucket’s settings: the overview, what saving would change, and what is to be said about a draft.
# Text in backticks is shown in a fixed-width font. Terms and names of switches are those of settings.ftl.

# Sentences that several settings share
bucket-sentences = { $first } { $next }
bucket-more = { $count } more
bucket-no-longer = No longer: { $what }
bucket-instead = { $after } Before: { $before }
bucket-server-default = Back to the server default.
bucket-line = Line { $line }: { $problem }

# Where a setting could not be read: its name, and why
bucket-cors-title = Websites (CORS)
bucket-policy-title = Bucket policy
bucket-versioning-title = Versioning
bucket-lifecycle-title = Lifecycle rules
bucket-public-access-title = Public access
bucket-ownership-title = Object Ownership
bucket-acl-title = ACL
bucket-encryption-title = Default encryption
bucket-lock-title = Object Lock
bucket-website-title = Static website
bucket-logging-title = Access logging
bucket-payer-title = Requester Pays
bucket-tags-title = Tags
bucket-size-title = Files and size
bucket-replication-title = Replication
bucket-events-title = Event notifications
bucket-inventory-title = Inventory
bucket-region-title = Region
bucket-not-supported = This server does not support this.
bucket-not-permitted = You do not have permission to view this.
bucket-unread = Bucketwise could not read this right now.

# Saving
bucket-saved-other = The server accepted the change but does not show it yet. This can take a minute. Open this setting again to check.
bucket-saved-unread = The server accepted the change, but Bucketwise could not read the setting again. { $why }.
bucket-saved-undo-parts = Saved. The previous setting has parts that Bucketwise does not show. You can undo this change only until you close this setting.
bucket-saved-undo-disk = Saved. Bucketwise could not store the previous setting on this computer. You can undo this change only until you close this setting.
bucket-conflict-beyond = A part of this setting that Bucketwise does not show has changed.
bucket-beyond-stays = This setting also has parts that Bucketwise does not show: { $parts }. They stay, unless they belong to something you remove.
bucket-beyond-goes = This setting also has parts that Bucketwise does not show: { $parts }. They are removed too. Until you close this setting, “Undo last change” restores them.

# Overview: files, region, and what the bucket sends elsewhere
bucket-files-title = { $count ->
    [one] { $count } file, { SIZE($bytes) }
   *[other] { $count } files, { SIZE($bytes) }
}
bucket-files = Old versions and unfinished uploads are not counted.
bucket-files-empty-title = Empty
bucket-files-many-title = { $count ->
    [one] More than { $count } file
   *[other] More than { $count } files
}
bucket-files-many = For exact numbers, use “Calculate folder size” in the menu of the bucket’s files.
bucket-region = Where the files are stored.
bucket-no-region-title = Single region
bucket-no-region = This server does not use regions.
bucket-named = `{ $name }`
bucket-replication-on-title = Replication is on
bucket-replication-on = New files are copied to { $buckets }.
bucket-replication-off-title = No replication
bucket-replication-off = New files are not copied to another bucket.
bucket-events-on-title = Event notifications are on
bucket-events-on = Changes to files are reported to { $targets }.
bucket-events-bus = Amazon EventBridge
bucket-events-off-title = No event notifications
bucket-events-off = Changes to files are not reported to other services.
bucket-inventory-on-title = Inventory is on
bucket-inventory-on = { $often ->
    [daily] A list of the files is saved to `{ $to }` every day.
   *[weekly] A list of the files is saved to `{ $to }` every week.
}
bucket-inventory-more = { $first } { $count ->
    [one] There is { $count } more list.
   *[other] There are { $count } more lists.
}
bucket-inventory-off-title = No inventory
bucket-inventory-off = No lists of the files are saved.

# Versioning
bucket-versioning-on-title = Versioning is on
bucket-versioning-on = Files that are replaced or deleted can be recovered.
bucket-versioning-suspended-title = Versioning is suspended
bucket-versioning-suspended = Files stored from now on cannot be recovered after they are replaced or deleted. Existing versions stay.
bucket-versioning-off-title = Versioning is off
bucket-versioning-off = Files that are replaced or deleted cannot be recovered.
bucket-versioning-turned-on = Old versions are kept. Files that are replaced or deleted can be recovered.
bucket-versioning-turned-off = Old versions are no longer kept.
bucket-versioning-warning = Files stored from now on cannot be recovered after they are replaced or deleted. Existing versions stay, and are still billed.

# Object Ownership
bucket-ownership-enforced-title = Owned by this account
bucket-ownership-enforced = ACLs are disabled; only policies give access.
bucket-ownership-acls-title = ACLs apply
bucket-ownership-acls = Other accounts may own the files they upload.
bucket-ownership-unset-title = The uploader owns each file
bucket-ownership-unset = Older buckets work this way.
bucket-ownership-to-enforced = This account owns every file. ACLs are disabled; only policies give access.
bucket-ownership-to-preferred = This account owns a file if the upload says so. ACLs apply.
bucket-ownership-to-writer = The uploader owns each file. ACLs apply.
bucket-ownership-warning = Other accounts own the files they upload, and you may not be able to open them.

# Default encryption
bucket-encryption-storage-title = Encrypted
bucket-encryption-storage = New files are encrypted with a server-managed key (SSE-S3).
bucket-encryption-kms-title = Encrypted with a KMS key
bucket-encryption-kms = Anyone who reads or writes files also needs permission for the key.
bucket-encryption-other = This server encrypts new files with its own method: { $name }.
bucket-encryption-none-title = No default encryption
bucket-encryption-none = The server and each upload decide whether files are encrypted.
bucket-encryption-service = New files are encrypted with the KMS key `{ $key }` (SSE-KMS).
bucket-encryption-service-default = New files are encrypted with the account’s default KMS key (SSE-KMS).
bucket-encryption-twice = New files are encrypted in two layers with the KMS key `{ $key }` (DSSE-KMS).
bucket-encryption-twice-default = New files are encrypted in two layers with the account’s default KMS key (DSSE-KMS).
bucket-encryption-warning = Anyone who reads or writes files will also need permission for the key. Existing files stay as they are.

# Block public access, and who has access
bucket-public-title = Public
bucket-public-both = A request without signing in just worked: anyone can list and open files.
bucket-public-reads = A request without signing in just worked: anyone who knows the address of a file can open it.
bucket-public-lists = A request without signing in just worked: anyone can list the file names.
bucket-public-website-title = Public as a website
bucket-public-website = Static website is on. This server has no policies, so the website shows the files to anyone who knows its address.
bucket-public-perhaps-title = Possibly public
bucket-public-perhaps = A policy or an ACL gives access without signing in. Bucketwise could not read whether Block public access prevents it.
bucket-public-policy = The bucket policy gives access without signing in.
bucket-public-acl = The ACL gives access without signing in.
bucket-private-title = Private
bucket-private-blocked = A policy or an ACL would make the bucket public, but Block public access prevents it.
bucket-private-website = Only users with permission have access. Website visitors see only files that a policy makes public.
bucket-private-all = Only users with permission have access. Block public access prevents making the bucket public.
bucket-private = Only users with permission have access.
bucket-private-tried = { $text } A request without signing in was just refused.
bucket-block-acls = { $state ->
    [on] The server rejects new public ACLs.
   *[off] The server accepts new public ACLs.
}
bucket-block-ignore = { $state ->
    [on] Public ACLs give no one access.
   *[off] Public ACLs give access.
}
bucket-block-policy = { $state ->
    [on] The server rejects new public policies.
   *[off] The server accepts new public policies.
}
bucket-block-restrict = { $state ->
    [on] If a policy makes the bucket public, only this account and AWS services have access.
   *[off] If a policy makes the bucket public, anyone has access.
}
bucket-block-some-off = While any of these options is off, a policy or an ACL can make files public. Without such a policy or ACL, they stay private.
bucket-block-removed = Without Block public access, a policy or an ACL can make files public. Without such a policy or ACL, they stay private.

# Tags
bucket-tags-some-title = { $count ->
    [one] { $count } tag
   *[other] { $count } tags
}
bucket-tags-some = { $names }
bucket-tags-none-title = No tags
bucket-tags-none = Tags are names and values, used for billing and by rules.
bucket-tag-added = Tag “{ $name }” is added with the value “{ $value }”.
bucket-tag-changed = Tag “{ $name }” changes from “{ $before }” to “{ $value }”.
bucket-tag-removed = Tag “{ $name }” is removed.
bucket-tag-managed = AWS manages the tag “{ $name }”, for example with CloudFormation. You cannot change or remove it here.
bucket-tags-too-many = A bucket can have at most { $most } tags, not { $count }.
bucket-tag-name-missing = Enter a name for each tag.
bucket-tag-twice = Two tags have the name “{ $name }”.
bucket-tag-reserved = Tag “{ $name }”: names that begin with aws: are reserved for AWS.
bucket-tag-long = Tag “{ $name }”: a name can have at most 128 characters, a value at most 256.
bucket-tag-characters = Tag “{ $name }”: use only letters, digits, spaces and these characters: + - = . _ : / @

# ACL
bucket-acl-some-title = { $count ->
    [one] { $count } entry in the ACL
   *[other] { $count } entries in the ACL
}
bucket-acl-none-title = No grants in the ACL
bucket-acl-none = Only the owner has access through the ACL.
bucket-acl-everybody = Anyone, without signing in,
bucket-acl-members = Anyone with an AWS account
bucket-acl-records = S3 log delivery
bucket-acl-account = Account `{ $id }`
bucket-acl-other = `{ $name }`
bucket-acl-can = { $permission ->
    [list] { $who } can list files.
    [write] { $who } can add, replace and delete files.
    [read-acl] { $who } can read this ACL.
    [change-acl] { $who } can change this ACL.
   *[full] { $who } has full control.
}
bucket-acl-cannot = { $permission ->
    [list] { $who } can no longer list files through this ACL.
    [write] { $who } can no longer add, replace and delete files through this ACL.
    [read-acl] { $who } can no longer read this ACL.
    [change-acl] { $who } can no longer change this ACL.
   *[full] { $who } no longer has full control through this ACL.
}
bucket-acl-off = Object Ownership disables ACLs for this bucket, so the server would reject a change. Use the bucket policy, or change Object Ownership first.
bucket-acl-other-new = A new entry names someone in this server’s own format. Remove that entry, or add it with the server’s own tools.
bucket-acl-id-missing = Enter the canonical user ID.
bucket-acl-id-wrong = Enter the canonical user ID: 64 digits and letters from a to f. The 12-digit account ID does not work here.
bucket-acl-warning-list = Anyone will be able to see the names of all files. Opening files is a separate permission.
bucket-acl-warning-change = People you do not know could change the files or the permissions of this bucket. The owner pays for it.
bucket-acl-twice = Two entries are the same. Remove one of them.

# Object Lock
bucket-time = { $unit ->
    [years] { $count ->
        [one] { $count } year
       *[other] { $count } years
    }
   *[days] { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
}
bucket-lock-off-title = No Object Lock
bucket-lock-off = Anyone with delete permission can delete files at any time.
bucket-lock-open-title = Object Lock without default retention
bucket-lock-open = New files are not locked unless their upload sets a retention period.
bucket-lock-on-title = New files are locked for { $time }
bucket-lock-compliance = No one can permanently delete a file before its retention period ends, not even the account owner.
bucket-lock-governance = Only users with a special permission can permanently delete a file before its retention period ends.
bucket-lock-to-open = New files are not locked by default.
bucket-lock-to-compliance = New files are locked for { $time }. No one can permanently delete them before that.
bucket-lock-to-governance = New files are locked for { $time }. Only users with a special permission can permanently delete them before that.
bucket-lock-never = This bucket was created without Object Lock. You can turn on Object Lock only when you create a bucket.
bucket-lock-warning = No one can permanently delete a file before its retention period ends, not even the account owner. The period cannot be shortened for files that already have it.
bucket-lock-range = Enter a retention period between 1 day and 100 years.

# Static website
bucket-website-on-title = Static website is on
bucket-website-off-title = No static website
bucket-website-off = Programs and people with links open the files.
bucket-website-pages = The bucket is a website. Index document: `{ $index }`.
bucket-website-pages-error = The bucket is a website. Index document: `{ $index }`. Error document: `{ $error }`.
bucket-website-redirect = Website visitors are redirected to `{ $host }`.
bucket-website-redirect-other = Website visitors are redirected to another website.
bucket-website-gone = The bucket is no longer a website.
bucket-website-routes = The website has routing rules, which cannot be combined with a redirect. If you do not need them, remove the website first.
bucket-website-index-missing = Enter an index document, such as index.html.
bucket-website-index-slash = Enter an index document without a slash. The same name applies to every folder.
bucket-website-warning = This makes nothing public: visitors see only files that a policy makes public. Websites of a bucket do not support HTTPS.
bucket-website-host-missing = Enter only a host name, such as www.example.org.

# Access logging
bucket-logging-on-title = Access logging is on
bucket-logging-off-title = Access logging is off
bucket-logging-off = This bucket keeps no record of who opened or deleted a file.
bucket-logging-to = Requests are logged to `{ $bucket }`.
bucket-logging-to-folder = Requests are logged to `{ $bucket }`, below `{ $folder }`.
bucket-logging-to-other = Requests are logged to another bucket.
bucket-logging-gone = Requests are no longer logged.
bucket-logging-warning = The bucket must be in the same account and region. It must also allow the server to save log files in it. Log files usually appear within a few hours.
bucket-logging-bucket-missing = Enter the name of a bucket for the log files.

# Requester Pays
bucket-payer-requester-title = The requester pays
bucket-payer-owner-title = The bucket owner pays
bucket-payer-owner-all = For storage, requests and downloads.
bucket-payer-requester = The requester pays for requests and downloads.
bucket-payer-owner = The bucket owner pays for requests and downloads.
bucket-payer-warning = Each request must say that the requester pays. Links, websites and most programs do not, so they stop working.

# Lifecycle rules
bucket-lifecycle-none-title = No lifecycle rules
bucket-lifecycle-none = Files stay until someone deletes them.
bucket-lifecycle-some-title = { $count ->
    [one] { $count } lifecycle rule
   *[other] { $count } lifecycle rules
}
bucket-lifecycle-off = All rules are off.
bucket-lifecycle-more = { $first } { $count ->
    [one] { $count } more rule is on.
   *[other] { $count } more rules are on.
}
bucket-rule = { $state ->
    [off] { $scope }, { $actions } (rule is off).
   *[on] { $scope }, { $actions }.
}
bucket-rule-nothing = { $state ->
    [off] { $scope }, nothing happens (rule is off).
   *[on] { $scope }, nothing happens.
}
bucket-rule-scope = { $place ->
    [folder] In `{ $prefix }`
    [names] For names that begin with `{ $prefix }`
   *[bucket] In the whole bucket
}
bucket-rule-scope-only = { $place ->
    [folder] In `{ $prefix }`, only for files { $only }
    [names] For names that begin with `{ $prefix }`, only for files { $only }
   *[bucket] Only for files { $only }
}
bucket-rule-only-tag = tagged `{ $tag }`
bucket-rule-only-larger = { $bytes ->
    [one] larger than { $bytes } byte
   *[other] larger than { $bytes } bytes
}
bucket-rule-only-smaller = { $bytes ->
    [one] smaller than { $bytes } byte
   *[other] smaller than { $bytes } bytes
}
bucket-rule-expire = { $days ->
    [one] delete files after { $days } day
   *[other] delete files after { $days } days
}
bucket-rule-expire-on = delete files on { $date }
bucket-rule-move = { $days ->
    [one] move files to { $class } after { $days } day
   *[other] move files to { $class } after { $days } days
}
bucket-rule-move-on = move files to { $class } on { $date }
bucket-rule-old = { $days ->
    [one] delete old versions after { $days } day
   *[other] delete old versions after { $days } days
}
bucket-rule-old-keep = { $days ->
    [one] delete old versions after { $days } day (always keep the newest { $keep })
   *[other] delete old versions after { $days } days (always keep the newest { $keep })
}
bucket-rule-old-move = { $days ->
    [one] move old versions to { $class } after { $days } day
   *[other] move old versions to { $class } after { $days } days
}
bucket-rule-markers = remove delete markers that no longer hide any version
bucket-rule-abort = { $days ->
    [one] delete unfinished uploads after { $days } day
   *[other] delete unfinished uploads after { $days } days
}
bucket-rule-note = Rule { $number }: { $note }
bucket-rules-too-many = A bucket can have at most { $most } rules, not { $count }.
bucket-rule-name-twice = Another rule has the name “{ $name }”.
bucket-rule-empty = This rule does nothing yet. Choose what happens to the files.
bucket-rule-days = Enter at least 1 day.
bucket-rule-class = Enter the storage class that files are moved to.
bucket-rule-markers-expire = Deleting files also removes their delete markers. Choose only one of the two.
bucket-rule-narrowed = Unfinished uploads and delete markers have no tags and no size. Use a separate rule for them.
bucket-rule-late = Files would be deleted before they are moved to { $class }. Move them earlier.
bucket-rule-early = AWS moves files to { $class } after at least 30 days.
bucket-rule-all = This rule deletes every file in the bucket, including files added later.
bucket-rule-prefix = This rule also applies to other folders and files whose names begin with `{ $prefix }`.
bucket-rule-versioned = Versioning is on, so deleted files stay as old versions and are still billed.
bucket-rule-unversioned = No old versions are kept in this bucket, so there are none to delete or move.
bucket-rule-classes = Other servers use other names for storage classes, and many have none.
bucket-rule-unfiltered = This server ignores tags, sizes and the number of old versions to keep. It would delete more than the rule says.
bucket-rule-deletes = This server only deletes files after a set time and deletes unfinished uploads. It rejects or ignores everything else.
bucket-rule-unknown = Some servers ignore tags, sizes and the number of old versions to keep. After saving, check which rules the server shows.

# CORS rules
bucket-cors-none-title = No websites allowed (CORS)
bucket-cors-none = Web pages cannot read files from this bucket. Programs other than browsers can.
bucket-cors-some-title = Some websites allowed (CORS)
bucket-cors-some = { $count ->
    [one] { $count } CORS rule.
   *[other] { $count } CORS rules.
}
bucket-cors-all-title = Every website allowed (CORS)
bucket-cors-all = { $count ->
    [one] { $count } CORS rule, which allows every website.
   *[other] { $count } CORS rules, at least one of which allows every website.
}

# Testing the CORS rules on the server
bucket-live-allowed = The server allows { $origin }.
bucket-live-refused = The server refused the request with status { $status }.
bucket-live-refused-because = The server refused the request with status { $status }: { $reason }
bucket-live-no-origin = The response does not list { $origin }, so a browser stops here.
bucket-live-no-method = The response does not list { $method }, so a browser stops here.
bucket-live-no-header = The response does not list the header { $header }, so a browser stops here.
bucket-live-get-read = A page on { $origin } can read the file.
bucket-live-get-empty = A page on { $origin } can read the response. The bucket has no file to test with.
bucket-live-get-status = A page on { $origin } can read the response, which has status { $status }.
bucket-live-get-hidden = The response does not list { $origin }, so a browser hides it from the page.
bucket-live-agrees-allowed = The server answers as the saved rules say: allowed.
bucket-live-agrees-refused = The server answers as the saved rules say: refused.
bucket-live-first-rule = This server stops at the first rule that lists the website, while AWS would try the next one. Put everything for a website into one rule.
bucket-live-refused-anyway = The saved rules allow this, but the server refuses it. New rules can take a minute to apply, and a cache may still hold an older response. Test again in a minute.
bucket-live-open-default = No rules are saved. Until there are rules, this server allows every website.
bucket-live-same-answer = The saved rules refuse this, but the server gives every website the same answer.
bucket-live-allowed-anyway = The saved rules refuse this, but the server allows it. It may not compare the headers, or may still use older rules.
bucket-live-stale = The preflight request follows the saved rules, but the file request does not. A cache may still hold an older response. Test again later, or add ?v=2 to the address.
bucket-live-loose = The preflight request follows the saved rules, but the response for the file still lists the website. This server, or a cache, allows more than the rules do.

# Bucket policy
bucket-policy-some-title = Bucket policy is set
bucket-policy-more = { $first } { $count ->
    [one] There is { $count } more statement.
   *[other] There are { $count } more statements.
}
bucket-policy-none-title = No bucket policy
bucket-policy-none = Only users and roles with their own permissions for this bucket have access.
bucket-policy-unreadable-title = Bucket policy in an unknown format
bucket-policy-unreadable = It is not written in the format of AWS policies.
bucket-policy-other-text = The policy text is different.
bucket-policy-other-version = The policy says the same, with another version or ID.
bucket-policy-rewritten = Written differently, with the same meaning: { $text }
bucket-policy-blocked = This policy makes the bucket public, and “Block public policies” is on, so the server would reject it. Turn off “Block public policies” under “Block public access” first.
bucket-policy-lock-out = { $action ->
    [read] Statement { $number } would lock you out: you could no longer read this policy, or undo the change.
    [change] Statement { $number } would lock you out: you could no longer change this policy, or undo the change.
   *[remove] Statement { $number } would lock you out: you could no longer remove this policy, or undo the change.
}
bucket-policy-may-lock-out = { $action ->
    [read] Statement { $number } may lock you out: unless its conditions leave you out, you could no longer read this policy, or undo the change.
    [change] Statement { $number } may lock you out: unless its conditions leave you out, you could no longer change this policy, or undo the change.
   *[remove] Statement { $number } may lock you out: unless its conditions leave you out, you could no longer remove this policy, or undo the change.
}
bucket-policy-scaleway = With a policy, Scaleway gives access only to those it names and to the owner of the organisation. Name this connection’s user or application too, or it loses access to the bucket.
bucket-policy-fix-first = Fix the errors in the policy text first.
bucket-policy-scaleway-ids = Scaleway names users and applications by their IDs, not accounts: {"{"}"SCW": "user_id:…"{"}"}.
bucket-policy-account-id = Enter an account ID with 12 digits.

# Creating a bucket: its name, and what did not turn out as asked
bucket-name-missing = A bucket needs a name.
bucket-name-uppercase = Bucket names cannot contain uppercase letters.
bucket-name-spaces = Bucket names cannot contain spaces or underscores. Use hyphens instead.
bucket-name-characters = Bucket names can contain only the letters a to z, digits, hyphens and dots.
bucket-name-short = Bucket names must have at least 3 characters.
bucket-name-long = Bucket names can have at most 63 characters.
bucket-name-ends = Bucket names must begin and end with a letter or digit.
bucket-name-dots = Bucket names cannot contain two dots in a row.
bucket-name-address = Bucket names cannot look like an IP address.
bucket-name-reserved = AWS reserves names that begin or end like this.
bucket-name-dot = Some programs cannot use HTTPS with a bucket name that contains a dot. A hyphen works everywhere.
bucket-made-without-lock = Object Lock is off: the server created the bucket without it.
bucket-made-lock-unread = Bucketwise could not confirm that Object Lock is on. { $why }.
bucket-made-without-versioning = Versioning was not turned on. { $why }.
bucket-made-without-encryption = Default encryption was not set. { $why }.
bucket-made-without-block = Block public access was not turned on. { $why }.
