// What atlas.js hands to storymap.js, which runs after it: on pages of many stories. Types only: neither script holds the
// other.

export interface AtlasApi {
  /** What says which story a passage is of: its title, which leads to it, and when and by whom; nothing where it is of none. */
  headOf: (passage: Element) => readonly HTMLElement[];
}

declare global {
  interface Window {
    storymapAtlas?: AtlasApi;
  }
}

/** The API, on pages that are an atlas. */
export const atlasApi = (): AtlasApi | undefined => window.storymapAtlas;
