// The crowd as a Leaflet layer: clusters and single places on one canvas, under the markers of the places that are told.

import { type Box, boxesOf } from "../map/boxes.ts";
import { latitude, longitude } from "../map/mercator.ts";
import { foliumLayers } from "../data/page_data.ts";
import { element } from "../page/dom.ts";
import { fit, MapCanvas } from "../map/canvas_layer.ts";
import { type Group, Groups } from "./clustering.ts";
import { Hand } from "./hit_testing.ts";
import type { CrowdSetting, CrowdView } from "../data/cluster_api.ts";
import { listCard } from "./stack_list.ts";
import { Mirror } from "./accessible_buttons.ts";
import { boxOf, placeNames, type Named } from "./labels.ts";
import { readPalette, type Palette } from "./palette.ts";
import { discRadius, type Mark, Pen, RADII } from "./draw.ts";
import { makeWay } from "./declutter.ts";

/** How far beyond the window is drawn, in windows, so that a drag does not run into blank canvas. */
const PADDING = 0.25;
const TILE = 256;
/** Pixels that stay free, on both sides together, around a cluster that is zoomed into. */
const EDGE = 120;
/** What the crowd's names keep off, beside its own symbols. */
const STANDING = ".leaflet-control, .place-marker .symbol, .place-label.is-placed";
/** The groups of so many choices of layers are kept: an author's views go back and forth between a few. */
const KEPT = 3;

/** A group as it is drawn; the mark's pixels are those of the canvas. */
export interface Drawn {
  group: Group;
  mark: Mark;
  /** As a screen reader says it. */
  label: string;
  /** Of a single place. */
  placeId: string;
}

export class CrowdLayer extends MapCanvas implements CrowdView {
  private readonly layers: L.FeatureGroup[];
  private readonly mirror: Mirror;
  private readonly kept = new Map<string, Groups>();
  private canvas!: HTMLCanvasElement;
  private palette!: Palette;
  private pen!: Pen;
  private scheme!: MediaQueryList;
  private drawn: Drawn[] = [];
  /** The groups and the zoom of what is drawn. */
  private source!: Groups;
  private sourceZoom = 0;
  private names: Named[] = [];
  private left: ReadonlySet<string> = new Set();
  private isQuiet = false;
  private frame = 0;
  /** The frame in which names are written, or 0 if they are. */
  private lettering = 0;

