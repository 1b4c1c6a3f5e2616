# Words of ui/src, backups.
