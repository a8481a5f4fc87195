// Which symbols stand for the places at a zoom: places that are near each other on the screen become one cluster. Each
// whole zoom is worked out from the places themselves when it is first seen, so that opening a page costs one of them;
// a hierarchy of all zooms costs several times as much before anything is painted.

import type { PointTable } from "../data/point_table.ts";
import type { BBox } from "../map/bbox.ts";
import { x, y } from "../map/mercator.ts";
import { PointGrid } from "./point_grid.ts";

/** Pixels within which places are one cluster. */
const RADIUS = 60;
const TILE = 256;
/** From this zoom on, the map's closest, each place stands for itself. */
const CLOSEST = 18;
/** A quarter of a zoom before the next whole one, its clusters still have room. */
const EARLY = 0.25;
/** A metre or so of the unit square: what is nearer than this is at one position at every zoom. */
const GRAIN = 1 / 40_000_000;

/** What one symbol stands for. */
export interface Cluster {
  /** On the unit square; x is beyond it for what lies across the antimeridian. */
  x: number;
  y: number;
  /** How many places. */
  count: number;
  /** The layer of all of them, or -1 if they are of several. */
  layer: number;
  /** Whether they are all at one position, so that no zoom takes them apart. */
  isStack: boolean;
  /** The first of the places, as a row of the table. */
  row: number;
  /** Says which cluster this is, as long as the same layers are shown. */
  key: string;
}

/** The clusters of a zoom, as columns; a cluster's position is that of its first place among those shown. */
interface Level {
  /** Of each place shown, the first place of its cluster. */
  first: Int32Array;
  firsts: Int32Array;
  x: Float64Array;
  y: Float64Array;
  count: Int32Array;
  layer: Int32Array;
  isStack: Uint8Array;
}

export class Clustering {
  /** The rows whose layer is shown, in order, and their layers. */
  readonly #rows: Int32Array;
  readonly #layers: Int32Array;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #levels = new Map<number, Level>();

  /** The clusters of those rows that are shown, of a layer. */
  constructor(points: PointTable, isShown: (layer: number, row: number) => boolean) {
    const rows = new Int32Array(points.located);
    let count = 0;
    for (let row = 0; row < points.located; row++) if (isShown(points.layerAt(row), row)) rows[count++] = row;
    this.#rows = rows.slice(0, count);
    this.#layers = new Int32Array(count);
    this.#x = new Float64Array(count);
    this.#y = new Float64Array(count);
    // Plain loops, here and below: they run once, and cold, over all places.
    for (let i = 0; i < count; i++) {
      const row = rows[i] ?? 0;
      const point = points.pointAt(row);
      this.#layers[i] = points.layerAt(row);
      this.#x[i] = x(point?.lng ?? 0);
      this.#y[i] = y(point?.lat ?? 0);
    }
  }

  /** The clusters within a box. They are in one copy of the world only, as the places' markers are. */
  within({ west, south, east, north }: BBox, zoom: number): Cluster[] {
    const level = this.#level(wholeZoom(zoom));
    const [left, right, top, bottom] = [x(west), x(east), y(north), y(south)];
    const found: Cluster[] = [];
    // biome-ignore-start lint/style/noNonNullAssertion: the columns are of one length, an index of one is one of each
    level.firsts.forEach((first, i) => {
      const [px, py] = [level.x[i]!, level.y[i]!];
      if (px < left || px > right || py < top || py > bottom) return;
      const row = this.#rows[first]!;
      const isStack = level.isStack[i] === 1;
      const key = isStack ? `row ${row}` : `${wholeZoom(zoom)} ${row}`;
      found.push({ x: px, y: py, count: level.count[i]!, layer: level.layer[i]!, isStack, row, key });
    });
    // biome-ignore-end lint/style/noNonNullAssertion: see its start
    return found;
  }

  /** The rows of all places of a cluster that was found at this zoom. */
  rowsOf({ row }: Cluster, zoom: number): number[] {
    const { first } = this.#level(wholeZoom(zoom));
    const mine = this.#rows.indexOf(row);
    return [...this.#rows.filter((_, i) => first[i] === mine)];
  }

  #level(zoom: number): Level {
    let level = this.#levels.get(zoom);
    if (!level) {
      level = this.#cluster(zoom < CLOSEST ? RADIUS / TILE / 2 ** zoom : GRAIN);
      this.#levels.set(zoom, level);
    }
    return level;
  }

  /** Each place, in the order of the numbers, that is in no cluster yet begins one of all that are near it and in none. */
  #cluster(radius: number): Level {
    const [px, py, layers] = [this.#x, this.#y, this.#layers];
    const grid = new PointGrid(px, py, radius);
    const size = px.length;
    const first = new Int32Array(size).fill(-1);
    const firsts = new Int32Array(size);
    const xs = new Float64Array(size);
    const ys = new Float64Array(size);
    const count = new Int32Array(size);
    const layer = new Int32Array(size);
    const isStack = new Uint8Array(size);
    const near = new Uint32Array(size);
    let clusters = 0;
    // biome-ignore-start lint/style/noNonNullAssertion: every index is below the length of the columns
    for (let i = 0; i < size; i++) {
      if (first[i] !== -1) continue;
      const members = grid.take(i, near);
      let sumX = 0;
      let sumY = 0;
      let stack = 1;
      let own = layers[i]!;
      for (let n = 0; n < members; n++) {
        const k = near[n]!;
        first[k] = i;
        sumX += px[k]!;
        sumY += py[k]!;
        if (Math.abs(px[k]! - px[i]!) > GRAIN || Math.abs(py[k]! - py[i]!) > GRAIN) stack = 0;
        if (own !== layers[k]) own = -1;
      }
      firsts[clusters] = i;
      xs[clusters] = sumX / members;
      ys[clusters] = sumY / members;
      count[clusters] = members;
      layer[clusters] = own;
      isStack[clusters] = stack;
      clusters++;
    }
    // biome-ignore-end lint/style/noNonNullAssertion: see its start
    return {
      first,
      firsts: firsts.slice(0, clusters),
      x: xs.slice(0, clusters),
      y: ys.slice(0, clusters),
      count: count.slice(0, clusters),
      layer: layer.slice(0, clusters),
      isStack: isStack.slice(0, clusters),
    };
  }
}

const wholeZoom = (zoom: number): number => Math.min(CLOSEST, Math.floor(zoom + EARLY));
