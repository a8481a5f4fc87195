// The pointer and the finger over the clusters: what is drawn on a canvas has to be found before it can be picked.

import type { Drawn } from "./drawn.ts";

export interface HitActions {
  /** What lies at a point of the window. */
  at: (point: L.Point) => Drawn | null;
  pick: (drawn: Drawn) => void;
  /** The mouse is over a symbol, or over none. */
  hover: (drawn: Drawn | null) => void;
}

/** Half the size of what a finger can aim at, in pixels: symbols may be smaller. */
const REACH = 14;
/** What takes clicks itself; a key presses a button, whatever is drawn over its symbol. */
const OTHERS = ".leaflet-control, .leaflet-popup, .place-marker, .cluster-button";

type Moving = L.Handler & { moved?: () => boolean };

/** What a point of the canvas means: of the symbols that it hits, the one whose middle is nearest for its size. */
export function hit(drawn: readonly Drawn[], { x, y }: L.Point): Drawn | null {
  let [nearest, least]: [Drawn | null, number] = [null, Infinity];
  for (const one of drawn) {
    const { symbol } = one;
    const distance = Math.hypot(symbol.x - x, symbol.y - y);
    const score = distance / symbol.radius;
    if (distance <= Math.max(symbol.radius, REACH) && score < least) [nearest, least] = [one, score];
  }
  return nearest;
}

export class HitTesting {
  #over: Drawn | null = null;
  #frame = 0;

  constructor(
    private readonly map: L.Map,
    private readonly actions: HitActions,
  ) {
    const container = map.getContainer();
    // On the way in: an area of a place may lie under what is picked, and would be picked as well.
    container.addEventListener("click", (event) => this.#click(event), { capture: true });
    container.addEventListener("pointermove", (event) => event.pointerType === "mouse" && this.#move(event));
    container.addEventListener("pointerleave", () => this.#hover(null));
    map.on("movestart zoomstart", () => this.#hover(null));
  }

  #click(event: MouseEvent): void {
    if ((event.target as Element).closest(OTHERS) || this.#hasMoved()) return;
    const drawn = this.actions.at(this.map.mouseEventToContainerPoint(event));
    if (!drawn) return;
    event.stopPropagation();
    this.#hover(null);
    this.actions.pick(drawn);
  }

  #move(event: PointerEvent): void {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const isFree = event.buttons === 0 && !(event.target as Element).closest(OTHERS);
      this.#hover(isFree ? this.actions.at(this.map.mouseEventToContainerPoint(event)) : null);
    });
  }

  #hover(drawn: Drawn | null): void {
    if (drawn === this.#over) return;
    this.#over = drawn;
    this.map.getContainer().classList.toggle("is-over-cluster", drawn !== null);
    this.actions.hover(drawn);
  }

  /** Whether the click is the end of a drag. */
  #hasMoved(): boolean {
    const { dragging, boxZoom } = this.map as { dragging: Moving; boxZoom: Moving };
    return [dragging, boxZoom].some((handler) => handler.enabled() && handler.moved?.());
  }
}
