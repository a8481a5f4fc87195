// Places as symbols on one canvas of the map: found by pointer and finger, there again as buttons, with labels that keep
// off each other. What the symbols stand for, and what picking one does, is up to who extends this.

import type { PixelBox } from "../data/pixel_box.ts";
import { boxesOf, CLEAR, shifted, windowBox } from "../map/boxes.ts";
import { fit, MapCanvas } from "../map/canvas_layer.ts";
import { onSchemeChange } from "../page/scheme.ts";
import { AccessibleButtons, type Visible } from "./accessible_buttons.ts";
import { boxAround, type Drawn, inDrawingOrder } from "./drawn.ts";
import { HitTesting, hit } from "./hit_testing.ts";
import { isWithin } from "./labels.ts";
import { SymbolCanvas } from "./symbol_canvas.ts";

/** What the labels keep off, beside the symbols here. */
const OBSTACLES = ".leaflet-control, .place-marker .symbol, .place-label.is-placed";
const PANE = "clusters";
/** Pixels of the world's width at zoom 0. */
export const TILE = 256;

export abstract class SymbolLayer extends MapCanvas {
  protected readonly symbols: SymbolCanvas;
  protected readonly buttons: AccessibleButtons;
  #forgetScheme: (() => void) | undefined;
  /** The frame in which the places are labelled, or 0 if they are. */
  #labelling = 0;

  /** `padding` is how far beyond the window is drawn, in windows; `name` is what the buttons are called together. */
  constructor(map: L.Map, padding: number, name: string) {
    super({ padding, pane: PANE });
    const pane = map.getPane(PANE) ?? map.createPane(PANE);
    this.symbols = new SymbolCanvas(map.getContainer());
    this.buttons = new AccessibleButtons(pane, name, (drawn, button) => this.pick(drawn, button, true));
    new HitTesting(map, {
      at: (point) =>
        this._bounds && !this._map._animatingZoom ? hit(this.symbols.drawn, point.add(this.#corner())) : null,
      pick: (drawn) => this.pick(drawn, this.buttons.buttonOf(drawn.cluster.key) ?? map.getContainer(), false),
      hover: (drawn) => this.buttons.hover(drawn && !this.symbols.isLabelled(drawn) ? this.#onMap(drawn) : null),
    });
  }

  /** A symbol was picked, by its button or on the canvas. */
  protected abstract pick(drawn: Drawn, from: HTMLElement, byKey: boolean): void;

  /** What is to be drawn on a canvas of this size whose corner is at `min`, in pixels of the map's layers. */
  protected abstract drawnIn(min: L.Point, size: L.Point): Drawn[];

  /** What a single place is labelled with. */
  protected abstract nameOf(drawn: Drawn): string;

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      ...super.getEvents(),
      // The basemap's names make room for the symbols and labels here.
      obstacles: (event) => this.#addObstacles((event as L.LeafletEvent & { boxes: PixelBox[] }).boxes),
    };
  }

  _initContainer(): void {
    this._container = this.symbols.element;
    this.#forgetScheme = onSchemeChange(() => {
      this.symbols.restyle();
      this.redraw();
    });
  }

  _destroyContainer(): void {
    cancelAnimationFrame(this.#labelling);
    this.#forgetScheme?.();
    this.symbols.element.remove();
  }

  labelSoon(): void {
    this.#labelling ||= requestAnimationFrame(() => this.#label());
  }

  protected override draw(min: L.Point, size: L.Point): void {
    fit(this.symbols.element, min, size);
    this.symbols.drawn = this.drawnIn(min, size).sort(inDrawingOrder);
    this.symbols.paint();
    this.labelSoon();
    this.buttons.showSoon(() => this.visible());
  }

  /** Draw anew what has changed while the map stood still. */
  protected redraw(): void {
    if (!this._bounds || !this._map) return;
    this._update();
    this._map.fire("labelled");
  }

  /** Label single places, where the markers and their labels have left room. */
  #label(): void {
    if (!this.#labelling) return;
    cancelAnimationFrame(this.#labelling);
    this.#labelling = 0;
    if (!this._map || !this._bounds || this._map.getContainer().classList.contains("is-flying")) return;
    const corner = this.#corner();
    const obstacles = boxesOf(this._map, OBSTACLES).map((box) => shifted(box, corner));
    this.symbols.label((drawn) => this.nameOf(drawn), shifted(windowBox(this._map), corner), obstacles);
  }

  /** What is drawn in the window, and not under a control, where a focus would not be seen. */
  protected visible(): Visible[] {
    const corner = this.#corner();
    const window = windowBox(this._map);
    const controls = [...boxesOf(this._map, ".leaflet-control"), ...boxesOf(this._map, ".leaflet-popup", CLEAR)];
    return this.symbols.drawn
      .filter(({ symbol }) => {
        const point = L.point(symbol).subtract(corner);
        return isWithin(point, window) && !controls.some((box) => isWithin(point, box));
      })
      .map((drawn) => this.#onMap(drawn));
  }

  /** The boxes of symbols, in pixels of the map's window. */
  protected boxes(drawn: readonly Drawn[]): PixelBox[] {
    return drawn.map(({ symbol }) => this.#inWindow(boxAround(symbol)));
  }

  #addObstacles(boxes: PixelBox[]): void {
    if (!this._bounds) return;
    this.#label();
    boxes.push(...this.boxes(this.symbols.drawn), ...this.symbols.labels.map(({ box }) => this.#inWindow(box)));
  }

  #onMap(drawn: Drawn): Visible {
    return { drawn, at: L.point(drawn.symbol).add(this.extent().min) };
  }

  #inWindow(box: PixelBox): PixelBox {
    return shifted(box, this.#corner().multiplyBy(-1));
  }

  /** Where on the canvas the corner of the map's window is. */
  #corner(): L.Point {
    return this._map.containerPointToLayerPoint([0, 0]).subtract(this.extent().min);
  }
}
