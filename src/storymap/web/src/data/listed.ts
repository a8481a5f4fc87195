// Which places have a record and an entry in the page: those that the text or a view names, or that have a picture. On a
// page with hundreds of places all others are rows of a table only.

import type { Story } from "./page_data.ts";

/** Those of an atlas with hundreds of places have records, which its own script makes, and no entries. */
export const isListed = ({ places }: Pick<Story, "places">, placeId: string): boolean =>
  Object.prototype.hasOwnProperty.call(places, placeId);

/** How often the text names a place. */
export function timesNamed({ places }: Pick<Story, "places">, placeId: string): number {
  const place = places[placeId];
  return place?.times ?? (place?.mentions ?? []).reduce((sum, { marks }) => sum + marks.length, 0);
}
