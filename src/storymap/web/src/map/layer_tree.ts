// folium's layers: which groups they are in, and which of them stand for a place.

export class LayerTree {
  readonly #parents = new Map<L.Layer, L.LayerGroup>();

  constructor(private readonly map: L.Map) {
    map.eachLayer((layer) => {
      if (layer instanceof L.LayerGroup) layer.eachLayer((child) => this.#parents.set(child, layer));
    });
  }

  /** The place that a layer was made for, if any: folium writes it on the layer or on its group. */
  placeIdOf(layer: L.Layer): string | undefined {
    return featureId(layer) ?? featureId(this.#parents.get(layer));
  }

  /** Put a layer on the map, in a group if there is one. */
  add(layer: L.Layer, group: L.LayerGroup | undefined): void {
    if (group) this.#parents.set(layer, group);
    (group ?? this.map).addLayer(layer);
  }

  /** Leave the layers of these places in their groups, or of all, and take out the others. */
  keep(places: ReadonlySet<string> | null): void {
    for (const [layer, parent] of this.#parents) {
      const placeId = featureId(layer);
      if (placeId === undefined) continue;
      if (!places || places.has(placeId)) parent.addLayer(layer);
      else parent.removeLayer(layer);
    }
  }

  remove(layer: L.Layer): void {
    (this.#parents.get(layer) ?? this.map).removeLayer(layer);
    this.#parents.delete(layer);
  }

  /** Show a layer with the group that the layer control switches. */
  show(layer: L.Layer): void {
    // A filter may have taken it out of its group.
    this.#parents.get(layer)?.addLayer(layer);
    if (!this.map.hasLayer(layer)) this.map.addLayer(this.#top(layer));
  }

  #top(layer: L.Layer): L.Layer {
    const parent = this.#parents.get(layer);
    return parent === undefined ? layer : this.#top(parent);
  }
}

function featureId(layer: L.Layer | undefined): string | undefined {
  const feature = (layer as { feature?: GeoJSON.Feature } | undefined)?.feature;
  const placeId: unknown = feature?.properties?.["place_id"];
  return typeof placeId === "string" ? placeId : undefined;
}
