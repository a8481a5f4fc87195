// The places' entries in the list under the article: where their names are.

import { entryId } from "./element_ids.ts";
import { readCrowd } from "./point_table.ts";

export const entryOf = (placeId: string): HTMLElement | null => document.getElementById(entryId(placeId));

/** An untold place of a large page has a row and no entry. */
function nameInCrowd(placeId: string): string | undefined {
  const crowd = readCrowd();
  const row = crowd?.rowOf(placeId) ?? -1;
  return row < 0 ? undefined : crowd!.nameAt(row);
}

export const nameOf = (placeId: string): string => entryOf(placeId)?.querySelector(".place-name bdi")?.textContent ?? nameInCrowd(placeId) ?? placeId;
