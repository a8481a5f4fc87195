// Words of a block that the window points at: a tint over the text. The article's own elements stay as they are.

import { element } from "../page/dom.ts";
import { BlockText } from "./block_text.ts";

export class ShownWords {
  readonly #tints = element("div", { class: "working-words", "aria-hidden": "true" });
  #shown: { block: HTMLElement; start: number; end: number } | null = null;

  constructor() {
    document.body.append(this.#tints);
    new ResizeObserver(() => this.#draw()).observe(document.body);
  }

  show(block: HTMLElement, start: number, end: number): void {
    this.#shown = end > start ? { block, start, end } : null;
    this.#draw();
  }

  hide(): void {
    this.#shown = null;
    this.#draw();
  }

  /** The article has changed. */
  refresh(): void {
    this.#draw();
  }

  #draw(): void {
    this.#tints.replaceChildren();
    if (!this.#shown?.block.isConnected) return;
    const { block, start, end } = this.#shown;
    for (const { left, top, width, height } of new BlockText(block).range(start, end).getClientRects()) {
      const tint = element("span", {});
      tint.style.left = `${left + window.scrollX}px`;
      tint.style.top = `${top + window.scrollY}px`;
      tint.style.width = `${width}px`;
      tint.style.height = `${height}px`;
      this.#tints.append(tint);
    }
  }
}
