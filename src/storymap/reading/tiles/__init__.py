"""Street-level vector tiles: a PMTiles archive of the author's, cut to the story. `extract.py` reads it."""
