// The lists beside the map, as the page's own first list has them. All text goes in as text.

import { words } from "../data/i18n.ts";
import { readStory } from "../data/page_data.ts";
import { element, svg } from "../page/dom.ts";
import type { FoundPlace } from "./atlas_files.ts";
import type { Spot } from "./place_tiles.ts";
import { type NamedPlace, type Story, safeLink, sentenceOf } from "./story.ts";

const locale = readStory().locale;

/** A story with the sentence that names a place, or the first that has a word of the query. */
export function storyItem(story: Story, naming: NamedPlace | undefined): HTMLElement {
  const url = safeLink(story.url);
  const title = element("bdi", {}, story.title);
  const item = element("li", { class: "atlas-story" });
  item.append(element("p", { class: "atlas-title" }, url ? element("a", { href: url }, title) : title));
  const date = shownDate(story.date);
  if (date) item.append(element("p", { class: "atlas-date" }, element("time", { datetime: story.date }, date)));
  const sentence = sentenceOf(story, naming);
  if (!sentence) return item;
  const { start, end } = naming ?? { start: 0, end: 0 };
  const name = element("strong", {}, sentence.slice(start, end));
  item.append(element("p", { class: "atlas-sentence" }, sentence.slice(0, start), name, sentence.slice(end)));
  return item;
}

export const storyList = (): HTMLElement => element("ol", { role: "list", class: "atlas-stories" });

export function placeItem(
  place: Pick<FoundPlace, "name" | "country" | "count" | "written" | "layer">,
  pick: (from: HTMLElement) => void,
): HTMLElement {
  const parts = [element("bdi", {}, place.name)];
  if (place.written) parts.push(element("bdi", { class: "atlas-country" }, ` (${place.written})`));
  return row(parts, place.country, place.count, place.layer, pick);
}

/** What is on the map: a place, or several that are near each other. */
export function spotItem(spot: Spot, count: number, pick: (from: HTMLElement) => void): HTMLElement {
  const parts = [element("bdi", {}, spot.name)];
  if (spot.places > 1) parts.push(element("span", { class: "atlas-country" }, ` +${words.number(spot.places - 1)}`));
  return row(parts, "", count, spot.layer, pick);
}

function row(
  name: HTMLElement[],
  country: string,
  count: number,
  layer: number,
  pick: (from: HTMLElement) => void,
): HTMLElement {
  const button = element("button", { type: "button", class: "atlas-place" }, swatch(layer), ...name);
  button.addEventListener("click", () => pick(button));
  const item = element("li", {}, button);
  if (country) item.append(" ", element("span", { class: "atlas-country" }, country));
  item.append(" ", element("span", { class: "atlas-count" }, words.number(count)));
  return item;
}

/** The symbol of a layer, as it is on the map. */
export function swatch(layer: number): Element {
  const shapes = Object.values(readStory().shapes);
  const of = Math.max(0, layer);
  const path = svg("path", { d: shapes[of % shapes.length] ?? "" });
  const colour = layer < 0 ? "" : ` colour-${(of % 8) + 1}`;
  return svg("svg", { class: `swatch${colour}`, viewBox: "-1 -1 26 26", "aria-hidden": "true" }, path);
}

/** A date in the page's language, as far as it is known; what is no date of the calendar stays as it is. */
export function shownDate(date: string): string {
  const [year, month, day] = date.split("-");
  const at = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  if (!date || Number.isNaN(at.getTime())) return date;
  at.setUTCFullYear(Number(year));
  const parts: Intl.DateTimeFormatOptions = { timeZone: "UTC", year: "numeric" };
  if (month) parts.month = "long";
  if (day) parts.day = "numeric";
  return new Intl.DateTimeFormat(locale, parts).format(at);
}
