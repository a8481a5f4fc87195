"""The basemap inside the page: from the places of a story to plain data, with no network.

`make.make_basemap(spots, language=..., worldview=...)` returns a `BasemapData`, ready for `json.dumps`.
`rendering/contract/basemap.py` says what stands in it: the page's drawing reads the same. `codes.py` and `layer.py`
write the geometry.
"""
