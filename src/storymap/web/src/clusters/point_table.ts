// The table of the clustered places, from the columns of the page's block and the list for readers without script.

import { CLUSTERS_ID, type ClusterData, type LayerSymbol, UNITS_PER_DEGREE } from "../data/contract.ts";
import { readBlock } from "../data/page_data.ts";
import type { PointTable } from "../data/point_table.ts";
import { unpackIntegers } from "./packed_integers.ts";
import { plainList, withPlainList } from "./plain_list.ts";

const PLAIN: LayerSymbol = { colour: 1, shape: "circle", name: "" };

/** The place_id that most places of a name have: rendering/clusters.py says those of the others. */
export const idOfName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");

export function pointTable(block: ClusterData): PointTable {
  const { first, names, symbols } = block;
  const ids = names.map((name, row) => block.ids[row] ?? idOfName(name));
  const [longitudes, latitudes] = [unpackIntegers(block.longitudes), unpackIntegers(block.latitudes)];
  const layers = unpackIntegers(block.layers);
  const located = longitudes.length;
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
    idOfNumber: (number) => ids[number - first],
    idAt: (row) => ids[row] ?? "",
    nameAt: (row) => names[row] ?? "",
    layerAt,
    symbolAt: (row) => symbols[layerAt(row)] ?? PLAIN,
    noteAt: (row) => block.notes[row] ?? "",
    linkAt: (row) => block.links[row] ?? "",
    pointAt: (row) => {
      const [lng, lat] = [longitudes[row], latitudes[row]];
      return lng === undefined || lat === undefined
        ? null
        : { lng: lng / UNITS_PER_DEGREE, lat: lat / UNITS_PER_DEGREE };
    },
  };
}

/** The page's table of points; null for a page that has none. */
export function readPoints(): PointTable | null {
  const block = readBlock<ClusterData>(CLUSTERS_ID);
  return block && pointTable(withPlainList(block, plainList()));
}
