// Places at one position, which no zoom takes apart: a card that lists them.

import type { ClusterSetting } from "../data/cluster_api.ts";
import { element } from "../page/dom.ts";
import { swatch } from "../page/swatch.ts";

/** A list of thousands grows as it is scrolled. */
const BATCH = 100;

export function stackCard(
  rows: readonly number[],
  { points, story, words, actions }: ClusterSetting,
  pick: (placeId: string) => void,
): HTMLElement {
  const list = element("ul", { class: "stack-list" });
  let shown = 0;
  const more = (): void => {
    for (const row of rows.slice(shown, shown + BATCH)) {
      const { colour, shape } = points.symbolAt(row);
      const symbol = swatch(colour, story.shapes[shape]);
      const button = element(
        "button",
        { type: "button", class: "stack-place" },
        symbol,
        element("bdi", {}, points.nameAt(row)),
      );
      button.addEventListener("click", () => pick(points.idAt(row)));
      list.append(element("li", {}, button));
    }
    shown += BATCH;
  };
  more();
  const grow = (): void => {
    if (shown < rows.length && list.scrollTop + 2 * list.clientHeight >= list.scrollHeight) more();
  };
  list.addEventListener("scroll", grow, { passive: true });
  // The tab key scrolls, too.
  list.addEventListener("focusin", grow);
  const title = element("h2", { class: "place-name", id: "card-title" }, words.placesHere(rows.length));
  const close = element("button", { type: "button", class: "card-close", "aria-label": words.close }, "×");
  close.addEventListener("click", () => actions.close());
  return element(
    "div",
    { class: "card", role: "dialog", "aria-labelledby": "card-title", tabindex: "-1" },
    element("div", { class: "card-head" }, title, close),
    list,
  );
}
