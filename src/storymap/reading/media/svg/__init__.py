"""Drawings (SVG), cleaned to what they draw and written anew. The door is `cleaning.clean_svg`."""
