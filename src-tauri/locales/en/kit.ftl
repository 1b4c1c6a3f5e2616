# Words of ui/src, kit.
