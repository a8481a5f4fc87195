// A place's symbol: its layer's shape and colour, its number on it.

import { words } from "../data/i18n.ts";
import type { Place, Story } from "../data/page_data.ts";
import { svg } from "../page/dom.ts";

export { SIZE } from "./marker_spread.ts";

/** A place that no text speaks of has no number on it. */
export function symbol(place: Place, story: Story, isNumbered = true): SVGElement {
  const made = svg(
    "svg",
    { viewBox: "-2 -2 28 28", "aria-hidden": "true", class: `symbol colour-${place.colour}` },
    svg("path", { d: story.shapes[place.shape] ?? "" }),
  );
  if (isNumbered) {
    const digits = `digits-${String(place.number).length}`;
    made.append(
      svg(
        "text",
        { x: "12", y: "12", "text-anchor": "middle", "dominant-baseline": "central", class: digits },
        words.number(place.number),
      ),
    );
  }
  return made;
}
