"""Articles: Markdown, HTML and plain text become blocks. `reader.py` is the door."""
