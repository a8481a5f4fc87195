"""Places across longitude 180, drawn roughly by hand: each as RFC 7946 writes it, cut in two."""

from __future__ import annotations

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, box

VITI_LEVU = Polygon([(177.3, -17.8), (177.6, -17.5), (178.3, -17.4), (178.7, -18.0), (178.2, -18.25), (177.4, -18.1)])
VANUA_LEVU = Polygon([(178.5, -16.8), (179.3, -16.6), (180, -16.15), (180, -16.5), (179.3, -16.8), (178.7, -17.0)])
VANUA_LEVU_EAST = Polygon([(-180, -16.5), (-180, -16.15), (-179.85, -16.4)])
TAVEUNI = Polygon([(-179.98, -17.0), (-179.99, -16.9), (-179.85, -16.7), (-179.85, -16.9)])
LAU = box(-178.9, -18.3, -178.7, -18.1)
FIJI = MultiPolygon([VITI_LEVU, VANUA_LEVU, VANUA_LEVU_EAST, TAVEUNI, LAU])
FIJI_EXTENT = (177.3, -18.3, 181.3, -16.15)

CHUKOTKA = MultiPolygon(
    [
        Polygon([(160, 66), (170, 70), (180, 69), (180, 62.5), (172, 61.5)]),
        Polygon([(-180, 69), (-169.7, 66.1), (-173, 64.3), (-180, 62.5)]),
    ]
)
CHUKOTKA_EXTENT = (160, 61.5, 190.3, 70)

ALEUTIANS = MultiPoint([(172.9, 52.9), (177.5, 51.9), (-176.6, 51.8), (-168.5, 53.0), (-160.5, 55.3)])
ALEUTIANS_EXTENT = (172.9, 51.8, 199.5, 55.3)
ALEUTIAN_ROUTE = MultiLineString(
    [
        [(172.9, 52.9), (177.5, 51.9), (180, 51.85)],
        [(-180, 51.85), (-176.6, 51.8), (-168.5, 53.0), (-160.5, 55.3)],
    ]
)

NEW_ZEALAND = MultiPolygon(
    [
        Polygon([(172.7, -34.4), (178.5, -37.7), (175.3, -41.6), (173.8, -39.3)]),
        Polygon([(172.7, -40.5), (174.3, -41.7), (170.7, -45.9), (166.4, -46.0)]),
        box(-176.9, -44.1, -176.2, -43.7),
    ]
)
NEW_ZEALAND_EXTENT = (166.4, -46.0, 183.8, -34.4)

RUSSIA = MultiPolygon(
    [
        box(19.6, 54.3, 22.9, 55.3),
        Polygon(
            [(28, 56), (40, 44), (48, 42), (87, 49), (130, 43), (145, 60), (180, 63), (180, 69), (105, 77), (30, 69)]
        ),
        Polygon([(-180, 69), (-170, 66), (-180, 63)]),
    ]
)
RUSSIA_EXTENT = (19.6, 42, 190, 77)

ANTARCTICA = Polygon([(-180, -90), (-180, -78), (-60, -64), (60, -67), (180, -78), (180, -90)])

PACIFIC = MultiPolygon([box(125, -60, 180, 60), box(-180, -60, -70, 60)])

TONGA, SAMOA = Point(-175.2, -21.13), Point(-171.76, -13.83)
SUVA = Point(178.44, -18.14)

UNITED_STATES = MultiPolygon(
    [
        box(-124.7, 25, -67, 49),
        Polygon([(-168, 66), (-156, 71), (-141, 70), (-141, 60), (-165, 60)]),
        box(-156, 19, -155, 20.2),
        box(172.5, 52.4, 173.2, 53),
    ]
)
FRANCE = MultiPolygon([box(-4.8, 42.4, 8.2, 51.1), box(-54.5, 2.1, -51.6, 5.8)])


def beyond(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return a geometry as others write it: with 181 for -179, not cut."""

    def move(points):  # type: ignore[no-untyped-def]
        points[:, 0] += 360 * (points[:, 0] < 0)
        return points

    turned = shapely.transform(geometry, move)
    if shapely.get_dimensions(turned) == 2:
        return shapely.union_all(shapely.get_parts(turned))
    return shapely.line_merge(turned) if shapely.get_dimensions(turned) == 1 else turned


assert isinstance(beyond(ALEUTIAN_ROUTE), LineString)
