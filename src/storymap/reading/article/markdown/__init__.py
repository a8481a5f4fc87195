"""Markdown becomes HTML, and blocks: a rule of the syntax, a module of its name. `reader.py` reads a text."""
