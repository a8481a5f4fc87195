"""The two ways in which text is folded before it is compared: for matching and for searching."""
