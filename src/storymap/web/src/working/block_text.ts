// The text of one block as Python has it (`Block.text`), found in the document: a line break is a newline there, and links
// to notes, credits and the page's own tools are no text. Offsets are code points, as Python counts them.

/** What stands within a block and is none of its text. One space before the first two was made with them. */
const FURNITURE = ".note-back, .credit, .quote-bar";
const SPACED = ".note-back, .credit";

interface Piece {
  node: Text | HTMLBRElement;
  /** Code points before it. */
  start: number;
  /** What of a text node is the block's, in UTF-16 units. */
  used: string;
  length: number;
}

export class BlockText {
  readonly text: string;
  readonly length: number;
  readonly #pieces: Piece[] = [];

  constructor(block: Element) {
    const root = block.tagName === "FIGURE" ? block.querySelector(":scope > figcaption") : block;
    let start = 0;
    for (const node of root ? textNodes(root) : []) {
      const used = node instanceof Text ? ownText(node) : "\n";
      const length = codePoints(used);
      this.#pieces.push({ node, start, used, length });
      start += length;
    }
    this.text = this.#pieces.map(({ used }) => used).join("");
    this.length = start;
  }

  /** How many code points of the text are before a point of the document. */
  offsetOf(container: Node, offset: number): number {
    for (const piece of this.#pieces) {
      if (piece.node === container) return piece.start + codePoints(piece.used.slice(0, offset));
      if (isAtOrAfter(piece.node, container, offset)) return piece.start;
    }
    return this.length;
  }

  /** A part of the text in the document. */
  range(start: number, end: number): Range {
    const made = document.createRange();
    const first = this.#pointAt(start, false);
    const last = this.#pointAt(end, true);
    if (first) made.setStart(...first);
    if (last) made.setEnd(...last);
    return made;
  }

  slice(start: number, end: number): string {
    return this.text.slice(units(this.text, start), units(this.text, end));
  }

  /** The words of a part without the white space around them; null if there are none. */
  trimmed(start: number, end: number): { start: number; end: number } | null {
    const part = this.slice(start, end);
    const words = part.trim();
    if (!words) return null;
    const before = codePoints(part.slice(0, part.indexOf(words)));
    return { start: start + before, end: start + before + codePoints(words) };
  }

  /** Where an offset is: of two nodes that meet there, in the one before if `isEnd`. */
  #pointAt(offset: number, isEnd: boolean): [Node, number] | null {
    for (const { node, start, used, length } of this.#pieces) {
      const within = offset - start;
      if (within > length || (within === length && !isEnd && length > 0)) continue;
      if (node instanceof Text) return [node, units(used, Math.max(0, within))];
      const position = [...(node.parentNode?.childNodes ?? [])].indexOf(node);
      return node.parentNode && [node.parentNode, position + within];
    }
    const last = this.#pieces[this.#pieces.length - 1];
    if (!last) return null;
    return last.node instanceof Text ? [last.node, last.used.length] : null;
  }
}

/** How many characters there are, where two UTF-16 units may be one. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** How many UTF-16 units so many characters are. */
export function units(text: string, count: number): number {
  let at = 0;
  let left = count;
  for (const one of text) {
    if (left-- <= 0) break;
    at += one.length;
  }
  return at;
}

/** Text and line breaks in their order, without furniture. */
function textNodes(root: Element): (Text | HTMLBRElement)[] {
  const found: (Text | HTMLBRElement)[] = [];
  for (const child of root.childNodes) {
    if (child instanceof Text || child instanceof HTMLBRElement) found.push(child);
    else if (child instanceof Element && !child.matches(FURNITURE)) found.push(...textNodes(child));
  }
  return found;
}

function ownText(node: Text): string {
  const { nextSibling, data } = node;
  const isSpaced = nextSibling instanceof Element && nextSibling.matches(SPACED) && data.endsWith(" ");
  return isSpaced ? data.slice(0, -1) : data;
}

/** Whether a node begins at a point of the document or after it. */
function isAtOrAfter(node: Node, container: Node, offset: number): boolean {
  const point = document.createRange();
  point.setStart(container, offset);
  return point.comparePoint(node.parentNode ?? node, node.parentNode ? positionOf(node) : 0) >= 0;
}

const positionOf = (node: Node): number => [...(node.parentNode?.childNodes ?? [])].indexOf(node as ChildNode);
