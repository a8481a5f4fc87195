// The clustered places as a Leaflet layer: clusters and single places on one canvas, under the markers.

import type { ClusterSetting, ClusterView } from "../data/cluster_api.ts";
import { foliumLayers } from "../data/page_data.ts";
import type { PixelBox } from "../data/pixel_box.ts";
import { leafletBBox } from "../map/bbox.ts";
import { boxesOf, CLEAR, shifted, windowBox } from "../map/boxes.ts";
import { fit, MapCanvas } from "../map/canvas_layer.ts";
import { onSchemeChange } from "../page/scheme.ts";
import { AccessibleButtons, type Visible } from "./accessible_buttons.ts";
import type { Cluster } from "./clustering.ts";
import { ClusteringCache } from "./clustering_cache.ts";
import { declutter } from "./declutter.ts";
import { RADII } from "./draw.ts";
import { boxAround, type Drawn, drawnOn, inDrawingOrder } from "./drawn.ts";
import { HitTesting, hit } from "./hit_testing.ts";
import { isWithin } from "./labels.ts";
import { Picking } from "./picking.ts";
import { SymbolCanvas } from "./symbol_canvas.ts";

/** How far beyond the window is drawn, in windows, so that a drag does not run into blank canvas. */
const PADDING = 0.25;
const TILE = 256;
/** What the labels keep off, beside the symbols here. */
const OBSTACLES = ".leaflet-control, .place-marker .symbol, .place-label.is-placed";
const PANE = "clusters";

export class ClusterLayer extends MapCanvas implements ClusterView {
  readonly #layers: L.FeatureGroup[];
  readonly #buttons: AccessibleButtons;
  readonly #picking: Picking;
  readonly #clusterings: ClusteringCache;
  readonly #symbols: SymbolCanvas;
  #forgetScheme: (() => void) | undefined;
  /** The rows of a cluster that is drawn. */
  #rowsOf: (cluster: Cluster) => number[] = () => [];
  #omitted: ReadonlySet<string> = new Set();
  /** The frame in which a change of layers is drawn, or 0. */
  #frame = 0;
  /** The frame in which the places are labelled, or 0 if they are. */
  #labelling = 0;

