# Words of ui/src, share: links that open files without a sign-in.

share-action = Share…
share-also = link, presigned, send, URL, public, email, QR code
share-versions-button = Share…
share-select-file = Select a file first.
share-title = Share { $name }
share-size = { SIZE($bytes) } in { $bucket }
share-size-version = An older version, { SIZE($bytes) } in { $bucket }
share-reading = Checking what limits a link…
share-wait = Wait until the file has been checked.

## What the link is like

share-lasts = Link works for
share-lasts-hour = 1 hour
share-lasts-day = 1 day
share-lasts-week = 7 days
share-lasts-until = Until a date…
share-until = Works until
share-until-none = Enter a date and a time.
share-until-past = Choose a date and time in the future.
share-opens = When opened
share-opens-download = Download the file
share-opens-browser = Show in the browser
share-opens-browser-help = Browsers show images, PDF files and text. They download other files.
share-name = File name for the recipient
share-note = Who is it for? (optional)
share-note-help = Only you see this, in “Links I made”.

## Until when it works

share-ends = Works until { $time }
share-ends-chosen = That is the time you chose.
share-ends-session = Your sign-in ends then, and every link that it signed ends with it. For longer links, use a connection with a permanent access key.
share-ends-longest = No link can work for more than 7 days.
share-ends-policy = At most: the bucket policy limits how old a link can be (s3:signatureAge).
share-ends-copy = The file is archived, and its restored copy is removed then.
share-ends-bucket = Links to a directory bucket (S3 Express One Zone) work for 5 minutes at most.
share-ends-sooner = It may end earlier: the keys of this connection are temporary, and nothing tells when they expire.

## Who can open it, and what ends it

share-who = Anyone with the link can open this one file, without signing in. They cannot see the folder or other files.
share-newer = If the file is replaced, the link opens the new contents.
share-withdraw = A single link cannot be withdrawn. To end it early, delete or rename the file.
share-withdraw-key = A single link cannot be withdrawn. To end it early, delete or rename the file, or deactivate the access key { $key }, which ends all its links.
share-withdraw-version = A single link cannot be withdrawn. To end it early, delete this version permanently.
share-withdraw-version-key = A single link cannot be withdrawn. To end it early, delete this version permanently, or deactivate the access key { $key }, which ends all its links.
share-computer-title = Only this computer can open { $count ->
    [one] the link
   *[other] the links
}
share-computer = The address { $host } leads to this computer. Nobody else can open { $count ->
    [one] the link.
   *[other] the links.
}
share-network-title = Only your network can open { $count ->
    [one] the link
   *[other] the links
}
share-network = The address { $host } belongs to a private network. People outside it cannot open { $count ->
    [one] the link.
   *[other] the links.
}
share-plain-http = The link is not encrypted (http). Others in the network can read the file when it is opened.
share-own-trust = This connection trusts certificates of its own. Browsers that do not trust them show a warning instead.
share-refuses-title = The bucket policy denies links
share-refuses = The bucket policy denies this file to anyone who comes with a link.
share-networks-title = Only some networks can open the link
share-networks = The bucket policy denies this file outside certain networks.
share-policy-unread = You do not have permission to read the bucket policy. It may end links earlier, or limit who can open them.
share-unsigned-title = This connection cannot create links
share-unsigned = It is used without signing in, so nothing can sign a link. If the file is public, its web address below opens it.
share-archived-title = The file is archived
share-archived = Nobody can open the link until the file is restored.
share-restoring = The file is being restored. Nobody can open the link until then.
share-restore-button = Restore file…

## The link

share-create-button = Create link
share-creating = Creating and testing the link…
share-link = Link
share-signature-hidden = { $address } + signature (hidden)
share-copy-button = Copy link
share-qr-button = Show QR code
share-qr-hide-button = Hide QR code
share-qr = QR code of the link
share-qr-help = Opens the same link on a phone.
share-qr-long = This link is too long for a QR code.
share-mail-button = Send by email…
share-open-button = Open link
share-cancel-button = Cancel
share-close-button = Close
share-works-title = The link works
share-works = It was tested from this computer, without signing in.
share-works-unnamed = This server ignores the file name and whether to download or show the file.
share-refused-title = The link does not work
share-refused-expired = The server says that the link has expired. The keys that signed it may have ended.
share-refused-not-yet = By the server’s clock the link is not valid now. Check the date and time of this computer.
share-refused-signature = The server does not accept the signature. A proxy may change requests, or the server does not support links.
share-refused-denied = The server denies access. Your access key may have no permission to read this file, or a policy denies links.
share-refused-missing = The server does not find the file.
share-refused-archived = The file is archived. Nobody can open the link until it is restored.
share-refused-elsewhere = The server redirects the link to another address, where it is not valid. Check the region of the connection.
share-refused-page = The server answers with something other than the file, for example a page for signing in. A gateway may let only this program through.
share-refused-unreachable = Browsers cannot open this file, because a part of its path is “.” or “..”. Browsers remove such parts from an address. Rename the file to share it.
share-refused-busy = The server is busy or failed. Create the link again in a few minutes.
share-refused-other = The server refused the link without a reason that Bucketwise knows.
share-not-reached-title = The link could not be tested
share-clock = The clock of this computer is wrong by more than a minute. The link was created by the server’s clock.

