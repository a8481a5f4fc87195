// A place, wherever the page has it: a listed one has its record and its entry in the document; any other has its row in
// the table of points, and its entry is made when it is opened.

import { element } from "../page/dom.ts";
import { swatch } from "../page/swatch.ts";
import { atlasApi } from "./atlas_api.ts";
import { words } from "./i18n.ts";
import { isListed, timesNamed } from "./listed.ts";
import type { Place, Story } from "./page_data.ts";
import { entryOf } from "./place_entries.ts";
import { readPointTable } from "./point_table.ts";

export function placeOf(story: Story, placeId: string): Place | undefined {
  if (isListed(story, placeId)) return story.places[placeId];
  const points = readPointTable();
  const row = points?.rowOf(placeId) ?? -1;
  if (!points || row < 0) return undefined;
  const { colour, shape } = points.symbolAt(row);
  const located = row < points.located;
  // No weight was worked out for what is clustered: it is drawn as what the map is about.
  const unweighed = { role: "scene", weight: 0, frame: null } as const;
  return { number: points.first + row, colour, shape, located, zoom: null, mentions: [], ...unweighed };
}

/** The entry of a place, from which its card is made: that in the document, or one that is made from its row. */
export function findOrMakeEntry(story: Story, placeId: string): Element | null {
  const entry = entryOf(placeId);
  const points = readPointTable();
  const row = points?.rowOf(placeId) ?? -1;
  if (entry || !points || row < 0) return entry;
  const { colour, shape, name: layer } = points.symbolAt(row);
  const [name, note] = [points.nameAt(row), points.noteAt(row)];
  const link = points.linkAt(row) || atlasApi()?.pageOf(placeId);
  const count = timesNamed(story, placeId);
  const number = element("span", { class: "place-number" }, words.number(points.first + row));
  return element(
    "li",
    {},
    element("span", { class: "place-name" }, ...(count ? [number] : []), element("bdi", {}, name)),
    element(
      "p",
      { class: "place-layer" },
      swatch(colour, story.shapes[shape]),
      element("span", {}, layer),
      ...(count ? [` · ${words.named(count)}`] : []),
    ),
    ...(note ? [element("p", { class: "place-note" }, note)] : []),
    // Python sends only what may become a link (`storymap/urls.py`).
    ...(link ? [linkTo(link, name)] : []),
  );
}

function linkTo(href: string, name: string): HTMLElement {
  const anchor = element("a", { href, rel: "noopener noreferrer", target: "_blank" }, words.moreAbout(name));
  return element("p", { class: "place-link" }, anchor);
}
