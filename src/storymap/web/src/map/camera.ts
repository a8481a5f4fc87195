// Where the map should look: worked out on the Mercator square, without a map.

import type { PixelBox } from "../data/pixel_box.ts";
import type { BBox } from "./bbox.ts";
import { area, coveredShare, height, isWithin, meets, width } from "./boxes.ts";
import { freeRectangles, type Setting } from "./free_room.ts";
import { type Dot, GAP, SIZE, spread } from "./marker_spread.ts";
import { latitude, longitude, x, y } from "./mercator.ts";

export interface Camera {
  lat: number;
  lng: number;
  zoom: number;
}

/** A symbol on the map, at its place. Only those that `isSeen` have to be in sight; the others may push them. */
export interface SymbolPoint {
  lat: number;
  lng: number;
  isSeen: boolean;
  /** It stands where its place is; the others make way for it. */
  isPinned?: boolean;
}

/** What the map should show. */
export interface Subject {
  /** What is framed, with some air around it. */
  box: BBox;
  /** What must be in the window for the subject to be seen at all. */
  core: BBox;
  /** All symbols on the map, in the order in which they are pushed apart. */
  symbols: readonly SymbolPoint[];
  /** No closer than this zoom. */
  closest: number;
}

const TILE = 256;
const SNAP = 0.25;
/** The map's farthest zoom. */
const FARTHEST = 1;
/** How many levels of zoom a view may be farther away than the best one, and still show its subject large enough. */
const TOLERANCE = 1.5;
/** How many levels further away symbols may be looked at for, that pushed apart would stand outside the free room. */
const STEPS_BACK = 1.5;
/** Pushing apart more symbols than this costs more than a frame for all zooms that are tried. */
const FEW = 60;
/** Pixels around a box: a share of the window's shorter side, within limits. */
const AIR = { share: 1 / 30, least: 4, most: 16 };
/** The share of what must be seen that may lie under the controls in the corners, where there are no symbols. */
const COVERED = 0.05;
/** Windows: what is farther away is jumped to. */
const FAR = 3;

/** The closest camera that has all of the subject in a room, and its symbols clear of what lies over the window. */
export function cameraFor(subject: Subject, { window, over, rooms }: Setting): Camera {
  const all = rooms.length ? [...rooms].sort((a, b) => area(b) - area(a)) : [window];
  const air = Math.min(AIR.most, Math.max(AIR.least, AIR.share * Math.min(width(window), height(window))));
  const span = { x: x(subject.box.east) - x(subject.box.west), y: y(subject.box.south) - y(subject.box.north) };
  const scales = all.map((room) => Math.min((width(room) - 2 * air) / span.x, (height(room) - 2 * air) / span.y));
  const best = snapped(Math.min(subject.closest, Math.log2(Math.max(1, ...scales) / TILE)));
  // In the middle of a room, else of what is free of it.
  const targets = all.flatMap((room) => [room, ...freeRectangles(room, over)].map((target) => ({ room, target })));
  for (let zoom = best; zoom >= Math.max(best - STEPS_BACK, FARTHEST); zoom -= SNAP) {
    const box = withAir(boxAt(subject.box, zoom), air);
    const core = boxAt(subject.core, zoom);
    const symbols = symbolsAt(subject, zoom).map((symbol) => withAir(symbol, air / 2));
    const found = targets
      .filter(({ room }) => width(box) <= width(room) + 1 && height(box) <= height(room) + 1)
      .map(({ room, target }) => wayTo(room, target, box))
      .find(
        (way) =>
          symbols.every((symbol) => isClearOf(moved(symbol, way), window, over)) &&
          coveredShare(moved(core, way), over) <= COVERED,
      );
    if (found) return cameraAt(zoom, found, window);
  }
  // Symbols that find no room do not keep the map from what it is about.
  const [room = window] = all;
  return cameraAt(best, wayTo(room, room, boxAt(subject.box, best)), window);
}

