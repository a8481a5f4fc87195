// Drawing a point, a line or an area: by clicks, by taps, or by keys. By key the map is moved under a cross in its middle,
// Enter sets a corner there, and Backspace takes the last one back.

import { element } from "../page/dom.ts";
import type { Draw } from "../preview/contract.ts";
import { editTools } from "./edit_tools.ts";
import { type At, decimalsAt, rounded, wrapped } from "./edited_geometry.ts";
import { nudge } from "./nudging.ts";
import type { Tools } from "./tools.ts";

type Drawn = "Point" | "LineString" | "Polygon";

const HOLDER = "drawing";
/** Corners that each needs. */
const LEAST: Record<Drawn, number> = { Point: 1, LineString: 2, Polygon: 3 };
/** Pixels that an arrow key moves the map, with Shift and without. */
const STEPS = { large: 60, small: 10 };
const HINTS: Record<Drawn, string> = { Point: "drawPoint", LineString: "drawLine", Polygon: "drawArea" };
const LACKING: Record<Drawn, string> = { Point: "drawPoint", LineString: "leastOfLine", Polygon: "leastOfArea" };

export class Drawing {
  readonly #cross = element("div", { class: "working-cross", "aria-hidden": "true" });
  readonly #container: HTMLElement;
  #shape: Drawn | null = null;
  #isEnding = false;
  #layer: L.Polyline | L.Polygon | null = null;
  #point: L.Marker | null = null;

  constructor(
    private readonly tools: Tools,
    private readonly events: { began: () => void; ended: () => void },
  ) {
    this.#container = tools.map.getContainer();
    this.#cross.hidden = true;
    this.#container.append(this.#cross);
    this.#container.addEventListener("keydown", (event) => this.#press(event), { capture: true });
    this.#container.addEventListener("pointermove", () => (this.#cross.hidden = true), { passive: true });
    tools.map.on("move", () => this.#aim());
    for (const type of ["pointerdown", "keydown"])
      window.addEventListener(type, () => (this.#isEnding = false), { capture: true, passive: true });
  }

  get isOn(): boolean {
    return this.#shape !== null;
  }

  /** Whether a press is the drawing's: also the click that comes after the press that ended it. */
  get isBusy(): boolean {
    return this.isOn || this.#isEnding;
  }

  do(shape: Draw["shape"]): void {
    if (shape === "done") this.#finish();
    else if (shape === "") this.#end(null);
    else this.#begin(shape);
  }

  #begin(shape: Drawn): void {
    const wasOn = this.isOn;
    this.#clear();
    this.#shape = shape;
    if (!wasOn) this.events.began();
    const { map, hold, hint, texts } = this.tools;
    hold.take(HOLDER);
    map.doubleClickZoom.disable();
    this.#container.classList.add("is-drawing");
    this.#start();
    hint.show(texts.say(HINTS[shape]));
    this.#cross.hidden = false;
    this.#container.focus({ preventScroll: true });
  }

  #start(): void {
    const tools = editTools(this.tools.map);
    if (this.#shape === "Point") {
      const icon = L.divIcon({ className: "working-point", iconSize: [16, 16] });
      const point = tools.startMarker(undefined, { icon, keyboard: false, interactive: false });
      point.on("editable:drawing:commit", () => this.#end([point.getLatLng()]));
      this.#point = point;
      return;
    }
    const options = { className: "working-drawing" };
    const layer: L.Polyline | L.Polygon =
      this.#shape === "Polygon" ? tools.startPolygon(undefined, options) : tools.startPolyline(undefined, options);
    layer.on("editable:drawing:commit", () => this.#finish());
    layer.on("editable:vertex:rawclick", (event) => (event as L.Editable.VertexEvent).cancel());
    this.#layer = layer;
  }

  /** Say what is drawn, if it is enough for a shape. */
  #finish(): void {
    const shape = this.#shape;
    if (!shape) return;
    const corners = shape === "Point" ? [this.tools.map.getCenter()] : this.#corners();
    if (corners.length < LEAST[shape]) this.tools.hint.show(this.tools.texts.say(LACKING[shape]));
    else this.#end(corners);
  }

  #end(corners: readonly At[] | null): void {
    const shape = this.#shape;
    if (!shape) return;
    const geometry = corners && this.#geometry(shape, corners);
    this.#clear();
    this.#shape = null;
    this.#isEnding = true;
    const { channel, hint, hold, map } = this.tools;
    map.doubleClickZoom.enable();
    this.#container.classList.remove("is-drawing");
    this.#cross.hidden = true;
    hint.hide();
    channel.say({ say: "drawn", geometry });
    hold.leave(HOLDER);
    this.events.ended();
  }

  #geometry(shape: Drawn, corners: readonly At[]): Record<string, unknown> {
    const decimals = decimalsAt(this.tools.map.getZoom());
    // All in one turn of the earth, or a line would go around it.
    const turn = wrapped(corners[0]?.lng ?? 0) - (corners[0]?.lng ?? 0);
    const line = corners.map(({ lat, lng }) => [rounded(lng + turn, decimals), rounded(lat, decimals)]);
    if (shape === "Point") return { type: shape, coordinates: line[0] };
    return { type: shape, coordinates: shape === "Polygon" ? [[...line, line[0]]] : line };
  }

