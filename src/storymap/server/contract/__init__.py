"""What server and browser say to each other, as types: `python -m tools.contract` makes TypeScript's from them.

A module is a subject: `state` is what the editor shows, `commands` what it asks for, `frame` what the framed page and
the window around it say to each other, `patch` what of a page has changed. Nothing here needs more than Python's own
library.
"""
