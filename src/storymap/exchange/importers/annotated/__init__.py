"""Texts with annotations beside them: the text, where the quotes stand in it, and the places that they name."""
