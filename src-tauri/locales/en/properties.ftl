# What files say of themselves beside their contents, and changing it.

properties-action = Properties…
properties-also = metadata, content type, headers, tags, cache control, storage class, encryption, details, info
properties-title = Properties of { $name }
properties-reading = Reading properties…
properties-size = { SIZE($bytes) } in { $bucket }
properties-version = { SIZE($bytes) } in { $bucket }, one version
properties-copy = Copy { $field }
properties-copy-all-button = Copy all
properties-change-button = Change…
properties-close-button = Close
properties-cancel-button = Cancel
properties-list = Properties

# Why a property has no value.
properties-not_set = Not set
properties-not_supported = Not known to this storage
properties-not_permitted = No permission to read this
properties-failed = Could not be read

properties-id-content_type = Content type
properties-id-content_encoding = Content encoding
properties-id-content_language = Content language
properties-id-content_disposition = Content disposition
properties-id-cache_control = Cache control
properties-id-expires = Expires
properties-id-redirect = Website redirect
properties-id-metadata = User metadata
properties-id-tags = Tags
properties-id-class = Storage class
properties-id-encryption = Encryption
properties-id-encryption_key = Encryption key
properties-id-checksums = Checksums
properties-id-etag = ETag
properties-id-parts = Uploaded in parts
properties-id-version = Version
properties-id-modified = Modified
properties-id-retention = Retention
properties-id-legal_hold = Legal hold
properties-id-replication = Replication
properties-id-restored = Archive
properties-id-owner = Owner
properties-id-acl = ACL

properties-hold-on = On
properties-lock-governance = Governance mode until { $time }
properties-lock-compliance = Compliance mode until { $time }
properties-archived = Archived. The file has to be restored before it can be read.
properties-restoring = Being restored from the archive
properties-restored = Restored until { $time }

## The form

properties-change-title = Change properties of { $what }
properties-change-what = Fields that you leave keep what each file has. You see what the change means before anything happens.
properties-headers = Headers
properties-edit-leave = Leave as it is
properties-edit-set = Set to
properties-edit-remove = Remove
properties-edit-guess = Detect for each file
properties-guess-help = From its name and its first bytes. A file that does not tell keeps its type.
properties-value-label = { $field }, new value
properties-type-help = For example text/css or image/png
properties-cache-help = For example max-age=3600 or no-store
properties-disposition-help = For example attachment; filename="report.pdf"
properties-expires-help = A day, for example 2027-01-31
properties-pairs-leave = Leave as they are
properties-pairs-merge = Add, change or remove some
properties-pairs-replace = Replace all
properties-pairs-replace-help = What is not in this list is removed from every file.
properties-metadata-help = Names in lowercase letters. A file can have 2 KB of metadata.
properties-tags-help = A file can have 10 tags.
properties-row-set = Set
properties-row-remove = Remove
properties-row-what = What to do with line { $number }
properties-row-name = Name { $number }
properties-row-value = Value { $number }
properties-row-drop = Remove line { $number }
properties-add-row-button = Add line
properties-storage = Storage
properties-class-leave = Leave as it is
properties-encryption-leave = Leave as it is
properties-nothing = Every field leaves the files as they are
properties-preview-button = Preview
properties-checking = Checking…

## The preview

properties-preview-title = Change { $count ->
    [one] { $count } file
   *[other] { $count } files
} ({ SIZE($bytes) })?
properties-counting-title = Counting files to change…
properties-counting = { $count ->
    [one] Found so far: { $count } file
   *[other] Found so far: { $count } files
}
properties-none = There is no file to change here.
properties-changes = What changes
properties-means = What this means for the files
properties-will-set = { $field } becomes { $value }
properties-will-guess = { $field } becomes what the name and first bytes of each file say. A file that does not tell keeps its own.
properties-will-remove = { $field } is removed
properties-will-clear = { $field }: all are removed
properties-will-replace = { $field }: all are replaced
properties-will-set-one = { $field }: { $name } becomes { $value }
properties-will-remove-one = { $field }: { $name } is removed
properties-empty-value = an empty value
properties-tags-only = Only tags change. The files are not copied: contents, date, ETag, ACL and owner stay as they are.
properties-archived-count = { $count ->
    [one] { $count } file is archived. It will fail until it is restored, and stays as it is.
   *[other] { $count } files are archived. They will fail until they are restored, and stay as they are.
}
properties-frozen = { $count ->
    [one] { $count } file can be read now and is archived again by the change. It has to be restored again before it can be read.
   *[other] { $count } files can be read now and are archived again by the change. They have to be restored again before they can be read.
}
properties-freezes = { $count ->
    [one] { $count } file goes into the archive. It has to be restored before it can be read.
   *[other] { $count } files go into the archive. They have to be restored before they can be read.
}
properties-lose-acl = The ACL of each file is reset to private. Access that was given by ACL, also public access, ends.
properties-remains-versions = Versioning is on. Each file gets a new version, and the earlier one stays with its old properties and is billed. To undo, restore the earlier version.
properties-remains-older_versions = Versioning is suspended. A file stored since then is replaced for good. To undo, change the properties back.
properties-remains-nothing = This bucket keeps no earlier versions. To undo, change the properties back.
properties-remains-unknown = Bucketwise could not check whether this bucket keeps versions. Assume that the change cannot be undone.
properties-lose-date = The server copies each file onto itself. The modified date becomes the time of the change, and you become the owner.
properties-lose-etag = The ETag of a file that was uploaded in parts, or is encrypted with a KMS key, changes. An additional encryption context is not kept.
properties-large = { $count ->
    [one] { $count } file is larger than 5 GB. It is copied in parts and gets another ETag and checksum. Tags and locks that others set in the last moment of the copy are lost.
   *[other] { $count } files are larger than 5 GB. They are copied in parts and get another ETag and checksum. Tags and locks that others set in the last moment of a copy are lost.
}
properties-lock = This bucket has Object Lock. Retention and legal hold are set again on the new version. A file without retention gets the bucket’s default retention, if there is one. Locked earlier versions stay.
properties-unseen = { $count ->
    [one] The storage class of { $count } file is checked when its turn comes.
   *[other] The storage class of { $count } files is checked when their turn comes.
}
properties-keeps = Everything else is kept, and each file is read again and compared. A file that changes in the meantime is left as it is.
properties-back-button = Back
properties-confirm-button = Change
properties-wait = Available when everything is counted
