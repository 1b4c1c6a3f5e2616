# What Rust says of files.

## Files in an archive: when one can be read, and what restoring it costs

files-restore-minutes = In 1 to 5 minutes, up to 250 MB
files-restore-hours = In { $from } to { $to } hours
files-restore-within = Within { $hours } hours
files-restore-somewhen = As soon as the server can, often after several hours
files-cost-lowest = The lowest price.
files-cost-usual = The usual price per GB.
files-cost-highest = The highest price, several times the usual one.
files-cost-per-gb = The highest price, charged per GB.
files-cost-free = Free of charge.
files-cost-ask = See your provider’s price list for the cost.

## A file that was changed on this computer and in the bucket

# Part of a file name: report (changed on 2026-11-29).pdf
files-changed-on = changed on { $date }

## Links that open files without a sign-in

files-link-mail-subject = Link to { $name }
# $sure: no, where something may end it earlier.
files-link-mail-body = { $sure ->
    [yes] This link opens { $name }. It works until { $until }.
   *[no] This link opens { $name }. It works until { $until } at most.
}
files-links-file = File
files-links-size = Size in bytes
files-links-link = Link
files-links-until = Works until
files-links-title = { $count ->
    [one] { $count } file for you
   *[other] { $count } files for you
}
# $sure: no, where something may end them earlier.
files-links-page-until = { $sure ->
    [yes] The links work until { $until }. Anyone who has this page can open the files.
   *[no] The links work until { $until } at most. Anyone who has this page can open the files.
}
files-links-page-size = { SIZE($bytes) }

## Upload pages, as whoever gets one reads them

files-upload-title = Send files
files-upload-title-one = Send a file
files-upload-choose = Choose files, or drop them here
files-upload-choose-one = Choose a file, or drop it here
files-upload-largest = Each file can have up to { SIZE($bytes) }.
files-upload-smallest = Each file needs at least { SIZE($bytes) }.
files-upload-images = Only images are accepted.
files-upload-videos = Only videos are accepted.
files-upload-audio = Only audio files are accepted.
files-upload-pdf = Only PDF files are accepted.
files-upload-text = Only text files are accepted, CSV among them.
# $sure: no, where something may end it earlier.
files-upload-until = { $sure ->
    [yes] This page works until { $until }.
   *[no] This page works until { $until } at most.
}
files-upload-host = The files are sent to { $host }. You cannot see or delete them there.
files-upload-noscript = This page needs JavaScript. Turn it on in your browser, or open the page in another one.
files-upload-waiting = Waiting
files-upload-sending = Sending…
files-upload-received = Received
files-upload-unseen = Sent. This page cannot see whether the file was accepted. Ask the person who sent you the page.
files-upload-retry = Retry
files-upload-ended = Not sent. By the clock of this computer, the page stopped working at { $until }.
files-upload-over = Not accepted. The page no longer works. Ask for a new one.
files-upload-one = Not sent. This page takes one file. Choose only that one.
files-upload-empty = Not sent. The file is empty.
files-upload-small = Not sent. The file is too small: at least { SIZE($bytes) } are needed.
files-upload-large = Not sent. The file is too large: at most { SIZE($bytes) } are accepted.
files-upload-type = Not sent. Files of this type are not accepted.
files-upload-unreadable = Not sent. The browser cannot read the file. Folders cannot be sent.
files-upload-broken = Not sent. The connection was interrupted.
files-upload-blocked = Not sent. The storage accepts nothing from this page, or there is no connection. Ask the person who sent you the page.
# $status: an HTTP status, for instance 403.
files-upload-refused = Not accepted. The storage refused the file ({ $status }). Ask the person who sent you the page.

## What comes of comparing files with those of this computer or with a list of checksums

files-compare-file = File
files-compare-result = Result
files-compare-why = Why
files-compare-differs = Differs
files-compare-only-stored = Only in the storage
files-compare-only-here = Not in the storage
files-compare-unclear = Cannot be compared
files-compare-same = Same
files-compare-why-sum = The { $algorithm } checksums are the same.
files-compare-why-other-sum = The { $algorithm } checksums are different.
files-compare-why-bytes = The file was downloaded, and its bytes are the same.
files-compare-why-other-bytes = The file was downloaded, and its bytes are different.
files-compare-why-size = The file here has { SIZE($here) }, the stored one { SIZE($stored) }.
files-compare-why-nothing = The storage has no checksum of the whole file. Allow downloads to compare it.
# $algorithm: what the list has, for instance SHA-256.
files-compare-why-other = The storage has no { $algorithm } checksum of the whole file. Allow downloads to compare it.
files-compare-why-several = The list has several files of this name, or different checksums for one.
files-compare-why-not-listed = The list does not have this file.
files-compare-why-not-here = This computer does not have this file in the folder that you chose.
files-compare-why-listed = The list has this file, but it is not among the files that you selected.
files-compare-why-not-stored = It is on this computer, but not among the files that you selected.

## Why a property cannot be as it is filled in

files-property-empty = Enter a value, or choose another option.
files-property-lines = Line breaks and other control characters are not allowed here.
files-property-letters = Use only letters, digits and signs of the English keyboard here.
files-property-long = A header can have { $most } characters.
files-property-no-type = A type has two parts with a slash between them, for example image/png.
files-property-no-date = Enter a day, for example 2027-01-31, or a date as HTTP spells it.
files-property-metadata-name = “{ $name }” cannot be a metadata name. Use lowercase letters, digits and hyphens.
files-property-metadata-large = This is { $bytes } bytes of metadata with names and values as they are sent. A file can have { $most }.
files-property-tag-unnamed = Enter a key for each tag.
files-property-tag-long = A tag’s key can have { $name } characters and its value { $value }.
files-property-tag-reserved = Keys that begin with aws: are reserved.
files-property-tags-many = A file can have { $most } tags. This is { $count }.
files-property-twice = “{ $name }” is there twice.
