# What the program says outside of its page: in a terminal, in a scheduler’s log, in a browser, and above the system’s
# dialogs.

## Without a window. Each line of the help begins with a command, which has no translation.

shell-help =
    bucketwise                      opens the window
    bucketwise backup list          lists the backups and how each last run ended
    bucketwise backup run NAME      runs a backup; NAME is its name or ID
    bucketwise backup copies NAME   lists the copies of a backup, newest first
    bucketwise sync list            lists the saved pairs and how each last ended
    bucketwise sync run NAME        synchronizes a saved pair; NAME is its name or ID

    A run exits with 0 when all is done that it does by itself, 1 when it is not, 3 when it is already running.
shell-no-settings-folder = This computer does not say where your settings folder is.
shell-no-window = Bucketwise could not open its window: { $why }
shell-never-run = never run
shell-last-copy = last copy { $copy }
shell-listing = Listing files
shell-cleaning = Deleting an incomplete copy
shell-copying = Copying
shell-checking = Verifying files
shell-thinning = Deleting old copies
# { $files } is “3 files”, { $bytes } “1,204 bytes”.
shell-completed = Completed: { $files }, { $bytes }, verified, in { $place }
# Each is “3 files”. $spared: how many files would be replaced or removed.
shell-synchronized = { $spared ->
    [0] Copied { $copied }, removed { $removed }.
    [one] Copied { $copied }, removed { $removed }. { $spared } file would be replaced or removed, and waits until you run the pair in the window.
   *[other] Copied { $copied }, removed { $removed }. { $spared } files would be replaced or removed, and wait until you run the pair in the window.
}
shell-sync-held = { $held ->
    [one] { $held } file was left as it is, because it cannot be compared or cannot be in both places.
   *[other] { $held } files were left as they are, because they cannot be compared or cannot be in both places.
}
shell-partly-synchronized = Copied { $copied }; { $failed } could not be copied or removed.
shell-pair-locked = paused until you check it: { $why }
shell-old-copy-deleted = Deleted the old copy { $copy }, as set for this backup.
shell-much-smaller = This copy is much smaller than the copy { $copy } ({ $files }, { $bytes }). That copy is kept until you confirm in the window that the files were removed on purpose.
shell-copy-verified = verified
shell-copy-incomplete = incomplete
shell-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
shell-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}

## Above the system’s dialogs

shell-upload-files-title = Upload files
shell-upload-folder-title = Upload folder
shell-download-title = Choose a folder for the download
shell-compare-title = Choose a folder to compare
shell-mount-title = Choose an empty folder for the drive
shell-connection-details-title = Choose a file with connection details
shell-certificate-title = Choose a certificate file
shell-program-title = Choose a program
shell-save-connection-title = Save connection
shell-save-entry-title = Save file
shell-save-links-title = Save links
shell-save-compared-title = Save results
shell-save-transfer-title = Save list of files
shell-compare-file-title = Choose a file to compare with
shell-compare-folder-title = Choose a folder to compare with
shell-checksums-title = Choose a list of checksums
shell-save-upload-title = Save upload page
shell-save-report-title = Save report
shell-save-for-administrator-title = Choose where to save the folder for the administrator

## In the menu at the top of a Mac’s screen

shell-quit-action = Quit Bucketwise

## In the browser, when it comes back from a company’s sign-in page

shell-approved = Your approval arrived. Close this page and return to Bucketwise.
shell-not-approved = You are not signed in. Close this page, and sign in again in Bucketwise.
shell-not-this-page = There is no page at this address.