  constructor(private readonly setting: CrowdSetting) {
    super({ padding: PADDING, pane: "crowd" });
    const { map, story, words } = setting;
    if (!map.getPane("crowd")) map.createPane("crowd");
    this.layers = foliumLayers(story);
    this.mirror = new Mirror(map, words.places, (drawn, button) => this.pick(drawn, button, true));
    new Hand(map, {
      at: (point) => this.at(point),
      pick: (drawn) => this.pick(drawn, this.mirror.buttonOf(drawn.group.key) ?? map.getContainer(), false),
      tell: (drawn) => this.tell(drawn),
    });
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      ...super.getEvents(),
      layeradd: (event) => this.switched((event as L.LayerEvent).layer),
      layerremove: (event) => this.switched((event as L.LayerEvent).layer),
      // The basemap's names make room for the crowd's symbols and names.
      standing: (event) => this.stand((event as unknown as { boxes: Box[] }).boxes),
    };
  }

  _initContainer(): void {
    this.canvas = element("canvas", { class: "crowd", "aria-hidden": "true" });
    this._container = this.canvas;
    this.readColours();
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.repaint);
  }

  _destroyContainer(): void {
    this.scheme.removeEventListener("change", this.repaint);
    cancelAnimationFrame(this.frame);
    cancelAnimationFrame(this.lettering);
    this.canvas.remove();
  }

  leaveOut(placeIds: ReadonlySet<string>): void {
    this.left = placeIds;
    this.redraw();
  }

  quiet(isQuiet: boolean): void {
    if (this.isQuiet === isQuiet) return;
    this.isQuiet = isQuiet;
    this.redraw();
  }

  handleOf(placeId: string): HTMLElement {
    const { crowd, map } = this.setting;
    this.mirror.show(this.inWindow());
    return this.mirror.buttonOf(`row ${crowd.rowOf(placeId)}`) ?? map.getContainer();
  }

  letterSoon(): void {
    this.lettering ||= requestAnimationFrame(() => this.letter());
  }

  discs(): Box[] {
    return this.boxes((mark) => mark.kind === "cluster");
  }

  /** Write names beside single places, where the markers and their names have left room. */
  private letter(): void {
    if (!this.lettering) return;
    cancelAnimationFrame(this.lettering);
    this.lettering = 0;
    if (!this._map || !this._bounds || this._map.getContainer().classList.contains("is-flying")) return;
    if (this.names.length) this.paint();
    const { min } = this.extent();
    const size = this._map.getSize();
    const corner = this._map.containerPointToLayerPoint([0, 0]).subtract(min);
    const standing = boxesOf(this._map, STANDING).map(({ left, top, right, bottom }) => ({
      left: left + corner.x,
      top: top + corner.y,
      right: right + corner.x,
      bottom: bottom + corner.y,
    }));
    const window = { left: corner.x, top: corner.y, right: corner.x + size.x, bottom: corner.y + size.y };
    const { crowd } = this.setting;
    const nameOf = ({ group }: Drawn): string => (group.count === 1 ? crowd.nameAt(group.row) : "");
    this.names = placeNames(this.drawn, nameOf, window, standing, (text, isTold) =>
      this.pen.width(text, this.pen.nameFont(isTold)),
    );
    for (const { text, isTold, box } of this.names) {
      this.pen.name(text, box.left, (box.top + box.bottom) / 2, isTold && !this.isQuiet);
    }
  }

  protected override draw(min: L.Point, size: L.Point): void {
    fit(this.canvas, min, size);
    this.drawn = this.marks(min, size);
    this.paint();
    this.letterSoon();
    this.mirror.showSoon(() => this.inWindow());
  }

  private marks(min: L.Point, size: L.Point): Drawn[] {
    const { crowd } = this.setting;
    const [northWest, southEast] = [min, min.add(size)].map((point) => this._map.layerPointToLatLng(point));
    const box = { west: northWest!.lng, north: northWest!.lat, east: southEast!.lng, south: southEast!.lat };
    this.source = this.groups();
    this.sourceZoom = this._map.getZoom();
    const world = TILE * 2 ** this.sourceZoom;
    const drawn = this.source.within(box, this.sourceZoom).flatMap((group): Drawn[] => {
      if (group.count === 1 && this.left.has(crowd.idAt(group.row))) return [];
      const [x, y] = [Math.round(group.x * world - this.corner.x), Math.round(group.y * world - this.corner.y)];
      return [group.count > 1 ? this.cluster(group, x, y) : this.single(group, x, y)];
    });
    const markers = this.setting.symbols().map((point) => ({ ...point.subtract(min), radius: RADII.told }));
    makeWay(drawn.map(({ mark }) => mark), markers);
    // Small ones lie on large ones, and places on clusters.
    return drawn.sort((a, b) => Number(a.mark.kind !== "cluster") - Number(b.mark.kind !== "cluster") || b.mark.radius - a.mark.radius);
  }

  private cluster(group: Group, x: number, y: number): Drawn {
    const { crowd, words } = this.setting;
    const digits = group.count < 1_000 ? words.number(group.count) : words.compact(group.count);
    const radius = discRadius(group.count, this.pen.width(digits, this.pen.digitsFont));
    const colour = group.layer < 0 ? this.palette.mixed : this.palette.layers[crowd.symbolAt(group.row).colour]!;
    const label = group.isSpot ? words.placesHere(group.count) : words.cluster(group.count);
    return { group, label, placeId: "", mark: { x, y, radius, kind: "cluster", colour, shape: "", digits } };
  }

  private single(group: Group, x: number, y: number): Drawn {
    const { crowd, story, words } = this.setting;
    const { row } = group;
    const { colour, shape } = crowd.symbolAt(row);
    const told = Object.prototype.hasOwnProperty.call(story.places, crowd.idAt(row));
    const number = crowd.first + row;
    const kind = told ? "told" : "dot";
    return {
      group,
      label: told ? words.marker(number, crowd.nameAt(row)) : crowd.nameAt(row),
      placeId: crowd.idAt(row),
      mark: {
        x,
        y,
        radius: RADII[kind],
        kind,
        colour: this.palette.layers[colour]!,
        shape: story.shapes[shape] ?? "",
        digits: told ? words.number(number) : "",
      },
    };
  }

  private paint(): void {
    this.names = [];
    this.canvas.getContext("2d")!.clearRect(0, 0, this.canvas.width, this.canvas.height);
    for (const { mark } of this.drawn) this.pen.draw(mark, this.isQuiet);
  }

  /** Draw anew what has changed while the map stood still. */
  private redraw(): void {
    if (!this._bounds || !this._map) return;
    this._update();
    this._map.fire("labelled");
  }

  private groups(): Groups {
    const shown = this.layers.map((layer) => this._map.hasLayer(layer));
    const key = shown.map(Number).join("");
    let groups = this.kept.get(key);
    if (groups) this.kept.delete(key);
    groups ??= new Groups(this.setting.crowd, (layer) => shown[layer] ?? true);
    // The one that was used longest ago goes.
    this.kept.set(key, groups);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
    return groups;
  }

  /** Several layers may be switched at once. */
  private switched(layer: L.Layer): void {
    if (this.frame || !this.layers.includes(layer as L.FeatureGroup)) return;
    this.mirror.wait();
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.redraw();
    });
  }

  private readonly repaint = (): void => {
    this.readColours();
    this.redraw();
  };

  private readColours(): void {
    this.palette = readPalette(this._map.getContainer());
    this.pen = new Pen(this.canvas.getContext("2d")!, this.palette);
  }

  /** What is drawn in the window, and not under a control, where a focus would not be seen. */
  private inWindow(): { drawn: Drawn; at: L.Point }[] {
    const { min } = this.extent();
    const corner = this._map.containerPointToLayerPoint([0, 0]).subtract(min);
    const size = this._map.getSize();
    const controls = boxesOf(this._map, ".leaflet-control");
    return this.drawn.flatMap((drawn) => {
      const { x, y } = L.point(drawn.mark).subtract(corner);
      const isIn = x >= 0 && y >= 0 && x <= size.x && y <= size.y;
      const isUnder = controls.some(({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom);
      return isIn && !isUnder ? [{ drawn, at: L.point(drawn.mark).add(min) }] : [];
    });
  }

  /** What a finger or a pointer means at a point of the window. */
  private at(point: L.Point): Drawn | null {
    if (!this._bounds || this._map._animatingZoom) return null;
    const { x, y } = this._map.containerPointToLayerPoint(point).subtract(this.extent().min);
    let [nearest, least] = [null as Drawn | null, Infinity];
    for (const drawn of this.drawn) {
      const { mark } = drawn;
      const distance = Math.hypot(mark.x - x, mark.y - y);
      // Symbols are smaller than what a finger can aim at.
      if (distance > Math.max(mark.radius, Hand.REACH)) continue;
      // Of those that are hit, the one whose middle is nearest for its size.
      const score = distance / mark.radius;
      if (score < least) [nearest, least] = [drawn, score];
    }
    return nearest;
  }

  private pick({ group }: Drawn, opener: HTMLElement, byKey: boolean): void {
    const { crowd, actions } = this.setting;
    if (group.count === 1) {
      actions.pick(crowd.idAt(group.row), opener);
    } else if (group.isSpot) {
      const card = listCard(this.source.rowsOf(group, this.sourceZoom), this.setting, (placeId) => actions.pick(placeId, opener));
      actions.list(card, L.latLng(latitude(group.y), longitude(group.x)), opener);
    } else {
      this._map.closePopup();
      actions.taken();
      this.zoomInto(group, byKey ? opener : null);
    }
  }

  /** Show all of a cluster's places as near as the window allows; the focus goes along. */
  private zoomInto(group: Group, opener: HTMLElement | null): void {
    const { crowd, words, actions } = this.setting;
    const bounds = L.latLngBounds(this.source.rowsOf(group, this.sourceZoom).map((row) => L.latLng(crowd.pointAt(row)!)));
    const fitting = this._map.getBoundsZoom(bounds, false, L.point(EDGE, EDGE));
    const zoom = Math.min(this._map.getMaxZoom(), Math.max(fitting, this._map.getZoom() + 1));
    if (opener) {
      this._map.once("moveend", () => {
        const seen = this.inWindow();
        this.mirror.show(seen);
        this.mirror.focusNear(this._map.latLngToLayerPoint(bounds.getCenter()), opener);
        actions.say(words.placesInView(seen.reduce((sum, { drawn }) => sum + drawn.group.count, 0)));
      });
    }
    this._map.setView(bounds.getCenter(), zoom);
  }

  /** Name what lies under the pointer, if its name is not written beside it. */
  private tell(drawn: Drawn | null): void {
    const isNamed = drawn !== null && this.names.some(({ key }) => key === drawn.group.key);
    this.mirror.tip(drawn && !isNamed ? drawn : null, drawn ? L.point(drawn.mark.x, drawn.mark.y).add(this.extent().min) : null);
  }

  private stand(boxes: Box[]): void {
    if (!this._bounds) return;
    this.letter();
    boxes.push(...this.boxes(() => true), ...this.names.map(({ box }) => this.toWindow(box)));
  }

  private boxes(isAsked: (mark: Mark) => boolean): Box[] {
    return this.drawn.filter(({ mark }) => isAsked(mark)).map(({ mark }) => this.toWindow(boxOf(mark)));
  }

  /** From the canvas to the map's window. */
  private toWindow({ left, top, right, bottom }: Box): Box {
    const { x, y } = this._map.containerPointToLayerPoint([0, 0]).subtract(this.extent().min);
    return { left: left - x, top: top - y, right: right - x, bottom: bottom - y };
  }
}
