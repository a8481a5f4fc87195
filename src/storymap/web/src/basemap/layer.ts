// The basemap as a Leaflet layer: one canvas for land, water and lines under the places, one for names above them.

import { drawGround, visit, type View } from "./draw.ts";
import type { Ground } from "./ground.ts";
import { letter, WEIGHT, write, type Lettered, type Name } from "./lettering.ts";
import { LineGrid, Placement, type Box, type Placed } from "./placement.ts";
import { readPalette, type Palette } from "./palette.ts";

export interface Sheets {
  world: Ground;
  detail: Ground | null;
  names: Name[];
  /** Below this zoom the edge of the detail would be seen, and the world's own lines serve. */
  detailFrom: number;
}

/** How far beyond the window is drawn, so that a drag does not run into blank canvas. */
const PADDING = 0.25;
/** The data's honest limit: beyond it, what is not known fades. */
const LIMIT = 9;

/** What `L.Renderer` keeps for those who extend it. */
interface RendererState {
  _map: L.Map;
  _bounds: L.Bounds;
  _container: HTMLElement;
}

export const BasemapLayer = L.Renderer.extend({
  options: { padding: PADDING, pane: "tilePane" },

  initialize(this: BasemapState, sheets: Sheets, obstacles: () => Box[]) {
    L.Renderer.prototype.initialize.call(this, { padding: PADDING, pane: "tilePane" });
    this._sheets = sheets;
    this._obstacles = obstacles;
  },

  getEvents(this: BasemapState) {
    const events = BASE.getEvents.call(this);
    return { ...events, resize: this._update, move: this._onMove, layeradd: this._later, layerremove: this._later };
  },

  _initContainer(this: BasemapState) {
    const pane = this._map.getPane("names") ?? this._map.createPane("names");
    pane.style.zIndex = "450";
    pane.style.pointerEvents = "none";
    this._container = L.DomUtil.create("canvas", "basemap");
    this._container.setAttribute("aria-hidden", "true");
    this._names = L.DomUtil.create("canvas", "basemap-names leaflet-zoom-hide", pane) as HTMLCanvasElement;
    this._names.setAttribute("aria-hidden", "true");
    this._palette = readPalette(this._map.getContainer());
    this._scheme = matchMedia("(prefers-color-scheme: dark)");
    this._onScheme = () => {
      this._palette = readPalette(this._map.getContainer());
      this._update();
    };
    this._scheme.addEventListener("change", this._onScheme);
  },

  _destroyContainer(this: BasemapState) {
    this._scheme.removeEventListener("change", this._onScheme);
    this._container.remove();
    this._names.remove();
  },

  _updatePaths() {
    // Nothing is drawn through this renderer but the basemap itself.
  },

  /** A long drag leaves what was drawn; draw again before the reader sees its edge. */
  _onMove(this: BasemapState) {
    if (this._map._animatingZoom) return;
    const corner = this._map.containerPointToLayerPoint([0, 0]);
    const seen = L.bounds(corner, corner.add(this._map.getSize()));
    if (!this._bounds?.contains(seen)) this._update();
  },

  /** Markers have come or gone: the names make room, once for all of them. */
  _later(this: BasemapState) {
    if (this._frame) return;
    this._frame = requestAnimationFrame(() => {
      this._frame = 0;
      if (this._map && !this._map._animatingZoom) this._drawNames();
    });
  },

  _update(this: BasemapState) {
    if (this._map._animatingZoom && this._bounds) return;
    BASE._update.call(this);
    const size = this._bounds.getSize();
    const density = Math.min(window.devicePixelRatio || 1, 3);
    for (const canvas of [this._container as HTMLCanvasElement, this._names]) {
      L.DomUtil.setPosition(canvas, this._bounds.min!);
      canvas.width = size.x * density;
      canvas.height = size.y * density;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    const canvas = (this._container as HTMLCanvasElement).getContext("2d")!;
    canvas.setTransform(density, 0, 0, density, 0, 0);
    canvas.fillStyle = this._palette.water;
    canvas.fillRect(0, 0, size.x, size.y);
    for (const view of this._views()) {
      drawGround(canvas, this._sheets.world, view, this._palette);
      this._drawDetail(canvas, view);
    }
    this._drawNames();
    this.fire("update");
  },

  _drawDetail(this: BasemapState, canvas: CanvasRenderingContext2D, view: View) {
    const { detail, detailFrom } = this._sheets;
    if (!detail?.window || view.zoom < detailFrom) return;
    const left = Math.round(detail.window.left * view.world - view.left);
    const right = Math.round(detail.window.right * view.world - view.left);
    const top = Math.round(detail.window.top * view.world - view.top);
    const bottom = Math.round(detail.window.bottom * view.world - view.top);
    if (right < 0 || bottom < 0 || left > view.width || top > view.height) return;
    // Whole pixels, so that no seam shows between what is near and what is far.
    canvas.save();
    canvas.beginPath();
    canvas.rect(left, top, right - left, bottom - top);
    canvas.clip();
    canvas.fillStyle = this._palette.water;
    canvas.fillRect(left, top, right - left, bottom - top);
    drawGround(canvas, detail, view, this._palette);
    canvas.restore();
  },

  /** The window on the unit square; more than one where the world is seen more than once. */
  _views(this: BasemapState): View[] {
    const zoom = this._map.getZoom();
    const world = 256 * 2 ** zoom;
    const corner = this._map.getPixelOrigin().add(this._bounds.min!);
    const { x: width, y: height } = this._bounds.getSize();
    const views = [];
    for (let copy = Math.floor(corner.x / world); copy * world < corner.x + width; copy++) {
      views.push({ zoom, world, left: corner.x - copy * world, top: corner.y, width, height });
    }
    return views;
  },

  _drawNames(this: BasemapState) {
    const density = Math.min(window.devicePixelRatio || 1, 3);
    const size = this._bounds.getSize();
    const canvas = this._names.getContext("2d")!;
    canvas.setTransform(density, 0, 0, density, 0, 0);
    canvas.clearRect(0, 0, size.x, size.y);
    const views = this._views();
    const origin = this._map.containerPointToLayerPoint([0, 0]).subtract(this._bounds.min!);
    const shown = this._map.getSize();
    const window_ = { left: origin.x, top: origin.y, right: origin.x + shown.x, bottom: origin.y + shown.y };

    const lines = new LineGrid(size.x, size.y);
    for (const view of views) {
      const near = this._sheets.detail && view.zoom >= this._sheets.detailFrom ? this._sheets.detail : this._sheets.world;
      visit([...near.countries, ...near.disputed], view, (ax, ay, bx, by) => lines.add(ax, ay, bx, by));
    }
    const measure = (text: string, font: string, spacing: number): number => {
      canvas.font = font;
      return canvas.measureText(text).width + spacing * [...text].length;
    };
    const lettered = views.flatMap((view) =>
      this._sheets.names.flatMap((name) => letter(name, view, this._palette, measure) ?? []),
    );
    const cities = lettered.filter(({ name }) => name.kind === "city" && name.rank <= 3).map(({ dot }) => dot!);
    const placement = new Placement(window_, lines, cities);
    for (const box of this._obstacles()) {
      placement.bar({
        left: box.left + origin.x,
        right: box.right + origin.x,
        top: box.top + origin.y,
        bottom: box.bottom + origin.y,
      });
    }
    const placed: Placed<Lettered>[] = [];
    const named = new Set<number>();
    for (const has of WEIGHT) {
      for (const candidate of lettered) {
        if (!has(candidate.name) || named.has(candidate.name.same)) continue;
        const found = placement.place(candidate);
        if (!found) continue;
        placed.push(found);
        if (candidate.name.same) named.add(candidate.name.same);
      }
    }
    write(canvas, placed, this._palette);
    // For those who look at the page from outside, tests among them: which names are seen.
    this._names.dataset["names"] = placed.map(({ candidate }) => candidate.name.text).join("|");
  },
}) as unknown as new (sheets: Sheets, obstacles: () => Box[]) => L.Layer;

/** Beyond the limit of the data. */
export const beyond = (zoom: number): number => Math.max(0, Math.min(1, (zoom - LIMIT) / 2));

interface BasemapState extends L.Renderer, RendererState {
  _map: L.Map & { _animatingZoom?: boolean };
  _sheets: Sheets;
  _obstacles: () => Box[];
  _names: HTMLCanvasElement;
  _palette: Palette;
  _scheme: MediaQueryList;
  _onScheme: () => void;
  _onMove: () => void;
  _later: () => void;
  _frame: number;
  _update: () => void;
  _views: () => View[];
  _drawNames: () => void;
  _drawDetail: (canvas: CanvasRenderingContext2D, view: View) => void;
}

const BASE = L.Renderer.prototype as unknown as {
  getEvents: (this: BasemapState) => Record<string, L.LeafletEventHandlerFn>;
  _update: (this: BasemapState) => void;
};
