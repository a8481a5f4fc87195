// The places' entries in the list under the article: where their names are.

export const entryOf = (placeId: string): HTMLElement | null => document.getElementById(`place-${placeId}`);

export const nameOf = (placeId: string): string => entryOf(placeId)?.querySelector(".place-name bdi")?.textContent ?? placeId;
