// What is being read, out of plain scroll numbers: no observer, which in a frame would watch the wrong window.

import type { View } from "../data/page_data.ts";

/** Where in the part of the window that shows text the reader's eye is taken to be. */
const EYE = 0.35;

/** What a block says itself. */
export interface BlockContent {
  places: readonly string[];
  view: View | undefined;
}

/** What the map frames: places, or a point of the author's choice. */
export type Framing = { places: readonly string[] } | { centre: readonly [number, number]; zoom: number };

/** What a block means for the map: the places it speaks of, what to frame, which layers to show and hide. */
export interface BlockMeaning {
  places: readonly string[];
  framing: Framing | null;
  show: readonly number[];
  hide: readonly number[];
}

export interface ArticleText {
  blockAt: (index: number) => BlockContent;
  /** The view of the heading that a block stands under, or is. */
  sectionAt: (index: number) => View | undefined;
}

const START: BlockMeaning = { places: [], framing: null, show: [], hide: [] };

/**
 * What the blocks mean for the map, each worked out when it is first read. A block that names no place leaves the map as it is.
 * A heading's view holds until the next heading, a paragraph's for the paragraph.
 */
export class Passages {
  readonly #known = new Map<number, BlockMeaning>();
  readonly #text: ArticleText;

  constructor(text: ArticleText) {
    this.#text = text;
  }

  at(index: number): BlockMeaning {
    // Back to a block that does not ask what was before it, and forward again.
    let first = index;
    while (first > 0 && !this.#known.has(first) && !this.#text.blockAt(first).places.length) first--;
    let meaning = this.#known.get(first) ?? this.#meaningOf(first, START);
    for (let next = first + 1; next <= index; next++) meaning = this.#meaningOf(next, meaning);
    return meaning;
  }

  #meaningOf(index: number, before: BlockMeaning): BlockMeaning {
    const block = this.#text.blockAt(index);
    const section = this.#text.sectionAt(index);
    const own = framingOf(block.view) ?? framingOf(section);
    const places = block.places.length ? block.places : own && "places" in own ? own.places : own ? [] : before.places;
    const meaning = {
      places,
      framing: own ?? (block.places.length ? { places: block.places } : before.framing),
      show: block.view?.show.length ? block.view.show : (section?.show ?? []),
      hide: block.view?.hide.length ? block.view.hide : (section?.hide ?? []),
    };
    this.#known.set(index, meaning);
    return meaning;
  }
}

function framingOf(view: View | undefined): Framing | null {
  if (view?.centre && view.zoom !== undefined) return { centre: view.centre, zoom: view.zoom };
  return view?.places.length ? { places: view.places } : null;
}

export interface Scroll {
  /** How far the page is scrolled, and how far it can be, in pixels. */
  y: number;
  max: number;
  /** The part of the window that shows text, in pixels from the window's top. */
  top: number;
  bottom: number;
}

/**
 * The height in the window at which the reader is taken to read. Near the end of the page it moves down to the bottom of
 * the window, so that the last lines are reached however short the page is.
 */
export function readingLine({ y, max, top, bottom }: Scroll): number {
  const height = bottom - top;
  const end = Math.min((1 - EYE) * height, max);
  const along = end > 0 ? Math.min(1, Math.max(0, (y - (max - end)) / end)) : 0;
  return top + height * (EYE + (1 - EYE) * along);
}

/** The last of `count` blocks that begins above `line`, or -1. `topOf` gives a block's top; tops only grow. */
export function blockAt(line: number, count: number, topOf: (index: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(middle) <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
