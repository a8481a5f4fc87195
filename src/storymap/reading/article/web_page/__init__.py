"""Saved web pages: the article without its furniture, and what the page says of itself."""
