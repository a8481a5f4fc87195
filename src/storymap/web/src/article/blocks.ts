// The blocks of the article, p1, p2 ... in the order of the text. Nothing is looked up before it is asked for: a book
// has tens of thousands.

import { blockId, blockNumber } from "../data/element_ids.ts";
import { MARKS, markedPlace } from "../data/text_marks.ts";

const byNumber = (index: number): HTMLElement | null => document.getElementById(blockId(index + 1));

/** The index of the block that an element is in, or -1. */
export function blockOf(part: Element | null): number {
  for (let at = part; at; at = at.parentElement) {
    const number = blockNumber(at.id);
    if (number) return number - 1;
  }
  return -1;
}

export class Blocks {
  readonly article = document.getElementById("article");
  readonly count = count();
  /** What a long article is laid out in; empty for others. */
  readonly #parts = [...(this.article?.querySelectorAll<HTMLElement>(":scope > .article-part:not([hidden])") ?? [])];
  #headings: number[] | undefined;
  #marks: HTMLElement[] | undefined;

  at(index: number): HTMLElement | null {
    return index >= 0 && index < this.count ? byNumber(index) : null;
  }

  /** The last block that begins above this height in the window, or -1. */
  above(line: number): number {
    // To ask a part where it is costs nothing; to ask a block of one that is far away would lay it out.
    const part = lastUpTo(line, this.#parts.length, (index) => topOf(this.#parts[index]));
    const first = part < 0 ? 0 : this.#firstOf(part);
    const end = this.#parts.length ? (part < 0 ? 0 : this.#endOf(part)) : this.count;
    return first + lastUpTo(line, end - first, (index) => topOf(this.at(first + index)));
  }

  /** The heading that a block stands under, or is; -1 if there is none. */
  headingOf(index: number): number {
    const found = this.article?.querySelectorAll("h2, h3, h4, h5, h6") ?? [];
    this.#headings ??= [...found].filter(({ id }) => blockNumber(id) > 0).map(blockOf);
    const headings = this.#headings;
    return headings[lastUpTo(index, headings.length, (at) => headings[at] ?? 0)] ?? -1;
  }

  /** The place that is named first in or after a block, and the one named last before it. */
  around(index: number): { next: string | undefined; previous: string | undefined } {
    // What stands above the blocks is before the first of them.
    this.#marks ??= [
      ...document.querySelectorAll<HTMLElement>(`:is(.story-head, .article) :is(${MARKS}):not(.mention)`),
    ];
    const marks = this.#marks;
    const before = lastUpTo(index - 1, marks.length, (at) => blockOf(marks[at] ?? null));
    const [next, previous] = [marks[before + 1], marks[before]].map((mark) => mark && markedPlace(mark));
    return { next, previous };
  }

  /** The block after the last one of a part: those of parts that are hidden come between. */
  #endOf(part: number): number {
    const blocks = this.#parts[part]?.querySelectorAll('[id^="p"]') ?? [];
    for (let at = blocks.length - 1; at >= 0; at--) {
      const block = blockOf(blocks[at] ?? null);
      if (block >= 0) return block + 1;
    }
    return this.count;
  }

  #firstOf(part: number): number {
    return blockOf(this.#parts[part]?.querySelector('[id^="p"]') ?? null);
  }
}

const topOf = (part: Element | null | undefined): number => part?.getBoundingClientRect().top ?? 0;

/** The index of the last of `count` growing values that is at most `limit`, or -1. `at` is asked for a few only. */
export function lastUpTo(limit: number, count: number, at: (index: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** How many blocks there are: their numbers have no gap. */
function count(): number {
  let high = 1;
  while (byNumber(high - 1)) high *= 2;
  return lastUpTo(0, high, (index) => (byNumber(index) ? 0 : 1)) + 1;
}
