"""Places of the world and their names: look-up, unit areas, disambiguation. One packed file ships with the package."""
