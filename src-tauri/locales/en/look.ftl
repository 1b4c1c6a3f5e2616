# Words of ui/src, look: quick look, the details pane, and what shows a file.

# ---- Quick look and the details pane

look-previous-button = Previous file
look-next-button = Next file
look-larger-button = Fill the window
look-smaller-button = Leave full window
look-close-button = Close quick look
look-back-button = Back
look-loading = Opening the file
look-empty = This file is empty.
look-nothing = Select a file to preview it.
look-folder = This is a folder. Press Enter in the list to open it.
look-preview-tab = Preview
look-details-tab = Details
look-sections = Details pane
look-quick-look-action = Quick look
look-quick-look-also = preview, view, space
look-details-pane-action = Details pane
look-details-pane-also = show details, inspector, sidebar
