"""The numbered map as a picture: SVG made without a browser, from the same basemap and with the same numbers.

It stands in the page where there is no script, and in print. `render.story_svg` makes it.
"""
