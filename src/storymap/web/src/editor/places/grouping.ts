// The places of the list: layer by layer as in the legend, in a layer as the map numbers them, then by name.

import type { LayerState, PlaceState } from "../../preview/contract.ts";

export interface Group {
  layer: LayerState;
  places: PlaceState[];
}

export function groupedPlaces(places: readonly PlaceState[], layers: readonly LayerState[]): Group[] {
  const groups = new Map<string, Group>(layers.map((layer) => [layer.name, { layer, places: [] }]));
  for (const place of places) {
    let group = groups.get(place.layer);
    if (!group) {
      group = { layer: { name: place.layer, colour: place.colour, shape: place.shape, count: 0 }, places: [] };
      groups.set(place.layer, group);
    }
    group.places.push(place);
  }
  for (const group of groups.values()) group.places.sort(inOrder);
  return [...groups.values()].filter(({ places: own }) => own.length > 0);
}

/** Those with a number by it, then those without. */
const inOrder = (a: PlaceState, b: PlaceState): number =>
  (a.number || Number.POSITIVE_INFINITY) - (b.number || Number.POSITIVE_INFINITY) || a.name.localeCompare(b.name);

/** As people type names: without their accents, in any case. */
const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function filteredPlaces(places: readonly PlaceState[], query: string): PlaceState[] {
  const wanted = folded(query.trim());
  return places.filter(({ name, aliases }) => [name, ...aliases].some((text) => folded(text).includes(wanted)));
}