## Other names of the file

share-addresses = Other addresses
share-addresses-help = They open nothing without permission, and never expire.
share-https = Web address
share-s3 = S3 URI
share-arn = ARN
share-console = AWS console
share-address-copy = Copy { $what }

## Several files

share-many-title = Share several files
share-many-what = Each of the files gets a link of its own, also those in the folders. The links are saved together in one file.
share-many-count = Selected: { $files }
share-many-shape = Save as
share-many-page = Web page
share-many-page-help = A page with all links, to send by email. It opens in every browser.
share-many-csv = Table (CSV)
share-many-csv-help = A table for spreadsheets and programs, one line for each file.
share-many-who = Anyone who has the saved file can open all files in it, without signing in.
share-many-withdraw = A single link cannot be withdrawn. To end it early, delete or rename the file.
share-many-archived-title = Some files are archived
share-many-archived = { $count } of { $files } files are archived. Their links fail until the files are restored.
share-many-restoring = { $count } of { $files } files are being restored. Their links fail until then.
share-many-policy-title = The bucket policy limits the links
share-many-refuses = The bucket policy denies { $count } of { $files } files to anyone who comes with a link.
share-many-networks = The bucket policy denies { $count } of { $files } files outside certain networks.
share-many-unreachable-title = Browsers cannot open some files
share-many-unreachable = { $count } of { $files } files have a path with a part “.” or “..”, which browsers remove from an address. Rename them to share them.
share-many-unseen = { $count ->
    [one] { $count } file was not checked for whether it is archived.
   *[other] { $count } files were not checked for whether they are archived.
}
share-many-unsigned = It is used without signing in, so nothing can sign a link.
share-many-plain-http = The links are not encrypted (http). Others in the network can read the files when they are opened.
share-many-wait = Wait until the files have been checked.
share-many-create-button = Create links
share-many-creating = Creating and testing links…
share-many-saved-title = { $count ->
    [one] { $count } link saved
   *[other] { $count } links saved
}
# $sure: no, where something may end them earlier.
share-many-saved = { $sure ->
    [no] They are in { $file } and work until { $time } at most. One of them was tested without signing in.
   *[yes] They are in { $file } and work until { $time }. One of them was tested without signing in.
}
share-many-not-saved = No file was saved. Links that nobody has open nothing.

## Links that were made

share-links-action = Links I made
share-links-also = shared, sharing, presigned, recipients, expire
share-links-title = Links I made
share-links-what = These links and upload pages were created on this computer. The links themselves are not saved, only which file or folder they lead to and until when.
share-links-none = You have not created a link yet. Select a file and choose “Share…”, or open a folder and choose “Ask for files…”.
share-links-list = Links, newest first
share-links-for = For { $who }
share-links-in = In { $bucket }, { $connection }
share-links-version = One version
share-links-until = Works until { $time }
share-links-sooner = Works until { $time } at most
share-links-ended = Ended { $time }
share-links-key = Deleting or renaming the file, or deactivating the access key { $key }, ends it.
share-links-no-key = Deleting or renaming the file ends it.
share-links-key-version = Deleting this version permanently, or deactivating the access key { $key }, ends it.
share-links-no-key-version = Deleting this version permanently ends it.
share-links-page-key = Deactivating the access key { $key } ends it.
share-links-page = It cannot be ended early here.
share-links-show-button = Open folder
share-links-remove = Remove the link to { $name } from the list. The link itself still works.
share-links-folder = Upload page
share-links-upload = Upload page for one file
share-links-arrivals-button = Show arrivals
share-links-arrivals-hide-button = Hide arrivals
share-arrivals = Files that arrived, newest first
share-arrivals-reading = Reading what arrived…
share-arrivals-none = Nothing has arrived since the page was created.
share-arrivals-count = { $count ->
    [one] { $count } file stored here since the page was created
   *[other] { $count } files stored here since the page was created
}
share-arrivals-latest = The latest { $count } are shown.
share-arrivals-more = The folder has more than 10,000 files. Not all of them were read.
share-arrivals-whom = The bucket does not tell who stored a file.

## Asking for files

