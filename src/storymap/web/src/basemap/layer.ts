// The basemap as a Leaflet layer: one canvas for land, water and lines under the places, one for names above them.

// biome-ignore-all lint/style/noNonNullAssertion: Leaflet calls onAdd, which makes these, first; an index runs below its length.

import { words } from "../data/i18n.ts";
import type { PixelBox } from "../data/pixel_box.ts";
import { boxesOf } from "../map/boxes.ts";
import { fit, MapCanvas } from "../map/canvas_layer.ts";
import { element } from "../page/dom.ts";
import { onSchemeChange } from "../page/scheme.ts";
import { drawContext } from "./context.ts";
import { type DecodedBasemap, type Detail, shownDetails } from "./decode.ts";
import { drawFading } from "./detail_edge.ts";
import { drawBase, type Viewport, type Visit } from "./draw.ts";
import { LabelLayer, type Names } from "./label_layer.ts";
import { covers, isVague, labelLines, preparing } from "./label_lines.ts";
import { paintLabels } from "./label_painter.ts";
import { layout } from "./label_style.ts";
import type { LineGrid } from "./line_grid.ts";
import { type BasemapPalette, readPalette } from "./palette.ts";

/** How far beyond the window is drawn, in windows, so that a drag does not run into blank canvas. */
const PADDING = 0.2;
/** What the names keep off: buttons, the symbols of places, and their own names. */
const STANDING = ".leaflet-control, .place-marker .symbol, .place-label.is-placed";

export class BasemapLayer extends MapCanvas {
  readonly #basemap: DecodedBasemap;
  readonly #labelLayer: LabelLayer;
  #background!: HTMLCanvasElement;
  #labels!: HTMLCanvasElement;
  #palette!: BasemapPalette;
  #forgetScheme!: () => void;
  #frame = 0;
  #isDue: boolean;
  #isHeld: boolean;
  #isUnlabelled = false;

  /** One that `isHeld` draws nothing before it is told to, step by step, or released: the map is being put together. */
  constructor(basemap: DecodedBasemap, isHeld = false) {
    super({ padding: PADDING, pane: "tilePane" });
    this.#isHeld = isHeld;
    this.#isDue = isHeld;
    this.#basemap = basemap;
    this.#labelLayer = new LabelLayer(basemap.labels);
  }

  override getAttribution(): string {
    // The style sheet shows the second part where the lines are less exact than the map is near.
    const limit = element("span", { class: "lines-limit" }, ` · ${words.lines}`);
    return element("span", {}, this.#basemap.credit, limit).innerHTML;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      ...super.getEvents(),
      zoomstart: () => this.#labels.classList.add("is-waiting"),
      // The symbols and names of the places have their places: the others make room.
      labelled: () => this.#labelSoon(),
    };
  }

