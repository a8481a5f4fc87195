// The corners of a line or an area that is edited: pulled by a pointer, moved by the arrow keys, added and taken away by
// buttons and by keys. leaflet-editable has the corners; what it does not know is the keyboard.

import { element } from "../page/dom.ts";
import { Movable } from "./movable.ts";
import { isDeletion } from "./nudging.ts";
import { type Part, withoutPart } from "./shape_parts.ts";
import type { Tools } from "./tools.ts";

type Vertex = L.Editable.VertexMarker;

/** Pixels between corners that can be told apart: of those that are nearer, one is shown until one zooms in. */
const APART = 14;
/** Of a line and of a ring. */
const LEAST = { line: 2, ring: 3 };

/** A corner as the tools have it: its position is kept with its line, so it moves with its marker. */
export class Corners {
  readonly #bar = element("div", { class: "working-corner", role: "group" });
  readonly #movables = new Map<Vertex, Movable>();
  #at: Vertex | null = null;
  #frame = 0;

  constructor(
    private readonly tools: Tools,
    private readonly edited: () => void,
  ) {
    const button = (key: string, run: (vertex: Vertex) => void): void => {
      // The keys do the same: the tab key goes from corner to corner.
      const made = element("button", { type: "button", tabindex: "-1" }, tools.texts.say(key));
      made.addEventListener("click", () => this.#at && run(this.#at));
      this.#bar.append(made);
    };
    button("addCorner", (vertex) => this.#insert(vertex));
    button("deleteCorner", (vertex) => this.#remove(vertex));
    this.#bar.hidden = true;
    L.DomEvent.disableClickPropagation(this.#bar);
    tools.map.getContainer().append(this.#bar);
    tools.map.on("move zoomend", this.#place);
    tools.map.on("zoomend", this.#thinSoon);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    for (const movable of this.#movables.values()) movable.stop();
    this.#movables.clear();
    this.tools.map.off("move zoomend", this.#place);
    this.tools.map.off("zoomend", this.#thinSoon);
    this.#bar.remove();
  }

  /** A corner has come onto the map. */
  added(vertex: Vertex): void {
    const icon = vertex.getElement();
    if (!icon) return;
    const { latlngs } = vertex;
    icon.setAttribute("role", "button");
    icon.tabIndex = 0;
    icon.removeAttribute("aria-hidden");
    icon.setAttribute("aria-keyshortcuts", "ArrowUp ArrowDown ArrowLeft ArrowRight + Delete");
    icon.setAttribute(
      "aria-label",
      this.tools.texts.say("corner", { number: vertex.getIndex() + 1, count: latlngs.length }),
    );
    icon.addEventListener("focus", () => this.#show(vertex));
    const movable = new Movable(this.tools, vertex, {
      moving: () => this.#follow(vertex),
      moved: this.edited,
      pressed: (event) => this.#press(event, vertex),
    });
    this.#movables.set(vertex, movable);
    this.#thinSoon();
  }

  removed(vertex: Vertex): void {
    this.#movables.get(vertex)?.stop();
    this.#movables.delete(vertex);
    if (this.#at === vertex) this.#show(null);
  }

  /** A corner was pulled out of an edge. */
  inserted(at: L.Editable.EditedLatLng): void {
    this.edited();
    at.__vertex?.getElement()?.focus({ preventScroll: true });
  }

  /** A corner was pressed: what can be done with it is shown. */
  pressed(vertex: Vertex): void {
    vertex.getElement()?.focus({ preventScroll: true });
    this.#show(vertex);
  }

  #show(vertex: Vertex | null): void {
    this.#at = vertex;
    this.#bar.hidden = vertex === null;
    this.#place();
    if (vertex) this.tools.hint.show(this.tools.texts.say("cornerKeys"));
  }

  readonly #thinSoon = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#thin());
  };

  /** Leave out corners that would hide each other: the tab key passes over them, too. */
  #thin(): void {
    const { map } = this.tools;
    const last = new Map<readonly L.LatLng[], L.Point>();
    const vertices = [...this.#movables.keys()].sort((a, b) => a.getIndex() - b.getIndex());
    for (const vertex of vertices) {
      const icon = vertex.getElement();
      const at = map.latLngToLayerPoint(vertex.latlng);
      const before = last.get(vertex.latlngs);
      const isShown = !before || before.distanceTo(at) >= APART || icon === document.activeElement;
      icon?.classList.toggle("is-crowded", !isShown);
      if (isShown) last.set(vertex.latlngs, at);
    }
  }

  readonly #place = (): void => {
    if (!this.#at) return;
    const { map } = this.tools;
    const { x, y } = map.latLngToContainerPoint(this.#at.latlng);
    const size = map.getSize();
    const left = Math.max(4, Math.min(size.x - this.#bar.offsetWidth - 4, x - this.#bar.offsetWidth / 2));
    const below = y + 16;
    this.#bar.style.left = `${left}px`;
    this.#bar.style.top = `${below + this.#bar.offsetHeight > size.y ? y - 16 - this.#bar.offsetHeight : below}px`;
  };

  #press(event: KeyboardEvent, vertex: Vertex): boolean {
    if (isDeletion(event)) this.#remove(vertex);
    else if (event.key === "+" || event.key === "Insert") this.#insert(vertex);
    else return false;
    return true;
  }

  /** leaflet-editable does this for what is dragged. */
  #follow(vertex: Vertex): void {
    const { lat, lng } = vertex.getLatLng();
    vertex.latlng.lat = lat;
    vertex.latlng.lng = lng;
    vertex.editor.feature.redraw();
    this.#place();
  }

  /** A corner halfway to the next one; after a line's last, to the one before. */
  #insert(vertex: Vertex): void {
    const { latlngs, editor } = vertex;
    const index = vertex.getIndex();
    const isRing = editor.feature instanceof L.Polygon;
    const position = index + 1 < latlngs.length || isRing ? index + 1 : index;
    const [before, after] = [latlngs[position - 1], latlngs[position % latlngs.length]];
    if (!before || !after) return;
    const made: L.Editable.EditedLatLng = L.latLng((before.lat + after.lat) / 2, (before.lng + after.lng) / 2);
    latlngs.splice(position, 0, made);
    this.#rebuild(editor, made);
  }

  /** A hole or a part that would be too small goes whole; the last one stays. */
  #remove(vertex: Vertex): void {
    const { latlngs, editor } = vertex;
    const { feature } = editor;
    const isRing = feature instanceof L.Polygon;
    const least = isRing ? LEAST.ring : LEAST.line;
    if (latlngs.length > least) {
      const index = vertex.getIndex();
      latlngs.splice(index, 1);
      this.#rebuild(editor, latlngs[Math.min(index, latlngs.length - 1)]);
    } else if (withoutPart(feature.getLatLngs() as Part[], latlngs, isRing)) this.#rebuild(editor, undefined);
    else this.tools.hint.show(this.tools.texts.say(isRing ? "leastOfArea" : "leastOfLine"));
  }

  #rebuild(editor: L.Editable.PathEditor, focused: L.Editable.EditedLatLng | undefined): void {
    // Bounds are worked out anew.
    editor.feature.setLatLngs(editor.feature.getLatLngs() as L.LatLng[]);
    editor.reset();
    this.edited();
    focused?.__vertex?.getElement()?.focus({ preventScroll: true });
  }
}
