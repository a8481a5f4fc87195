// The text shows and hides layers of the map, but not those that the reader has switched: these are the reader's.

import { foliumLayers, type Story } from "../data/page_data.ts";
import type { BlockMeaning } from "./passages.ts";

export class LayerSwitches {
  readonly #layers: L.FeatureGroup[];
  /** By their position in `Story.layers`. */
  readonly #ofTheReader = new Set<number>();
  /** Whether a layer was shown before the reader asked for others by an action. */
  readonly #before = new Map<number, boolean>();

  constructor(
    private readonly map: L.Map,
    story: Story,
  ) {
    this.#layers = foliumLayers(story);
    map.getContainer().addEventListener("change", (event) => {
      const layer = (event.target as { layerId?: number }).layerId;
      const index = this.#layers.findIndex((group) => L.stamp(group) === layer);
      if (index < 0) return;
      this.#ofTheReader.add(index);
      this.#before.delete(index);
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

  /** Show some layers and hide the others, as if the reader had. */
  choose(shown: readonly boolean[]): void {
    this.#layers.forEach((layer, position) => {
      this.#ofTheReader.add(position);
      this.#switch(layer, shown[position] ?? true);
    });
  }

  /** Show and hide the layers as a block wants it; without one all are shown. */
  follow(block: Pick<BlockMeaning, "show" | "hide"> | undefined): void {
    this.#layers.forEach((layer, index) => {
      if (this.#ofTheReader.has(index)) return;
      this.#switch(layer, !block?.hide.includes(index) || block.show.includes(index));
    });
  }

  /** Show and hide layers because the reader asks for it, also those that the reader has switched. */
  ask({ show, hide }: Pick<BlockMeaning, "show" | "hide">): void {
    this.#layers.forEach((layer, index) => {
      const isShown = show.includes(index);
      if (!isShown && !hide.includes(index)) return;
      this.#before.set(index, this.map.hasLayer(layer));
      this.#switch(layer, isShown);
    });
  }

  /** Take back what was asked for, but for what the reader has switched since. */
  takeBack(): void {
    this.#layers.forEach((layer, index) => {
      const before = this.#before.get(index);
      if (before !== undefined) this.#switch(layer, before);
    });
    this.#before.clear();
  }

  #switch(layer: L.FeatureGroup, isShown: boolean): void {
    if (!isShown) this.map.removeLayer(layer);
    else if (!this.map.hasLayer(layer)) this.map.addLayer(layer);
  }
}