  _initContainer(): void {
    const pane = this._map.getPane("names") ?? this._map.createPane("names");
    this.#background = L.DomUtil.create("canvas", "basemap");
    this.#labels = L.DomUtil.create("canvas", "basemap-names leaflet-zoom-hide", pane);
    for (const canvas of [this.#background, this.#labels]) canvas.setAttribute("aria-hidden", "true");
    this._container = this.#background;
    this.#palette = readPalette(this._map.getContainer());
    this.#forgetScheme = onSchemeChange(this.#repaint);
  }

  _destroyContainer(): void {
    this.#forgetScheme();
    cancelAnimationFrame(this.#frame);
    this.#background.remove();
    this.#labels.remove();
  }

  /** Drawn once all that happens in this turn has happened, before the browser shows it: on its way a map is drawn thrice. */
  protected override draw(): void {
    if (!this.#isDue) queueMicrotask(() => this.settle());
    this.#isDue = true;
    this.#labelSoon();
  }

  /** From now on it draws by itself, what is due at once. */
  release(): void {
    this.settle();
    this.#isHeld = false;
    if (this.#isUnlabelled) this.#labelSoon();
  }

  /** What the first drawing needs, for the view that the map has now: it takes longer than the drawing itself. */
  preparing(): (() => void)[] {
    const { size } = this.extent();
    return preparing(this.#basemap, this.#views(this.corner, size), this._map.getSize());
  }

  /** Draw now what waits for the end of the turn. */
  settle(): void {
    if (!this.#isDue) return;
    this.#isDue = false;
    if (!this._map) return;
    const { min, size } = this.extent();
    fit(this.#background, min, size);
    this.#drawBackground(size);
  }

  readonly #repaint = (): void => {
    this.#palette = readPalette(this._map.getContainer());
    this._update();
  };

  #drawBackground(size: L.Point): void {
    const canvas = this.#background.getContext("2d")!;
    canvas.fillStyle = this.#palette.water;
    canvas.fillRect(0, 0, size.x, size.y);
    for (const view of this.#views(this.corner, size)) {
      // Beyond the map's south end lies the rest of Antarctica.
      const south = Math.round(view.world - view.top) - 1;
      if (south < size.y) {
        canvas.fillStyle = this.#palette.land;
        canvas.fillRect(0, Math.max(0, south), size.x, size.y);
      }
      const details = this.#details(view.zoom);
      const whole = details.some(({ window }) => covers(window, view));
      if (!whole) drawBase(canvas, this.#basemap.world(), view, this.#palette);
      for (const detail of details) this.#drawDetail(canvas, detail, view);
      drawContext(canvas, this.#basemap.context, view, this.#palette);
    }
  }

  #drawDetail(canvas: CanvasRenderingContext2D, detail: Detail, view: Viewport): void {
    const left = detail.window.left * view.world - view.left;
    const right = detail.window.right * view.world - view.left;
    const top = detail.window.top * view.world - view.top;
    const bottom = detail.window.bottom * view.world - view.top;
    if (right < 0 || bottom < 0 || left > view.width || top > view.height) return;
    const draw = (layer: CanvasRenderingContext2D): void => {
      layer.fillStyle = this.#palette.water;
      layer.fillRect(0, 0, view.width, view.height);
      drawBase(layer, detail.shapes(), view, this.#palette);
    };
    if (covers(detail.window, view)) draw(canvas);
    else drawFading(canvas, { left, top, right, bottom }, draw);
  }

  /** The details that this zoom shows: where the window, or the largest that was foreseen, lies within their box. */
  #details(zoom: number): Detail[] {
    return shownDetails(this.#basemap.details, zoom, this._map.getSize());
  }

  /**
   * A canvas on the unit square: its corner is in pixels of the world. Several where the world is seen more than once, or
   * what lies beyond 180 degrees.
   */
  #views(corner: L.Point, { x: width, y: height }: L.Point): Viewport[] {
    const zoom = this._map.getZoom();
    const world = 256 * 2 ** zoom;
    const views: Viewport[] = [];
    const last = Math.floor((corner.x + width) / world) + 1;
    for (let turn = Math.floor(corner.x / world) - 1; turn <= last; turn++) {
      views.push({ zoom, world, left: corner.x - turn * world, top: corner.y, width, height });
    }
    return views;
  }

  /** Draw the names once all that happens in this turn has happened. */
  #labelSoon(): void {
    this.#isUnlabelled = true;
    if (this.#frame || this.#isHeld) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (!this._map || this._map._animatingZoom) return;
      // While the map flies labels would come and go; they come when it rests.
      if (this._map.getContainer().classList.contains("is-flying")) return;
      for (const step of this.labelling()) step();
    });
  }

  /** What writes the names, one step after the other: the first time they are as many tasks. */
  labelling(): (() => void)[] {
    // Names stand whole in the window, so their canvas is no larger.
    const size = this._map.getSize();
    const min = this._map.containerPointToLayerPoint([0, 0]);
    const views = this.#views(this._map.getPixelOrigin().add(min), size);
    const window = { left: 0, top: 0, right: size.x, bottom: size.y };
    let lines: LineGrid;
    let placed: Names = [];
    this.#isUnlabelled = false;
    const canvas = this.#labels.getContext("2d")!;
    return [
      () => {
        fit(this.#labels, min, size);
        lines = this.#lines(views, min, size);
        this._map.getContainer().classList.toggle("is-vague", isVague(this.#basemap, views, size));
      },
      () => {
        placed = this.#labelLayer.place(canvas, { views, window, lines, standing: this.#standing() }, this.#palette);
      },
      () => {
        canvas.clearRect(0, 0, size.x, size.y);
        paintLabels(canvas, placed, this.#palette);
        // For those who look at the page from outside, tests among them: which names are seen.
        this.#labels.dataset["names"] = placed.map(({ candidate }) => candidate.label.text).join("|");
        this.#labels.classList.remove("is-waiting");
      },
    ];
  }

  /** What the names keep off; others on the map may add to it. */
  #standing(): PixelBox[] {
    const boxes = boxesOf(this._map, STANDING, 2);
    this._map.fire("obstacles", { boxes });
    return boxes;
  }

  #lines(views: Viewport[], corner: L.Point, size: L.Point): LineGrid {
    const lines = labelLines(this.#basemap, views, size);
    this.#placeLines(corner, (ax, ay, bx, by) => lines.add(ax, ay, bx, by, layout.lines.weights.place));
    return lines;
  }

  /** The outlines of the story's own places. */
  #placeLines(corner: L.Point, see: Visit): void {
    const visitLine = (line: NestedLine): void => {
      if (line[0] instanceof L.LatLng) {
        const points = (line as L.LatLng[]).map((point) => this._map.latLngToLayerPoint(point).subtract(corner));
        points.slice(1).forEach(({ x, y }, i) => {
          see(points[i]!.x, points[i]!.y, x, y);
        });
      } else for (const part of line as NestedLine[]) visitLine(part);
    };
    this._map.eachLayer((layer) => {
      if (layer instanceof L.Polyline) visitLine(layer.getLatLngs());
    });
  }
}

type NestedLine = L.LatLng[] | L.LatLng[][] | L.LatLng[][][] | NestedLine[];
