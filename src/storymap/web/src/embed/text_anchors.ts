// The newsroom's own article: the story's sentences are found in it by their text, and its place names become links.

import { find, plainTypography } from "./plain_typography.ts";

/** [start, end, place_id, mention]: offsets in UTF-16 code units into the passage's text. */
export type Mark = [start: number, end: number, placeId: string, mention: string];

export interface Passage {
  text: string;
  marks: Mark[];
}

export interface Name {
  link: HTMLAnchorElement;
  placeId: string;
  mention: string;
}

interface Spot {
  node: Text;
  /** Which of the article's text nodes it is. */
  index: number;
  start: number;
  end: number;
  placeId: string;
  mention: string;
}

const INLINE = new Set("A ABBR B BDI BDO CITE CODE DEL DFN EM FONT I INS KBD MARK Q RUBY S SMALL SPAN STRONG SUB SUP TIME U VAR WBR".split(" "));
const SKIPPED = new Set("SCRIPT STYLE NOSCRIPT TEMPLATE TEXTAREA SELECT IFRAME OBJECT SVG STORY-MAP".split(" "));
/** A link in a link is no link, and what is typed into is the typist's. */
const TAKEN = "a[href], button, [contenteditable], label, .storymap-place";

/** Turn the place names of the passages into links to `target`; sentences that are not there are passed over. */
export function linkNames(root: Element, passages: readonly Passage[], target: string): Name[] {
  const { text, nodes, starts } = collect(root);
  const page = plainTypography(text);
  const spots: Spot[] = [];
  let reached = 0;
  for (const passage of passages) {
    const sentence = plainTypography(passage.text);
    const found = find(page, sentence, reached);
    if (!found) continue;
    reached = found.at + found.length;
    for (const [start, end, placeId, mention] of passage.marks) {
      const first = sentence.from.findIndex((at) => at >= start);
      const last = lastUpTo(sentence.to, end);
      if (first < 0 || last < first) continue;
      const shift = found.at - found.skipped;
      const [from, to] = [page.from[shift + first], page.to[shift + last]];
      if (from === undefined || to === undefined) continue;
      const index = lastUpTo(starts, from);
      const node = nodes[index];
      const at = starts[index];
      // A name that is divided between elements stays as it is.
      if (!node || at === undefined || to > at + node.data.length || node.parentElement?.closest(TAKEN)) continue;
      spots.push({ node, index, start: from - at, end: to - at, placeId, mention });
    }
  }
  // From the end on: cutting a node leaves what stands before the cut where it is.
  spots.sort((a, b) => b.index - a.index || b.start - a.start);
  const names: Name[] = [];
  let bound: Spot | null = null;
  for (const spot of spots) {
    if (bound && bound.node === spot.node && spot.end > bound.start) continue;
    bound = spot;
    names.push(wrap(spot, target));
  }
  return names.reverse();
}

/** The index of the last of ascending numbers that is at most `limit`, or -1. */
function lastUpTo(ascending: readonly number[], limit: number): number {
  const beyond = ascending.findIndex((number) => number > limit);
  return (beyond < 0 ? ascending.length : beyond) - 1;
}

function collect(root: Element): { text: string; nodes: Text[]; starts: number[] } {
  let text = "";
  const nodes: Text[] = [];
  const starts: number[] = [];
  const walk = (element: Element): void => {
    if (SKIPPED.has(element.tagName.toUpperCase())) return;
    const isBlock = !INLINE.has(element.tagName);
    if (isBlock) text += "\n";
    for (const child of element.childNodes) {
      if (child instanceof Element) walk(child);
      else if (child instanceof Text) {
        nodes.push(child);
        starts.push(text.length);
        text += child.data;
      }
    }
    if (isBlock) text += "\n";
  };
  walk(root);
  return { text, nodes, starts };
}

function wrap({ node, start, end, placeId, mention }: Spot, target: string): Name {
  const name = node.splitText(start);
  name.splitText(end - start);
  const link = document.createElement("a");
  link.className = "storymap-place";
  link.href = `#${target}`;
  link.dataset["place"] = placeId;
  name.replaceWith(link);
  link.append(name);
  return { link, placeId, mention };
}
