// The pointer and the finger over the crowd: what is drawn on a canvas has to be found before it can be picked.

import type { Drawn } from "./cluster_layer.ts";

export interface HandActions {
  /** What lies at a point of the window. */
  at: (point: L.Point) => Drawn | null;
  pick: (drawn: Drawn) => void;
  tell: (drawn: Drawn | null) => void;
}

/** What has hands of its own; a key presses a button, whatever is drawn over its symbol. */
const OTHERS = ".leaflet-control, .leaflet-popup, .place-marker, .crowd-button";

type Moving = L.Handler & { moved?: () => boolean };

export class Hand {
  /** Half the size of what a finger can aim at, in pixels. */
  static readonly REACH = 14;

  private over: Drawn | null = null;
  private frame = 0;

  constructor(
    private readonly map: L.Map,
    private readonly actions: HandActions,
  ) {
    const container = map.getContainer();
    // On the way in: an area of a place may lie under what is picked, and would be picked as well.
    container.addEventListener("click", (event) => this.click(event), { capture: true });
    container.addEventListener("pointermove", (event) => event.pointerType === "mouse" && this.move(event));
    container.addEventListener("pointerleave", () => this.hover(null));
    map.on("movestart zoomstart", () => this.hover(null));
  }

  private click(event: MouseEvent): void {
    if ((event.target as Element).closest(OTHERS) || this.hasMoved()) return;
    const drawn = this.actions.at(this.map.mouseEventToContainerPoint(event));
    if (!drawn) return;
    event.stopPropagation();
    this.hover(null);
    this.actions.pick(drawn);
  }

  private move(event: PointerEvent): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const isFree = event.buttons === 0 && !(event.target as Element).closest(OTHERS);
      this.hover(isFree ? this.actions.at(this.map.mouseEventToContainerPoint(event)) : null);
    });
  }

  private hover(drawn: Drawn | null): void {
    if (drawn === this.over) return;
    this.over = drawn;
    this.map.getContainer().classList.toggle("is-over-crowd", drawn !== null);
    this.actions.tell(drawn);
  }

  /** Whether the click is the end of a drag. */
  private hasMoved(): boolean {
    const { dragging, boxZoom } = this.map as { dragging: Moving; boxZoom: Moving };
    return [dragging, boxZoom].some((handler) => handler.enabled() && handler.moved?.());
  }
}
