// The walk from place to place: first what is told, in the order of the text, then the crowd in the order of its numbers.

import type { Story } from "../data/page_data.ts";
import type { Crowd } from "../data/point_table.ts";

export class Walk {
  private readonly crowd: Crowd | null;
  private readonly told: string[];
  private readonly steps: Map<string, number>;
  /** The first row that is not told: its place comes after the last told one. */
  private readonly start: number;
  private readonly length: number;

  constructor({ places }: Pick<Story, "places">, crowd: Crowd | null) {
    this.crowd = crowd;
    this.told = Object.keys(places)
      .filter((placeId) => places[placeId]!.located)
      .sort((a, b) => places[a]!.number - places[b]!.number);
    this.steps = new Map(this.told.map((placeId, step) => [placeId, step]));
    const located = crowd?.located ?? 0;
    let start = 0;
    while (start < located && this.steps.has(crowd!.idAt(start))) start++;
    this.start = start;
    this.length = this.told.length + located - start;
  }

  /** The place `by` steps after `from`, around the end; without a `from` that is walked, `fresh`, or the first or last one. */
  next(by: number, from: string | undefined, fresh: string | undefined): string | undefined {
    const step = this.stepOf(from);
    if (step >= 0) return this.at((step + by + this.length) % this.length);
    return this.stepOf(fresh) >= 0 ? fresh : this.at(by > 0 ? 0 : this.length - 1);
  }

  private stepOf(placeId: string | undefined): number {
    if (placeId === undefined) return -1;
    const step = this.steps.get(placeId);
    if (step !== undefined) return step;
    const row = this.crowd?.rowOf(placeId) ?? -1;
    return row >= this.start && row < this.crowd!.located ? this.told.length + row - this.start : -1;
  }

  private at(step: number): string | undefined {
    return step < this.told.length ? this.told[step] : this.crowd?.idAt(this.start + step - this.told.length) || undefined;
  }
}
