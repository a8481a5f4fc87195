// The text shows and hides layers of the map, but not those that the reader has switched: these are the reader's.

import { foliumLayers, type Story } from "../data/page_data.ts";
import type { BlockMeaning } from "./passages.ts";

export class LayerSwitches {
  readonly #layers: L.FeatureGroup[];
  /** By their position in `Story.layers`. */
  readonly #ofTheReader = new Set<number>();

  constructor(
    private readonly map: L.Map,
    story: Story,
  ) {
    this.#layers = foliumLayers(story);
    map.getContainer().addEventListener("change", (event) => {
      const layer = (event.target as { layerId?: number }).layerId;
      const index = this.#layers.findIndex((group) => L.stamp(group) === layer);
      if (index >= 0) this.#ofTheReader.add(index);
    });
  }

  /** Hide layers by their position in `Story.layers`, as if the reader had. */
  hide(positions: readonly number[]): void {
    for (const position of positions) {
      const layer = this.#layers[position];
      if (!layer) continue;
      this.#ofTheReader.add(position);
      this.map.removeLayer(layer);
    }
  }

  /** Show and hide the layers as a block wants it; without one all are shown. */
  follow(block: Pick<BlockMeaning, "show" | "hide"> | undefined): void {
    this.#layers.forEach((layer, index) => {
      if (this.#ofTheReader.has(index)) return;
      const isHidden = block?.hide.includes(index) && !block.show.includes(index);
      if (isHidden) this.map.removeLayer(layer);
      else if (!this.map.hasLayer(layer)) this.map.addLayer(layer);
    });
  }
}
