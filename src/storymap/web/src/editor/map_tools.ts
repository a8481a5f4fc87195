// The tools over the map: select and move, put a point, draw a line or an area, and take what the map shows for the
// paragraph that is read. What is drawn becomes a new place, once it has a name; what was moved in the page is written.

import { element, svg } from "../page/dom.ts";
import type { MapPlaced } from "../preview/contract.ts";
import type { EditorContext, FrameMessage, Geometry } from "./context.ts";
import { button, labelled } from "./dom.ts";

type Shape = "Point" | "LineString" | "Polygon";

/** Paths on a square of 24, in lines. */
const ICONS = {
  select: "M6 4l12 7-6 1.5L9 18z",
  point: "M12 21s-6-6-6-11a6 6 0 0 1 12 0c0 5-6 11-6 11zM12 9.5v.01",
  line: "M5 18L11 9l4 5 4-8",
  area: "M5 8l8-3 6 5-3 9-9-1z",
  view: "M4 9V5h4M16 5h4v4M20 15v4h-4M8 19H4v-4M9.5 12a2.5 2.5 0 1 1 5 0 2.5 2.5 0 0 1-5 0z",
};

const SHAPES: readonly [keyof typeof ICONS, Shape, string][] = [
  ["point", "Point", "mapTools.drawPoint"],
  ["line", "LineString", "mapTools.drawLine"],
  ["area", "Polygon", "mapTools.drawArea"],
];

/** Pixels between the map's own buttons and these. */
const GAP = 8;
/** A map that is lower has them in a row. */
const LOW = 430;

export function mapTools(context: EditorContext): HTMLElement {
  return new MapTools(context).root;
}

class MapTools {
  readonly root: HTMLElement;
  readonly #select: HTMLButtonElement;
  /** The tool that is in use. */
  #drawing = 0;

  constructor(private readonly context: EditorContext) {
    const { words, frame } = context;
    this.#select = this.#button("select", () => this.#giveUp());
    this.root = element(
      "div",
      { class: "map-tools", role: "toolbar", "aria-label": words.say("mapTools.label") },
      this.#select,
      ...SHAPES.map(([tool, shape, purpose]) => this.#shape(tool, shape, purpose)),
      this.#button("view", () => frame.send({ do: "view", of_block: true })),
    );
    this.root.hidden = true;
    this.#press(this.#select);
    this.#rove();
    frame.heard((message) => this.#hear(message));
  }

  #hear(message: FrameMessage): boolean {
    if (message.say === "map") this.#place(message);
    else if (message.say === "moved") void this.#moved(message.place_id, message.geometry);
    else return false;
    return true;
  }

  /** Below the map's own buttons, beside each other where the map is low. */
  #place({ box, zoom }: MapPlaced): void {
    const [left, top, right, bottom] = box;
    const offset = this.context.frame.offset();
    // A map that is not displayed has no size, and one that was scrolled away no tools.
    this.root.hidden = right - left < 1 || zoom[3] < 0 || zoom[1] > offset.height;
    const around = this.root.parentElement;
    const outer = around?.getBoundingClientRect();
    // What else lies over the map keeps to it.
    around?.style.setProperty("--map-free-left", `${zoom[2] + GAP}px`);
    around?.style.setProperty("--map-right", `${offset.width - right}px`);
    const isLow = bottom - top < LOW;
    this.root.classList.toggle("is-low", isLow);
    this.root.style.left = `${zoom[0] + offset.left - (outer?.left ?? 0)}px`;
    this.root.style.top = `${zoom[3] + GAP + offset.top - (outer?.top ?? 0)}px`;
  }

  #shape(tool: keyof typeof ICONS, shape: Shape, purpose: string): HTMLButtonElement {
    const made = this.#button(tool, () => this.#draw(made, shape, purpose));
    return made;
  }

  async #draw(tool: HTMLButtonElement, shape: Shape, purpose: string): Promise<void> {
    const number = ++this.#drawing;
    this.#press(tool);
    this.context.frame.element.querySelector("iframe")?.focus();
    const geometry = await this.context.draw(shape, this.context.words.say(purpose));
    if (this.#drawing !== number) return;
    this.#press(this.#select);
    if (geometry) this.#ask(geometry);
    else tool.focus();
  }

  #giveUp(): void {
    this.#drawing += 1;
    this.#press(this.#select);
    this.context.frame.giveUp();
  }

  /** What was drawn gets a name, or is forgotten. */
  #ask(geometry: Geometry): void {
    const { words } = this.context;
    const name = element("input", { type: "text", required: "", maxlength: "200", autocomplete: "off" });
    const submit = button(words.say("mapTools.add"), () => form.requestSubmit(), { look: "primary" });
    const form = element(
      "form",
      { class: "map-tools-name" },
      labelled(words.say("mapTools.name"), name),
      element("div", { class: "buttons" }, submit),
    );
    const dialog = this.context.dialog(form, words.say("mapTools.what"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#add(name.value.trim(), geometry).then((isAdded) => isAdded && dialog.close());
    });
    name.focus();
  }

  async #add(name: string, geometry: Geometry): Promise<boolean> {
    if (!name) return false;
    const { words } = this.context;
    const { ok } = await this.context.run({
      command: "add-place",
      name,
      aliases: [],
      layer: "",
      entry: null,
      geometry,
    });
    if (ok) this.context.say(words.say("mapTools.added", { name }));
    return ok;
  }

  async #moved(placeId: string, geometry: Geometry): Promise<void> {
    const { words } = this.context;
    const { ok } = await this.context.run({ command: "move-place", place_id: placeId, geometry });
    const place = this.context.state().places.find(({ place_id }) => place_id === placeId);
    if (ok) this.context.say(words.say("mapTools.moved", { name: place?.name ?? placeId }));
  }

  #button(tool: keyof typeof ICONS, press: () => unknown): HTMLButtonElement {
    const label = this.context.words.say(`mapTools.${tool}`);
    const sign = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: ICONS[tool] }));
    const made = element("button", { type: "button", "aria-label": label, title: label }, sign);
    made.addEventListener("click", () => void press());
    return made;
  }

  /** Mark the tool that is in use. */
  #press(tool: HTMLButtonElement): void {
    for (const one of this.#tools) if (one !== this.#tools[4]) one.setAttribute("aria-pressed", String(one === tool));
  }

  get #tools(): HTMLButtonElement[] {
    return [...this.root.querySelectorAll("button")];
  }

  /** The tab key comes to the tools once, the arrow keys go on. */
  #rove(): void {
    for (const [i, tool] of this.#tools.entries()) tool.tabIndex = i ? -1 : 0;
    this.root.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      const tools = this.#tools;
      const at = tools.indexOf(document.activeElement as HTMLButtonElement);
      const next = by && at >= 0 ? tools[(at + by + tools.length) % tools.length] : undefined;
      if (!next) return;
      event.preventDefault();
      for (const tool of tools) tool.tabIndex = tool === next ? 0 : -1;
      next.focus();
    });
  }
}
