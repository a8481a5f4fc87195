// Every word the interface says, in the language of the story: the page carries that language's catalogue
// (src/storymap/rendering/locales), and its numbers, plurals and lists are written by the browser's Intl.

import { once } from "../page/once.ts";
import type { Key } from "./catalogue.ts";
import { readStory } from "./page_data.ts";

const { locale, words: texts } = readStory();
// Made when something is first said with them: a phone takes a tenth of a second to load what a browser knows of a language.
const plurals = once(() => new Intl.PluralRules(locale));
const numbers = once(() => new Intl.NumberFormat(locale));
const roundNumbers = once(() => new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }));
const lists = once(() => new Intl.ListFormat(locale, { type: "conjunction" }));

/** The text of a key with values put in; of a text with plural forms, `count` chooses one. */
export function say(key: Key, values: Record<string, string | number> = {}): string {
  const text = texts[key];
  const form =
    typeof text === "string" ? text : (text[plurals().select(Number(values["count"]))] ?? text["other"] ?? "");
  return form.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? numbers().format(value) : value;
  });
}

const UNITS = { m: "scaleM", km: "scaleKm", ft: "scaleFt", mi: "scaleMi" } as const;

export const words = {
  backToStory: say("backToStory"),
  close: say("close"),
  copied: say("copied"),
  copyByHand: say("copyByHand"),
  credits: say("credits"),
  enlarge: say("enlarge"),
  inset: say("inset"),
  layers: say("layers"),
  /** How exact the lines of the map are. */
  get lines(): string {
    return say("lines", { distance: say("scaleKm", { count: 1 }) });
  },
  fullScreen: say("fullScreen"),
  leaveFullScreen: say("leaveFullScreen"),
  map: say("map"),
  more: say("more"),
  mapHelp: say("mapHelp"),
  next: say("nextPassage"),
  nextPlace: say("nextPlace"),
  noPlaces: say("noPlaces"),
  notOnMap: say("notOnMap"),
  openFullMap: say("openFullMap"),
  places: say("places"),
  pause: say("pause"),
  placesInStory: say("placesInStory"),
  play: say("play"),
  previous: say("previousPassage"),
  previousPlace: say("previousPlace"),
  readInStory: say("readInStory"),
  searchPlaces: say("searchPlaces"),
  shareParagraph: say("shareParagraph"),
  sharePlace: say("sharePlace"),
  shareQuotation: say("shareQuotation"),
  shareView: say("shareView"),
  sort: say("sort"),
  sortByName: say("sortByName"),
  sortByText: say("sortByText"),
  stepThrough: say("stepThrough"),
  twoFingers: say("twoFingers"),
  zoomIn: say("zoomIn"),
  zoomOut: say("zoomOut"),
  beyondBottom: (places: string): string => say("beyondBottom", { places }),
  beyondLeft: (places: string): string => say("beyondLeft", { places }),
  beyondRight: (places: string): string => say("beyondRight", { places }),
  beyondTop: (places: string): string => say("beyondTop", { places }),
  cluster: (count: number): string => say("cluster", { count }),
  insetPlaces: (names: readonly string[]): string => say("insetPlaces", { places: lists().format(names) }),
  /** "1.2K": for where there is no room for more. */
  compact: (value: number): string => roundNumbers().format(value),
  marker: (number: number, name: string): string => say("marker", { number, name }),
  moreAbout: (name: string): string => say("moreAbout", { name }),
  named: (count: number): string => say("named", { count }),
  number: (value: number): string => numbers().format(value),
  otherStories: (count: number, name: string): string => say("otherStories", { count, name }),
  passage: (index: number, count: number): string => say("passage", { index, count }),
  placesFound: (count: number): string => say("placesFound", { count }),
  placesHere: (count: number): string => say("placesHere", { count }),
  placesInView: (count: number): string => say("placesInView", { count }),
  scale: (count: number, unit: "m" | "km" | "ft" | "mi"): string => say(UNITS[unit], { count }),
  turned: (name: string, index: number, count: number): string => say("turned", { name, index, count }),
  viewNow: (names: readonly string[]): string => say("viewNow", { places: lists().format(names) }),
};
