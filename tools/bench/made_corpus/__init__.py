"""A corpus of made articles of some 400 words: any number, each a function of its number."""
