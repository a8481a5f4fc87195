// The places on a canvas, as the clusters of a story's page are drawn. What is in sight is fetched when the map rests.

import { AccessibleButtons, type Visible } from "../clusters/accessible_buttons.ts";
import { declutter } from "../clusters/declutter.ts";
import { discRadius, RADII } from "../clusters/draw.ts";
import { boxAround, type Drawn, inDrawingOrder } from "../clusters/drawn.ts";
import { HitTesting, hit } from "../clusters/hit_testing.ts";
import { isWithin } from "../clusters/labels.ts";
import { SymbolCanvas } from "../clusters/symbol_canvas.ts";
import { words } from "../data/i18n.ts";
import type { PixelBox } from "../data/pixel_box.ts";
import { boxesOf, shifted, windowBox } from "../map/boxes.ts";
import { fit, MapCanvas } from "../map/canvas_layer.ts";
import { onSchemeChange } from "../page/scheme.ts";
import { countWithin, type Filter, NO_FILTER } from "./filter.ts";
import type { PlaceTiles, Spot } from "./place_tiles.ts";

const PANE = "clusters";
const TILE = 256;
const PADDING = 0.3;
/** Milliseconds that the map rests before it asks. */
const REST = 120;
const OBSTACLES = ".leaflet-control";

export interface SpotActions {
  pick: (spot: Spot, from: HTMLElement) => void;
  /** What is in the window, that with the most stories first. */
  seen: (spots: readonly Spot[]) => void;
  failed: (error: unknown) => void;
}

export class SpotLayer extends MapCanvas {
  readonly #symbols: SymbolCanvas;
  readonly #buttons: AccessibleButtons;
  #spots: Spot[] = [];
  #byKey = new Map<string, Spot>();
  #filter: Filter = NO_FILTER;
  #open: Spot | null = null;
  #timer = 0;
  #asked = 0;
  #forgetScheme: (() => void) | undefined;

  constructor(
    map: L.Map,
    private readonly tiles: PlaceTiles,
    private readonly shapes: readonly string[],
    private readonly actions: SpotActions,
  ) {
    super({ padding: PADDING, pane: PANE });
    const pane = map.getPane(PANE) ?? map.createPane(PANE);
    this.#symbols = new SymbolCanvas(map.getContainer());
    this.#buttons = new AccessibleButtons(pane, words.places, (drawn, button) => this.#pick(drawn, button));
    new HitTesting(map, {
      at: (point) => this.#at(point),
      pick: (drawn) => this.#pick(drawn, this.#buttons.buttonOf(drawn.cluster.key) ?? map.getContainer()),
      hover: (drawn) => this.#buttons.hover(drawn && !this.#symbols.isLabelled(drawn) ? this.#onMap(drawn) : null),
    });
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      ...super.getEvents(),
      moveend: () => {
        this._update();
        this.#askSoon();
      },
      obstacles: (event) => this.#addObstacles((event as L.LeafletEvent & { boxes: PixelBox[] }).boxes),
    };
  }

  _initContainer(): void {
    this._container = this.#symbols.element;
    this.#forgetScheme = onSchemeChange(() => {
      this.#symbols.restyle();
      this.#redraw();
    });
    this.#askSoon();
  }

  _destroyContainer(): void {
    this.#forgetScheme?.();
    clearTimeout(this.#timer);
    this.#symbols.element.remove();
  }

  filter(filter: Filter): void {
    this.#filter = filter;
    this.#redraw();
    this.#tell();
  }

  /** Show a place by itself, with its name, also where it is in a cluster; null for none. */
  open(place: Spot | null): void {
    this.#open = place;
    this.#redraw();
  }

  protected override draw(min: L.Point, size: L.Point): void {
    fit(this.#symbols.element, min, size);
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
    this.#symbols.drawn = drawn.sort(inDrawingOrder);
    this.#symbols.paint();
    this.#label();
    this.#buttons.showSoon(() => this.#visible());
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
    const { renderer } = this.#symbols;
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

  #pick(drawn: Drawn, from: HTMLElement): void {
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
    this.#redraw();
    this.#tell();
  }

  #tell(): void {
    const seen = this.#visible().flatMap(({ drawn }) => {
      const spot = this.#byKey.get(drawn.cluster.key);
      // An open place may be among those of a cluster, too.
      return spot && spot !== this.#open ? { spot, count: drawn.cluster.count } : [];
    });
    this.actions.seen(seen.sort((a, b) => b.count - a.count).map(({ spot }) => spot));
  }

  #label(): void {
    const corner = this.#windowCorner();
    const obstacles = boxesOf(this._map, OBSTACLES).map((box) => shifted(box, corner));
    this.#symbols.label(({ label }) => label, shifted(windowBox(this._map), corner), obstacles);
  }

  #redraw(): void {
    if (!this._bounds || !this._map) return;
    this._update();
    this._map.fire("labelled");
  }

  #visible(): Visible[] {
    const corner = this.#windowCorner();
    const window = windowBox(this._map);
    return this.#symbols.drawn
      .filter(({ symbol }) => isWithin(L.point(symbol).subtract(corner), window))
      .map((drawn) => this.#onMap(drawn));
  }

  #onMap(drawn: Drawn): Visible {
    return { drawn, at: L.point(drawn.symbol).add(this.extent().min) };
  }

  #at(point: L.Point): Drawn | null {
    if (!this._bounds || this._map._animatingZoom) return null;
    return hit(this.#symbols.drawn, point.add(this.#windowCorner()));
  }

  #addObstacles(boxes: PixelBox[]): void {
    if (!this._bounds) return;
    const back = this.#windowCorner().multiplyBy(-1);
    boxes.push(...this.#symbols.drawn.map(({ symbol }) => shifted(boxAround(symbol), back)));
    boxes.push(...this.#symbols.labels.map(({ box }) => shifted(box, back)));
  }

  #windowCorner(): L.Point {
    return this._map.containerPointToLayerPoint([0, 0]).subtract(this.extent().min);
  }
}
