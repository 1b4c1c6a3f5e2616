# Words of ui/src, connect.
