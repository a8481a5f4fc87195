// What each block of the article means for the map.

import { blockId } from "../data/element_ids.ts";
import type { AuthorView } from "../data/page_data.ts";

/** What a block says itself. */
export interface BlockContent {
  places: readonly string[];
  view: AuthorView | undefined;
}

/** What the map frames: places, of the text's or of the author's choice, or a point of the author's. */
export type Framing =
  | { places: readonly string[]; isChosen?: boolean; isAsked?: boolean }
  | { centre: readonly [number, number]; zoom: number; isAsked?: boolean };

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
  sectionAt: (index: number) => AuthorView | undefined;
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

/** What the map frames for an action: nothing, if that shows and hides layers only. */
export function framingAsked(view: AuthorView): Framing {
  return { ...(framingOf(view) ?? { places: [] }), isAsked: true };
}

function framingOf(view: AuthorView | undefined): Framing | null {
  if (view?.centre && view.zoom !== undefined) return { centre: view.centre, zoom: view.zoom };
  return view?.places.length ? { places: view.places, isChosen: true } : null;
}

/** What the author wants to be seen at first: the view of the first block. */
export const firstFraming = (views: Record<string, AuthorView>): Framing | null => framingOf(views[blockId(1)]);

/**
 * Which of a passage's places the map frames, all if the author chose them. A state around the scene does not draw the
 * map away from it, nor does what is only named in passing, where something else shows that.
 */
export function framedPlaces(
  framing: { places: readonly string[]; isChosen?: boolean },
  roleOf: (placeId: string) => string | undefined,
  isShownBeside: (placeId: string) => boolean,
): readonly string[] {
  if (framing.isChosen) return framing.places;
  const asking = framing.places.filter((placeId) => roleOf(placeId) !== "passing" || !isShownBeside(placeId));
  const nearer = asking.filter((placeId) => roleOf(placeId) !== "setting");
  return nearer.length ? nearer : asking;
}
