// Where the map should look: worked out on the Mercator square, without a map.

import type { BBox } from "./bbox.ts";
import { latitude, longitude, x, y } from "./mercator.ts";

export interface Camera {
  lat: number;
  lng: number;
  zoom: number;
}

/** The map's window in pixels: its size, and how far from its edges what is framed should stay. */
export interface PaddedWindow {
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

/** The closest camera, no closer than `closest`, that has the whole box inside the window's padding. */
export function cameraFor(box: BBox, window: PaddedWindow, closest: number): Camera {
  const room = { width: window.width - window.left - window.right, height: window.height - window.top - window.bottom };
  const span = { width: x(box.east) - x(box.west), height: y(box.south) - y(box.north) };
  const scale = Math.min(Math.max(room.width, 1) / span.width, Math.max(room.height, 1) / span.height) / TILE;
  const zoom = Math.max(1, Math.min(closest, Math.floor(Math.log2(scale) / SNAP) * SNAP));
  const world = TILE * 2 ** zoom;
  // The middle of the box goes to the middle of the room, which is not the middle of the window.
  const middle = {
    x: (x(box.west) + x(box.east)) / 2 - (window.left - window.right) / 2 / world,
    y: (y(box.south) + y(box.north)) / 2 - (window.top - window.bottom) / 2 / world,
  };
  return { lat: latitude(middle.y), lng: longitude(middle.x), zoom };
}

/** Whether the camera sees the whole box inside the padding, and not from much further than the `best` camera. */
export function seesWell(camera: Camera, box: BBox, window: PaddedWindow, best: Camera): boolean {
  const world = TILE * 2 ** camera.zoom;
  const left = x(camera.lng) * world - window.width / 2;
  const top = y(camera.lat) * world - window.height / 2;
  return (
    camera.zoom >= best.zoom - TOLERANCE &&
    x(box.west) * world - left >= window.left - 1 &&
    x(box.east) * world - left <= window.width - window.right + 1 &&
    y(box.north) * world - top >= window.top - 1 &&
    y(box.south) * world - top <= window.height - window.bottom + 1
  );
}
