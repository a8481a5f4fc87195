// Boxes of degrees.

import type { Story } from "../data/page_data.ts";

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

/** The box of all places of the story, or null if none is on the map. */
export function storyBBox({ bounds }: Story): BBox | null {
  if (!bounds) return null;
  const [west, south, east, north] = bounds;
  return { west, south, east, north };
}
