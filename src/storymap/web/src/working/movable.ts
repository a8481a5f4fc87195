// A marker that is put somewhere else: dragged by a pointer, or moved by the arrow keys until Enter puts it down. Escape
// gives it up, and where it was left by key it stays.

import { decimalsAt, rounded, wrapped } from "./edited_geometry.ts";
import { nudge } from "./nudging.ts";
import type { Tools } from "./tools.ts";

/** Pixels from the map's edge within which it follows what is moved. */
const EDGE = 60;

export interface MovableEvents {
  /** It was put down somewhere else. */
  moved: () => void;
  /** It is somewhere else for the moment. */
  moving?: () => void;
  /** A key that does not move it; true if it was used. */
  pressed?: (event: KeyboardEvent) => boolean;
}

export class Movable {
  #start: L.LatLng | null = null;
  #isGivenUp = false;
  #icon: HTMLElement | undefined;

  constructor(
    private readonly tools: Tools,
    private readonly marker: L.Marker,
    private readonly events: MovableEvents,
  ) {
    marker.options.autoPan = true;
    marker.on("dragstart", this.#lift).on("drag", this.#follow).on("dragend", this.#drop).on("add", this.#enable);
    this.#enable();
  }

  stop(): void {
    this.#drop();
    this.marker
      .off("dragstart", this.#lift)
      .off("drag", this.#follow)
      .off("dragend", this.#drop)
      .off("add", this.#enable);
    this.marker.dragging?.disable();
    this.#release();
  }

  readonly #enable = (): void => {
    this.marker.dragging?.enable();
    const icon = this.marker.getElement();
    if (icon === this.#icon) return;
    this.#release();
    this.#icon = icon;
    icon?.classList.add("is-movable");
    icon?.addEventListener("keydown", this.#press);
    icon?.addEventListener("blur", this.#drop);
  };

  #release(): void {
    this.#icon?.classList.remove("is-movable");
    this.#icon?.removeEventListener("keydown", this.#press);
    this.#icon?.removeEventListener("blur", this.#drop);
    this.#icon = undefined;
  }

  readonly #lift = (): void => {
    // A corner's position is changed in place.
    this.#start ??= this.marker.getLatLng().clone();
    this.#isGivenUp = false;
    // The focus is on the map, or Escape would not be heard.
    this.#icon?.focus({ preventScroll: true });
  };

  readonly #follow = (): void => {
    const { lat, lng } = this.marker.getLatLng();
    const decimals = decimalsAt(this.tools.map.getZoom());
    this.tools.hint.follow(`${rounded(lat, decimals)}, ${rounded(wrapped(lng), decimals)}`);
    this.events.moving?.();
  };

  readonly #drop = (): void => {
    const start = this.#start;
    if (!start) return;
    this.#start = null;
    if (this.#isGivenUp) this.#put(start);
    else if (!start.equals(this.marker.getLatLng())) this.events.moved();
  };

  readonly #press = (event: KeyboardEvent): void => {
    if (!this.#act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #act(event: KeyboardEvent): boolean {
    const by = nudge(event);
    if (by) {
      this.#nudge(by);
      return true;
    }
    if (event.key === "Escape" && this.#start) {
      this.#isGivenUp = true;
      // What a pointer holds goes back when it is let go.
      if (!this.tools.map.getContainer().querySelector(".leaflet-drag-target")) this.#drop();
      return true;
    }
    if (event.key === "Enter" && this.#start) {
      this.#drop();
      return true;
    }
    return this.events.pressed?.(event) ?? false;
  }

  #nudge(by: [number, number]): void {
    const { map } = this.tools;
    if (!this.#start) this.#lift();
    this.#put(map.layerPointToLatLng(map.latLngToLayerPoint(this.marker.getLatLng()).add(by)));
    map.panInside(this.marker.getLatLng(), { padding: [EDGE, EDGE], animate: false });
  }

  #put(at: L.LatLng): void {
    this.marker.setLatLng(at);
    this.#follow();
  }
}
