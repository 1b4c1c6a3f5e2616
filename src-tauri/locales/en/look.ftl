# Words of ui/src, look: quick look, the details pane, and what shows a file.
