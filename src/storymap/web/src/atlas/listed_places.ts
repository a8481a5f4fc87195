// The list of places and the legend, as the filters leave them.

import type { AtlasSetting } from "../data/atlas_api.ts";
import { timesNamed } from "../data/listed.ts";
import { entryOf } from "../data/place_entries.ts";

export class ListedPlaces {
  readonly #rows: readonly Element[];
  #layers: ReadonlyMap<string, number> | undefined;
  /** What is left of the places; null before one filters. */
  #left: ReadonlySet<string> | null = null;

  constructor(private readonly setting: AtlasSetting) {
    this.#rows = [...setting.map.getContainer().querySelectorAll(".leaflet-control-layers-overlays label")];
  }

  /** The layer of each place, by its position in `Story.layers`: there are thousands, so not before one filters. */
  get layers(): ReadonlyMap<string, number> {
    if (this.#layers) return this.#layers;
    const { points, story } = this.setting;
    const names = this.#rows.map((row) => row.querySelector(".layer-name")?.textContent);
    const nameOf = (placeId: string): string | null | undefined =>
      entryOf(placeId)?.querySelector(".place-layer > span")?.textContent;
    const layerOf = (placeId: string): number => {
      const row = points?.rowOf(placeId) ?? -1;
      return points && row >= 0 ? points.layerAt(row) : names.indexOf(nameOf(placeId) ?? "");
    };
    this.#layers = new Map(Object.keys(story.places).map((placeId) => [placeId, layerOf(placeId)]));
    return this.#layers;
  }

  has(placeId: string): boolean {
    return this.#left?.has(placeId) ?? true;
  }

  /** What a place is called; "" for one that has neither row nor entry. */
  nameOf(placeId: string): string {
    const { points } = this.setting;
    const row = points?.rowOf(placeId) ?? -1;
    return points && row >= 0 ? points.nameAt(row) : (entryOf(placeId)?.querySelector("bdi")?.textContent ?? "");
  }

  /**
   * Leave these places in the list, if `isOn` says that their layers are on the map, each with how often it is named.
   * Return which these are.
   */
  show(places: ReadonlySet<string>, isOn: (layer: number) => boolean): ReadonlySet<string> {
    const { actions, say, number, story } = this.setting;
    const listed = new Set<string>();
    const counts = this.#rows.map(() => 0);
    for (const placeId of Object.keys(story.places)) {
      const entry = entryOf(placeId);
      const layer = this.layers.get(placeId) ?? -1;
      if (places.has(placeId)) counts[layer] = (counts[layer] ?? 0) + 1;
      if (places.has(placeId) && isOn(layer)) listed.add(placeId);
      entry?.classList.toggle("is-left-out", !listed.has(placeId));
      const named = entry?.querySelector(".place-named");
      if (named) named.textContent = say("named", { count: timesNamed(story, placeId) });
    }
    this.#left = listed;
    actions.list(listed);
    this.#rows.forEach((row, layer) => {
      row.querySelector(".count")?.replaceChildren(number(counts[layer] ?? 0));
    });
    return listed;
  }
}
