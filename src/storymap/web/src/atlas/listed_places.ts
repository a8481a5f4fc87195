// The list of places and the legend, as the filters leave them.

import type { AtlasSetting } from "../data/atlas_api.ts";
import { entryOf } from "../data/place_entries.ts";

export class ListedPlaces {
  /** The layer of each place, by its position in `Story.layers`. */
  readonly layers: ReadonlyMap<string, number>;
  readonly #counts: readonly HTMLElement[];

  constructor(private readonly setting: AtlasSetting) {
    const { map, story } = setting;
    const rows = [...map.getContainer().querySelectorAll(".leaflet-control-layers-overlays label")];
    this.#counts = rows.flatMap((row) => [...row.querySelectorAll<HTMLElement>(".count")]);
    const names = rows.map((row) => row.querySelector(".layer-name")?.textContent);
    this.layers = new Map(
      Object.keys(story.places).map((placeId) => [
        placeId,
        names.indexOf(entryOf(placeId)?.querySelector(".place-layer > span")?.textContent),
      ]),
    );
  }

  /** Leave these places in the list, if `isOn` says that their layers are on the map, each with the passages that it has. */
  show(places: ReadonlySet<string>, isOn: (placeId: string) => boolean): void {
    const { say, number, story } = this.setting;
    const counts = this.#counts.map(() => 0);
    for (const [placeId, { mentions }] of Object.entries(story.places)) {
      const entry = entryOf(placeId);
      const layer = this.layers.get(placeId) ?? -1;
      if (places.has(placeId)) counts[layer] = (counts[layer] ?? 0) + 1;
      if (!entry) continue;
      entry.classList.toggle("is-left-out", !places.has(placeId) || !isOn(placeId));
      const marks = mentions.flatMap((passage) => passage.marks);
      const named = entry.querySelector(".place-named");
      if (named) named.textContent = say("named", { count: marks.length });
      const left = new Set(marks.map((mark) => `#${mark}`));
      for (const link of entry.querySelectorAll<HTMLElement>(".place-mentions a"))
        link.hidden = !left.has(link.getAttribute("href") ?? "");
    }
    this.#counts.forEach((count, layer) => {
      count.textContent = number(counts[layer] ?? 0);
    });
  }
}
