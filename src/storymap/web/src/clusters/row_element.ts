// The element of a row in the list of places.

import type { PlaceRowsSetting } from "../data/cluster_api.ts";
import { timesNamed } from "../data/listed.ts";
import { element } from "../page/dom.ts";
import { swatch } from "../page/swatch.ts";

/** Characters of a name or a note: one line shows no more. */
const MOST = 200;

/** `position` is the row's place in a list of `count`; `reached` is called when it has the focus or is clicked. */
export function rowElement(
  row: number,
  position: number,
  count: number,
  { points, story, words, pick }: PlaceRowsSetting,
  reached: () => void,
): HTMLElement {
  const { colour, shape, name: layer } = points.symbolAt(row);
  const isLocated = row < points.located;
  const placeId = points.idAt(row);
  const times = timesNamed(story, placeId);
  const facts = [layer, times ? words.named(times) : "", isLocated ? "" : words.notOnMap];
  const more = [...facts, points.noteAt(row).slice(0, MOST)].filter(Boolean).join(" · ");
  const children = [
    swatch(colour, story.shapes[shape]),
    element("bdi", { class: "row-name" }, points.nameAt(row).slice(0, MOST)),
    element("span", { class: "row-more" }, more),
  ];
  const inner = isLocated
    ? element("button", { type: "button", class: "row-open", "data-place": placeId }, ...children)
    : element("span", { class: "row-open" }, ...children);
  inner.addEventListener("focus", reached);
  inner.addEventListener("click", () => {
    reached();
    if (isLocated) pick(placeId, inner);
  });
  return element("li", { class: "row", "aria-posinset": String(position + 1), "aria-setsize": String(count) }, inner);
}
