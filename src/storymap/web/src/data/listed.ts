// Which places have a record and an entry in the page: those that the text or a view names, or that have a picture. On a
// page with hundreds of places all others are rows of a table only.

import type { Story } from "./page_data.ts";

export const isListed = ({ places }: Pick<Story, "places">, placeId: string): boolean =>
  Object.prototype.hasOwnProperty.call(places, placeId);
