// While a tool works on the map, the map does not follow the text.

import type { ScrollSync } from "../article/scroll_sync.ts";
import type { Subject } from "../map/camera.ts";
import { hasSize } from "../map/first_size.ts";
import { bestCamera, isWellSeen, look } from "../map/look.ts";

export class MapHold {
  readonly #holders = new Set<string>();
  #waiting: { subject: Subject; isWhole: boolean } | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly scrollSync: ScrollSync,
  ) {}

  readonly #lookLater = (): void => {
    const waiting = this.#waiting;
    if (waiting && hasSize(this.map)) this.lookAt(waiting.subject, waiting.isWhole);
  };

  take(holder: string): void {
    this.#holders.add(holder);
    this.scrollSync.pause(true);
  }

  leave(holder: string): void {
    if (this.#holders.delete(holder) && !this.#holders.size) this.scrollSync.pause(false);
  }

  /** Look at something, unless it is seen well; `isWhole`: unless all of it is in the window. */
  lookAt(subject: Subject | null, isWhole = false): void {
    this.map.off("resize", this.#lookLater);
    this.#waiting = null;
    if (!subject) return;
    if (!hasSize(this.map)) {
      // On a phone the article may have the window to itself.
      this.#waiting = { subject, isWhole };
      this.map.on("resize", this.#lookLater);
      return;
    }
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
