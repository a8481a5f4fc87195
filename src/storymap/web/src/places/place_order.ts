// The order in which one goes from place to place: first those that are listed, in the order of the text, then the
// clustered ones in the order of their numbers.

import type { Story } from "../data/page_data.ts";
import type { PointTable } from "../data/point_table.ts";

export class PlaceOrder {
  readonly #points: PointTable | null;
  readonly #listed: string[];
  readonly #steps: Map<string, number>;
  /** The first row that is not listed: its place comes after the last listed one. */
  readonly #start: number;
  /** The row after the last one that is on the map. */
  readonly #end: number;
  readonly #length: number;

  constructor({ places }: Pick<Story, "places">, points: PointTable | null) {
    this.#points = points;
    this.#listed = Object.entries(places)
      .filter(([, { located }]) => located)
      .sort(([, a], [, b]) => a.number - b.number)
      .map(([placeId]) => placeId);
    this.#steps = new Map(this.#listed.map((placeId, step) => [placeId, step]));
    this.#end = points?.located ?? 0;
    let start = 0;
    while (points && start < this.#end && this.#steps.has(points.idAt(start))) start++;
    this.#start = start;
    this.#length = this.#listed.length + this.#end - start;
  }

  /**
   * The place `by` steps after `from`, around the end; if `from` has no step, `fresh`, or the first or last one. Where
   * only some are `kept`, it is the next of these.
   */
  next(
    by: number,
    from: string | undefined,
    fresh: string | undefined,
    kept: ReadonlySet<string> | null = null,
  ): string | undefined {
    const isKept = (placeId = ""): boolean => kept?.has(placeId) ?? true;
    let step = this.#stepOf(from);
    if (step < 0 && this.#stepOf(fresh) >= 0 && isKept(fresh)) return fresh;
    if (step < 0 && by < 0) step = this.#length;
    for (let tried = 0; tried < this.#length; tried++) {
      step = (step + by + this.#length) % this.#length;
      if (isKept(this.#at(step))) return this.#at(step);
    }
    return undefined;
  }

  #stepOf(placeId: string | undefined): number {
    if (placeId === undefined) return -1;
    const step = this.#steps.get(placeId);
    if (step !== undefined) return step;
    const row = this.#points?.rowOf(placeId) ?? -1;
    return row >= this.#start && row < this.#end ? this.#listed.length + row - this.#start : -1;
  }

  #at(step: number): string | undefined {
    const row = this.#start + step - this.#listed.length;
    return step < this.#listed.length ? this.#listed[step] : this.#points?.idAt(row) || undefined;
  }
}
