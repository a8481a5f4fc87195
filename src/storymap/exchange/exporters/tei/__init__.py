"""TEI (P5): a header, the places as a list, the text with their names marked."""
