# Words of ui/src, look: quick look, the details pane, and what shows a file.

# ---- Quick look and the details pane

look-previous-button = Previous file
look-next-button = Next file
look-larger-button = Fill the window
look-smaller-button = Exit full window
look-close-button = Close quick look
look-back-button = Back
# $name is a path of this computer.
look-saved = Saved: { $name }
look-nothing = Select a file to preview it.
look-folder = This is a folder. Press Enter in the list to open it.
look-preview-tab = Preview
look-details-tab = Details
look-sections = Details pane
look-quick-look-action = Quick look
look-quick-look-also = preview, view, space
look-details-pane-action = Details pane
look-details-pane-also = show details, inspector, sidebar
# ---- Viewers: text, tables, pictures, media, bytes

look-loading = Loading the file
look-empty-file = This file is empty.
look-show-more-button = Show more

look-text-bar-label = Text
look-text-foot-label = What is shown
look-text-find-button = Find in text
look-text-wrap-button = Wrap long lines
look-text-indent-button = Indent JSON
look-text-edit-button = Edit
look-text-save-button = Save
look-text-discard-button = Discard changes
# Beside “Discard changes”, which is off meanwhile.
look-text-discard-later = Changes cannot be discarded while they are uploaded.
look-text-stop-button = Done
look-text-kept-bytes = This file cannot be edited here: part of it is not text in this encoding, and saving would change that part too. Choose another encoding, or open the file in a program.
look-text-kept-lines = This file cannot be edited here: it has lines of more than { $letters } characters. Open it in a program.
look-text-strange-title = “{ $letter }” cannot be saved in this file’s encoding
# WINDOWS-1252 has no sign for …
look-text-strange = { $encoding } does not have this character. Nothing was uploaded. Remove the character, or save the file as UTF-8.
look-text-plainly-button = Save as UTF-8
look-text-encoding-label = Character encoding
# 256 KB of 10 GB shown
look-text-part = { $shown } of { $total } shown. Find searches what is shown.
look-text-most = The first { $shown } of { $total } are shown. Download the file to see the rest.
look-text-cut = { $count ->
    [one] { $count } long line cut after { $letters } characters
   *[other] { $count } long lines cut after { $letters } characters
}
look-text-find = Find
look-text-find-next-button = Next
look-text-find-previous-button = Previous
look-text-find-all-button = Select all
look-text-match-case = Match case
look-text-by-word = Whole words
look-text-regexp = Regular expression
look-text-find-close-button = Close search
look-text-current-match = current match
look-text-on-line = on line
look-text-go-to-line = Go to line
look-text-go-button = Go
look-text-control-character = Control character

look-markdown-bar-label = Markdown
look-markdown-page-button = Formatted
look-markdown-source-button = Source
look-markdown-picture = Image
look-markdown-picture-of = Image: { $alt }
# 256 KB of 3 MB shown
look-part = { $shown } of { $total } shown.

look-bytes-bar-label = Bytes
look-bytes-offset-label = Offset (1024 or 0x400)
look-bytes-go-button = Go
look-bytes-no-offset = Enter a whole number from 0 to { $last }, or a hexadecimal one such as 0x400.
# ---- Viewers: documents and archives

look-opening = Opening the file…
look-unshown-title = This file cannot be shown
look-empty = This file is empty (0 bytes).
look-too-large = The file is { SIZE($size) }. Bucketwise shows files of this type up to { SIZE($limit) }. Download the file to open it in its own program.
look-cut-short = The end of the file is missing. The upload was probably not completed.
look-stop-button = Stop
look-find-next-action = Next match
look-find-previous-action = Previous match
look-find-nothing = No matches
look-zoom-in-action = Zoom in
look-zoom-out-action = Zoom out
look-zoom-width-action = Fit to width
look-zoom = { $percent }%

look-pdf-title = This PDF cannot be shown
look-pdf-broken = The file is damaged or is not a PDF. Download it and try another program.
look-pdf-page = Page { $page }
look-pdf-page-label = Page number
look-pdf-page-broken = This page cannot be shown: it is damaged.
look-pdf-pages = Pages
look-pdf-of = of { $count }
look-pdf-tools = Page, zoom and search
look-pdf-search-label = Search in document
look-pdf-searching = Searching page { $page } of { $count }…
look-pdf-found = Match on page { $page }
look-pdf-pages-shown = The first { $shown } of { $count } pages are shown. Download the file to see the others.
look-pdf-locked = This PDF is encrypted. Enter its password to see it.
look-pdf-password-label = Password
look-pdf-password-wrong = This password does not open the file.
look-pdf-unlock-button = Open PDF

