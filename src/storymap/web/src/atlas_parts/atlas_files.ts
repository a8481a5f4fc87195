// The atlas' files, and what is asked of them: places by name, address and number, and the stories of a place.

import type { AtlasPartsData } from "../data/contract.ts";
import { BlockFile } from "./block_file.ts";
import { type Filter, hasDate, rankRange } from "./filter.ts";
import { entriesBetween, lookUp } from "./key_tree.ts";
import { isArray, isNumbers, PartError, PartFile } from "./part_file.ts";
import { readPlaceStory, type Story, text } from "./story.ts";
import { StorySearch } from "./story_search.ts";
import { nameKey } from "./words.ts";

/** A place that a search finds. `written` is how stories call it, where that is not its name. */
export interface FoundPlace {
  number: number;
  name: string;
  country: string;
  layer: number;
  count: number;
  written: string;
}

export interface Place {
  number: number;
  name: string;
  country: string;
  layer: number;
  at: { lng: number; lat: number } | null;
  slug: string;
  count: number;
  offset: number;
  length: number;
}

/** Names that are looked through where a beginning has no list of its own. */
const MOST_NAMES = 400;

export class AtlasFiles {
  readonly stories: StorySearch;
  readonly #data: AtlasPartsData;
  readonly #names: PartFile;
  readonly #chunks: PartFile;
  readonly #places: BlockFile;

  constructor(data: AtlasPartsData) {
    this.#data = data;
    const file = (name: string): PartFile => new PartFile(new URL(data.folder + name, document.baseURI).href);
    this.#names = file("names.bin");
    this.#chunks = file("chunks.bin");
    this.#places = new BlockFile(file("places.bin"), data.places);
    this.stories = new StorySearch(file("words.bin"), file("stories.bin"), data);
  }

  /** Places with a name of which words begin as the query does, those named most first. */
  async placesNamed(query: string, most: number): Promise<FoundPlace[]> {
    const key = nameKey(query);
    if (!key) return [];
    const listed = await lookUp(this.#names, this.#data.lists, key);
    const entries = isArray(listed)
      ? listed
      : (await entriesBetween(this.#names, this.#data.names, key, key, MOST_NAMES)).map(([, value]) => value);
    const found = new Map<number, FoundPlace>();
    for (const place of entries.map(readFound)) if (!found.has(place.number)) found.set(place.number, place);
    return [...found.values()].sort((a, b) => a.number - b.number).slice(0, most);
  }

  async placeAt(slug: string): Promise<Place | null> {
    const number = await lookUp(this.#names, this.#data.slugs, slug);
    return typeof number === "number" ? this.place(number) : null;
  }

  async place(number: number): Promise<Place> {
    const [name, country, layer, lng, lat, slug, count, offset, length] = await this.#places.entry(number);
    const at = typeof lng === "number" && typeof lat === "number" ? { lng, lat } : null;
    const numbers = { layer: Number(layer), count: Number(count), offset: Number(offset), length: Number(length) };
    return { number, name: text(name), country: text(country), at, slug: text(slug), ...numbers };
  }

  /** Yield the stories of a place within the filter's dates, the newest first, in pages of about `size`. */
  async *storiesOf(place: Place, filter: Filter, size: number): AsyncGenerator<Story[], void, void> {
    if (!place.count) return;
    const [low, high] = rankRange(filter, this.#data.months, this.#data.stories.count);
    const listed = await this.#chunks.json(place.offset, place.length, isNumbers);
    let page: Story[] = [];
    for (let i = 0; i + 3 < listed.length; i += 4) {
      const [first = 0, , offset = 0, length = 0] = listed.slice(i);
      if (first >= high || (listed[i + 4] ?? Infinity) <= low) continue;
      const chunk = await this.#chunks.json(offset, length, isArray);
      page.push(...chunk.map(readPlaceStory).filter(({ date }) => hasDate(filter, date)));
      while (page.length >= size) {
        yield page.slice(0, size);
        page = page.slice(size);
      }
    }
    yield page;
  }
}

function readFound(value: unknown): FoundPlace {
  if (!isArray(value)) throw new PartError("damaged");
  const [number, name, country, layer, count, written] = value;
  if (typeof number !== "number") throw new PartError("damaged");
  const texts = { name: text(name), country: text(country), written: text(written) };
  return { number, ...texts, layer: Number(layer), count: Number(count) };
}
