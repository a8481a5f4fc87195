// Where the map should look: worked out on the Mercator square, without a map.

import type { PixelBox } from "../data/pixel_box.ts";
import type { BBox } from "./bbox.ts";
import { area, coveredShare, height, isWithin, meets, shifted, width } from "./boxes.ts";
import { freeRectangles, type Setting } from "./free_room.ts";
import { type Dot, SIZE } from "./marker_spread.ts";
import { latitude, longitude, x, y } from "./mercator.ts";
import { chooseSymbols } from "./symbol_choice.ts";

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
  /** All that want a symbol, the weightiest first; only the first may be pinned. */
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
/** Of a symbol: centres are rounded. */
const LITTLE = 0.01;
/** Windows: what is farther away is jumped to. */
const FAR = 3;

/** The closest camera that has all of the subject in a room, and its symbols clear of what lies over the window. */
export function cameraFor(subject: Subject, setting: Setting): Camera {
  const { window } = setting;
  const rooms = setting.rooms.length ? [...setting.rooms].sort((a, b) => area(b) - area(a)) : [window];
  const air = Math.min(AIR.most, Math.max(AIR.least, AIR.share * Math.min(width(window), height(window))));
  const fitting = rooms.map((room) => ({ room, closest: closestIn(room, subject, air) }));
  const best = Math.max(...fitting.map(({ closest }) => closest));
  const placingAt = (zoom: number): Placing => {
    const holding = fitting.filter(({ closest }) => zoom <= closest).map(({ room }) => room);
    return clearest(subject, zoom, holding, setting, air);
  };
  let found = placingAt(best);
  for (let zoom = best - SNAP; found.hidden > LITTLE && zoom >= Math.max(best - STEPS_BACK, FARTHEST); zoom -= SNAP) {
    const placing = placingAt(zoom);
    if (placing.hidden < found.hidden - LITTLE) found = placing;
  }
  return cameraAt(found.zoom, found.way, window);
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
    isWithin(shifted(boxAt(subject.core, camera.zoom), way), window) &&
    symbolsAt(subject, camera.zoom).every((symbol) => isClearOf(shifted(symbol, way), window, over))
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

const withAir = ({ left, top, right, bottom }: PixelBox, air: number): PixelBox => ({
  left: left - air,
  top: top - air,
  right: right + air,
  bottom: bottom + air,
});

const isClearOf = (symbol: PixelBox, window: PixelBox, over: readonly PixelBox[]): boolean =>
  isWithin(symbol, window) && !over.some((box) => meets(symbol, box, 0));

/**
 * The closest zoom at which a room holds a subject. What must be in sight is held whole, what is around a place as nearly
 * as the steps of the zoom allow.
 */
function closestIn(room: PixelBox, { box, core, closest }: Subject, air: number): number {
  const zoomOf = ({ west, south, east, north }: BBox): number => {
    const scale = Math.min(
      (width(room) - 2 * air) / (x(east) - x(west)),
      (height(room) - 2 * air) / (y(south) - y(north)),
    );
    return Math.log2(Math.max(scale / TILE, 1));
  };
  const zoom = Math.min(Math.round(zoomOf(box) / SNAP), Math.floor(zoomOf(core) / SNAP + 1e-9)) * SNAP;
  return Math.max(FARTHEST, Math.min(closest, zoom));
}

/** How the world may stand at a zoom, and how much of the symbols is hidden then: 1 is a symbol, or all of the area. */
interface Placing {
  zoom: number;
  way: Dot;
  hidden: number;
}

/** Where in the middle of these rooms, or of what is free of them, least of the symbols is hidden. */
function clearest(
  subject: Subject,
  zoom: number,
  rooms: readonly PixelBox[],
  { window, over }: Setting,
  air: number,
): Placing {
  const [box, core] = [boxAt(subject.box, zoom), boxAt(subject.core, zoom)];
  const symbols = symbolsAt(subject, zoom).map((symbol) => withAir(symbol, air / 2));
  const all = symbols.length ? around([core, ...symbols]) : box;
  const hiddenAt = (way: Dot): number =>
    symbols.reduce((sum, symbol) => sum + hiddenShare(shifted(symbol, way), window, over), 0) +
    Math.max(0, coveredShare(shifted(core, way), over) - COVERED);
  let best: Placing = { zoom, way: { x: 0, y: 0 }, hidden: Number.POSITIVE_INFINITY };
  for (const room of rooms) {
    for (const target of [room, ...freeRectangles(room, over)]) {
      for (const part of [box, all]) {
        const way = wayTo(room, target, part, box);
        const hidden = hiddenAt(way);
        if (hidden <= LITTLE) return { zoom, way, hidden };
        if (hidden < best.hidden) best = { zoom, way, hidden };
      }
    }
  }
  return best;
}

/** The share of a symbol that lies under something or beyond the window. */
function hiddenShare(symbol: PixelBox, window: PixelBox, over: readonly PixelBox[]): number {
  return 1 - coveredShare(symbol, [window]) + coveredShare(symbol, over);
}

const around = (boxes: readonly PixelBox[]): PixelBox => ({
  left: Math.min(...boxes.map(({ left }) => left)),
  top: Math.min(...boxes.map(({ top }) => top)),
  right: Math.max(...boxes.map(({ right }) => right)),
  bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
});

/**
 * How far the middle of `part`, in pixels of the world, is from the middle of `target`, or as near to that as keeps the
 * box in the room.
 */
function wayTo(room: PixelBox, target: PixelBox, part: PixelBox, box: PixelBox): Dot {
  const way = (wanted: number, low: number, high: number, start: number, end: number): number =>
    // What is larger than the room has its middle in the room's.
    high - low > end - start ? (start + end - low - high) / 2 : Math.max(start - low, Math.min(end - high, wanted));
  return {
    x: way((target.left + target.right - part.left - part.right) / 2, box.left, box.right, room.left, room.right),
    y: way((target.top + target.bottom - part.top - part.bottom) / 2, box.top, box.bottom, room.top, room.bottom),
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
  const none = dots.map(() => ({ x: 0, y: 0 }));
  const chosen = symbols.length > FEW ? none : chooseSymbols(dots, SIZE, symbols[0]?.isPinned);
  return dots.flatMap((dot, i) => {
    const offset = chosen[i];
    // What finds no room at this zoom is a dot.
    if (!offset || !symbols[i]?.isSeen) return [];
    const [middle, line] = [dot.x + offset.x, dot.y + offset.y];
    return [{ left: middle - SIZE / 2, right: middle + SIZE / 2, top: line - SIZE / 2, bottom: line + SIZE / 2 }];
  });
}