/** Whether a camera sees the subject in the window, large enough, and its symbols under nothing that lies over the map. */
export function seesWell(
  camera: Camera,
  subject: Subject,
  window: PixelBox,
  over: readonly PixelBox[],
  best: Camera,
): boolean {
  if (camera.zoom < best.zoom - TOLERANCE) return false;
  const world = TILE * 2 ** camera.zoom;
  const way = {
    x: (window.left + window.right) / 2 - x(camera.lng) * world,
    y: (window.top + window.bottom) / 2 - y(camera.lat) * world,
  };
  return (
    isWithin(moved(boxAt(subject.core, camera.zoom), way), window) &&
    symbolsAt(subject, camera.zoom).every((symbol) => isClearOf(moved(symbol, way), window, over))
  );
}

/** Whether two cameras show the same, but for a pixel or two. */
export function isSame(a: Camera, b: Camera): boolean {
  const way = Math.hypot(x(a.lng) - x(b.lng), y(a.lat) - y(b.lat));
  return a.zoom === b.zoom && way * TILE * 2 ** a.zoom < 2;
}

/** Whether it is several windows from one camera to another, as the one that is farther away sees it. */
export function isFar(from: Camera, to: Camera, window: PixelBox): boolean {
  const world = TILE * 2 ** Math.min(from.zoom, to.zoom);
  const way = Math.hypot(x(to.lng) - x(from.lng), y(to.lat) - y(from.lat));
  return way * world > FAR * Math.max(width(window), height(window));
}

const snapped = (zoom: number): number => Math.max(FARTHEST, Math.floor(zoom / SNAP + 1e-9) * SNAP);

const withAir = ({ left, top, right, bottom }: PixelBox, air: number): PixelBox => ({
  left: left - air,
  top: top - air,
  right: right + air,
  bottom: bottom + air,
});

const moved = ({ left, top, right, bottom }: PixelBox, by: Dot): PixelBox => ({
  left: left + by.x,
  top: top + by.y,
  right: right + by.x,
  bottom: bottom + by.y,
});

const isClearOf = (symbol: PixelBox, window: PixelBox, over: readonly PixelBox[]): boolean =>
  isWithin(symbol, window) && !over.some((box) => meets(symbol, box, 0));

/** How far a box in pixels of the world is from the middle of `target`, or as near to that as keeps it in the room. */
function wayTo(room: PixelBox, target: PixelBox, box: PixelBox): Dot {
  const way = (low: number, high: number, from: number, to: number, start: number, end: number): number => {
    const middle = (from + to) / 2 - (low + high) / 2;
    // What is larger than the room has its middle in the room's.
    if (high - low > end - start) return (start + end) / 2 - (low + high) / 2;
    return Math.max(start - low, Math.min(end - high, middle));
  };
  return {
    x: way(box.left, box.right, target.left, target.right, room.left, room.right),
    y: way(box.top, box.bottom, target.top, target.bottom, room.top, room.bottom),
  };
}

/** The camera at a zoom for which the world stands so far from the window. */
function cameraAt(zoom: number, way: Dot, window: PixelBox): Camera {
  const world = TILE * 2 ** zoom;
  const middle = { x: (window.left + window.right) / 2, y: (window.top + window.bottom) / 2 };
  return { lat: latitude((middle.y - way.y) / world), lng: longitude((middle.x - way.x) / world), zoom };
}

function boxAt(box: BBox, zoom: number): PixelBox {
  const world = TILE * 2 ** zoom;
  return {
    left: x(box.west) * world,
    top: y(box.north) * world,
    right: x(box.east) * world,
    bottom: y(box.south) * world,
  };
}

/** The symbols that have to be seen, where they stand at a zoom after they have been pushed apart. */
function symbolsAt({ symbols }: Subject, zoom: number): PixelBox[] {
  const world = TILE * 2 ** zoom;
  const dots = symbols.map(({ lat, lng }) => ({ x: x(lng) * world, y: y(lat) * world }));
  const pinned = symbols.findIndex((symbol) => symbol.isPinned);
  const offsets = symbols.length > FEW ? [] : spread(dots, SIZE + GAP, pinned);
  return dots.flatMap((dot, i) => {
    const [at, by] = [dot, offsets[i] ?? { x: 0, y: 0 }];
    if (!symbols[i]?.isSeen) return [];
    const [middle, line] = [at.x + by.x, at.y + by.y];
    return [{ left: middle - SIZE / 2, right: middle + SIZE / 2, top: line - SIZE / 2, bottom: line + SIZE / 2 }];
  });
}
