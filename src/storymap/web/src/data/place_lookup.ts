// A place, wherever the page keeps it: a told one has its record and its entry in the document, one of the crowd has its
// row, and its entry is made when it is opened.

import type { Place, Story } from "./page_data.ts";
import { element } from "../page/dom.ts";
import { entryOf } from "./place_entries.ts";
import { words } from "../page/i18n.ts";
import { readCrowd } from "./point_table.ts";
import { swatch } from "../page/swatch.ts";

const LINK = /^(https?|mailto):/i;

export function placeOf(story: Story, placeId: string): Place | undefined {
  if (Object.prototype.hasOwnProperty.call(story.places, placeId)) return story.places[placeId];
  const crowd = readCrowd();
  const row = crowd?.rowOf(placeId) ?? -1;
  if (!crowd || row < 0) return undefined;
  const { colour, shape } = crowd.symbolAt(row);
  return { number: crowd.first + row, colour, shape, located: row < crowd.located, zoom: null, mentions: [] };
}

/** What a card is made from. */
export function describe(story: Story, placeId: string): Element | null {
  const entry = entryOf(placeId);
  const crowd = readCrowd();
  const row = crowd?.rowOf(placeId) ?? -1;
  if (entry || !crowd || row < 0) return entry;
  const { colour, shape, name: layer } = crowd.symbolAt(row);
  const [note, link] = [crowd.noteAt(row), crowd.linkAt(row)];
  return element(
    "li",
    {},
    element("span", { class: "place-name" }, element("bdi", {}, crowd.nameAt(row))),
    element("p", { class: "place-layer" }, swatch(colour, story.shapes[shape]), element("span", {}, layer)),
    ...(note ? [element("p", { class: "place-note" }, note)] : []),
    ...(LINK.test(link) ? [linkTo(link, crowd.nameAt(row))] : []),
  );
}

function linkTo(href: string, name: string): HTMLElement {
  const anchor = element("a", { href, rel: "noopener noreferrer", target: "_blank" }, words.moreAbout(name));
  return element("p", { class: "place-link" }, anchor);
}
