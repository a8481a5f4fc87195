"""The language of an article: declared, or recognised in its letters and words."""
