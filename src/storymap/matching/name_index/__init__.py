"""The index of names: which names of which places stand in a text. `index.py` is the door."""
