"""Articles: Markdown, HTML and plain text become blocks. `reader.py` reads a file."""
