# Words of ui/src, unfinished.
