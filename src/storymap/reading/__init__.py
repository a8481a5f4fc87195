"""Stage 1: the outside world to checked records."""