  #clear(): void {
    const layer = this.#layer ?? this.#point;
    this.#layer = null;
    this.#point = null;
    if (!layer) return;
    layer.off();
    editTools(this.tools.map).stopDrawing();
    layer.disableEdit();
    layer.remove();
  }

  #corners(): L.LatLng[] {
    const positions = this.#layer?.getLatLngs() ?? [];
    const [first] = positions;
    return (Array.isArray(first) ? first : positions) as L.LatLng[];
  }

  #press(event: KeyboardEvent): void {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey;
    if (!this.isOn || !(isUndo || this.#act(event))) return;
    if (isUndo) this.#takeBack();
    event.preventDefault();
    event.stopPropagation();
  }

  #act(event: KeyboardEvent): boolean {
    if (event.key === "Escape") this.#end(null);
    else if (event.target !== this.#container) return false;
    else if (event.key === "Enter") this.#set();
    else if (event.key === "Backspace") this.#takeBack();
    else return this.#move(event);
    return true;
  }

  #move(event: KeyboardEvent): boolean {
    const by = nudge(event, STEPS.large, STEPS.small);
    if (!by) return false;
    this.#cross.hidden = false;
    this.tools.map.panBy(by, { animate: false });
    const { lat, lng } = this.tools.map.getCenter();
    const decimals = decimalsAt(this.tools.map.getZoom());
    this.tools.hint.follow(`${rounded(lat, decimals)}, ${rounded(wrapped(lng), decimals)}`);
    return true;
  }

  /** A corner in the middle of the map; the same one twice ends the shape. */
  #set(): void {
    const at = this.tools.map.getCenter();
    const corners = this.#corners();
    const editor = this.#layer?.editor;
    if (!editor || corners[corners.length - 1]?.equals(at)) {
      this.#finish();
      return;
    }
    if (!editor.isConnected()) editor.connect();
    editor.push(L.latLng(at.lat, at.lng));
    this.tools.hint.show(this.tools.texts.say("cornerSet", { count: corners.length + 1 }));
  }

  #takeBack(): void {
    if (this.#corners().length > 1) this.#layer?.editor?.pop();
    else if (this.#layer) {
      this.#clear();
      this.#start();
    }
  }

  /** The line to the next corner follows the cross. */
  #aim(): void {
    if (this.#cross.hidden || !this.#layer?.editor) return;
    this.#layer.editor.onDrawingMouseMove({ latlng: this.tools.map.getCenter() });
  }
}
