"""HTML becomes blocks: scanned, cleaned, and built one element after the other. `reader.py` reads a document."""
