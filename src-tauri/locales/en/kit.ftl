# Words of ui/src, kit.

kit-copied = Copied
kit-copy-details-button = Copy details
kit-copy-request-button = Copy message for administrator
kit-why-denied-button = Why was access denied?
kit-retry-button = Retry
kit-dismiss-button = Dismiss

kit-options-show = Show all options
# The label of a field whose value is hidden, such as “Secret access key”.
kit-secret-show = Show “{ $field }”
kit-secret-hide = Hide “{ $field }”

kit-column-width = To change the width, press { $wider } or { $narrower }

kit-palette = Commands
kit-palette-search = Search commands
kit-palette-hint = Type a command
kit-palette-none = No matching commands

kit-step-running = Checking
kit-step-pass = Passed
kit-step-fail = Failed
kit-step-skip = Not checked

# What the button of an error message does about it.
kit-remedy-refresh-button = Refresh
kit-remedy-answers-button = Edit answers
kit-remedy-empty-button = Count contents
kit-remedy-open-button = Open “{ $bucket }”
kit-remedy-fetch-button = Restore from archive…
kit-remedy-look-button = Open bucket settings
kit-remedy-region-button = Use { $region }
kit-remedy-prefix-button = Enter start folder
kit-remedy-bucket-button = Enter bucket name
kit-remedy-trust-button = Choose certificate
kit-remedy-secrets-button = Edit keys
kit-remedy-connection-button = Edit connection

# What a small mark inside a file name stands for, on hover and for a screen reader.
kit-mark-no-name = no name
kit-mark-empty = empty name
kit-mark-one-dot = name is a single dot
kit-mark-two-dots = name is two dots
kit-mark-spaces = { $count ->
    [one] space
   *[other] { $count } spaces
}
kit-mark-unusual-space = unusual space { $code }
kit-mark-invisible = invisible character { $code }
kit-mark-control = control character { $code }
# A letter and its accent that are two characters, where one character is the same.
kit-mark-apart = { $letter } stored as separate characters
kit-mark-nbsp = non-breaking space
kit-mark-soft-hyphen = soft hyphen
kit-mark-arabic-letter = Arabic letter mark
kit-mark-filler = invisible filler
kit-mark-mongolian = Mongolian vowel separator
kit-mark-zero-width-space = zero-width space
kit-mark-zero-width-non-joiner = zero-width non-joiner
kit-mark-zero-width-joiner = zero-width joiner
kit-mark-left-to-right = left-to-right mark
kit-mark-right-to-left = right-to-left mark
kit-mark-line-separator = line separator
kit-mark-paragraph-separator = paragraph separator
kit-mark-left-to-right-embedding = left-to-right embedding
kit-mark-right-to-left-embedding = right-to-left embedding
kit-mark-direction-end = end of direction change
kit-mark-left-to-right-override = left-to-right override
kit-mark-right-to-left-override = right-to-left override
kit-mark-word-joiner = word joiner
kit-mark-function = invisible function sign
kit-mark-times = invisible times sign
kit-mark-separator = invisible separator
kit-mark-plus = invisible plus sign
kit-mark-braille = blank Braille pattern
kit-mark-wide-space = full-width space
kit-mark-left-to-right-isolate = left-to-right isolate
kit-mark-right-to-left-isolate = right-to-left isolate
kit-mark-first-strong-isolate = first-strong isolate
kit-mark-isolate-end = end of isolate
kit-mark-byte-order = byte order mark
kit-mark-unreadable = unreadable character
