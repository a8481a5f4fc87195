"""What documents of word processors and books have in common: an archive of XML parts and pictures becomes HTML."""
