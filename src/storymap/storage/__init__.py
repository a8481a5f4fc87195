"""Files that are written whole or not at all, where they may be written, and the cache."""
