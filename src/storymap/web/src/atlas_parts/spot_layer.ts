// The places on a canvas, as the clusters of a story's page are drawn. What is in sight is fetched when the map rests.

import { declutter } from "../clusters/declutter.ts";
import { discRadius, RADII } from "../clusters/draw.ts";
import type { Drawn } from "../clusters/drawn.ts";
import { SymbolLayer, TILE } from "../clusters/symbol_layer.ts";
import { words } from "../data/i18n.ts";
import { countWithin, type Filter, NO_FILTER } from "./filter.ts";
import type { PlaceTiles, Spot } from "./place_tiles.ts";

const PADDING = 0.3;
/** Milliseconds that the map rests before it asks. */
const REST = 120;

export interface SpotActions {
  pick: (spot: Spot, from: HTMLElement) => void;
  /** What is in the window, that with the most stories first. */
  seen: (spots: readonly Spot[]) => void;
  failed: (error: unknown) => void;
}

export class SpotLayer extends SymbolLayer {
  #spots: Spot[] = [];
  #byKey = new Map<string, Spot>();
  #filter: Filter = NO_FILTER;
  #open: Spot | null = null;
  #timer = 0;
  #asked = 0;

  constructor(
    map: L.Map,
    private readonly tiles: PlaceTiles,
    private readonly shapes: readonly string[],
    private readonly actions: SpotActions,
  ) {
    super(map, PADDING, words.places);
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      ...super.getEvents(),
      moveend: () => {
        this._update();
        this.#askSoon();
      },
    };
  }

  override _initContainer(): void {
    super._initContainer();
    this.#askSoon();
  }

  override _destroyContainer(): void {
    super._destroyContainer();
    clearTimeout(this.#timer);
  }

  filter(filter: Filter): void {
    this.#filter = filter;
    this.redraw();
    this.#tell();
  }

  /** Show a place by itself, with its name, also where it is in a cluster; null for none. */
  open(place: Spot | null): void {
    this.#open = place;
    this.redraw();
  }

  protected override drawnIn(_: L.Point, size: L.Point): Drawn[] {
    const world = TILE * 2 ** this._map.getZoom();
    const turn = Math.floor((this.corner.x + size.x / 2) / world);
    this.#byKey = new Map();
    const spots = this.#open ? [...this.#spots.filter((spot) => !this.#isOpen(spot)), this.#open] : this.#spots;
    const drawn = [-1, 0, 1].flatMap((more) =>
      spots.flatMap((spot) => this.#drawn(spot, world, turn + more, size) ?? []),
    );
    const symbols = drawn.map(({ symbol }) => symbol);
    declutter(
      symbols,
      symbols.filter(({ kind }) => kind === "numbered"),
    );
    return drawn;
  }

  #drawn(spot: Spot, world: number, turn: number, size: L.Point): Drawn | null {
    const x = Math.round((spot.x + turn) * world - this.corner.x);
    const y = Math.round(spot.y * world - this.corner.y);
    if (x < -50 || y < -50 || x > size.x + 50 || y > size.y + 50) return null;
    const isOpen = this.#isOpen(spot);
    const count = countWithin(spot.history, this.#filter);
    if (!count && !isOpen) return null;
    const key = `${spot.number} ${spot.places} ${turn}`;
    this.#byKey.set(key, spot);
    const { renderer } = this.symbols;
    const isCluster = spot.places > 1;
    const digits = isCluster ? (count < 1_000 ? words.number(count) : words.compact(count)) : "";
    const colour = spot.layer < 0 ? renderer.palette.mixed : renderer.palette.layer((spot.layer % 8) + 1);
    const radius = isCluster ? discRadius(count, renderer.width(digits, renderer.digitsFont)) : RADII.dot;
    const label = isCluster ? words.cluster(spot.places) : spot.name;
    const cluster = { x: spot.x, y: spot.y, count, layer: spot.layer, isStack: false, row: spot.number, key };
    const shape = this.shapes[Math.max(0, spot.layer) % this.shapes.length] ?? "";
    const kind = isCluster ? "cluster" : isOpen ? "numbered" : "dot";
    const half = isOpen ? RADII.numbered : radius;
    return { cluster, label, placeId: "", symbol: { x, y, radius: half, kind, colour, shape, digits } };
  }

  /** Whether this is the open place by itself: a cluster has the number of one of its places. */
  #isOpen({ number, places }: Spot): boolean {
    return places === 1 && number === this.#open?.number;
  }

  protected override nameOf({ label }: Drawn): string {
    return label;
  }

  protected override pick(drawn: Drawn, from: HTMLElement): void {
    const spot = this.#byKey.get(drawn.cluster.key);
    if (spot) this.actions.pick(spot, from);
  }

  #askSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask().catch(this.actions.failed), REST);
  }

  async #ask(): Promise<void> {
    const mine = ++this.#asked;
    const map = this._map;
    const world = TILE * 2 ** map.getZoom();
    const { min, max } = map.getPixelBounds();
    // A map may show the world more than once, or what lies across 180 degrees.
    const [left, right] = [(min?.x ?? 0) / world, (max?.x ?? world) / world];
    const [top, bottom] = [(min?.y ?? 0) / world, (max?.y ?? world) / world];
    const zoom = Math.floor(map.getZoom() + 0.25) - 1;
    const found: Spot[] = [];
    if (right - left >= 1) found.push(...(await this.tiles.within(0, top, 1, bottom, zoom)));
    else {
      const [from, to] = [left - Math.floor(left), right - Math.floor(left)];
      found.push(...(await this.tiles.within(from, top, Math.min(1, to), bottom, zoom)));
      if (to > 1) found.push(...(await this.tiles.within(0, top, to - 1, bottom, zoom)));
    }
    if (mine !== this.#asked || !this._map) return;
    this.#spots = found;
    this.redraw();
    this.#tell();
  }

  #tell(): void {
    const seen = this.visible().flatMap(({ drawn }) => {
      const spot = this.#byKey.get(drawn.cluster.key);
      // An open place may be among those of a cluster, too.
      return spot && spot !== this.#open ? { spot, count: drawn.cluster.count } : [];
    });
    this.actions.seen(seen.sort((a, b) => b.count - a.count).map(({ spot }) => spot));
  }
}
