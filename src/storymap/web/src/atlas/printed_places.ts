// On paper the places that have no entry are listed, too: those that the filters leave, by their names.

import type { AtlasSetting } from "../data/atlas_api.ts";
import { timesNamed } from "../data/listed.ts";
import { entryOf } from "../data/place_entries.ts";
import { element } from "../page/dom.ts";
import { alphabetical } from "../page/text_search.ts";

/** Some ten sheets of paper. */
const MOST = 3_000;

/** `isListed` says of a place whether the filters leave it. */
export function listInPrint(setting: AtlasSetting, isListed: (placeId: string) => boolean): void {
  const { points, story, say } = setting;
  const rest = document.querySelector(".places-more");
  if (!points || !rest) return;
  let list: Element | undefined;
  const empty = (): void => list?.remove();
  const fill = (): void => {
    empty();
    const rows = [...points.ids.keys()].filter((row) => {
      const placeId = points.idAt(row);
      return isListed(placeId) && !entryOf(placeId);
    });
    const names = rows.map((row) => points.nameAt(row));
    const items = alphabetical(names, document.documentElement.lang)
      .slice(0, MOST)
      .map((at) => {
        const count = timesNamed(story, points.idAt(rows[at] ?? -1));
        return element("li", {}, element("bdi", {}, names[at] ?? ""), ` · ${say("named", { count })}`);
      });
    list = element("ol", { class: "places-printed", role: "list" }, ...items);
    rest.before(list);
    const left = rows.length - items.length;
    rest.textContent = left ? say("morePlaces", { count: left }) : "";
  };
  addEventListener("beforeprint", fill);
  addEventListener("afterprint", empty);
  matchMedia("print").addEventListener("change", ({ matches }) => (matches ? fill() : empty()));
}
