// The inset's projection and what it shows: the earth as a ball seen from afar (orthographic), all of it or, for a small
// frame, the region around. The picture's rules are those of rendering/static_map/globe.py; a test compares them.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

import type { BBox } from "../map/bbox.ts";

/** A direction from the middle of the earth, of length 1: towards 0, 0; towards 90 degrees east; towards the north pole. */
export type Direction = readonly [number, number, number];

/** What the inset shows: its middle in degrees, and how many degrees it reaches from there to each side. */
export interface InsetView {
  lng: number;
  lat: number;
  reach: number;
}

/** Frames of fewer degrees are a dot on a globe: the region around says more. */
export const GLOBE_FROM = 4;
export const REGION_REACH = 18;
/** Degrees from the middle of a globe: for what is farther it is turned. */
export const WELL_SEEN = 60;
/** Degrees from the middle: what is farther lies too near to the globe's edge to be recognised. */
const NEAR_EDGE = 80;
/** The globe is not turned farther to north or south than this for a place, so that north stays up. */
export const MOST_TILT = 60;
/** A window of so many degrees of longitude shows by itself where on earth it is. */
export const WHOLE_EARTH = 120;
/** Pixels: a smaller map has no room for an inset, which has as much of its smaller side, within these sizes. */
const ROOM = { width: 300, height: 240 };
const SHARE = 0.22;
const SIZES = { least: 60, most: 116 };

const RADIANS = Math.PI / 180;

export function direction(lng: number, lat: number): Direction {
  const across = Math.cos(lat * RADIANS);
  return [across * Math.cos(lng * RADIANS), across * Math.sin(lng * RADIANS), Math.sin(lat * RADIANS)];
}

/** The angle between two directions, in degrees. */
export const angle = (a: Direction, b: Direction): number =>
  Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]))) / RADIANS;

/** How wide and high the inset of a map is, in pixels; 0 if there is no room for one. */
export function insetSize(width: number, height: number): number {
  if (width < ROOM.width || height < ROOM.height) return 0;
  return Math.max(SIZES.least, Math.min(SIZES.most, Math.round(SHARE * Math.min(width, height))));
}

/** The larger side of a box, in degrees of the earth's circumference. */
export function span({ west, south, east, north }: BBox): number {
  return Math.max((east - west) * Math.cos(((south + north) / 2) * RADIANS), north - south);
}

/**
 * What the inset shows for a story's frame, `size` degrees large (or what the map shows, if that is larger): the region
 * around it, or a globe, turned so that it shows the farthest of `others`, too; `isAtSea` if the region has next to no land.
 */
export function insetView(frame: BBox, size: number, others: readonly Direction[], isAtSea = false): InsetView {
  const lng = (frame.west + frame.east) / 2;
  const lat = (frame.south + frame.north) / 2;
  const middle = direction(lng, lat);
  const far = [...others].sort((a, b) => angle(b, middle) - angle(a, middle))[0] ?? middle;
  const distance = angle(far, middle);
  if (size < GLOBE_FROM && distance < REGION_REACH && !isAtSea) return { lng, lat, reach: REGION_REACH };
  const home = { lng, lat: tilted(lat), reach: 90 };
  if (distance < 1 || angle(far, direction(home.lng, home.lat)) <= WELL_SEEN) return home;
  const [x, y, z] = [middle[0] + far[0], middle[1] + far[1], middle[2] + far[2]];
  return { lng: Math.atan2(y, x) / RADIANS, lat: tilted(Math.atan2(z, Math.hypot(x, y)) / RADIANS), reach: 90 };
}

const tilted = (lat: number): number => Math.max(-MOST_TILT, Math.min(MOST_TILT, lat));

/** The earth on a square of `size` pixels. */
export class Globe {
  readonly #middle: Direction;
  readonly #east: Direction;
  readonly #north: Direction;
  readonly half: number;
  /** The earth's radius in pixels. */
  readonly radius: number;

  readonly view: InsetView;

  constructor(view: InsetView, size: number) {
    const { lng, lat, reach } = view;
    this.view = view;
    this.#middle = direction(lng, lat);
    this.#east = direction(lng + 90, 0);
    this.#north = direction(lng, lat + 90);
    this.half = size / 2;
    this.radius = this.half / Math.sin(reach * RADIANS);
  }

  /** A direction in pixels, and whether it is on this side of the earth; what is beyond lies on the edge. */
  point(one: Direction): { x: number; y: number; isSeen: boolean } {
    let x = dot(one, this.#east);
    let y = dot(one, this.#north);
    const isSeen = dot(one, this.#middle) >= 0;
    if (!isSeen) {
      const length = Math.hypot(x, y) || 1;
      x /= length;
      y /= length;
    }
    return { x: this.half + x * this.radius, y: this.half - y * this.radius, isSeen };
  }

  /** Whether a place is seen well enough to be marked. */
  shows(one: Direction): boolean {
    const { x, y, isSeen } = this.point(one);
    if (this.view.reach === 90) return isSeen && angle(one, this.#middle) <= NEAR_EDGE;
    return isSeen && Math.max(Math.abs(x - this.half), Math.abs(y - this.half)) <= this.half;
  }

  /** The point of the earth that lies behind the middle. */
  get antipode(): { lng: number; lat: number } {
    return { lng: this.view.lng > 0 ? this.view.lng - 180 : this.view.lng + 180, lat: -this.view.lat };
  }
}

const dot = (a: Direction, b: Direction): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
