# Words of ui/src, browse.
