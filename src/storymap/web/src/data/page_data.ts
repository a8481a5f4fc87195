// What Python hands over: the marks in the text (`data-place`), the layers' place_ids, and one JSON block of numbers
// and ids, and of the words of the interface. All text of the story is in the document already; the browser part only
// moves and copies elements.

import type { Key, Text } from "./catalogue.ts";
import type { CodedBasemap } from "./coded_basemap.ts";

/** A stretch of sentences, and the mentions of one place in it: ids of elements in the article. */
export interface Passage {
  excerpt: string;
  marks: string[];
}

export interface Place {
  number: number;
  colour: number;
  shape: string;
  located: boolean;
  zoom: number | null;
  mentions: Passage[];
}

/** What the author set for the map at a block: places, or a centre (latitude, longitude) and zoom, or neither. */
export interface View {
  places: string[];
  centre?: [number, number];
  zoom?: number;
  /** Layers, by their position in `Story.layers`. */
  show: number[];
  hide: number[];
}

/** The tiles of an online provider. */
export interface Tiles {
  /** Leaflet's template. */
  url: string;
  /** Texts, and the addresses they link to; "" for none. */
  attribution: [string, string][];
  minZoom: number;
  maxZoom: number;
  subdomains: string[];
}

export interface Story {
  /** The name of the global variable that holds folium's map. */
  map: string;
  /** West, south, east, north in degrees; east may exceed 180. */
  bounds: [number, number, number, number] | null;
  /** SVG paths in a box of 24 by 24. */
  shapes: Record<string, string>;
  places: Record<string, Place>;
  /** A language tag for Intl; it names the digits, too. */
  locale: string;
  /** The catalogue of the story's language. */
  words: Record<Key, Text>;
  /** An online provider, if the page has one. */
  tiles?: Tiles;
  /** The names of the global variables that hold folium's layers. */
  layers: string[];
  /** By the id of the block's element. */
  views: Record<string, View>;
}

/** The map under the places; a page without one has a plain ground. */
export function readBasemap(): CodedBasemap | null {
  const block = document.getElementById("storymap-basemap");
  return block?.textContent ? (JSON.parse(block.textContent) as CodedBasemap) : null;
}

let story: Story | undefined;

export function readStory(): Story {
  if (story) return story;
  const block = document.getElementById("storymap-data");
  if (!block?.textContent) throw new Error("storymap: the page has no data block");
  story = JSON.parse(block.textContent) as Story;
  return story;
}

// biome-ignore lint/plugin: folium names its globals by itself, no type knows of them
const globals = window as unknown as Record<string, unknown>;

export const foliumMap = (story: Story): L.Map => globals[story.map] as L.Map;

export const foliumLayers = (story: Story): L.FeatureGroup[] => story.layers.map((name) => globals[name] as L.FeatureGroup);
