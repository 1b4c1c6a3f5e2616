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
files-link-mail-body = This link opens { $name }. It works until { $until }.
files-links-file = File
files-links-size = Size in bytes
files-links-link = Link
files-links-until = Works until
files-links-title = { $count ->
    [one] { $count } file for you
   *[other] { $count } files for you
}
files-links-page-until = The links work until { $until }. Anyone who has this page can open the files.
files-links-page-size = { SIZE($bytes) }

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
