// Clustered places get a marker while they are open, read or pointed at.

import type { ClusterView } from "../data/cluster_api.ts";
import { foliumLayers, type Story } from "../data/page_data.ts";
import type { PointTable } from "../data/point_table.ts";
import type { LayerTree } from "./layer_tree.ts";
import type { PlaceMarkers } from "./place_markers.ts";

/** More than this are not shown at once. */
export const FEW = 60;

/** The places that have no markers until they are opened or read. */
export interface Clusters {
  points: PointTable;
  view: ClusterView;
}

export class ClusteredMarkers {
  readonly view: ClusterView;
  readonly #points: PointTable;
  readonly #shown = new Map<string, L.Marker>();

  constructor(
    private readonly story: Story,
    { points, view }: Clusters,
    private readonly markers: PlaceMarkers,
    private readonly tree: LayerTree,
  ) {
    this.#points = points;
    this.view = view;
  }

  /** Where a clustered place is, or null if it is none, or not on the map. */
  pointOf(placeId: string): L.LatLng | null {
    const point = this.#points.pointAt(this.#points.rowOf(placeId));
    return point && L.latLng(point.lat, point.lng);
  }

  /** Show markers of those of these places that are clustered, and of no others. Return whether that changed anything. */
  show(places: readonly (string | null)[]): boolean {
    const wanted = new Map<string, L.LatLng>();
    for (const placeId of places) {
      const at = placeId === null || wanted.size === FEW ? null : this.pointOf(placeId);
      if (placeId !== null && at) wanted.set(placeId, at);
    }
    const before = [...this.#shown.keys()].join();
    for (const [placeId, marker] of this.#shown) {
      if (wanted.has(placeId)) continue;
      this.#shown.delete(placeId);
      this.markers.remove(marker);
    }
    for (const [placeId, at] of wanted) if (!this.#shown.has(placeId)) this.#add(placeId, at);
    if (before === [...this.#shown.keys()].join()) return false;
    this.view.leaveOut(new Set(wanted.keys()));
    return true;
  }

  #add(placeId: string, at: L.LatLng): void {
    const marker = L.marker(at);
    this.markers.add(marker, placeId);
    this.tree.add(marker, foliumLayers(this.story)[this.#points.layerAt(this.#points.rowOf(placeId))]);
    this.#shown.set(placeId, marker);
  }
}
