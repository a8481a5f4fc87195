// The blocks of the article by their position in it. Those of the body have ids; kicker, headline and standfirst, which
// lead an article, have none: they are found above it, and the window says which of them are blocks.

import { blockId, blockNumber } from "../data/element_ids.ts";
import type { SetLeading } from "../preview/contract.ts";

type Leading = SetLeading["kinds"][number];

/** In the order in which they lead. */
const LEADING: readonly [Leading, string][] = [
  ["kicker", ".story-head > .kicker"],
  ["headline", ".story-head > h1"],
  ["standfirst", ".story-head > .subtitle"],
];

export interface BlockAt {
  /** Its position in the article. */
  block: number;
  element: HTMLElement;
}

export class ArticleBlocks {
  #leading: readonly Leading[] = [];

  lead(kinds: readonly Leading[]): void {
    this.#leading = LEADING.map(([kind]) => kind).filter((kind) => kinds.includes(kind));
  }

  /** The block that a node is in, or null. */
  of(node: Node | null): BlockAt | null {
    for (let at = node instanceof Element ? node : (node?.parentElement ?? null); at; at = at.parentElement) {
      if (!(at instanceof HTMLElement)) continue;
      const number = blockNumber(at.id);
      if (number && at.closest(".article")) return { block: this.#leading.length + number - 1, element: at };
      const leads = this.#positionOf(at);
      if (leads >= 0) return { block: leads, element: at };
    }
    return null;
  }

  at(block: number): HTMLElement | null {
    const kind = this.#leading[block];
    if (kind === undefined) return document.getElementById(blockId(block - this.#leading.length + 1));
    const selector = LEADING.find(([known]) => known === kind)?.[1];
    return selector === undefined ? null : document.querySelector<HTMLElement>(selector);
  }

  /** What a block above the body is, or null for one of the body. */
  kindOf(block: number): Leading | null {
    return this.#leading[block] ?? null;
  }

  #positionOf(element: Element): number {
    const found = LEADING.find(([, selector]) => element.matches(selector));
    return found ? this.#leading.indexOf(found[0]) : -1;
  }
}
