"""`make bench-focus`: how well the opening views of forty labelled articles are found."""
