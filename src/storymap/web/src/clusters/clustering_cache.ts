// The clusterings of the last few choices of layers: an author's views go back and forth between a few.

import type { PointTable } from "../data/point_table.ts";
import { Clustering } from "./clustering.ts";

const MOST = 3;

export class ClusteringCache {
  readonly #cached = new Map<string, Clustering>();
  #kept: ReadonlySet<string> | null = null;

  constructor(private readonly points: PointTable) {}

  /** Cluster these places alone, or all. */
  keep(placeIds: ReadonlySet<string> | null): void {
    this.#kept = placeIds;
    this.#cached.clear();
  }

  /** The clustering of the places whose layers are shown; `shown` is by position in `Story.layers`. */
  get(shown: readonly boolean[]): Clustering {
    const key = shown.map(Number).join("");
    const isShown = (layer: number, row: number): boolean =>
      (shown[layer] ?? true) && (this.#kept?.has(this.points.idAt(row)) ?? true);
    const clustering = this.#cached.get(key) ?? new Clustering(this.points, isShown);
    // Last used, last in the order: the one that was used longest ago goes.
    this.#cached.delete(key);
    this.#cached.set(key, clustering);
    const [oldest] = this.#cached.keys();
    if (this.#cached.size > MOST && oldest !== undefined) this.#cached.delete(oldest);
    return clustering;
  }
}
