// The places' entries in the list under the article: where their names are.

import { readPointTable } from "./cluster_api.ts";
import { entryId } from "./element_ids.ts";

export const entryOf = (placeId: string): HTMLElement | null => document.getElementById(entryId(placeId));

/** The name in the table: a place that is not listed has a row and no entry. */
function nameInTable(placeId: string): string | undefined {
  const points = readPointTable();
  const row = points?.rowOf(placeId) ?? -1;
  return row < 0 ? undefined : points?.nameAt(row);
}

export const nameOf = (placeId: string): string =>
  entryOf(placeId)?.querySelector(".place-name bdi")?.textContent ?? nameInTable(placeId) ?? placeId;
