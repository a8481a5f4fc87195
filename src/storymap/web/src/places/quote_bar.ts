// Words of the article that a reader has chosen can be passed on: a quiet bar below them, which Tab reaches.

import { BLOCK_ID_PREFIX } from "../data/contract.ts";
import { words } from "../data/i18n.ts";
import { element } from "../page/dom.ts";
import { blockFragment } from "../page/fragments.ts";
import { isHeld } from "../page/held.ts";
import { isQuotation, textDirective } from "../page/quotation.ts";
import type { Share } from "./share.ts";

/** Milliseconds: while words are being chosen nothing comes. */
const REST = 350;

export class QuoteBar {
  readonly #bar = element("div", { class: "quote-bar", role: "group", "aria-label": words.shareQuotation });
  #chosen = { text: "", block: "", directive: "" };
  #timer = 0;
  /** Tab leads to the bar, once: from there it goes on through the article. */
  #isNext = false;

  constructor(share: Share) {
    const button = (label: string, press: (from: HTMLElement) => void): void => {
      const made = element("button", { type: "button" }, label);
      made.addEventListener("click", () => press(made));
      this.#bar.append(made);
    };
    button(words.shareQuotation, (from) => {
      const { text, block, directive } = this.#chosen;
      share.give(from, blockFragment(block) + directive, text);
    });
    if (share.address) button(words.shareParagraph, (from) => share.give(from, blockFragment(this.#chosen.block)));
    // What is chosen stays so.
    this.#bar.addEventListener("mousedown", (event) => event.preventDefault());
    document.addEventListener("selectionchange", () => this.#lookSoon());
    document.addEventListener("keydown", (event) => this.#pressKey(event), { capture: true });
  }

  #lookSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => (isHeld() ? this.#lookSoon() : this.#look()), REST);
  }

  #look(): void {
    const selection = getSelection();
    const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
    const block = range && blockAround(range.startContainer);
    const text = String(selection).trim();
    if (!block || !isQuotation(text)) {
      this.#bar.remove();
    } else if (text !== this.#chosen.text || !this.#bar.isConnected) {
      const isWhole = !isCut(range.startContainer, range.startOffset) && !isCut(range.endContainer, range.endOffset);
      this.#chosen = { text, block: block.id, directive: isWhole ? textDirective(text) : "" };
      this.#put(range, block);
    }
  }

  /** After the words in the document, so that Tab goes on from there, and below them in the window. */
  #put(range: Range, block: HTMLElement): void {
    block.append(this.#bar);
    this.#isNext = true;
    const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
    const last = lines[lines.length - 1] ?? block.getBoundingClientRect();
    const around = (this.#bar.offsetParent ?? document.body).getBoundingClientRect();
    const { left, right } = block.getBoundingClientRect();
    const width = this.#bar.offsetWidth;
    this.#bar.style.left = `${Math.max(left, Math.min(right, last.right + width / 2) - width) - around.left}px`;
    this.#bar.style.top = `${last.bottom - around.top}px`;
  }

  #pressKey(event: KeyboardEvent): void {
    if (!this.#bar.isConnected) return;
    const active = document.activeElement;
    const isIn = this.#bar.contains(active);
    if (event.key === "Escape" && isIn) {
      this.#bar.remove();
      event.stopPropagation();
    } else if (
      event.key === "Tab" &&
      !event.shiftKey &&
      this.#isNext &&
      !isIn &&
      (active === document.body || active?.closest(".article"))
    ) {
      this.#isNext = false;
      this.#bar.querySelector("button")?.focus({ preventScroll: true });
      event.preventDefault();
    }
  }
}

/** Whether a word goes on across an end of the range: a browser marks whole words only. */
const isCut = ({ nodeValue }: Node, offset: number): boolean =>
  /^[\p{L}\p{M}\p{N}]{2}$/u.test(nodeValue?.slice(Math.max(0, offset - 1), offset + 1) ?? "");

/** The article's block that a node is in. */
const blockAround = (node: Node): HTMLElement | null | undefined =>
  (node instanceof Element ? node : node.parentElement)?.closest(`.article [id^=${BLOCK_ID_PREFIX}]`);
