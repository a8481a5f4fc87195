// Markers that would hide each other are pushed apart at each zoom, and a hairline leads from each to the true place.

import { GAP, HAIRLINE_FROM, MOST, spread } from "./marker_spread.ts";
import type { PlaceMarker } from "./place_marker.ts";
import { SIZE } from "./symbols.ts";

const DISTANCE = SIZE + GAP;

export class Hairlines {
  readonly #lines: L.LayerGroup;
  /** The markers and the zoom that are arranged. */
  #arranged = "";

  constructor(private readonly map: L.Map) {
    this.#lines = L.layerGroup().addTo(map);
  }

  /**
   * Push these markers apart at this zoom, that of the open place excepted, and draw their hairlines. Return whether
   * anything had to be done.
   */
  arrange(shown: readonly PlaceMarker[], open: string | null): boolean {
    const zoom = this.map.getZoom();
    const pinned = shown.findIndex(({ placeId }) => placeId === open);
    const key = [...shown.map(({ place }) => place.number), zoom, pinned].join();
    if (key === this.#arranged) return false;
    this.#arranged = key;
    this.#lines.clearLayers();
    const dots = shown.map(({ marker }) => this.map.project(marker.getLatLng(), zoom));
    const offsets = shown.length > MOST ? [] : spread(dots, DISTANCE, pinned);
    shown.forEach((one, i) => {
      const { x, y } = offsets[i] ?? { x: 0, y: 0 };
      one.offset = L.point(Math.round(x), Math.round(y));
      const icon = one.marker.getElement();
      if (icon) {
        icon.style.marginLeft = `${one.offset.x - SIZE / 2}px`;
        icon.style.marginTop = `${one.offset.y - SIZE / 2}px`;
      }
      if (Math.hypot(x, y) >= SIZE * HAIRLINE_FROM) this.#draw(one, L.point(x, y), zoom);
    });
    return true;
  }

  #draw({ marker, place }: PlaceMarker, offset: L.Point, zoom: number): void {
    const at = marker.getLatLng();
    const tip = this.map.unproject(this.map.project(at, zoom).add(offset), zoom);
    const colour = `hairline colour-${place.colour}`;
    L.polyline([at, tip], { className: colour, interactive: false, smoothFactor: 0 }).addTo(this.#lines);
    L.circleMarker(at, { radius: 2.5, className: `${colour} hairline-end`, interactive: false }).addTo(this.#lines);
  }
}
