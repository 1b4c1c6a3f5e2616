# Words of ui/src, integrate.
