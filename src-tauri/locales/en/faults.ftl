# What did not work: what happened in one line, what it means for the files, and one thing to do.

faults-gone =
    .title = This is no longer open
    .what = The { $what } was closed or removed in the meantime. Nothing was changed.
    .next = Open it again from the sidebar.
