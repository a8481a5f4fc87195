"""Geometry that more than one stage needs: bounds across 180 degrees, anchors of places."""
