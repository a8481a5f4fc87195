// What clusters.js hands to storymap.js, which runs after it. Types only: neither script holds the other.

import type { words } from "./i18n.ts";
import type { Place, Story } from "./page_data.ts";
import type { PixelBox } from "./pixel_box.ts";
import type { PointTable } from "./point_table.ts";

interface ClusterActions {
  /** A place was picked; the focus returns to `opener`. */
  pick: (placeId: string, opener: HTMLElement) => void;
  /** A position with several places was picked: show their list. */
  list: (card: HTMLElement, at: L.LatLng, opener: HTMLElement) => void;
  close: () => void;
  /** The reader has moved the map. */
  moved: () => void;
  say: (text: string) => void;
}

export interface ClusterSetting {
  map: L.Map;
  story: Story;
  points: PointTable;
  words: typeof words;
  actions: ClusterActions;
  /** The middles of the symbols of the markers that are shown, in pixels of the map's layers. */
  symbols: () => L.Point[];
}

/** The clusters on the map. */
export interface ClusterView {
  /** Places that have markers of their own for now: their symbols are not drawn. */
  leaveOut: (placeIds: ReadonlySet<string>) => void;
  /** Draw these places alone, or all. */
  keep: (placeIds: ReadonlySet<string> | null) => void;
  /** Label the places anew: the markers and their labels have come to rest. */
  labelSoon: () => void;
  /** The clusters in the window, in its pixels. */
  discs: () => PixelBox[];
  /** Draw all of it hollow: a passage is read that names none of it. */
  quiet: (isQuiet: boolean) => void;
  /** What has the focus for a place while it has no marker: its button, or the map. */
  buttonFor: (placeId: string) => HTMLElement;
}

export interface NamedSetting {
  story: Story;
  points: PointTable;
  /** The record of a place: of one that has none, made from its row. */
  placeOf: (placeId: string) => Place | undefined;
  numberText: (value: number) => string;
  /** The integers in a text of `integer_codec.ts`. */
  integersIn: (text: string) => Int32Array;
}

/** The text of a page that names hundreds of places, which is looked through where a place is asked for. */
export interface ToldText {
  /** Many places are to be asked for: look through all of it once. */
  learnAll: () => void;
  /** The text has changed. */
  forget: () => void;
}

export interface RowSetting {
  story: Story;
  points: PointTable;
  words: typeof words;
}

export interface PlaceRowsSetting extends RowSetting {
  pick: (placeId: string, opener: HTMLElement) => void;
}

/** The list of the places that have rows and no entries. */
export interface PlaceRows {
  readonly root: HTMLElement;
  readonly count: number;
  /** In the order of a dictionary of `language`, or of the numbers. */
  sort: (byName: boolean, language: string) => void;
  /** A query is about to be typed. */
  prepare: () => void;
  /** List the places that a query finds, and return how many they are. */
  search: (query: string) => number;
  /** List these places alone. */
  keep: (placeIds: ReadonlySet<string>) => void;
}

export interface ClusterApi {
  /** The page's table of points, which is read once; null for a page that has none. */
  readPoints: () => PointTable | null;
  /** Before anything else: of the places that are told of those without records get them. */
  tellRows: (setting: NamedSetting) => ToldText | null;
  /** The marks in a part of the text get what they are known by; `linked` says which place's page a link leads to. */
  dressMarks: (
    part: Element,
    placeOf: NamedSetting["placeOf"],
    numberText: NamedSetting["numberText"],
    linked: (href: string) => string | undefined,
  ) => void;
  /** The entry of a place that has none in the document. */
  rowEntry: (row: number, page: string | undefined, setting: RowSetting) => HTMLElement;
  showClusters: (setting: ClusterSetting) => ClusterView;
  listRows: (setting: PlaceRowsSetting) => PlaceRows;
}

declare global {
  interface Window {
    storymapClusters?: ClusterApi;
  }
}

/** The API, on pages that have clusters. */
export const clusterApi = (): ClusterApi | undefined => window.storymapClusters;

let table: PointTable | null | undefined;

/** The page's table of points; null for a page that has none. */
export function readPointTable(): PointTable | null {
  if (table === undefined) table = clusterApi()?.readPoints() ?? null;
  return table;
}
