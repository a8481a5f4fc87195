// Which symbols stand for the crowd at a zoom: places that are near each other on the screen become one cluster. Each
// whole zoom is worked out from the places themselves when it is first seen, so that opening a page costs one of them;
// a hierarchy of all zooms costs several times as much before anything is painted.

import KDBush from "kdbush";
import { x, y } from "../map/mercator.ts";
import type { Box } from "../map/camera.ts";
import type { Crowd } from "../data/point_table.ts";

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
  /** The rows whose layer is shown, in order, and their layers. */
  private readonly rows: Int32Array;
  private readonly layers: Int32Array;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly tree: KDBush;
  private readonly levels = new Map<number, Level>();

  /** The groups of those rows whose layer is shown. */
  constructor(crowd: Crowd, isShown: (layer: number) => boolean) {
    const rows = new Int32Array(crowd.located);
    let count = 0;
    for (let row = 0; row < crowd.located; row++) if (isShown(crowd.layerAt(row))) rows[count++] = row;
    this.rows = rows.slice(0, count);
    this.layers = new Int32Array(count);
    this.x = new Float64Array(count);
    this.y = new Float64Array(count);
    // An empty tree is refused.
    this.tree = new KDBush(Math.max(1, count));
    for (let i = 0; i < count; i++) {
      const row = this.rows[i]!;
      const point = crowd.pointAt(row)!;
      this.layers[i] = crowd.layerAt(row);
      this.tree.add((this.x[i] = x(point.lng)), (this.y[i] = y(point.lat)));
    }
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
    // Plain loops over columns: this runs once for each zoom, and cold, over all places.
    const { x: px, y: py, layers, tree } = this;
    const size = px.length;
    const first = new Int32Array(size).fill(-1);
    const firsts = new Int32Array(size);
    const xs = new Float64Array(size);
    const ys = new Float64Array(size);
    const count = new Int32Array(size);
    const layer = new Int32Array(size);
    const isSpot = new Uint8Array(size);
    const near = new Uint32Array(size);
    let groups = 0;
    for (let i = 0; i < size; i++) {
      if (first[i] !== -1) continue;
      const found = tree.withinInto(px[i]!, py[i]!, radius, near);
      let sumX = 0;
      let sumY = 0;
      let members = 0;
      let spot = 1;
      let own = layers[i]!;
      for (let n = 0; n < found; n++) {
        const k = near[n]!;
        if (first[k] !== -1) continue;
        first[k] = i;
        sumX += px[k]!;
        sumY += py[k]!;
        members++;
        if (Math.abs(px[k]! - px[i]!) > GRAIN || Math.abs(py[k]! - py[i]!) > GRAIN) spot = 0;
        if (own !== layers[k]) own = -1;
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
