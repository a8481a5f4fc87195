// The entry of a place that has none in the document, made from its row: its card is made of it, and it is printed.

import type { RowSetting } from "../data/cluster_api.ts";
import { timesNamed } from "../data/listed.ts";
import { element } from "../page/dom.ts";
import { swatch } from "../page/swatch.ts";

/** `page` is where the page of the place is, where it has one. */
export function rowEntry(row: number, page: string | undefined, { story, points, words }: RowSetting): HTMLElement {
  const { colour, shape, name: layer } = points.symbolAt(row);
  const [name, note] = [points.nameAt(row), points.noteAt(row)];
  const link = points.linkAt(row) || page;
  const [stories, about] = story.rows?.stories[row] ?? [0, ""];
  const count = timesNamed(story, points.idAt(row));
  const number = element("span", { class: "place-number" }, words.number(points.first + row));
  return element(
    "li",
    { class: `place-card colour-${colour}` },
    element("h3", { class: "place-name" }, ...(count ? [number] : []), element("bdi", {}, name)),
    element(
      "p",
      { class: "place-layer" },
      swatch(colour, story.shapes[shape]),
      element("span", {}, layer),
      ...(count ? [` · ${words.named(count)}`] : []),
    ),
    ...(note ? [element("p", { class: "place-note" }, note)] : []),
    // Python sends only what may become a link (`storymap/urls.py`).
    ...(link ? [linkTo(link, words.moreAbout(name))] : []),
    ...(stories ? [linkTo(about, words.otherStories(stories, name))] : []),
  );
}

function linkTo(href: string, text: string): HTMLElement {
  const anchor = element("a", { href, rel: "noopener noreferrer", target: "_blank" }, text);
  return element("p", { class: "place-link" }, anchor);
}
