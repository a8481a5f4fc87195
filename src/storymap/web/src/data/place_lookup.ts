// A place, wherever the page has it: a listed one has its record and its entry in the document; any other has its row in
// the table of points, and its entry is made when it is opened.

import { atlasApi } from "./atlas_api.ts";
import { clusterApi, readPointTable, type ToldText } from "./cluster_api.ts";
import { words } from "./i18n.ts";
import { decodeIntegers } from "./integer_codec.ts";
import { isListed } from "./listed.ts";
import type { Place, Story } from "./page_data.ts";
import { entryOf } from "./place_entries.ts";

/** The text, on a page that names hundreds of places. */
export let toldText: ToldText | null = null;

/** Before anything else: places whose records the page leaves out get them. */
export function addRecords(story: Story): void {
  const find = (placeId: string): Place | undefined => placeOf(story, placeId);
  atlasApi()?.addNamedPlaces(story, find, words.number);
  const points = readPointTable();
  if (!points) return;
  const setting = { story, points, placeOf: find, numberText: words.number, integersIn: decodeIntegers };
  toldText = clusterApi()?.tellRows(setting) ?? null;
}

/** The places that may have a weight: of hundreds that are told of a few are not as usual. */
export function weighed({ places, rows }: Story): string[] {
  const points = readPointTable();
  if (!points || !rows || rows.usual.role === "scene") return Object.keys(places);
  return Object.keys(rows.others).map((row) => points.idAt(Number(row)));
}

export function placeOf(story: Story, placeId: string): Place | undefined {
  if (isListed(story, placeId)) return story.places[placeId];
  const points = readPointTable();
  const row = points?.rowOf(placeId) ?? -1;
  if (!points || row < 0) return undefined;
  const { colour, shape } = points.symbolAt(row);
  const located = row < points.located;
  // No weight was worked out for what is clustered: it is drawn as what the map is about.
  const unweighed = { role: "scene", weight: 0, frame: null } as const;
  return { number: points.first + row, colour, shape, located, zoom: null, mentions: [], ...unweighed };
}

/** The entry of a place, from which its card is made: that in the document, or one that is made from its row. */
export function findOrMakeEntry(story: Story, placeId: string): HTMLElement | null {
  const entry = entryOf(placeId);
  const points = readPointTable();
  const row = points?.rowOf(placeId) ?? -1;
  if (entry || !points || row < 0) return entry;
  return clusterApi()?.rowEntry(row, atlasApi()?.pageOf(placeId), { story, points, words }) ?? null;
}
