"""What a corpus is read from: which files, in which pieces, and the documents of each piece, a module a kind."""
