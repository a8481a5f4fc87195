"""Books as Project Gutenberg has them: text and pages without its own head and foot."""
