// Which symbols stand for the crowd at a zoom: places that are near each other on the screen become one cluster. Each
// whole zoom is worked out from the places themselves when it is first seen, so that opening a page costs one of them;
// a hierarchy of all zooms would cost six times as much before anything is painted.

import KDBush from "kdbush";
import { x, y } from "../basemap/mercator.ts";
import type { Box } from "../camera.ts";
import type { Crowd } from "./rows.ts";

/** Pixels within which places are one cluster. */
const RADIUS = 60;
const TILE = 256;
/** From this zoom on, the map's closest, each place stands for itself. */
export const CLOSEST = 18;
/** A quarter of a zoom before the next whole one, its clusters still have room. */
const EARLY = 0.25;
/** A metre or so of the unit square: what is nearer than this is at one position at every zoom. */
const GRAIN = 1 / 40_000_000;

/** What one symbol stands for. */
export interface Group {
  /** On the unit square; x is beyond it for what lies across the antimeridian. */
  x: number;
  y: number;
  /** How many places. */
  count: number;
  /** The layer of all of them, or -1 if they are of several. */
  layer: number;
  /** Whether they are all at one position, so that no zoom takes them apart. */
  isSpot: boolean;
  /** The first of the places, as a row of the crowd. */
  row: number;
  /** Says which group this is, as long as the same layers are shown. */
  key: string;
}

/** The groups of a zoom, as columns; a group's position is that of its first place among those shown. */
interface Level {
  /** Of each place shown, the first place of its group. */
  first: Int32Array;
  firsts: Int32Array;
  x: Float64Array;
  y: Float64Array;
  count: Int32Array;
  layer: Int32Array;
  isSpot: Uint8Array;
}

export class Groups {
  private readonly crowd: Crowd;
  /** The rows whose layer is shown. */
  private readonly rows: Int32Array;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly tree: KDBush;
  private readonly levels = new Map<number, Level>();

  /** The groups of those rows whose layer is shown. */
  constructor(crowd: Crowd, isShown: (layer: number) => boolean) {
    this.crowd = crowd;
    this.rows = Int32Array.from({ length: crowd.located }, (_, row) => row).filter((row) => isShown(crowd.layerAt(row)));
    const count = this.rows.length;
    this.x = new Float64Array(count);
    this.y = new Float64Array(count);
    // An empty tree is refused.
    this.tree = new KDBush(Math.max(1, count));
    this.rows.forEach((row, i) => {
      const { lng, lat } = crowd.pointAt(row)!;
      this.x[i] = x(lng);
      this.y[i] = y(lat);
      this.tree.add(this.x[i]!, this.y[i]!);
    });
    if (count === 0) this.tree.add(0, 0);
    this.tree.finish();
  }

  /** The groups within a box, in degrees. The crowd is in one copy of the world only, as the places' markers are. */
  within({ west, south, east, north }: Box, zoom: number): Group[] {
    const level = this.level(wholeZoom(zoom));
    const [left, right, top, bottom] = [x(west), x(east), y(north), y(south)];
    const found: Group[] = [];
    for (let i = 0; i < level.firsts.length; i++) {
      const [gx, gy] = [level.x[i]!, level.y[i]!];
      if (gx < left || gx > right || gy < top || gy > bottom) continue;
      const row = this.rows[level.firsts[i]!]!;
      const isSpot = level.isSpot[i] === 1;
      const key = isSpot ? `row ${row}` : `${wholeZoom(zoom)} ${row}`;
      found.push({ x: gx, y: gy, count: level.count[i]!, layer: level.layer[i]!, isSpot, row, key });
    }
    return found;
  }

  /** The rows of all places of a group that was found at this zoom. */
  rowsOf({ row }: Group, zoom: number): number[] {
    const { first } = this.level(wholeZoom(zoom));
    const mine = this.rows.indexOf(row);
    const rows: number[] = [];
    first.forEach((of, i) => of === mine && rows.push(this.rows[i]!));
    return rows;
  }

  private level(zoom: number): Level {
    let level = this.levels.get(zoom);
    if (!level) this.levels.set(zoom, (level = this.group(zoom < CLOSEST ? RADIUS / TILE / 2 ** zoom : GRAIN)));
    return level;
  }

  /** Each place, in the order of the numbers, that is in no group yet begins one of all that are near it and in none. */
  private group(radius: number): Level {
    const size = this.rows.length;
    const first = new Int32Array(size).fill(-1);
    const firsts = new Int32Array(size);
    const [xs, ys] = [new Float64Array(size), new Float64Array(size)];
    const [count, layer] = [new Int32Array(size), new Int32Array(size)];
    const isSpot = new Uint8Array(size);
    const near = new Uint32Array(size);
    let groups = 0;
    for (let i = 0; i < size; i++) {
      if (first[i] !== -1) continue;
      const [left, top] = [this.x[i]!, this.y[i]!];
      const found = this.tree.withinInto(left, top, radius, near);
      let [sumX, sumY, members, spot, own] = [0, 0, 0, 1, this.crowd.layerAt(this.rows[i]!)];
      for (let n = 0; n < found; n++) {
        const k = near[n]!;
        if (first[k] !== -1) continue;
        first[k] = i;
        const [kx, ky] = [this.x[k]!, this.y[k]!];
        sumX += kx;
        sumY += ky;
        members++;
        if (Math.abs(kx - left) > GRAIN || Math.abs(ky - top) > GRAIN) spot = 0;
        if (own !== this.crowd.layerAt(this.rows[k]!)) own = -1;
      }
      firsts[groups] = i;
      xs[groups] = sumX / members;
      ys[groups] = sumY / members;
      count[groups] = members;
      layer[groups] = own;
      isSpot[groups] = spot;
      groups++;
    }
    return {
      first,
      firsts: firsts.slice(0, groups),
      x: xs.slice(0, groups),
      y: ys.slice(0, groups),
      count: count.slice(0, groups),
      layer: layer.slice(0, groups),
      isSpot: isSpot.slice(0, groups),
    };
  }
}

const wholeZoom = (zoom: number): number => Math.min(CLOSEST, Math.floor(zoom + EARLY));
