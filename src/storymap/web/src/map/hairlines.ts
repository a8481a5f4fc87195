// At each zoom, markers that would hide each other are pushed apart, and a hairline leads from each to the true place.
// What finds no room near its place is a dot.

import { HAIRLINE_FROM, MOST } from "./marker_spread.ts";
import { type PlaceMarker, setForm } from "./place_marker.ts";
import { chooseSymbols } from "./symbol_choice.ts";
import { SIZE } from "./symbols.ts";

export class Hairlines {
  readonly #lines: L.LayerGroup;
  /** The markers and the zoom that are arranged. */
  #arranged = "";

  constructor(private readonly map: L.Map) {
    this.#lines = L.layerGroup().addTo(map);
  }

  /**
   * Arrange these markers at this zoom. Those that are `wanting` a symbol, the weightiest first, get one where there is
   * room; the first of them may be pinned to its place. Return whether anything had to be done.
   */
  arrange(shown: readonly PlaceMarker[], wanting: readonly PlaceMarker[], isPinned: boolean): boolean {
    const zoom = this.map.getZoom();
    const key =
      [shown, wanting].map((some) => some.map(({ place }) => place.number).join()).join(";") + zoom + isPinned;
    if (key === this.#arranged) return false;
    this.#arranged = key;
    this.#lines.clearLayers();
    const dots = wanting.map(({ marker }) => this.map.project(marker.getLatLng(), zoom));
    const chosen = shown.length > MOST ? dots.map(() => ({ x: 0, y: 0 })) : chooseSymbols(dots, SIZE, isPinned);
    const offsets = new Map(wanting.map((one, i) => [one, chosen[i]]));
    for (const one of shown) {
      const offset = offsets.get(one);
      const { x, y } = offset ?? { x: 0, y: 0 };
      one.offset = L.point(Math.round(x), Math.round(y));
      setForm(one, offset ? "symbol" : one.quietForm);
      const icon = one.marker.getElement();
      if (icon) {
        icon.style.marginLeft = `${one.offset.x - SIZE / 2}px`;
        icon.style.marginTop = `${one.offset.y - SIZE / 2}px`;
      }
      if (Math.hypot(x, y) >= SIZE * HAIRLINE_FROM) this.#draw(one, L.point(x, y), zoom);
    }
    return true;
  }

  /** A marker has moved. */
  forget(): void {
    this.#arranged = "";
  }

  #draw({ marker, place }: PlaceMarker, offset: L.Point, zoom: number): void {
    const at = marker.getLatLng();
    const tip = this.map.unproject(this.map.project(at, zoom).add(offset), zoom);
    const colour = `hairline colour-${place.colour}`;
    L.polyline([at, tip], { className: colour, interactive: false, smoothFactor: 0 }).addTo(this.#lines);
    L.circleMarker(at, { radius: 2.5, className: `${colour} hairline-end`, interactive: false }).addTo(this.#lines);
  }
}
