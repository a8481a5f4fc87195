"""Words of an article that are nearly, but not quite, a place's name. `find.py` is the door."""
