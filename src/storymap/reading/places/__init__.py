"""Places files: each feature is checked and becomes a record. `reader.py` reads the files."""
