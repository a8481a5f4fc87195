// Where the name of an area may stand in the window: in the part of the area that is seen, its middle first.

/** The window is looked at in so many columns and rows. */
const STEPS = 9;

/** Points of the window, in its pixels, about which a label so wide lies within an area. */
export function areaSpots(map: L.Map, area: SVGGeometryElement, width: number): L.Point[] {
  const svg = area.ownerSVGElement;
  if (!svg) return [];
  const isInside = (point: L.Point): boolean => {
    const at = svg.createSVGPoint();
    ({ x: at.x, y: at.y } = map.containerPointToLayerPoint(point));
    return area.isPointInFill(at);
  };
  const size = map.getSize();
  const seen: L.Point[] = [];
  for (let column = 1; column < STEPS; column++)
    for (let row = 1; row < STEPS; row++) {
      const point = L.point((column * size.x) / STEPS, (row * size.y) / STEPS);
      if (isInside(point)) seen.push(point);
    }
  const middle = seen.reduce((sum, point) => sum.add(point), L.point(0, 0)).divideBy(seen.length || 1);
  return seen
    .filter((point) => [-width / 2, width / 2].every((across) => isInside(point.add([across, 0]))))
    .sort((a, b) => a.distanceTo(middle) - b.distanceTo(middle));
}
