"""Geometry as people have it: axis order, repair, the antimeridian, limits of complexity."""
