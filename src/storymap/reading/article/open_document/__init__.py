"""OpenDocument texts (.odt) become HTML, within bounds. `document.py` reads one."""
