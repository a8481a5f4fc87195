// The head of a layer in the list: its symbol and name, and, opened, its name, colour and place in the order.

import { element } from "../../page/dom.ts";
import type { Answer, LayerState } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";
import { AutoField } from "./auto_field.ts";
import { movedLayer } from "./order.ts";
import { symbol } from "./symbol.ts";

const COLOURS = [1, 2, 3, 4, 5, 6, 7, 8];

export class LayerHead {
  readonly root = element("div", { class: "layer-head" });
  readonly #title = element("h3", { class: "layer-title" });
  readonly #settings = element("div", { class: "layer-settings" });
  readonly #toggle: HTMLButtonElement;
  #name: AutoField | undefined;
  #layer: LayerState;
  #shown = "";

  constructor(
    private readonly context: EditorContext,
    layer: LayerState,
  ) {
    this.#layer = layer;
    this.#toggle = button("⋯", () => this.#open(Boolean(this.#settings.hidden)), { look: "quiet" });
    this.#toggle.setAttribute("aria-expanded", "false");
    this.#settings.hidden = true;
    this.root.append(element("div", { class: "layer-line" }, this.#title, this.#toggle), this.#settings);
    this.update(layer);
  }

  update(layer: LayerState): void {
    this.#layer = layer;
    this.#name?.update(layer.name);
    const { words } = this.context;
    const shown = JSON.stringify([layer, this.context.state().layers.map(({ name }) => name)]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#title.replaceChildren(
      symbol(layer.colour, layer.shape),
      element("span", { dir: "auto" }, layer.name || words.say("noLayer")),
      element("span", { class: "count" }, words.number(layer.count)),
    );
    this.#toggle.setAttribute("aria-label", words.say("layerSettings", { name: layer.name || words.say("noLayer") }));
    if (!this.#settings.hidden) this.#fill();
  }

  #open(isOpen: boolean): void {
    this.#settings.hidden = !isOpen;
    this.#toggle.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.#fill();
    else this.#name = undefined;
  }

  #fill(): void {
    const { words } = this.context;
    const focused = this.#settings.querySelector(":focus")?.getAttribute("data-control");
    this.#name ??= new AutoField(this.context, {
      label: words.say("layerName"),
      control: element("input", { type: "text", autocomplete: "off", "data-control": "name" }),
      stored: this.#layer.name,
      fault: (value) => (value.trim() ? "" : words.say("nameFault")),
      save: (name) => this.context.run({ command: "rename-layer", layer: this.#layer.name, name: name.trim() }),
    });
    if (!this.#name.root.isConnected) this.#settings.append(this.#name.root);
    for (const old of [...this.#settings.children].slice(1)) old.remove();
    this.#settings.append(this.#colours(), this.#order());
    if (focused) this.#settings.querySelector<HTMLElement>(`[data-control="${focused}"]`)?.focus();
  }

  #colours(): HTMLElement {
    const { words } = this.context;
    const group = element("fieldset", { class: "colours" }, element("legend", {}, words.say("colour")));
    for (const colour of COLOURS) {
      const choice = element("input", {
        type: "radio",
        name: `colour-${this.#layer.name}`,
        "data-control": `colour-${colour}`,
      });
      choice.checked = colour === this.#layer.colour;
      choice.setAttribute("aria-label", words.say(`colour.${colour}`));
      choice.addEventListener("change", () => void this.#arrange(0, colour));
      group.append(
        element("label", { class: `colour colour-${colour}`, title: words.say(`colour.${colour}`) }, choice),
      );
    }
    return group;
  }

  #order(): HTMLElement {
    const { words } = this.context;
    const { layers } = this.context.state();
    const at = layers.findIndex(({ name }) => name === this.#layer.name);
    const move = (by: 1 | -1, key: string): HTMLElement => {
      const made = button(words.say(key), () => this.#arrange(by, this.#layer.colour));
      made.setAttribute("data-control", key);
      made.disabled = at + by < 0 || at + by >= layers.length;
      return made;
    };
    return element("div", { class: "buttons" }, move(-1, "moveUp"), move(1, "moveDown"));
  }

  /** All layers with the colours that they have now: those that stay are pinned, so that no other changes. */
  #arrange(by: number, colour: number): Promise<Answer> {
    const { layers } = this.context.state();
    const names = movedLayer(
      layers.map(({ name }) => name),
      this.#layer.name,
      by,
    );
    const colours = Object.fromEntries(layers.map((layer) => [layer.name, layer.colour]));
    return this.context.run({
      command: "arrange-layers",
      layers: names,
      colours: { ...colours, [this.#layer.name]: colour },
    });
  }
}
