// What happens when a symbol is picked: a place opens, a stack is listed, a cluster is zoomed into.

import type { ClusterSetting } from "../data/cluster_api.ts";
import { latitude, longitude } from "../map/mercator.ts";
import type { AccessibleButtons, Visible } from "./accessible_buttons.ts";
import type { Cluster } from "./clustering.ts";
import { stackCard } from "./stack_list.ts";

/** Pixels that stay free, on both sides together, around a cluster that is zoomed into. */
const EDGE = 120;

export class Picking {
  constructor(
    private readonly setting: ClusterSetting,
    private readonly buttons: AccessibleButtons,
    private readonly visible: () => Visible[],
    /** The rows of all places of a cluster that is drawn. */
    private readonly rowsOf: (cluster: Cluster) => number[],
  ) {}

  /** `opener` has the focus when a card is closed again. */
  pick(cluster: Cluster, opener: HTMLElement, byKey: boolean): void {
    const { map, points, actions } = this.setting;
    if (cluster.count === 1) {
      actions.pick(points.idAt(cluster.row), opener);
    } else if (cluster.isStack) {
      const card = stackCard(this.rowsOf(cluster), this.setting, (placeId) => actions.pick(placeId, opener));
      actions.list(card, L.latLng(latitude(cluster.y), longitude(cluster.x)), opener);
    } else {
      map.closePopup();
      actions.moved();
      this.#zoomInto(this.rowsOf(cluster), byKey ? opener : null);
    }
  }

  /** Show all of a cluster's places as near as the window allows; the focus goes along. */
  #zoomInto(rows: readonly number[], opener: HTMLElement | null): void {
    const { map, points, words, actions } = this.setting;
    const bounds = L.latLngBounds(rows.flatMap((row) => points.pointAt(row) ?? []));
    const fitting = map.getBoundsZoom(bounds, false, L.point(EDGE, EDGE));
    const zoom = Math.min(map.getMaxZoom(), Math.max(fitting, map.getZoom() + 1));
    if (opener) {
      map.once("moveend", () => {
        const visible = this.visible();
        this.buttons.show(visible);
        this.buttons.focusNear(map.latLngToLayerPoint(bounds.getCenter()), opener);
        actions.say(words.placesInView(visible.reduce((sum, { drawn }) => sum + drawn.cluster.count, 0)));
      });
    }
    map.setView(bounds.getCenter(), zoom);
  }
}
