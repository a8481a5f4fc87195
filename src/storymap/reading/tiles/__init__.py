"""Street-level vector tiles: a PMTiles archive of the author's, cut to the story. `cutting.py` is the door."""
