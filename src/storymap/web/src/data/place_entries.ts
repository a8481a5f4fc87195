// The places' entries in the list under the article: where their names are.

import { readCrowd } from "./point_table.ts";

export const entryOf = (placeId: string): HTMLElement | null => document.getElementById(`place-${placeId}`);

/** An untold place of a large page has a row and no entry. */
function nameInCrowd(placeId: string): string | undefined {
  const crowd = readCrowd();
  const row = crowd?.rowOf(placeId) ?? -1;
  return row < 0 ? undefined : crowd!.nameAt(row);
}

export const nameOf = (placeId: string): string => entryOf(placeId)?.querySelector(".place-name bdi")?.textContent ?? nameInCrowd(placeId) ?? placeId;
