// How much each place stands out on the map: the open one most, then those of the passage being read.

import type { PlaceMarker } from "./place_marker.ts";

export class Emphasis {
  /** The places of the passage; null while there is none, and no place is quieter than another. */
  read: ReadonlySet<string> | null = null;
  /** The place that is open. */
  active: string | null = null;

  isRead(placeId: string): boolean {
    return this.read?.has(placeId) ?? false;
  }

  /** Give an element of a place its classes. */
  style(part: Element | undefined, placeId: string): void {
    if (!part) return;
    const isRead = this.isRead(placeId);
    part.classList.toggle("is-quiet", this.read !== null && !isRead);
    part.classList.toggle("is-read", isRead);
    part.classList.toggle("is-active", placeId === this.active);
  }

  /** Put a marker above those that stand out less, and of the rest those with lower numbers above. */
  stack({ placeId, place, marker }: PlaceMarker): void {
    const level = placeId === this.active ? 10_000 : !this.read || this.isRead(placeId) ? 4_000 : 0;
    const height = level + 2 * Math.max(0, 1_000 - place.number);
    // Of hundreds of places, a passage changes a few.
    if (marker.options.zIndexOffset !== height) marker.setZIndexOffset(height);
    this.style(marker.getElement(), placeId);
  }
}
