// Which symbols stand for the crowd at a zoom: places that are near each other on the screen become one cluster.

import Supercluster from "supercluster";
import type { Box } from "../camera.ts";
import type { Crowd } from "./rows.ts";

/** Pixels within which places are one cluster. */
const RADIUS = 60;
const TILE = 256;
/** The closest zoom at which there are clusters: at the map's closest each place stands for itself. */
export const LAST_CLUSTERS = 17;
/** A quarter of a zoom before the next whole one, its clusters still have room. */
const EARLY = 0.25;
/** In millionths of a degree, a metre or so: what is nearer than this is at one position at every zoom. */
const GRAIN = 10;

/** What one symbol stands for. */
export interface Group {
  lat: number;
  lng: number;
  /** How many places. */
  count: number;
  /** The layer of all of them, or -1 if they are of several. */
  layer: number;
  /** The places, where they are all at one position; null for a cluster, which a closer zoom breaks up. */
  rows: readonly number[] | null;
  /** Says which group this is, as long as the same layers are shown. */
  key: string;
  cluster: number;
}

interface Spot {
  count: number;
  layer: number;
  rows: readonly number[];
}

type Summary = Pick<Spot, "count" | "layer">;

export class Groups {
  private readonly index: Supercluster<Spot, Summary>;
  /** Subtracted from longitudes, so that a story across the antimeridian is in one piece. */
  private readonly turn: number;

  /** The groups of those rows whose layer is shown. */
  constructor(crowd: Crowd, isShown: (layer: number) => boolean) {
    const spots = spotsOf(crowd, isShown);
    let [west, east] = [Infinity, -Infinity];
    for (const { lng } of spots) [west, east] = [Math.min(west, lng), Math.max(east, lng)];
    this.turn = east > 180 ? (west + east) / 2 : 0;
    this.index = new Supercluster<Spot, Summary>({
      radius: RADIUS,
      extent: TILE,
      minZoom: 1,
      maxZoom: LAST_CLUSTERS,
      map: ({ count, layer }) => ({ count, layer }),
      reduce: (all, { count, layer }) => {
        all.count += count;
        if (all.layer !== layer) all.layer = -1;
      },
    });
    this.index.load(
      spots.map(({ lat, lng, spot }) => ({
        type: "Feature",
        properties: spot,
        geometry: { type: "Point", coordinates: [lng - this.turn, lat] },
      })),
    );
  }

  /** The groups within a box, in degrees. The crowd is in one copy of the world only, as the places' markers are. */
  within({ west, south, east, north }: Box, zoom: number): Group[] {
    const left = Math.max(-180, west - this.turn);
    const right = Math.min(180, east - this.turn);
    if (left >= right) return [];
    return this.index.getClusters([left, south, right, north], Math.floor(zoom + EARLY)).map(({ geometry, properties }) => {
      const [lng, lat] = geometry.coordinates as [number, number];
      const { count, layer } = properties;
      const cluster = "cluster_id" in properties ? properties.cluster_id : -1;
      const rows = "rows" in properties ? properties.rows : null;
      return { lat, lng: lng + this.turn, count, layer, rows, cluster, key: rows ? `row ${rows[0]!}` : `cluster ${cluster}` };
    });
  }

  /** The zoom at which a cluster falls apart. */
  zoomInto({ cluster }: Group): number {
    return this.index.getClusterExpansionZoom(cluster);
  }
}

interface Found {
  lat: number;
  lng: number;
  spot: Spot;
}

/** Positions, each with all the rows that are there. */
function spotsOf(crowd: Crowd, isShown: (layer: number) => boolean): Found[] {
  const found = new Map<number, Found>();
  for (let row = 0; row < crowd.located; row++) {
    const layer = crowd.layerAt(row);
    if (!isShown(layer)) continue;
    const { lat, lng } = crowd.pointAt(row)!;
    const key = Math.round((lng * 1e6) / GRAIN) * 1e8 + Math.round((lat * 1e6) / GRAIN);
    const same = found.get(key)?.spot;
    if (!same) {
      found.set(key, { lat, lng, spot: { count: 1, layer, rows: [row] } });
      continue;
    }
    same.count++;
    (same.rows as number[]).push(row);
    if (same.layer !== layer) same.layer = -1;
  }
  return [...found.values()];
}
