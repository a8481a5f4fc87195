"""One editor's work on one story: its files, what was changed in them, what the places may be, and where it goes."""