share-upload-action = Ask for files…
share-upload-also = upload page, request, receive, collect, inbox, POST policy, form, send me
share-upload-title = Ask for files
share-upload-what = Creates a web page that you send to others. With it they upload files into { $bucket }, without signing in.
share-upload-folder = Folder for the files
share-upload-folder-help = Below { $folder }. Leave it empty to use that folder itself.
share-upload-folder-top = In the bucket. Choose one that is not used for anything else.
share-upload-name = File name
share-upload-name-help = The file is stored under this name.
share-upload-way = How files are sent
share-upload-way-folder = Several files, with limits
share-upload-way-folder-help = The storage checks the size and the stated type of every file.
share-upload-way-one = One file, without limits
share-upload-way-one-help = For storage that knows no upload forms, for example Cloudflare R2 and Backblaze B2. Neither size nor type can be limited.
share-upload-types = Accepted files
share-upload-types-any = All files
share-upload-types-images = Images
share-upload-types-videos = Videos
share-upload-types-audio = Audio
share-upload-types-pdf = PDF documents
share-upload-types-text = Text and CSV
share-upload-types-help = The storage checks the type that the browser states, not the contents.
share-upload-smallest = Smallest file (KB)
share-upload-largest = Largest file (MB)
share-upload-size-none = Enter a number.
share-upload-size-order = The largest size is less than the smallest one.
share-upload-size-most = Up to 5,368 MB.
share-upload-message = Message on the page (optional)
share-upload-message-help = Everyone who opens the page reads it.
share-upload-lasts = Page works for
share-upload-folder-none = Enter a folder. Without one, the page could replace any file in the bucket.
share-upload-name-none = Enter a file name without slashes.
share-upload-wait = Wait until the folder has been checked.
share-upload-reading = Checking what limits the page…
share-upload-create-button = Create page…
share-upload-creating = Creating and testing the page…
share-upload-who = Anyone who has the page can upload, without signing in. They cannot see the folder or delete files.
share-upload-replace = Whoever has the page can also replace files in this folder, if they change the page. Use a new folder.
share-upload-again = Whoever has the page can upload again and replace the file of that name.
share-upload-unlimited = A very large file can be uploaded, and you pay for storing it.
share-upload-content = Files from others can be harmful. Open only what you expect.
share-upload-withdraw = A single page cannot be withdrawn.
share-upload-withdraw-key = A single page cannot be withdrawn. To end it early, deactivate the access key { $key }, which ends all its links.
share-upload-plain-http = The page is not encrypted (http). Others in the network can read the files while they are sent.
share-upload-computer-title = Only this computer can use the page
share-upload-computer = The address { $host } leads to this computer. Nobody else can send files to it.
share-upload-network = The address { $host } belongs to a private network. People outside it cannot send files to it.
share-upload-network-title = Only your network can use the page
share-upload-refuses-title = The bucket policy denies upload pages
share-upload-refuses = The bucket policy denies storing files to anyone who comes with such a page.
share-upload-networks-title = Only some networks can use the page
share-upload-networks = The bucket policy denies storing files outside certain networks.
share-upload-policy-unread = You do not have permission to read the bucket policy. It may end the page earlier, or limit who can use it.
share-upload-unsigned-title = This connection cannot create upload pages
share-upload-unsigned = It is used without signing in, so nothing can sign a page.
share-upload-read-only-title = This connection is read-only
share-upload-read-only = Nobody can store files through it. Change the connection to ask for files.
share-upload-cors-title = The page will not see whether files arrive
share-upload-cors = No CORS rule lets a page that is opened from a file read what this bucket answers. Files are sent, without progress, and the page cannot say whether they were accepted.
share-upload-cors-one-title = The page cannot send anything yet
share-upload-cors-one = No CORS rule lets a page that is opened from a file store files in this bucket.
share-upload-cors-button = Add CORS rule…
share-upload-saved-title = Page saved
# $sure: no, where something may end it earlier.
share-upload-saved = { $sure ->
    [no] It is in { $file } and works until { $time } at most. Send the file to others, for example by email. Treat it like a key to the folder.
   *[yes] It is in { $file } and works until { $time }. Send the file to others, for example by email. Treat it like a key to the folder.
}
share-upload-heeds = It was tested without storing anything: the server accepts it and refused an empty file, as it should. Whether your access key has permission to store files there was not tested, because that would leave a file behind.
share-upload-untried = It was not tested, because that would leave a file behind.
share-upload-not-saved = No file was saved. A page that nobody has stores nothing.
share-upload-unknown-title = This server knows no upload forms
share-upload-unknown = No page was saved. You can create a page for one file instead.
share-upload-unknown-button = Use a page for one file
share-upload-stored-title = This server ignores the limits of the page
share-upload-stored-removed = It stored an empty file that it should have refused. That file was removed again, and no page was saved.
share-upload-stored-left = It stored an empty file that it should have refused, and the file could not be removed. It is in { $folder }. No page was saved.
share-upload-refused-title = The page does not work
share-upload-refused-expired = The server says that the page has expired. The keys that signed it may have ended.
share-upload-refused-not-yet = By the server’s clock the page is not valid now. Check the date and time of this computer.
share-upload-refused-signature = The server does not accept the signature. A proxy may change requests, or the server does not support upload pages.
share-upload-refused-denied = The server denies access. Your access key may have no permission to store files in this folder, or a policy denies upload pages.
share-upload-refused-missing = The server does not find the bucket.
share-upload-refused-elsewhere = The server redirects to another address, where the page is not valid. Check the region of the connection.
share-upload-refused-busy = The server is busy or failed. Create the page again in a few minutes.
share-upload-refused-other = The server refused the page without a reason that Bucketwise knows.
share-upload-not-reached-title = The page could not be tested
share-upload-clock = The clock of this computer is wrong by more than a minute. The page was created by the server’s clock.
share-upload-unseen = You do not have permission to see whether a file of this name exists. If it does, the upload replaces it.