  constructor(private readonly setting: ClusterSetting) {
    super({ padding: PADDING, pane: PANE });
    const { map, story, points, words } = setting;
    const pane = map.getPane(PANE) ?? map.createPane(PANE);
    this.#layers = foliumLayers(story);
    this.#clusterings = new ClusteringCache(points);
    this.#symbols = new SymbolCanvas(map.getContainer());
    this.#buttons = new AccessibleButtons(pane, words.places, ({ cluster }, button) =>
      this.#picking.pick(cluster, button, true),
    );
    this.#picking = new Picking(
      setting,
      this.#buttons,
      () => this.#visible(),
      (cluster) => this.#rowsOf(cluster),
    );
    new HitTesting(map, {
      at: (point) => this.#at(point),
      pick: ({ cluster }) =>
        this.#picking.pick(cluster, this.#buttons.buttonOf(cluster.key) ?? map.getContainer(), false),
      hover: (drawn) => this.#buttons.hover(drawn && !this.#symbols.isLabelled(drawn) ? this.#onMap(drawn) : null),
    });
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      ...super.getEvents(),
      popupopen: () => this.#buttons.showSoon(() => this.#visible()),
      popupclose: () => this.#buttons.showSoon(() => this.#visible()),
      layeradd: (event) => this.#switched((event as L.LayerEvent).layer),
      layerremove: (event) => this.#switched((event as L.LayerEvent).layer),
      // The basemap's names make room for the symbols and labels here.
      obstacles: (event) => this.#addObstacles((event as L.LeafletEvent & { boxes: PixelBox[] }).boxes),
    };
  }

  _initContainer(): void {
    this._container = this.#symbols.element;
    this.#forgetScheme = onSchemeChange(this.#restyle);
  }

  _destroyContainer(): void {
    this.#forgetScheme?.();
    cancelAnimationFrame(this.#frame);
    cancelAnimationFrame(this.#labelling);
    this.#symbols.element.remove();
  }

  leaveOut(placeIds: ReadonlySet<string>): void {
    this.#omitted = placeIds;
    this.#redraw();
  }

  keep(placeIds: ReadonlySet<string> | null): void {
    this.#clusterings.keep(placeIds);
    this.#buttons.wait();
    this.#redraw();
  }

  quiet(isQuiet: boolean): void {
    if (this.#symbols.isQuiet === isQuiet) return;
    this.#symbols.isQuiet = isQuiet;
    this.#redraw();
  }

  buttonFor(placeId: string): HTMLElement {
    const { points, map } = this.setting;
    this.#buttons.show(this.#visible());
    return this.#buttons.buttonOf(`row ${points.rowOf(placeId)}`) ?? map.getContainer();
  }

  labelSoon(): void {
    this.#labelling ||= requestAnimationFrame(() => this.#label());
  }

  discs(): PixelBox[] {
    return this.#boxes(this.#symbols.drawn.filter(({ symbol }) => symbol.kind === "cluster"));
  }

  protected override draw(min: L.Point, size: L.Point): void {
    fit(this.#symbols.element, min, size);
    this.#symbols.drawn = this.#drawnIn(min, size);
    this.#symbols.paint();
    this.labelSoon();
    this.#buttons.showSoon(() => this.#visible());
  }

  /** What is to be drawn on a canvas of this size whose corner is at `min`, in pixels of the map's layers. */
  #drawnIn(min: L.Point, size: L.Point): Drawn[] {
    const box = leafletBBox(
      L.latLngBounds(this._map.layerPointToLatLng(min), this._map.layerPointToLatLng(min.add(size))),
    );
    const clustering = this.#clusterings.get(this.#layers.map((layer) => this._map.hasLayer(layer)));
    const zoom = this._map.getZoom();
    this.#rowsOf = (cluster) => clustering.rowsOf(cluster, zoom);
    const look = { ...this.setting, renderer: this.#symbols.renderer };
    const drawn = clustering
      .within(box, zoom)
      .map((cluster) => drawnOn(this.corner, TILE * 2 ** zoom, cluster, look))
      .filter(({ placeId }) => !this.#omitted.has(placeId));
    const markers = this.setting.symbols().map((point) => ({ ...point.subtract(min), radius: RADII.numbered }));
    declutter(
      drawn.map(({ symbol }) => symbol),
      markers,
    );
    return drawn.sort(inDrawingOrder);
  }

  /** Label single places, where the markers and their labels have left room. */
  #label(): void {
    if (!this.#labelling) return;
    cancelAnimationFrame(this.#labelling);
    this.#labelling = 0;
    if (!this._map || !this._bounds || this._map.getContainer().classList.contains("is-flying")) return;
    const corner = this.#windowCorner();
    const obstacles = boxesOf(this._map, OBSTACLES).map((box) => shifted(box, corner));
    this.#symbols.label(
      ({ cluster }) => this.setting.points.nameAt(cluster.row),
      shifted(windowBox(this._map), corner),
      obstacles,
    );
  }

  /** Draw anew what has changed while the map stood still. */
  #redraw(): void {
    if (!this._bounds || !this._map) return;
    this._update();
    this._map.fire("labelled");
  }

  /** Several layers may be switched at once. */
  #switched(layer: L.Layer): void {
    if (this.#frame || !this.#layers.includes(layer as L.FeatureGroup)) return;
    this.#buttons.wait();
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#redraw();
    });
  }

  readonly #restyle = (): void => {
    this.#symbols.restyle();
    this.#redraw();
  };

  /** What is drawn in the window, and not under a control, where a focus would not be seen. */
  #visible(): Visible[] {
    const corner = this.#windowCorner();
    const window = windowBox(this._map);
    const controls = [...boxesOf(this._map, ".leaflet-control"), ...boxesOf(this._map, ".leaflet-popup", CLEAR)];
    return this.#symbols.drawn
      .filter(({ symbol }) => {
        const point = L.point(symbol).subtract(corner);
        return isWithin(point, window) && !controls.some((box) => isWithin(point, box));
      })
      .map((drawn) => this.#onMap(drawn));
  }

  #onMap(drawn: Drawn): Visible {
    return { drawn, at: L.point(drawn.symbol).add(this.extent().min) };
  }

  /** What a finger or a pointer means at a point of the window. */
  #at(point: L.Point): Drawn | null {
    if (!this._bounds || this._map._animatingZoom) return null;
    return hit(this.#symbols.drawn, point.add(this.#windowCorner()));
  }

  #addObstacles(boxes: PixelBox[]): void {
    if (!this._bounds) return;
    this.#label();
    boxes.push(...this.#boxes(this.#symbols.drawn), ...this.#symbols.labels.map(({ box }) => this.#inWindow(box)));
  }

  #boxes(drawn: readonly Drawn[]): PixelBox[] {
    return drawn.map(({ symbol }) => this.#inWindow(boxAround(symbol)));
  }

  /** A box of the canvas, in pixels of the map's window. */
  #inWindow(box: PixelBox): PixelBox {
    return shifted(box, this.#windowCorner().multiplyBy(-1));
  }

  /** Where on the canvas the corner of the map's window is. */
  #windowCorner(): L.Point {
    return this._map.containerPointToLayerPoint([0, 0]).subtract(this.extent().min);
  }
}
