"""Geometry that more than one stage needs: bounds across 180 degrees, main parts of areas, anchors of places."""
