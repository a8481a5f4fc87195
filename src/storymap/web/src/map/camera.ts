// Where the map should look: worked out on the Mercator square, without a map.

import type { PixelBox } from "../data/pixel_box.ts";
import type { BBox } from "./bbox.ts";
import { meets } from "./boxes.ts";
import { GAP, SIZE, spread } from "./marker_spread.ts";
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
/** Windows: what is farther away is jumped to. */
const FAR = 3;

/** The closest camera that has all of the subject in one of these rooms of the window. */
export function cameraFor(subject: Subject, rooms: readonly PixelBox[], window: PixelBox): Camera {
  const all = rooms.length ? rooms : [window];
  const air = Math.min(AIR.most, Math.max(AIR.least, AIR.share * Math.min(width(window), height(window))));
  const span = { x: x(subject.box.east) - x(subject.box.west), y: y(subject.box.south) - y(subject.box.north) };
  const scales = all.map((room) => Math.min(width(room) / span.x, height(room) / span.y) / TILE);
  const best = snapped(Math.min(subject.closest, Math.log2(Math.max(...scales))));
  for (let zoom = best; zoom > Math.max(best - STEPS_BACK, FARTHEST); zoom -= SNAP) {
    const camera = lookFrom(zoom, extent(subject, zoom, air, true), all, window);
    if (camera) return camera;
  }
  // Symbols that cannot stand in any room do not keep the map from what it is about.
  for (let zoom = best; zoom > FARTHEST; zoom -= SNAP) {
    const camera = lookFrom(zoom, extent(subject, zoom, air, false), all, window);
    if (camera) return camera;
  }
  const largest = [...all].sort((a, b) => area(b) - area(a)).slice(0, 1);
  const whole = extent(subject, FARTHEST, 0, false);
  return centred(FARTHEST, whole, largest[0] ?? window, window);
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
  const left = x(camera.lng) * world - (window.left + window.right) / 2;
  const top = y(camera.lat) * world - (window.top + window.bottom) / 2;
  const seen = (box: PixelBox): PixelBox => ({
    left: box.left - left,
    right: box.right - left,
    top: box.top - top,
    bottom: box.bottom - top,
  });
  return (
    isWithin(seen(boxAt(subject.core, camera.zoom)), window) &&
    symbolsAt(subject, camera.zoom)
      .map(seen)
      .every((symbol) => isWithin(symbol, window) && !over.some((box) => meets(symbol, box, 0)))
  );
}

/** Whether it is several windows from one camera to another, as the one that is farther away sees it. */
export function isFar(from: Camera, to: Camera, window: PixelBox): boolean {
  const world = TILE * 2 ** Math.min(from.zoom, to.zoom);
  const way = Math.hypot(x(to.lng) - x(from.lng), y(to.lat) - y(from.lat));
  return way * world > FAR * Math.max(width(window), height(window));
}

const width = (box: PixelBox): number => box.right - box.left;
const height = (box: PixelBox): number => box.bottom - box.top;
const area = (box: PixelBox): number => width(box) * height(box);
const snapped = (zoom: number): number => Math.max(FARTHEST, Math.floor(zoom / SNAP + 1e-9) * SNAP);

/** A pixel of grace, as centres are rounded. */
const isWithin = (inner: PixelBox, outer: PixelBox): boolean =>
  inner.left >= outer.left - 1 &&
  inner.right <= outer.right + 1 &&
  inner.top >= outer.top - 1 &&
  inner.bottom <= outer.bottom + 1;

/** The camera at a zoom that has the extent in the middle of the largest room that holds it, or null if none does. */
function lookFrom(zoom: number, found: PixelBox, rooms: readonly PixelBox[], window: PixelBox): Camera | null {
  const holding = rooms.filter((room) => width(room) >= width(found) && height(room) >= height(found));
  const [room] = holding.sort((a, b) => area(b) - area(a));
  return room ? centred(zoom, found, room, window) : null;
}

function centred(zoom: number, found: PixelBox, room: PixelBox, window: PixelBox): Camera {
  const world = TILE * 2 ** zoom;
  const middle = (low: number, high: number, from: number, to: number, start: number, end: number): number =>
    ((low + high) / 2 - (from + to) / 2 + (start + end) / 2) / world;
  return {
    lat: latitude(middle(found.top, found.bottom, room.top, room.bottom, window.top, window.bottom)),
    lng: longitude(middle(found.left, found.right, room.left, room.right, window.left, window.right)),
    zoom,
  };
}

/** What the subject takes at a zoom, in pixels of the world: its box with air around, and its symbols. */
function extent(subject: Subject, zoom: number, air: number, withSymbols: boolean): PixelBox {
  const box = boxAt(subject.box, zoom);
  const whole = { left: box.left - air, top: box.top - air, right: box.right + air, bottom: box.bottom + air };
  for (const symbol of withSymbols ? symbolsAt(subject, zoom) : []) {
    whole.left = Math.min(whole.left, symbol.left - air / 2);
    whole.top = Math.min(whole.top, symbol.top - air / 2);
    whole.right = Math.max(whole.right, symbol.right + air / 2);
    whole.bottom = Math.max(whole.bottom, symbol.bottom + air / 2);
  }
  return whole;
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
