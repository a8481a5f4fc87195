// A few short phrases, such as the other names of a place: each with a button that takes it out, and a field for one more.

import { element } from "../../page/dom.ts";
import type { Answer } from "../../preview/contract.ts";
import type { EditorContext } from "../context.ts";
import { button } from "../dom.ts";

export interface ChipsOptions {
  label: string;
  hint: string;
  phrases: readonly string[];
  save: (phrases: string[]) => Promise<Answer>;
}

let count = 0;

export class Chips {
  readonly root: HTMLElement;
  readonly #list: HTMLElement;
  readonly #input: HTMLInputElement;
  #phrases: readonly string[] = [];

  constructor(
    private readonly context: EditorContext,
    private readonly options: ChipsOptions,
  ) {
    count += 1;
    const id = `chips-${count}`;
    this.#list = element("ul", { class: "chips-list", "aria-labelledby": `${id}-label` });
    this.#input = element("input", {
      type: "text",
      id,
      class: "chips-input",
      autocomplete: "off",
      "aria-describedby": `${id}-hint`,
    });
    this.#input.addEventListener("keydown", (event) => this.#press(event));
    this.#input.addEventListener("blur", () => this.#add());
    this.root = element(
      "div",
      { class: "field chips" },
      element("label", { for: id, id: `${id}-label` }, options.label),
      element("div", { class: "chips-box" }, this.#list, this.#input),
      element("p", { class: "field-hint", id: `${id}-hint` }, options.hint),
    );
    this.update(options.phrases);
  }

  update(phrases: readonly string[]): void {
    if (JSON.stringify(phrases) === JSON.stringify(this.#phrases)) return;
    const hadFocus = this.#list.contains(document.activeElement);
    this.#phrases = phrases;
    this.#list.replaceChildren(...phrases.map((phrase) => this.#chip(phrase)));
    if (hadFocus) this.#input.focus();
  }

  #chip(phrase: string): HTMLElement {
    const { words } = this.context;
    const out = button("×", () => this.#save(this.#phrases.filter((other) => other !== phrase)), {
      look: "quiet",
      label: words.say("takeOut", { name: phrase }),
    });
    return element("li", { class: "chip" }, phrase, out);
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.#add();
    } else if (event.key === "Backspace" && !this.#input.value && this.#phrases.length) {
      event.preventDefault();
      void this.#save(this.#phrases.slice(0, -1));
    } else if (event.key === "Escape" && this.#input.value) {
      event.preventDefault();
      event.stopPropagation();
      this.#input.value = "";
    }
  }

  #add(): void {
    const phrase = this.#input.value.trim();
    this.#input.value = "";
    if (phrase && !this.#phrases.includes(phrase)) void this.#save([...this.#phrases, phrase]);
  }

  #save(phrases: string[]): Promise<Answer> {
    return this.options.save(phrases);
  }
}
