// The passages in a part of a long text. The document has where they stand, as numbers (rendering/passage_ranges.py): the
// elements around them are made when the part comes near.

import { blockNumber } from "../data/element_ids.ts";
import { MARKS } from "../data/text_marks.ts";
import { element } from "../page/dom.ts";

/**
 * Put an element around each passage. `ranges` are the length of the part's text, and two numbers a passage, in letters:
 * how many come between it and the passage before, and how long it is. In a page that was saved some have their elements.
 */
export function wrapPassages(part: Element, ranges: Int32Array): void {
  if (!ranges.length) return;
  // A browser that translates the page has changed the text before anybody came near.
  if (part.textContent?.length !== ranges[0]) {
    wrapBlocks(part);
    return;
  }
  const texts = new Texts(part);
  let end = 0;
  for (let at = 1; at < ranges.length; at += 2) {
    const [gap = 0, length = 0] = ranges.slice(at, at + 2);
    const first = inBlock(texts.from(end + gap));
    end += gap + length;
    const last = inBlock(texts.upTo(end));
    if (first && last && !(first instanceof Element && first.classList.contains("excerpt"))) wrap(first, last);
  }
}

/** Each block that names a place is one passage. */
function wrapBlocks(part: Element): void {
  for (const mark of part.querySelectorAll(MARKS)) {
    const block = inBlock(mark)?.parentElement;
    const { firstChild: first, lastChild: last } = block ?? {};
    if (first && last && !block?.querySelector(":scope > span")) wrap(first, last);
  }
}

/** The texts in a part, one after the other, cut where a passage begins or ends. */
class Texts {
  readonly #walker: TreeWalker;
  /** How many letters come before the text at which we are. */
  #start = 0;

  constructor(part: Element) {
    this.#walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    this.#walker.nextNode();
  }

  /** The text that begins at an offset. */
  from(offset: number): Text | null {
    const text = this.#at(offset);
    if (text && this.#start < offset) text.splitText(offset - this.#start);
    return this.#at(offset);
  }

  /** The text that ends at an offset. */
  upTo(offset: number): Text | null {
    const text = this.#at(offset - 1);
    if (text && this.#start + text.length > offset) text.splitText(offset - this.#start);
    return text;
  }

  /** The text that has the letter after an offset. */
  #at(offset: number): Text | null {
    let text = this.#walker.currentNode;
    while (text instanceof Text && this.#start + text.length <= offset) {
      this.#start += text.length;
      const next = this.#walker.nextNode();
      if (!next) return null;
      text = next;
    }
    return text instanceof Text ? text : null;
  }
}

/** Put an element around two siblings and what is between them. */
function wrap(first: ChildNode, last: ChildNode): void {
  const passage = element("span");
  first.before(passage);
  while (passage.lastChild !== last && passage.nextSibling) passage.append(passage.nextSibling);
}

/** The node right in a block that one is, or is in. */
function inBlock(node: ChildNode | null): ChildNode | null {
  let at = node;
  while (at?.parentElement && !blockNumber(at.parentElement.id)) at = at.parentElement;
  return at;
}
