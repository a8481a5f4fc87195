// How much each place stands out on the map: the open one most, then those of the passage being read, then by its role.

import type { PlaceMarker } from "./place_marker.ts";

export class Emphasis {
  /** The places of the passage; null while there is none, and no place is quieter than another. */
  read: ReadonlySet<string> | null = null;
  /** The place that is open, and one that is about to be. */
  active: string | null = null;
  requested: string | null = null;

  isRead(placeId: string): boolean {
    return this.read?.has(placeId) ?? false;
  }

  /** 2 for the place that is open, 1 for those that are read, 0 for others. */
  level(placeId: string): number {
    if (placeId === this.active || placeId === this.requested) return 2;
    return Number(this.isRead(placeId));
  }

  /** The markers that want a numbered symbol, those that stand out and the weightiest first: the others are quiet. */
  wanting(markers: readonly PlaceMarker[]): PlaceMarker[] {
    return markers
      .filter(({ placeId, place }) => place.role === "scene" || this.level(placeId) > 0)
      .sort(
        (a, b) =>
          this.level(b.placeId) - this.level(a.placeId) ||
          b.place.weight - a.place.weight ||
          a.place.number - b.place.number,
      );
  }

  /** Give an element of a place its classes. */
  style(part: Element | undefined, placeId: string): void {
    if (!part) return;
    const isRead = this.isRead(placeId);
    part.classList.toggle("is-quiet", this.read !== null && !isRead);
    part.classList.toggle("is-read", isRead);
    part.classList.toggle("is-active", placeId === this.active);
  }

  /** Put a marker above those that stand out less, dots below symbols, and of the rest those with lower numbers above. */
  stack({ placeId, place, marker, form }: PlaceMarker): void {
    const level =
      placeId === this.active ? 10_000 : form === "symbol" && (!this.read || this.isRead(placeId)) ? 4_000 : 0;
    const height = level + (form === "symbol" ? 2 : 1) * Math.max(0, 1_000 - place.number);
    // Of hundreds of places, a passage changes a few.
    if (marker.options.zIndexOffset !== height) marker.setZIndexOffset(height);
    this.style(marker.getElement(), placeId);
  }
}
