"""The basemap inside the page: from the places of a story to plain data, with no network.

`make.make_basemap(places, language=..., worldview=...)` returns a dict ready for `json.dumps`. This is the contract
with the page's drawing; `integer_codec.py` and `layer.py` write it.

The dict
--------
version        1
credit         text: who must be credited beside the map
worldview      the point of view that borders are drawn from, "neutral" or a country code such as "IN"
language       the language of the names ("" when the story's language has none: local names, and English for
               the rest)
case_language  the story's own language, whose rules for capitals its names follow; "und" for none
fit            [west, south, east, north] in degrees: the bounds of the story's places, without any margin
closest_zoom   number: the honest limit of the data; nearer than this the lines are not true
world          a layer: the whole earth, coarse
details        a list of layers with two more keys: `box` and `least_zoom`. Often one; none when the story
               needs none; several when its places lie far apart. Their boxes do not overlap
labels         the names

Longitudes of `fit`, `box`, details and labels may run past 180 (a story of Fiji: 177 to 182). The page must
show a place at longitude x at x + 360 where that brings it into `fit`. Latitudes lie within 85 degrees. The
world lies within 180.

A detail layer covers its `box` completely: within it, fill water and draw the detail instead of the world,
from zoom `least_zoom` on (Leaflet's zooms: 256 pixels hold the earth at 0), and farther out in a window that the
box fills. In any other the reader would see where the detail ends, and the world alone shows all there is to see.

A layer
-------
step      number: the grid in degrees
classes   text, one character an arc: "c" coast, "e" edge (a side of the box, or the antimeridian: fill, never
          stroke), "n" border between nations, "x" border of states within a nation, "d" border in dispute
          (dashed), "r" river, "l" shore of a lake, a closed ring
rings     integers: the first rings[0] arcs, one after the other, are the first closed ring of the land, the
          next rings[1] arcs the second, and so on. Arcs of rings are "c" or "e"; they all stand before the
          other arcs
counts    integers, one an arc: how many steps it has (it has one point more)
jumps     integers, two an arc, x then y: from the end of the arc before (0, 0 for the first arc) to this
          arc's start. Within a ring it is 0, 0
x, y      integers: all steps of all arcs in order, once east and once north

A point is (X * step, Y * step): longitude and latitude in degrees. Each ring ends where it starts. Fill all
rings of the land as one path by the even-odd rule: they may run back over themselves along the box. Fill the
rings of lakes as one path by the even-odd rule (a ring within another is an island), on top of the land.

`rings`, `counts`, `jumps`, `x` and `y` are texts of integers; `integer_codec.py` says how they are written.

The labels
----------
Each is a list of rows, the weightiest first. Coordinates are longitude, latitude. `label_style.py` says how they look,
and which of them a zoom shows. In capitals the names of countries follow the rules of `language`.

countries  [name, lon, lat, rank, zoom, width, number, local]
           rank: 2 for the largest to 7. zoom: from which the name may stand. width: degrees that the country
           spans. A country may have two rows with the same `number`: with local 1 the best place within
           `fit`, with local 0 the usual place. Draw one of them. The number of a country with one row is 0. What
           is far from the story is to a tenth of a degree
states     [name, lon, lat, width, flags]
           width in degrees: draw the name where it fits. flags: 1 labelled like a country, as the West Bank and
           Gaza are; 2 in another language than the story's, whose rules for capitals it does not follow
cities     [name, lon, lat, rank, flags]
           rank: 0 for three million people and more, 1 a million, 2 400,000, 3 200,000, 4 100,000, 5 50,000,
           6 fewer; capitals have 1 or 0, seats of states one less than their size says. flags: 1 capital of a
           country, 2 seat of a state. Those far from the story are to a hundredth of a degree
waters     [name, lon, lat, width, from_zoom, to_zoom, kind]
           kind: 0 sea, gulf or ocean; 1 lake. Several rows may have the same name: a long water has more than
           one place

No row names a place of the story: its marker does.
"""
