"""The gazetteer: names of places and where they are, in one packed file that ships with the package."""
