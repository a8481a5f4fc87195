// Where the map should look: worked out on the Mercator square, without a map.

import { latitude, longitude, x, y } from "./mercator.ts";

/** In degrees; east may exceed 180. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface Camera {
  lat: number;
  lng: number;
  zoom: number;
}

/** The map's window in pixels, and how far from its edges what is framed should stay. */
export interface Pane {
  width: number;
  height: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const TILE = 256;
const SNAP = 0.25;
/** No closer, unless a place asks for it. */
export const CLOSEST = 12;
/** For a point, which has no size to frame. */
export const ONE_PLACE = 9;
/** How many steps of zoom further away than the best view still serves. */
const TOLERANCE = 2;

export const union = (boxes: readonly Box[]): Box => ({
  west: Math.min(...boxes.map((box) => box.west)),
  south: Math.min(...boxes.map((box) => box.south)),
  east: Math.max(...boxes.map((box) => box.east)),
  north: Math.max(...boxes.map((box) => box.north)),
});

/** The closest camera, no closer than `closest`, that has the whole box inside the pane's margins. */
export function cameraFor(box: Box, pane: Pane, closest: number): Camera {
  const room = { width: pane.width - pane.left - pane.right, height: pane.height - pane.top - pane.bottom };
  const span = { width: x(box.east) - x(box.west), height: y(box.south) - y(box.north) };
  const scale = Math.min(Math.max(room.width, 1) / span.width, Math.max(room.height, 1) / span.height) / TILE;
  const zoom = Math.max(1, Math.min(closest, Math.floor(Math.log2(scale) / SNAP) * SNAP));
  const world = TILE * 2 ** zoom;
  // The middle of the box goes to the middle of the room, which is not the middle of the pane.
  const middle = {
    x: (x(box.west) + x(box.east)) / 2 - (pane.left - pane.right) / 2 / world,
    y: (y(box.south) + y(box.north)) / 2 - (pane.top - pane.bottom) / 2 / world,
  };
  return { lat: latitude(middle.y), lng: longitude(middle.x), zoom };
}

/** Whether the camera sees the whole box inside the margins, and not from much further than the `best` camera. */
export function seesWell(camera: Camera, box: Box, pane: Pane, best: Camera): boolean {
  const world = TILE * 2 ** camera.zoom;
  const left = x(camera.lng) * world - pane.width / 2;
  const top = y(camera.lat) * world - pane.height / 2;
  return (
    camera.zoom >= best.zoom - TOLERANCE &&
    x(box.west) * world - left >= pane.left - 1 &&
    x(box.east) * world - left <= pane.width - pane.right + 1 &&
    y(box.north) * world - top >= pane.top - 1 &&
    y(box.south) * world - top <= pane.height - pane.bottom + 1
  );
}
