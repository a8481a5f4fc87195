"""Word documents become HTML, within bounds. `document.py` reads one."""
