"""What is written to disk outside the author's sources: whole files, and the cache."""
