"""The members of a place's record, by name: for what need not load that which checks them (place_schema.py)."""

from __future__ import annotations

import re

FIELDS = ("name", "aliases", "layer", "note", "ignore", "url", "image", "zoom")
NAME_SEPARATOR = re.compile(r"[;|\n]")
"""Between several names in one text: tables have no lists."""
