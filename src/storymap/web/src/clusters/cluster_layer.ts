// The clustered places as a Leaflet layer, under the markers.

import type { ClusterSetting, ClusterView } from "../data/cluster_api.ts";
import { foliumLayers } from "../data/page_data.ts";
import type { PixelBox } from "../data/pixel_box.ts";
import { leafletBBox } from "../map/bbox.ts";
import type { Cluster } from "./clustering.ts";
import { ClusteringCache } from "./clustering_cache.ts";
import { declutter } from "./declutter.ts";
import { RADII } from "./draw.ts";
import { type Drawn, drawnOn } from "./drawn.ts";
import { Picking } from "./picking.ts";
import { SymbolLayer, TILE } from "./symbol_layer.ts";

/** How far beyond the window is drawn, in windows, so that a drag does not run into blank canvas. */
const PADDING = 0.25;
export class ClusterLayer extends SymbolLayer implements ClusterView {
  readonly #layers: L.FeatureGroup[];
  readonly #picking: Picking;
  readonly #clusterings: ClusteringCache;
  /** The rows of a cluster that is drawn. */
  #rowsOf: (cluster: Cluster) => number[] = () => [];
  #omitted: ReadonlySet<string> = new Set();
  /** The frame in which a change of layers is drawn, or 0. */
  #frame = 0;

  constructor(private readonly setting: ClusterSetting) {
    super(setting.map, PADDING, setting.words.places);
    const { story, points } = setting;
    this.#layers = foliumLayers(story);
    this.#clusterings = new ClusteringCache(points);
    this.#picking = new Picking(
      setting,
      this.buttons,
      () => this.visible(),
      (cluster) => this.#rowsOf(cluster),
    );
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      ...super.getEvents(),
      popupopen: () => this.buttons.showSoon(() => this.visible()),
      popupclose: () => this.buttons.showSoon(() => this.visible()),
      layeradd: (event) => this.#switched((event as L.LayerEvent).layer),
      layerremove: (event) => this.#switched((event as L.LayerEvent).layer),
    };
  }

  override _destroyContainer(): void {
    super._destroyContainer();
    cancelAnimationFrame(this.#frame);
  }

  protected override pick({ cluster }: Drawn, from: HTMLElement, byKey: boolean): void {
    this.#picking.pick(cluster, from, byKey);
  }

  protected override nameOf({ cluster }: Drawn): string {
    return this.setting.points.nameAt(cluster.row);
  }

  leaveOut(placeIds: ReadonlySet<string>): void {
    this.#omitted = placeIds;
    this.redraw();
  }

  keep(placeIds: ReadonlySet<string> | null): void {
    this.#clusterings.keep(placeIds);
    this.buttons.wait();
    this.redraw();
  }

  quiet(isQuiet: boolean): void {
    if (this.symbols.isQuiet === isQuiet) return;
    this.symbols.isQuiet = isQuiet;
    this.redraw();
  }

  buttonFor(placeId: string): HTMLElement {
    const { points, map } = this.setting;
    this.buttons.show(this.visible());
    return this.buttons.buttonOf(`row ${points.rowOf(placeId)}`) ?? map.getContainer();
  }

  discs(): PixelBox[] {
    return this.boxes(this.symbols.drawn.filter(({ symbol }) => symbol.kind === "cluster"));
  }

  protected override drawnIn(min: L.Point, size: L.Point): Drawn[] {
    const box = leafletBBox(
      L.latLngBounds(this._map.layerPointToLatLng(min), this._map.layerPointToLatLng(min.add(size))),
    );
    const clustering = this.#clusterings.get(this.#layers.map((layer) => this._map.hasLayer(layer)));
    const zoom = this._map.getZoom();
    this.#rowsOf = (cluster) => clustering.rowsOf(cluster, zoom);
    const look = { ...this.setting, renderer: this.symbols.renderer };
    const drawn = clustering
      .within(box, zoom)
      .map((cluster) => drawnOn(this.corner, TILE * 2 ** zoom, cluster, look))
      .filter(({ placeId }) => !this.#omitted.has(placeId));
    const markers = this.setting.symbols().map((point) => ({ ...point.subtract(min), radius: RADII.numbered }));
    declutter(
      drawn.map(({ symbol }) => symbol),
      markers,
    );
    return drawn;
  }

  /** Several layers may be switched at once. */
  #switched(layer: L.Layer): void {
    if (this.#frame || !this.#layers.includes(layer as L.FeatureGroup)) return;
    this.buttons.wait();
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.redraw();
    });
  }
}
