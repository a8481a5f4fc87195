"""Articles become blocks. `reader.py` reads a file, and each folder holds one form of writing."""
