// What clusters.js hands to storymap.js, which runs after it. Types only: neither script holds the other.

import type { Box } from "../map/boxes.ts";
import type { Story } from "./page_data.ts";
import type { words } from "../page/i18n.ts";
import type { RowList, RowListSetting } from "../clusters/virtual_list.ts";
import type { Crowd } from "./point_table.ts";

export interface CrowdActions {
  /** A place was picked; the focus returns to `opener`. */
  pick: (placeId: string, opener: HTMLElement) => void;
  /** A position with several places was picked: show their list. */
  list: (card: HTMLElement, at: L.LatLng, opener: HTMLElement) => void;
  close: () => void;
  /** The reader has moved the map. */
  taken: () => void;
  say: (text: string) => void;
}

export interface CrowdSetting {
  map: L.Map;
  story: Story;
  crowd: Crowd;
  words: typeof words;
  actions: CrowdActions;
  /** The middles of the symbols of the markers that are shown, in pixels of the map's layers. */
  symbols: () => L.Point[];
}

/** The crowd on the map. */
export interface CrowdView {
  /** Places that have markers of their own for now: their symbols are not drawn. */
  leaveOut: (placeIds: ReadonlySet<string>) => void;
  /** Write names anew: the markers and their names have settled. */
  letterSoon: () => void;
  /** The clusters in the window, in its pixels. */
  discs: () => Box[];
  /** Draw all of it hollow: a passage is read that names none of it. */
  quiet: (isQuiet: boolean) => void;
  /** What has the focus for a place while it has no marker: its button, or the map. */
  handleOf: (placeId: string) => HTMLElement;
}

export interface CrowdKit {
  showCrowd: (setting: CrowdSetting) => CrowdView;
  listRows: (setting: RowListSetting) => RowList;
}

/** The kit, on pages that have one. */
export const crowdKit = (): CrowdKit | undefined => (window as unknown as { storymapCrowd?: CrowdKit }).storymapCrowd;
