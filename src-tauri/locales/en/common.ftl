# Words that several screens share. Identifiers begin with the name of their file. Those of buttons end in -button, those
# of menus and of the command palette in -action, those above a screen or a dialog in -title: their length is limited.


common-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
common-folders = { $count ->
    [one] { $count } folder
   *[other] { $count } folders
}
common-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}

common-today-at = Today { $time }
common-yesterday-at = Yesterday { $time }

common-speed = { $size }/s

common-seconds-left = about { $count ->
    [one] { $count } second
   *[other] { $count } seconds
} left
common-few-seconds-left = a few seconds left
common-minutes-left = { $count ->
    [one] about a minute left
   *[other] about { $count } minutes left
}
common-hours-left = { $count ->
    [one] about an hour left
   *[other] about { $count } hours left
}
common-days-left = { $count ->
    [one] about a day left
   *[other] about { $count } days left
}

# Decimal: a KB is 1,000 bytes.
common-size-b = { $n } B
common-size-kb = { $n } KB
common-size-mb = { $n } MB
common-size-gb = { $n } GB
common-size-tb = { $n } TB
common-size-pb = { $n } PB
common-size-eb = { $n } EB

# A list: "a, b and c", "a, b or c".
common-comma = { $before }, { $last }
common-and = { $before } and { $last }
common-or = { $before } or { $last }
