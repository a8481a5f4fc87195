"""Themes: a style sheet that loads nothing, or a refusal. `stylesheet.py` is the door."""
