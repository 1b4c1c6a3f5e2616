# Object Lock for all that is selected.

lock-action = Object Lock…
lock-also = retention, legal hold, WORM, compliance, governance, retain
lock-title = Object Lock
lock-intro = The current version of each selected file is meant, including the files in selected folders. When an earlier time is shown, its versions are meant.
lock-what = What to change
lock-governance = Retain in governance mode
lock-governance-what = Nobody can permanently delete these versions until that day, except someone with the permission s3:BypassGovernanceRetention.
lock-compliance = Retain in compliance mode
lock-compliance-what = Nobody can permanently delete these versions until that day. Nobody can shorten this, not even the account’s owner.
lock-release = Remove governance retention
lock-release-what = The versions can be permanently deleted again, unless a legal hold still applies. Compliance retention stays.
lock-hold = Place legal hold
lock-hold-what = Nobody can permanently delete these versions until the hold is removed. A legal hold has no end date.
lock-unhold = Remove legal hold
lock-unhold-what = The versions can be permanently deleted again, unless a retention still applies.
lock-bypass-shorten = Also shorten longer governance retention
lock-bypass-first = Select “Override governance retention” first.

## What would change. { $day } is a date: 28 Nov 2026.

lock-so-far = { $count ->
    [one] Checking Object Lock: { $count } file so far
   *[other] Checking Object Lock: { $count } files so far
}
lock-governance-count = { $count ->
    [one] { $count } file ({ SIZE($bytes) }) is retained in governance mode until the end of { $day }.
   *[other] { $count } files ({ SIZE($bytes) }) are retained in governance mode until the end of { $day }.
}
lock-compliance-count = { $count ->
    [one] { $count } file ({ SIZE($bytes) }) is retained in compliance mode until the end of { $day }.
   *[other] { $count } files ({ SIZE($bytes) }) are retained in compliance mode until the end of { $day }.
}
lock-release-count = { $count ->
    [one] The governance retention of { $count } file ({ SIZE($bytes) }) is removed.
   *[other] The governance retention of { $count } files ({ SIZE($bytes) }) is removed.
}
lock-hold-count = { $count ->
    [one] A legal hold is placed on { $count } file ({ SIZE($bytes) }).
   *[other] A legal hold is placed on { $count } files ({ SIZE($bytes) }).
}
lock-unhold-count = { $count ->
    [one] The legal hold on { $count } file ({ SIZE($bytes) }) is removed.
   *[other] The legal holds on { $count } files ({ SIZE($bytes) }) are removed.
}
lock-overrides = { $count ->
    [one] For { $count } of them, governance retention is overridden with the header x-amz-bypass-governance-retention.
   *[other] For { $count } of them, governance retention is overridden with the header x-amz-bypass-governance-retention.
}
lock-same = { $count ->
    [one] { $count } file is like this already.
   *[other] { $count } files are like this already.
}
lock-longer = { $count ->
    [one] { $count } file is retained longer and stays as it is.
   *[other] { $count } files are retained longer and stay as they are.
}
lock-firm = { $count ->
    [one] { $count } file is retained in compliance mode, which nobody can shorten or remove, and stays as it is.
   *[other] { $count } files are retained in compliance mode, which nobody can shorten or remove, and stay as they are.
}
lock-absent = { $count ->
    [one] { $count } selected file is left out: it was not there at that time, or it has been deleted.
   *[other] { $count } selected files are left out: they were not there at that time, or they have been deleted.
}
lock-current = Only these versions change. Versions saved later are not affected.
lock-none = None of the selected files would change.
lock-wait = Available when everything is counted

## Compliance is asked about twice

lock-sure = { $count ->
    [one] Until the end of { $day } nobody can delete this version of the file or shorten its retention: not you, not an administrator, not the account’s owner. Its storage is billed until then.
   *[other] Until the end of { $day } nobody can delete these versions of { $count } files or shorten their retention: not you, not an administrator, not the account’s owner. Their storage is billed until then.
}
lock-type = Type { $bucket } to confirm
lock-type-first = Type the name of the bucket first.

lock-continue-button = Continue
lock-back-button = Back
lock-cancel-button = Cancel
lock-governance-button = Retain files
lock-compliance-button = Retain files
lock-release-button = Remove retention
lock-hold-button = Place legal hold
lock-unhold-button = Remove legal hold