look-table-bar-label = Table
look-table-rows-button = Table
look-table-as-text-button = Show as text
look-table-delimiter-label = Delimiter
look-table-comma = Comma
look-table-semicolon = Semicolon
look-table-tab = Tab
look-table-bar = Vertical bar
look-table-header-label = First row is a header
look-table-row-number = Row
look-table-column = Column { $number }
look-table-kind-number = Numbers
look-table-kind-date = Dates
look-table-kind-truth = True or false
look-table-kind-text = Text
look-table-kind-empty = Empty in the first rows
look-table-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
look-table-first-rows = { $count ->
    [one] The first { $count } row
   *[other] The first { $count } rows
}
# The number of rows of a file that was not read to its end
look-table-about = { $count ->
    [one] About { $count } row
   *[other] About { $count } rows
}, { $loaded } loaded
look-table-sorted = { $count ->
    [one] { $count } loaded row sorted
   *[other] { $count } loaded rows sorted
}
look-table-sorted-most = More rows cannot be sorted here.
look-table-columns = { $count ->
    [one] { $count } column
   *[other] { $count } columns
}
look-table-columns-most = No more columns can be shown.
look-table-broken = { $count ->
    [one] { $count } row has an unclosed quote
   *[other] { $count } rows have an unclosed quote
}
look-table-long-title = The next row is too long for a table
look-table-long = Rows of more than { $most } cannot be shown here. Show the file as text instead.
look-table-cell-title = { $column }, row { $row }
look-table-cell-cut = The first { $letters } characters are shown. Copy takes all of them.
look-table-copy-cell-button = Copy cell
look-table-close-cell-button = Close cell

look-image-bar-label = Image
look-image-smaller-button = Zoom out
look-image-larger-button = Zoom in
look-image-own-size-button = Actual size
look-image-fit-button = Fit to pane
look-image-scale = { $percent }%
look-image-dimensions = { $width } × { $height }
look-image-page = Page { $page } of { $pages }
look-image-previous-page-button = Previous page
look-image-next-page-button = Next page
look-image-unmeasured = The file does not say how many pixels it has, so it is not opened here. It may be damaged. Download it and open it in an image program.
look-image-coming = Preview. Loading the full image…
look-image-preview-only = Preview only: the image is { SIZE($size) }.
look-image-whole-broken = Preview only: the full image may be damaged.
look-image-large-title = This image is too large to show
look-image-large = It is { SIZE($size) }. Download it and open it in an image program.
look-image-drawing = The drawing contains images with too many pixels or another drawing, or repeats its parts too often. Download it and open it in an image program.
look-image-pixels-title = This image has too many pixels to show
look-image-pixels = It is { $width } × { $height }. Download it and open it in an image program.
look-image-broken-title = This image cannot be shown
look-image-broken = The file may be damaged, or its name may have the wrong ending.
look-image-tiff = The file may be damaged, or it uses a kind of TIFF that cannot be shown here.
look-photo-none-title = No preview in this photo
look-photo-none = Bucketwise shows { $format } photos by the JPEG preview inside them. This photo has none. Download it and open it in a photo program.
look-photo-preview = Preview from the { $format } file
look-read-on-button = Load more
look-beginning = The first { SIZE($size) } are shown.
look-archive-title = This archive cannot be shown
look-archive-broken = The file is damaged, or is not an archive that Bucketwise knows. Download it and try another program.
look-archive-rest-broken = The archive is damaged from here on. The files before that are shown.
look-archive-list-too-large = The archive’s list of files is too large for Bucketwise. Download the file to unpack it.
look-archive-list = Files in the archive
look-archive-path = Folder in the archive
# $count chooses the form; $files is the same number as it is written.
look-archive-sum = { $count ->
    [one] { $files } file, { $size } unpacked
   *[other] { $files } files, { $size } unpacked
}
look-archive-so-far = { $count ->
    [one] { $files } file so far
   *[other] { $files } files so far
}
look-archive-empty = This archive has no files.
look-archive-folder-empty = This folder is empty.
look-archive-reading = Reading the list of files…
look-archive-more = There are more files.
look-archive-link = link to { $target }
look-archive-unpacking = Unpacking { $name }…
look-archive-open-button = Open folder
look-archive-look-button = Preview file
look-archive-save-button = Download file
look-archive-entry-title = This file cannot be unpacked
look-archive-entry-broken = The archive is damaged at this file. Other files in it may be good.
look-archive-entry-sealed = The file is encrypted with a password. Download the archive to unpack it with another program.
look-archive-entry-method = The file is packed or encrypted in a way that Bucketwise does not support. Download the archive to unpack it with another program.
look-archive-entry-too-large = Bucketwise can unpack files of up to { SIZE($limit) }. Download the archive to unpack this one.
look-gzip-holds = Packed with gzip: { $name }.
look-gzip-no-text = The file is not text.

