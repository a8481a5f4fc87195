// Words of one block that were selected, by pointer, by keys or by touch: the window is told which, once they stay.

import { isHeld } from "../page/held.ts";
import type { BlockAt } from "./article_blocks.ts";
import { BlockText } from "./block_text.ts";
import { MOST_WORDS } from "./messages.ts";
import { boxOf, type Tools } from "./tools.ts";

/** Milliseconds: while words are being chosen nothing is said. */
const REST = 120;

interface Words {
  block: number;
  start: number;
  end: number;
}

export class WordSelection {
  #timer = 0;
  #said: Words | null = null;

  constructor(private readonly tools: Tools) {
    document.addEventListener("selectionchange", () => this.#lookSoon());
    // The boxes that were said are those of the window as it was.
    window.addEventListener("resize", () => this.#said && this.#lookSoon(true));
    window.addEventListener("scroll", () => this.#said && this.#lookSoon(true), { passive: true });
  }

  /** Whether there is anything selected in a block. */
  get isThere(): boolean {
    return this.#words() !== null;
  }

  /** Nothing is selected any more as far as the window knows: where it was is out of sight. */
  leave(): void {
    this.#said ??= { block: 0, start: 0, end: 0 };
    this.#takeBack();
  }

  /** Say now what is selected, as taken by key. */
  take(): void {
    clearTimeout(this.#timer);
    this.#look(true, true);
  }

  #lookSoon(isAgain = false): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => (isHeld() ? this.#lookSoon(isAgain) : this.#look(isAgain, false)), REST);
  }

  #look(isAgain: boolean, byKey: boolean): void {
    const found = this.#words();
    if (!found) {
      this.#takeBack();
      return;
    }
    const { words, text, range } = found;
    if (!isAgain && same(words, this.#said)) return;
    this.#said = words;
    this.tools.channel.say({
      say: "words",
      ...words,
      text: firstOf(text),
      box: boxOf(range.getBoundingClientRect()),
      ...(byKey ? { by_key: true } : {}),
    });
  }

  #takeBack(): void {
    if (!this.#said) return;
    const { block, start } = this.#said;
    this.#said = null;
    this.tools.channel.say({ say: "words", block, start, end: start, text: "", box: [0, 0, 0, 0] });
  }

  #words(): { words: Words; text: string; range: Range } | null {
    const selection = getSelection();
    const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const at = range && this.#blockOf(range);
    if (!range || !at) return null;
    const text = new BlockText(at.element);
    const found = text.trimmed(
      text.offsetOf(range.startContainer, range.startOffset),
      text.offsetOf(range.endContainer, range.endOffset),
    );
    if (!found) return null;
    const { start, end } = found;
    return { words: { block: at.block, start, end }, text: text.slice(start, end), range: text.range(start, end) };
  }

  /** The first block that has words of a selection: one that goes on into the next ends with it. */
  #blockOf(range: Range): BlockAt | null {
    const first = this.tools.blocks.of(range.startContainer);
    if (first) return first;
    // It may begin between blocks.
    const last = this.tools.blocks.of(range.endContainer);
    return last && range.comparePoint(last.element, 0) >= 0 ? last : null;
  }
}

const same = (words: Words, other: Words | null): boolean =>
  words.block === other?.block && words.start === other.start && words.end === other.end;

const firstOf = (text: string): string => [...text.slice(0, 2 * MOST_WORDS)].slice(0, MOST_WORDS).join("");
