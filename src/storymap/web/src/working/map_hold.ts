// While a tool works on the map, the map does not follow the text.

import type { ScrollSync } from "../article/scroll_sync.ts";
import type { Subject } from "../map/camera.ts";
import { bestCamera, isWellSeen, look } from "../map/look.ts";

export class MapHold {
  readonly #holders = new Set<string>();

  constructor(
    private readonly map: L.Map,
    private readonly scrollSync: ScrollSync,
  ) {}

  take(holder: string): void {
    this.#holders.add(holder);
    this.scrollSync.pause(true);
  }

  leave(holder: string): void {
    if (this.#holders.delete(holder) && !this.#holders.size) this.scrollSync.pause(false);
  }

  /** Look at something, unless it is seen well; `isWhole`: unless all of it is in the window. */
  lookAt(subject: Subject | null, isWhole = false): void {
    if (!subject) return;
    const best = bestCamera(subject, this.map);
    const { west, south, east, north } = subject.core;
    const isIn =
      !isWhole ||
      this.map.getBounds().contains([
        [south, west],
        [north, east],
      ]);
    if (!isIn || !isWellSeen(subject, this.map, best)) look(this.map, best, true);
  }
}
