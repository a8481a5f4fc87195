"""Stage 2: records to links between text and places."""
