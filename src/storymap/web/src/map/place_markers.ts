// All markers of places that the map has now.

import type { Story } from "../data/page_data.ts";
import { placeOf } from "../data/place_lookup.ts";
import type { LayerTree } from "./layer_tree.ts";
import { type MarkerActions, type PlaceMarker, placeMarker } from "./place_marker.ts";

export class PlaceMarkers {
  readonly all: PlaceMarker[] = [];

  constructor(
    private readonly map: L.Map,
    private readonly story: Story,
    private readonly tree: LayerTree,
    private readonly actions: MarkerActions,
  ) {}

  /** Make a marker of Leaflet's into that of a place. */
  add(marker: L.Marker, placeId: string): void {
    const place = placeOf(this.story, placeId);
    if (place) this.all.push(placeMarker(marker, placeId, place, this.story, this.actions));
  }

  /** Take a marker off the map. */
  remove(marker: L.Marker): void {
    this.all.splice(
      this.all.findIndex((one) => one.marker === marker),
      1,
    );
    this.tree.remove(marker);
  }

  /** Put the markers in the order of the text, in which the tab key goes through them. */
  sort(): void {
    this.all.sort((a, b) => a.place.number - b.place.number);
    for (const { marker } of this.all) {
      const icon = marker.getElement();
      icon?.parentElement?.append(icon);
    }
  }

  get shown(): PlaceMarker[] {
    return this.all.filter(({ marker }) => this.map.hasLayer(marker));
  }

  of(placeId: string): PlaceMarker[] {
    return this.all.filter((one) => one.placeId === placeId);
  }

  /** The marker of a place; of several the one nearest to the middle of the view. Shows its layer if that is hidden. */
  show(placeId: string): PlaceMarker | undefined {
    const centre = this.map.getCenter();
    const distance = ({ marker }: PlaceMarker): number => centre.distanceTo(marker.getLatLng());
    const [nearest] = this.of(placeId).sort((a, b) => distance(a) - distance(b));
    if (nearest) this.tree.show(nearest.marker);
    return nearest;
  }

  /** The middles of the symbols that are shown, in pixels of the map's layers. */
  get symbols(): L.Point[] {
    return this.shown.map(({ marker, offset }) => this.map.latLngToLayerPoint(marker.getLatLng()).add(offset));
  }
}
