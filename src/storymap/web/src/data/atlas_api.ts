// What atlas.js hands to storymap.js, which runs after it: on pages of many stories. Types only: neither script holds the
// other.

import type { Place, Story } from "./page_data.ts";
import type { PointTable } from "./point_table.ts";

export interface AtlasSetting {
  story: Story;
  map: L.Map;
  /** The places that are clustered. */
  points: PointTable | null;
  /** A text of the interface that other pages have none of. */
  say: (key: string, values?: Record<string, string | number>) => string;
  /** A number in the digits of the page's language. */
  number: (value: number) => string;
  /** Say it to those who hear the page. */
  announce: (text: string) => void;
  /** What the address asks for at first; see `fragments.ts`. */
  tail: string;
  actions: {
    /** Leave these places on the map, or all; the text has other parts now. */
    filter: (places: ReadonlySet<string> | null) => void;
    /** Leave these places among those of the list that have no entry. */
    list: (places: ReadonlySet<string>) => void;
    /** Show these layers, by their position in `Story.layers`, and hide the others, as if the reader had. */
    chooseLayers: (shown: readonly boolean[]) => void;
    /** The address says what is filtered now; the way back leads to before if it `isNew`. */
    address: (tail: string, isNew: boolean) => void;
  };
}

export interface AtlasFilters {
  /** The address asks for something else. */
  restore: (tail: string) => void;
}

export interface AtlasApi {
  /** Before anything else: places whose records the page leaves out get them. */
  addNamedPlaces: (
    story: Story,
    placeOf: (placeId: string) => Place | undefined,
    numberText: (value: number) => string,
  ) => void;
  /** The place that has an address now, or had it before. */
  placeAt: (placeId: string) => string;
  /** Where the page of a place is. */
  pageOf: (placeId: string) => string;
  /** What says which story a passage is of: its title, which leads to it, and when and by whom; nothing where it is of none. */
  headOf: (passage: Element) => readonly HTMLElement[];
  start: (setting: AtlasSetting) => AtlasFilters;
}

declare global {
  interface Window {
    storymapAtlas?: AtlasApi;
  }
}

/** The API, on pages that are an atlas. */
export const atlasApi = (): AtlasApi | undefined => window.storymapAtlas;
