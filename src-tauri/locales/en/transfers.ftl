# Words of ui/src, transfers.
