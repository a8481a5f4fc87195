// The clustered places of a large page: those that no text names, or all of its places where hundreds are named. They
// come as columns, a row a place, and stay columns: a row becomes elements when it is looked at.

import type { LayerSymbol } from "./contract.ts";

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
  /** The place with a number of the story; undefined if it has no row. */
  idOfNumber: (number: number) => string | undefined;
  idAt: (row: number) => string;
  nameAt: (row: number) => string;
  /** The position of the row's layer in `Story.layers`. */
  layerAt: (row: number) => number;
  symbolAt: (row: number) => LayerSymbol;
  noteAt: (row: number) => string;
  linkAt: (row: number) => string;
  pointAt: (row: number) => Position | null;
}
