// The newsroom's own article: the story's sentences are found in it by their text, and its place names become links.

import type { HostData, HostPassage } from "../data/contract.ts";
import { attempt, create, ofElement } from "./host_page.ts";
import { find, plainTypography } from "./plain_typography.ts";

export interface PlaceLink {
  link: HTMLAnchorElement;
  placeId: string;
  mention: string;
}

/** A name in a text node: offsets in UTF-16 code units. */
interface TextRange {
  node: Text;
  /** Which of the article's text nodes it is. */
  index: number;
  start: number;
  end: number;
  placeId: string;
  mention: string;
  /** The newsroom's own link, which is nothing but the name. */
  within: Element | null;
}

const INLINE = new Set(
  "A ABBR B BDI BDO CITE CODE DEL DFN EM FONT I INS KBD MARK Q RUBY S SMALL SPAN STRONG SUB SUP TIME U VAR WBR".split(
    " ",
  ),
);
const SKIPPED = new Set("SCRIPT STYLE NOSCRIPT TEMPLATE TEXTAREA SELECT IFRAME OBJECT SVG STORY-MAP".split(" "));
/** What is pressed or typed into is not ours. */
const TAKEN = "button, [contenteditable], label, .storymap-place";

/**
 * Turn the place names of the passages into links to `target`; sentences that are not there are passed over. A link of the
 * newsroom stays as it is: if it is nothing but the name, a small link named by `label` stands after it, else none does.
 */
export function linkNames(root: Element, { passages, label }: HostData, target: string): PlaceLink[] {
  const article = collect(root);
  const page = plainTypography(article.text);
  const ranges: TextRange[] = [];
  let reached = 0;
  const visit = (passage: HostPassage): void => {
    const sentence = plainTypography(passage.text);
    const found = find(page, sentence, reached);
    if (!found) return;
    reached = found.at + found.length;
    const shift = found.at - found.skipped;
    for (const [start, end, placeId, mention] of passage.marks) {
      const first = sentence.from.findIndex((at) => at >= start);
      const last = lastUpTo(sentence.to, end);
      if (first < 0 || last < first) continue;
      const range = rangeIn(article, page.from[shift + first], page.to[shift + last]);
      if (range) ranges.push({ ...range, placeId, mention });
    }
  };
  for (const passage of passages) attempt(() => visit(passage));
  return wrapAll(ranges, target, label);
}

/** Turn ranges of text nodes into links; of two that overlap the later one. */
function wrapAll(ranges: TextRange[], target: string, label: string): PlaceLink[] {
  // From the end on: cutting a node leaves what stands before the cut where it is.
  ranges.sort((a, b) => b.index - a.index || b.start - a.start);
  const links: PlaceLink[] = [];
  let bound: TextRange | null = null;
  for (const range of ranges) {
    if (bound && bound.node === range.node && range.end > bound.start) continue;
    bound = range;
    attempt(() => links.push(range.within ? putBeside(range.within, range, target, label) : wrap(range, target)));
  }
  return links.reverse();
}

/** What lies between two offsets into an article's text, or null if it is no part of one text node, or is taken. */
function rangeIn(
  { nodes, starts }: ArticleText,
  from: number | undefined,
  to: number | undefined,
): Omit<TextRange, "placeId" | "mention"> | null {
  if (from === undefined || to === undefined) return null;
  const index = lastUpTo(starts, from);
  const [node, at] = [nodes[index], starts[index]];
  // A name that is divided between elements stays as it is.
  if (!node || at === undefined || to > at + node.data.length || closest(node, TAKEN)) return null;
  const [start, end] = [from - at, to - at];
  const within = closest(node, "a[href]");
  return within && !isNameAlone(within, node.data.slice(start, end)) ? null : { node, index, start, end, within };
}

/** Whether a link of the newsroom holds no word but a name, and leads to something else than a place. (The page: inline_html.py.) */
const isNameAlone = (link: Element, name: string): boolean =>
  !(link.getAttribute("href") ?? "").includes("#place=") && lettersOf(link.textContent ?? "") === lettersOf(name);

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "");

const closest = ({ parentElement }: Text, selector: string): Element | null =>
  parentElement && ofElement(parentElement, "closest").call(parentElement, selector);

/** The index of the last of ascending numbers that is at most `limit`, or -1. */
function lastUpTo(ascending: readonly number[], limit: number): number {
  const beyond = ascending.findIndex((number) => number > limit);
  return (beyond < 0 ? ascending.length : beyond) - 1;
}

/** The text of an article, its text nodes, and where in the text each of them begins. */
interface ArticleText {
  text: string;
  nodes: Text[];
  starts: number[];
}

function collect(root: Element): ArticleText {
  let text = "";
  const nodes: Text[] = [];
  const starts: number[] = [];
  const visit = (element: Element): void => {
    const tag = ofElement(element, "tagName");
    if (SKIPPED.has(tag.toUpperCase())) return;
    const isBlock = !INLINE.has(tag);
    if (isBlock) text += "\n";
    for (const child of ofElement(element, "childNodes")) {
      if (child instanceof Element) visit(child);
      else if (child instanceof Text) {
        nodes.push(child);
        starts.push(text.length);
        text += child.data;
      }
    }
    if (isBlock) text += "\n";
  };
  visit(root);
  return { text, nodes, starts };
}

function wrap({ node, start, end, placeId, mention }: TextRange, target: string): PlaceLink {
  const name = node.splitText(start);
  name.splitText(end - start);
  const link = linkTo(placeId, target);
  name.replaceWith(link);
  link.append(name);
  return { link, placeId, mention };
}

function putBeside(own: Element, range: TextRange, target: string, label: string): PlaceLink {
  const { node, start, end, placeId, mention } = range;
  const link = linkTo(placeId, target);
  link.classList.add("storymap-beside");
  link.setAttribute(
    "aria-label",
    label.replace("{places}", () => node.data.slice(start, end)),
  );
  own.after(link);
  return { link, placeId, mention };
}

function linkTo(placeId: string, target: string): HTMLAnchorElement {
  const link = create("a");
  link.className = "storymap-place";
  link.href = `#${target}`;
  link.setAttribute("data-place", placeId);
  return link;
}
