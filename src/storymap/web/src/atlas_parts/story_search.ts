// Searching the stories: those that have all words of the query, within the filter, the newest first, a few at a time.

import type { AtlasPartsData } from "../data/contract.ts";
import { BlockFile } from "./block_file.ts";
import { type Filter, hasDate, hasLayer, rankRange } from "./filter.ts";
import type { PartFile } from "./part_file.ts";
import { findTerm, Term } from "./postings.ts";
import { readStory, type Story } from "./story.ts";
import { wordsOf } from "./words.ts";

/** Before the number of a layer, as a word of the stories that name a place of it. */
const LAYER = "\u0001";
/** A word that this share of all stories has is looked for in the stories that rarer ones find. */
const COMMON = 1 / 8;
/** Candidates that are looked at together. */
const WINDOW = 256;

/** Stories that are read together, though fewer are wanted. */
const LEAST = 8;

/** Words as they stand, but for the last one, which the reader may still be writing. */
export interface Query {
  words: readonly string[];
  filter: Filter;
  /** Whether nobody waits for it any more. */
  isOver?: () => boolean;
}

export class StorySearch {
  readonly #words: PartFile;
  readonly #data: AtlasPartsData;
  readonly #stories: BlockFile;

  constructor(words: PartFile, stories: PartFile, data: AtlasPartsData) {
    this.#words = words;
    this.#data = data;
    this.#stories = new BlockFile(stories, data.stories);
  }

  /** Yield what is found in pages of `size`; the last one may be shorter, or empty. */
  async *find({ words, filter, isOver }: Query, size: number): AsyncGenerator<Story[], void, void> {
    const [low, high] = rankRange(filter, this.#data.months, this.#data.stories.count);
    const terms = await this.#terms(words, filter);
    const rare = terms.filter((term) => term.count <= COMMON * this.#data.stories.count);
    let page: Story[] = [];
    for await (const ranks of candidates(rare.length ? rare : terms, low, high)) {
      // As many as are wanted, and some more where words are still to be looked for.
      for (let at = 0; at < ranks.length; ) {
        if (isOver?.()) return;
        const some = ranks.slice(at, at + Math.max(LEAST, size - page.length));
        at += some.length;
        page.push(...(await this.#fitting(some, words, filter)));
        if (page.length >= size) {
          yield page.slice(0, size);
          page = page.slice(size);
        }
      }
    }
    yield page;
  }

  async #fitting(ranks: readonly number[], words: readonly string[], filter: Filter): Promise<Story[]> {
    const read = await Promise.all(ranks.map((rank) => this.#story(rank)));
    return read.filter((story) => fits(story, words, filter));
  }

  async #terms(words: readonly string[], { layers }: Filter): Promise<Term[]> {
    const { words: tree } = this.#data;
    const found = await Promise.all(
      [...new Set(words)].map((word) => findTerm(this.#words, tree, word, word === words[words.length - 1])),
    );
    const ofLayers = await Promise.all(layers.map((layer) => findTerm(this.#words, tree, `${LAYER}${layer}`, false)));
    return ofLayers.length ? [...found, Term.any(ofLayers)] : found;
  }

  async #story(rank: number): Promise<Story> {
    return readStory(rank, await this.#stories.entry(rank));
  }
}

/** Yield ascending ranks that all terms have; without any term all there are. */
async function* candidates(terms: readonly Term[], low: number, high: number): AsyncGenerator<number[], void, void> {
  const [lead, ...others] = [...terms].sort((a, b) => a.count - b.count);
  if (lead?.count === 0) return;
  // As the stories of the rarest word lie, a window has about as many as one looks at together.
  const width = lead ? Math.max(WINDOW, Math.ceil(((high - low) * WINDOW) / lead.count)) : WINDOW;
  for (let from = low; from < high; from += width) {
    const to = Math.min(high, from + width);
    let ranks = lead ? await lead.within(from, to) : Array.from({ length: to - from }, (_, i) => from + i);
    for (const other of others) {
      if (!ranks.length) break;
      const has = await other.among(ranks);
      ranks = ranks.filter((rank) => has.has(rank));
    }
    if (ranks.length) yield ranks;
  }
}

function fits(story: Story, words: readonly string[], filter: Filter): boolean {
  if (!hasDate(filter, story.date)) return false;
  if (filter.layers.length && !story.namings.some(({ layer }) => hasLayer(filter, layer))) return false;
  const has = [story.title, ...story.sentences].flatMap(wordsOf);
  const last = words.length - 1;
  return words.every((word, i) => (i === last ? has.some((one) => one.startsWith(word)) : has.includes(word)));
}
