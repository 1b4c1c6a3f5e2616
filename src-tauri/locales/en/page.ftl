# Words of ui/src, page.
