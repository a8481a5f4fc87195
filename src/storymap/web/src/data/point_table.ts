// The crowd: the places of a large page that no text speaks of, or all of its places where hundreds are spoken of. They
// come as columns, a row a place, and stay columns: a row becomes elements when it is looked at.

import { CLUSTERS_ID, UNITS_PER_DEGREE } from "./contract.ts";
import type { ClusterData, LayerSymbol } from "./contract.ts";
import { readBlock } from "./page_data.ts";

export type { LayerSymbol as Symbol };

export interface Point {
  lat: number;
  /** May exceed 180 in a story across the antimeridian. */
  lng: number;
}

/** Texts are of unknown origin: they enter the document as text only. */
export interface Crowd {
  /** The number of the first row; row i has the number `first + i`. */
  readonly first: number;
  readonly count: number;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** The symbols of the layers, by their position in `Story.layers`. */
  readonly symbols: readonly LayerSymbol[];
  /** How many rows are on the map: the first ones. */
  readonly located: number;
  /** The row of a place, or -1. */
  rowOf: (placeId: string) => number;
  idAt: (row: number) => string;
  nameAt: (row: number) => string;
  /** The position of the row's layer in `Story.layers`. */
  layerAt: (row: number) => number;
  symbolAt: (row: number) => LayerSymbol;
  noteAt: (row: number) => string;
  linkAt: (row: number) => string;
  pointAt: (row: number) => Point | null;
}

const PLAIN: LayerSymbol = { colour: 1, shape: "circle", name: "" };

export function crowdOf(block: ClusterData): Crowd {
  const { first, ids, names, symbols } = block;
  const points = new Int32Array(block.points);
  const layers = new Uint16Array(block.layers);
  const located = points.length >> 1;
  // Most pages are read without one look-up.
  let rows: Map<string, number> | undefined;
  const layerAt = (row: number): number => layers[row] ?? 0;
  return {
    first,
    count: ids.length,
    ids,
    names,
    symbols,
    located,
    rowOf: (placeId) => (rows ??= new Map(ids.map((id, row) => [id, row]))).get(placeId) ?? -1,
    idAt: (row) => ids[row] ?? "",
    nameAt: (row) => names[row] ?? "",
    layerAt,
    symbolAt: (row) => symbols[layerAt(row)] ?? PLAIN,
    noteAt: (row) => block.notes[row] ?? "",
    linkAt: (row) => block.links[row] ?? "",
    pointAt: (row) => (row >= 0 && row < located ? { lng: points[2 * row]! / UNITS_PER_DEGREE, lat: points[2 * row + 1]! / UNITS_PER_DEGREE } : null),
  };
}

let crowd: Crowd | null | undefined;

/** The page's crowd; null for a page that has none. */
export function readCrowd(): Crowd | null {
  if (crowd !== undefined) return crowd;
  const block = readBlock<ClusterData>(CLUSTERS_ID);
  return (crowd = block && crowdOf(block));
}
