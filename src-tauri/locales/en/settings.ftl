# Words of ui/src, settings.
