"""Themes: a style sheet that loads nothing, or a refusal. `stylesheet.py` reads it."""
