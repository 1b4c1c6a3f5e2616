# Words of ui/src, archive.
