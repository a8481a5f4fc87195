// The clustered places of a large page: those that no text names, or all of its places where hundreds are named. They
// come as columns, a row a place, and stay columns: a row becomes elements when it is looked at.

import { CLUSTERS_ID, type ClusterData, type LayerSymbol, UNITS_PER_DEGREE } from "./contract.ts";
import { readBlock } from "./page_data.ts";

/** In degrees. */
interface Position {
  lat: number;
  /** May exceed 180 in a story across the antimeridian. */
  lng: number;
}

/** Texts are of unknown origin: they enter the document as text only. */
export interface PointTable {
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
  pointAt: (row: number) => Position | null;
}

const PLAIN: LayerSymbol = { colour: 1, shape: "circle", name: "" };

export function pointTable(block: ClusterData): PointTable {
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
    rowOf: (placeId) => {
      rows ??= new Map(ids.map((id, row) => [id, row]));
      return rows.get(placeId) ?? -1;
    },
    idAt: (row) => ids[row] ?? "",
    nameAt: (row) => names[row] ?? "",
    layerAt,
    symbolAt: (row) => symbols[layerAt(row)] ?? PLAIN,
    noteAt: (row) => block.notes[row] ?? "",
    linkAt: (row) => block.links[row] ?? "",
    pointAt: (row) => {
      const [lng, lat] = [points[2 * row], points[2 * row + 1]];
      return lng === undefined || lat === undefined
        ? null
        : { lng: lng / UNITS_PER_DEGREE, lat: lat / UNITS_PER_DEGREE };
    },
  };
}

let table: PointTable | null | undefined;

/** The page's table of points; null for a page that has none. */
export function readPointTable(): PointTable | null {
  if (table === undefined) {
    const block = readBlock<ClusterData>(CLUSTERS_ID);
    table = block && pointTable(block);
  }
  return table;
}
