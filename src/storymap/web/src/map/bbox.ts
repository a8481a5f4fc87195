// Boxes of degrees.

/** In degrees; east may exceed 180. */
export interface BBox {
  west: number;
  south: number;
  east: number;
  north: number;
}

export const union = (boxes: readonly BBox[]): BBox => ({
  west: Math.min(...boxes.map((box) => box.west)),
  south: Math.min(...boxes.map((box) => box.south)),
  east: Math.max(...boxes.map((box) => box.east)),
  north: Math.max(...boxes.map((box) => box.north)),
});

export const pointBBox = ({ lat, lng }: L.LatLng): BBox => ({ west: lng, south: lat, east: lng, north: lat });

export const leafletBBox = (bounds: L.LatLngBounds): BBox => ({
  west: bounds.getWest(),
  south: bounds.getSouth(),
  east: bounds.getEast(),
  north: bounds.getNorth(),
});

/** West, south, east, north, as Python writes a box. */
export const dataBBox = ([west, south, east, north]: [number, number, number, number]): BBox => ({
  west,
  south,
  east,
  north,
});

/** By how many degrees a longitude must be moved to be, by whole turns, nearest to another. */
export const turnTo = (lng: number, other: number): number => 360 * Math.round((other - lng) / 360);

/** Degrees by which a rounded box may be too small. */
const ROUNDING = 0.001;

/** Whether a point lies in a box. */
export const isInside = ({ lat, lng }: { lat: number; lng: number }, box: BBox): boolean =>
  lat >= box.south - ROUNDING &&
  lat <= box.north + ROUNDING &&
  lng >= box.west - ROUNDING &&
  lng <= box.east + ROUNDING;

/** Degrees: half of the 15 km that a town has (focus/own_frames.py). */
export const HALF_TOWN = 0.0675;

/** A box around a point of which nothing more is known than that something is there. */
export function boxAround({ west, south, east, north }: BBox): BBox {
  const across = HALF_TOWN / Math.max(0.1, Math.cos((south * Math.PI) / 180));
  return { west: west - across, south: south - HALF_TOWN, east: east + across, north: north + HALF_TOWN };
}
