// What atlas.js hands to storymap.js, which runs after it: on pages of many stories. Types only: neither script holds the
// other.

import type { Story } from "./page_data.ts";

export interface AtlasSetting {
  story: Story;
  map: L.Map;
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
