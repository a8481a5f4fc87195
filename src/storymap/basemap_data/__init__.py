"""The packed earth: shared arcs, borders by worldview, shapes of units. The basemap and the gazetteer read it."""
