"""The numbered map as a picture: SVG made without a browser, from the same basemap and under the same numbers.

It stands in the page where there is no script, and on paper. `make.story_svg` is the door.
"""