look-takes-too-long = This file takes too long to open. It may be damaged, or made to do harm. Download it only if you trust it.
look-table-title = This table cannot be shown
look-table-empty = The table has no rows.
look-sheet-row = Row
# Stands in a cell that has no value, as databases write it.
look-sheet-null = null
look-sheet-sorted = { $count ->
    [one] Sorted. Only the { $rows } row that was loaded is shown.
   *[other] Sorted. Only the { $rows } rows that were loaded are shown.
}
look-sheet-unsort-button = Show all rows
look-parquet-broken = The file is damaged or is not a Parquet file. Download it and try another program.
look-parquet-encrypted = The file is encrypted. Bucketwise cannot read encrypted Parquet files.
look-parquet-footer = The table’s metadata is { SIZE($size) }. Bucketwise reads up to { SIZE($limit) }.
look-parquet-page-too-large = Part of a column unpacks to more than { SIZE($limit) }.
look-parquet-rows = { $count ->
    [one] { $rows } row
   *[other] { $rows } rows
}
look-parquet-columns = { $count ->
    [one] { $columns } column
   *[other] { $columns } columns
}
look-parquet-groups = { $count ->
    [one] { $groups } row group
   *[other] { $groups } row groups
}
look-parquet-shown = Columns { $first } to { $last }
look-parquet-columns-before-action = Previous columns
look-parquet-columns-after-action = Next columns
look-parquet-dear = { $count ->
    [one] { $count } column is not loaded. It needs { SIZE($size) } for these rows.
   *[other] { $count } columns are not loaded. They need { SIZE($size) } for these rows.
}
look-parquet-too-dear = { $count ->
    [one] { $count } column is too large to show: it needs { SIZE($size) } for these rows, and the limit is { SIZE($limit) }. Download the file to see it.
   *[other] { $count } columns are too large to show: each needs { SIZE($size) } or more for these rows, and the limit is { SIZE($limit) }. Download the file to see them.
}
look-parquet-read-button = Load up to { SIZE($limit) }
look-parquet-columns-broken = { $count ->
    [one] The column { $names } is damaged.
   *[other] The columns { $names } are damaged.
}

look-media-codec-title = This file needs a codec that is not installed
look-media-blind-title = Only the sound of this video can be played
look-media-codec = It uses { $codecs }.
look-media-codec-unknown = The codec for its video is not installed.
look-media-install = On Debian and Ubuntu, install gstreamer1.0-libav. On Fedora, install gstreamer1-plugin-libav. Then restart Bucketwise.
look-media-download = Download it and open it in a media player.
look-media-damaged-title = This file cannot be played
look-media-damaged = The file may be damaged or incomplete.
look-media-container = This computer cannot play { $format } here, or the file is damaged.
look-unpacked-too-large = The file unpacks to more than { SIZE($limit) }. Download it to open it in its own program.
look-sheets-broken = The file is damaged or is not an Excel workbook. Download it and try another program.
look-sheets-locked = The workbook is encrypted, or uses the older .xls format. Download it to open it in its own program.
look-sheets-too-far = The sheets of this workbook reach over more than { $limit } cells, most of them empty. Download it to open it in its own program.
look-sheets-tabs = Sheets
look-sheets-empty = This sheet is empty.
look-sheets-cut = The first { $count } of { $total } sheets are shown.
look-sheets-rows-cut = The first { $rows } of { $total } rows are shown.
look-sheets-columns-cut = The first { $columns } of { $total } columns are shown.

look-text-goes-on = There is more text. Download the file to read the rest.
look-mail-title = This email cannot be shown
look-mail-broken = The file is damaged or is not an email. Download it and try another program.
look-mail-no-subject = No subject
look-mail-from = From
look-mail-to = To
look-mail-cc = Cc
look-mail-date = Date
look-mail-attachments = Attachments
look-mail-attachments-cut = The first { $count } of { $total } attachments are shown.
look-mail-attachment-unnamed = Unnamed attachment
look-mail-look-button = Preview
look-mail-save-button = Download
look-mail-html = The message is formatted. Its text is shown without images and links.
look-mail-no-text = The message has no text.

look-document-title = This document cannot be shown
look-document-broken = The file is damaged or is not a Word document. Download it and try another program.
look-document-locked = The document is encrypted, or uses the older .doc format. Download it to open it in its own program.
look-document-plain = Text only: layout, images and comments are not shown.
look-document-empty = The document has no text.

look-font-title = This font cannot be shown
look-font-broken = The file is damaged or is not a font. Download it and try another program.
look-font-missing = No characters for: { $scripts }.
look-font-no-names = Bucketwise does not read the names and characters of WOFF2 fonts, which are compressed.
look-font-version = Version
look-font-designer = Designer
look-font-characters = Characters
look-font-license = Licence
look-font-copyright = Copyright
# Samples of the letters of each script. They are the same in every language.
look-font-sample-latn = The quick brown fox jumps over the lazy dog. Zażółć gęślą jaźń.
look-font-sample-grek = Ξεσκεπάζω την ψυχοφθόρα βδελυγμία.
look-font-sample-cyrl = Съешь же ещё этих мягких французских булок.
look-font-sample-hebr = דג סקרן שט בים מאוכזב ולפתע מצא חברה.
look-font-sample-arab = نص حكيم له سر قاطع وذو شأن عظيم.
look-font-sample-deva = ऋषियों को सताने वाले दुष्ट राक्षसों के राजा रावण का सर्वनाश.
look-font-sample-thai = เป็นมนุษย์สุดประเสริฐเลิศคุณค่า
look-font-sample-jpan = いろはにほへと ちりぬるを 日本語
look-font-sample-hans = 天地玄黄 宇宙洪荒 中国们
look-font-sample-kore = 키스의 고유조건은 입술끼리 만나야 하고
look-font-sample-signs = 0123456789 € $ £ % & @ # ( ) [ ] … – —
