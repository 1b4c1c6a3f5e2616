# Comparing files with those of this computer or with a list of checksums.

compare-action = Compare checksums…
compare-also = verify, integrity, md5, sha256, sha1, hash, md5sum, sha256sum, same, identical
compare-title = Compare checksums of { $what }
compare-what = The storage keeps a checksum of most files, so they are compared without downloading them.
compare-against = Compare with
compare-folder = A folder on this computer
compare-folder-what = Files with the same name and path are compared.
compare-file = A file on this computer
compare-file-what = One file is compared with another, whatever their names are.
compare-list = A list of checksums
compare-list-what = As written by md5sum, sha1sum, sha256sum or shasum.
compare-choose-folder-button = Choose folder…
compare-choose-file-button = Choose file…
compare-choose-list-button = Choose list…
compare-paste = Or paste the list
compare-downloads = Download files that have no checksum of the whole file
compare-downloads-what = Nothing is saved on this computer. Your provider may charge for the traffic.
compare-choose-first = Choose a file or folder first.
compare-list-first = Choose or paste a list first.
compare-begin-button = Compare
compare-cancel-button = Cancel
compare-close-button = Close
compare-back-button = Back
compare-save-button = Save as table (CSV)…
compare-more-button = Show more
compare-listing = Listing the files…
compare-running = { $done } of { $files } files compared
compare-none = There is no file to compare here.
compare-done = { $count ->
    [one] { $count } file compared
   *[other] { $count } files compared
}
compare-results = Results, those that are not the same first
compare-differs = Differs
compare-only_stored = Only in the storage
compare-only_here = Not in the storage
compare-unclear = Cannot be compared
compare-same = Same
compare-count-differs = { $count ->
    [one] { $count } file differs
   *[other] { $count } files differ
}
compare-count-only_stored = { $count ->
    [one] { $count } file is only in the storage
   *[other] { $count } files are only in the storage
}
compare-count-only_here = { $count ->
    [one] { $count } file is not in the storage
   *[other] { $count } files are not in the storage
}
compare-count-unclear = { $count ->
    [one] { $count } file cannot be compared
   *[other] { $count } files cannot be compared
}
compare-count-same = { $count ->
    [one] { $count } file is the same
   *[other] { $count } files are the same
}
compare-odd = { $count ->
    [one] { $count } line of the list is no checksum that Bucketwise knows.
   *[other] { $count } lines of the list are no checksums that Bucketwise knows.
}
compare-saved = The results are in { $file }.
