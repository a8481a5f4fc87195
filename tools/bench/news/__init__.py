"""News of thirteen languages with every place labelled by hand, and how well suggestions do on it."""
