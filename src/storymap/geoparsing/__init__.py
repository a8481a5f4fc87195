"""From a text to suggestions of its places.

Candidates (names that the gazetteer has), evidence, toponym resolution (which of a name's places is meant), ranking,
and a calibrated score of recognition (whether the name means a place at all). `suggest` is the door.
"""
