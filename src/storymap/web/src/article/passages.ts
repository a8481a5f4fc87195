// What is being read, out of plain scroll numbers: no observer, which in a frame would watch the wrong window.

import type { AuthorView } from "../data/page_data.ts";

/** Where in the part of the window that shows text the reader's eye is taken to be. */
const EYE = 0.35;

export interface Block {
  places: readonly string[];
  view: AuthorView | undefined;
}

/** What the map frames: places, or a point of the author's choice. */
export type Frame = { places: readonly string[] } | { centre: readonly [number, number]; zoom: number };

/** What a block means for the map: the places it speaks of, what to frame, which layers to show and hide. */
export interface Passage {
  places: readonly string[];
  frame: Frame | null;
  show: readonly number[];
  hide: readonly number[];
}

export interface Text {
  blockAt: (index: number) => Block;
  /** The view of the heading that a block stands under, or is. */
  sectionAt: (index: number) => AuthorView | undefined;
}

const START: Passage = { places: [], frame: null, show: [], hide: [] };

/**
 * The passages of the blocks, each worked out when it is first read. A block that names no place leaves the map as it is.
 * A heading's view holds until the next heading, a paragraph's for the paragraph.
 */
export class Passages {
  private readonly known = new Map<number, Passage>();
  private readonly text: Text;

  constructor(text: Text) {
    this.text = text;
  }

  at(index: number): Passage {
    // Back to a block that does not ask what was before it, and forward again.
    let first = index;
    while (first > 0 && !this.known.has(first) && !this.text.blockAt(first).places.length) first--;
    let passage = this.known.get(first) ?? this.passageOf(first, START);
    for (let next = first + 1; next <= index; next++) passage = this.passageOf(next, passage);
    return passage;
  }

  private passageOf(index: number, before: Passage): Passage {
    const block = this.text.blockAt(index);
    const section = this.text.sectionAt(index);
    const own = frameOf(block.view) ?? frameOf(section);
    const places = block.places.length ? block.places : own && "places" in own ? own.places : own ? [] : before.places;
    const passage = {
      places,
      frame: own ?? (block.places.length ? { places: block.places } : before.frame),
      show: block.view?.show.length ? block.view.show : (section?.show ?? []),
      hide: block.view?.hide.length ? block.view.hide : (section?.hide ?? []),
    };
    this.known.set(index, passage);
    return passage;
  }
}

function frameOf(view: AuthorView | undefined): Frame | null {
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
