// The place that is worked on: it is looked at and marked, and its shape can be edited. One at a time.

import { union } from "../map/bbox.ts";
import type { Subject } from "../map/camera.ts";
import { placesSubject } from "../map/subjects.ts";
import type { ShowPlace } from "../preview/contract.ts";
import type { Geometry } from "./checked_geometry.ts";
import { EditedPlace } from "./edited_place.ts";
import type { Tools } from "./tools.ts";

const HOLDER = "place";
const CORNER = '.leaflet-marker-icon[role="button"][aria-label]';

export class PlaceWork {
  #placeId = "";
  #edited: EditedPlace | null = null;
  /** What was said last, for when the page has changed around it. */
  #shown: ShowPlace | null = null;

  constructor(private readonly tools: Tools) {}

  show(message: ShowPlace): void {
    const isSame = message.place_id === this.#placeId;
    const held = isSame ? this.#held() : null;
    this.#stop();
    this.#shown = message;
    this.#placeId = message.place_id;
    const { placeLayer, hold } = this.tools;
    if (!message.place_id) {
      placeLayer.open(null);
      hold.leave(HOLDER);
      return;
    }
    hold.take(HOLDER);
    placeLayer.show(message.place_id);
    placeLayer.open(message.place_id);
    if (!isSame) hold.lookAt(this.#subject(message.place_id), message.edit);
    if (message.edit) {
      const geometry = (message.geometry ?? null) as Geometry | null;
      this.#edited = new EditedPlace(this.tools, message.place_id, geometry);
      this.#hold(held);
    }
  }

  /** The name of the corner that has the focus: one goes on with it where the place comes again. */
  #held(): string | null {
    const focused = document.activeElement;
    return focused?.matches(CORNER) ? focused.getAttribute("aria-label") : null;
  }

  #hold(name: string | null): void {
    if (name === null) return;
    const corners = [...this.tools.map.getContainer().querySelectorAll<HTMLElement>(CORNER)];
    corners.find((one) => one.getAttribute("aria-label") === name)?.focus({ preventScroll: true });
  }

  /** Put down what is held. */
  pause(): void {
    this.#stop();
  }

  /** Go on with it, after something else was done on the map. */
  resume(): void {
    if (this.#shown) this.show(this.#shown);
  }

  /** All that is drawn of a place, however well its own frame shows it. */
  #subject(placeId: string): Subject | null {
    const { placeLayer, story } = this.tools;
    const subject = placesSubject([placeId], story, placeLayer);
    const drawn = placeLayer.bboxOf(placeId);
    return subject && drawn && { ...subject, core: drawn, box: union([subject.box, drawn]) };
  }

  #stop(): void {
    this.#edited?.stop();
    this.#edited = null;
  }
}
