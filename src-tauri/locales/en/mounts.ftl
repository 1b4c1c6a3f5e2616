# Words of ui/src, mounts.
