// Generated from src/storymap/atlas/pages by `python -m tools.contract`: change it there.

// contract.py: What the page of an atlas has in a block of its own, beside that of any page.

/** The element with `StoriesData` as JSON. */
export const STORIES_ID = "storymap-stories";

/** Where the page of a place is, as seen from the page of all: by its place_id, which stands between the braces. */
export const PLACE_PAGE = "./place/{}/index.html";

/** The stories of the page: each is a part of the text that begins with its title, in the order of the text. */
export interface StoriesData {
  /** Of each story: "2009-04-17", "2009-04", "2009", or "" where it has none. */
  dates: string[];
  /** What the layers are called in an address, by their position in `PageData.layers`. */
  layers: string[];
  /** Addresses that places had before, each with the place's of now. */
  moved: [string, string][];
}
