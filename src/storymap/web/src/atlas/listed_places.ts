// The list of places and the legend, as the filters leave them.

import type { AtlasSetting } from "../data/atlas_api.ts";
import { entryOf } from "../data/place_entries.ts";

export class ListedPlaces {
  readonly #rows: readonly Element[];
  #layers: ReadonlyMap<string, number> | undefined;

  constructor(private readonly setting: AtlasSetting) {
    this.#rows = [...setting.map.getContainer().querySelectorAll(".leaflet-control-layers-overlays label")];
  }

  /** The layer of each place, by its position in `Story.layers`: there are thousands, so not before one filters. */
  get layers(): ReadonlyMap<string, number> {
    const names = this.#rows.map((row) => row.querySelector(".layer-name")?.textContent);
    const nameOf = (placeId: string): string | null | undefined =>
      entryOf(placeId)?.querySelector(".place-layer > span")?.textContent;
    this.#layers ??= new Map(
      Object.keys(this.setting.story.places).map((placeId) => [placeId, names.indexOf(nameOf(placeId) ?? "")]),
    );
    return this.#layers;
  }

  /** Leave these places in the list, if `isOn` says that their layers are on the map, each with how often it is named. */
  show(places: ReadonlySet<string>, isOn: (layer: number) => boolean): void {
    const { say, number, story } = this.setting;
    const counts = this.#rows.map(() => 0);
    for (const [placeId, { mentions }] of Object.entries(story.places)) {
      const entry = entryOf(placeId);
      const layer = this.layers.get(placeId) ?? -1;
      if (places.has(placeId)) counts[layer] = (counts[layer] ?? 0) + 1;
      if (!entry) continue;
      entry.classList.toggle("is-left-out", !places.has(placeId) || !isOn(layer));
      const named = entry.querySelector(".place-named");
      const count = mentions.reduce((sum, { marks }) => sum + marks.length, 0);
      if (named) named.textContent = say("named", { count });
    }
    this.#rows.forEach((row, layer) => {
      row.querySelector(".count")?.replaceChildren(number(counts[layer] ?? 0));
    });
  }
}
