// What Python hands over: the marks in the text (`data-place`), the layers' place_ids, and one JSON block of numbers
// and ids, and of the words of the interface. All text of the story is in the document already; the browser part only
// moves and copies elements.

import type { Key } from "./catalogue.ts";
import type { BasemapData, PageData, PassageData, PlaceData, Text, ViewData } from "./contract.ts";
import { BASEMAP_ID, DATA_ID } from "./contract.ts";

export type { PassageData as Passage, ViewData as AuthorView };

export interface Place extends PlaceData {
  /** How often the text names it, where Python has counted that. */
  readonly times?: number | undefined;
}

/** The page's block of data. Of the catalogue Python says that it has texts, and en.json which. */
export interface Story extends PageData {
  places: Record<string, Place>;
  words: Record<Key, Text>;
}

/** The JSON of a block of data, or null where the page has none. Python's tests hold each block to its type. */
export function readBlock<T>(id: string): T | null {
  const text = document.getElementById(id)?.textContent;
  return text ? (JSON.parse(text) as T) : null;
}

/** The map under the places; a page without one has a plain ground. */
export const readBasemap = (): BasemapData | null => readBlock(BASEMAP_ID);

let story: Story | null = null;

export function readStory(): Story {
  story ??= readBlock<Story>(DATA_ID);
  if (!story) throw new Error("storymap: the page has no data block");
  return story;
}

/** folium's script is no module: what it makes are global variables. */
// biome-ignore lint/plugin: no type knows of their names
const globalOf = (name: string): unknown => (window as unknown as Record<string, unknown>)[name];

export const foliumMap = (story: Story): L.Map => globalOf(story.map) as L.Map;

export const foliumLayers = (story: Story): L.FeatureGroup[] =>
  story.layers.map((name) => globalOf(name) as L.FeatureGroup);
