"""Books (.epub) become HTML, a chapter or all of a short one. `book.py` reads one."""
