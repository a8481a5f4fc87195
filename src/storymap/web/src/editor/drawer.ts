// What opens at the side, over the places: one panel at a time.

import { element } from "../page/dom.ts";
import { button, closedByEscape } from "./dom.ts";
import type { Words } from "./words.ts";

export class Drawer {
  readonly root = element("section", { class: "drawer", "aria-labelledby": "drawer-title" });
  readonly #title = element("h2", { id: "drawer-title", tabindex: "-1" });
  readonly #content = element("div", { class: "drawer-content" });
  #open = "";
  #before: Element | null = null;

  constructor(
    words: Words,
    private readonly changed: (open: string) => void,
  ) {
    const close = button("×", () => this.close(), { look: "quiet", label: words.say("close"), class: "drawer-close" });
    this.root.append(element("header", { class: "drawer-head" }, this.#title, close), this.#content);
    this.root.hidden = true;
    closedByEscape(this.root, () => this.close());
  }

  get open(): string {
    return this.#open;
  }

  /** Show a panel; the one that is shown is closed. */
  toggle(name: string, title: string, content: HTMLElement): void {
    if (this.#open === name) {
      this.close();
      return;
    }
    if (!this.#open) this.#before = document.activeElement;
    this.#open = name;
    this.#title.textContent = title;
    this.#content.replaceChildren(content);
    this.root.hidden = false;
    this.#title.focus();
    this.changed(name);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = "";
    this.root.hidden = true;
    if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus();
    this.changed("");
  }
}
