# Words of ui/src, page: what is above all rooms, and the keys of the keyboard. Messages that end in -also are former names and other words
# by which the command palette finds an action.

page-window-title = { $name } – Bucketwise
page-program-name = Bucketwise
page-commands-action = All commands…
page-commands-also = all actions, command palette
page-connect-action = Connect to storage…
page-connect-also = add connection, new connection, sign in, login
page-paste-action = Paste connection details…
page-paste-also = connect with what you were given, import connection
page-next-pane-action = Go to next pane
page-previous-pane-action = Go to previous pane
page-pane-also = focus sidebar, files, details, transfers
page-practise-action = Practise on this computer
page-integrations-action = Integrations: who has access
page-integrations-also = integrations: who is let in, let somebody in, give access, permissions
page-backups-action = Backups
page-backups-also = dated copies, scheduled copies
page-new-bucket-also = new bucket, make bucket, create bucket
page-rename-action = Rename…
# $language is how a language calls itself: English, Deutsch.
page-language-action = Language: { $language }
page-system-language-action = Language: same as this computer
page-language-also = change language, translation, locale, system language
page-zoom-in-action = Larger text and rows
page-zoom-out-action = Smaller text and rows
page-zoom-usual-action = Normal size of text and rows
page-zoom-also = zoom in, zoom out, zoom 100%, font size

page-practice-note = On this computer only
page-bucket-created-title = Bucket created, but not with all settings
page-bucket-created-next = Check the bucket settings.

# A button's words and its keys, for the hover.
page-hint = { $action } ({ $keys })
# The same while it cannot be pressed.
page-hint-off = { $action }: { $reason }
page-key-ctrl = Ctrl
page-key-alt = Alt
page-key-shift = Shift
page-key-tab = Tab
page-key-enter = Enter
page-key-escape = Esc
page-key-delete = Del

page-unexpected-title = Something went wrong in Bucketwise
page-unexpected-what = This is a bug in the program. Files that were already transferred are not affected.
page-unexpected-next = Retry. If it happens again, copy the details and report the problem.

# ---- Before a window closes that is at work

page-work-texts = A text that you edited is not uploaded. Your changes are kept on this computer, and Bucketwise asks about them later.
page-work-texts-lost = A text that you edited could not be kept on this computer. If you continue, your changes are lost.
page-work-renaming = Files are being renamed. Files that do not have their new name yet keep the old one.
page-work-emptying = A bucket is being deleted. Files that are not deleted yet stay.
page-work-drafts = Settings that you changed are not saved. The changes are lost.
