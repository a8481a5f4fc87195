// The stories that have a word, as ascending ranks (atlas/parts/postings.py): the newest first, read a block at a time.

import type { TreeData } from "../data/contract.ts";
import { entriesBetween, lookUp } from "./key_tree.ts";
import { isNumbers, PartError, type PartFile } from "./part_file.ts";

/** Of a word that is not finished yet: as many words that begin so count, those of the most stories. */
const MOST_BEGUN = 12;
const MOST_SEEN = 400;
const BLOCK = 2_048;

interface Block {
  first: number;
  offset: number;
  length: number;
}

/** The stories of one word. */
class PostingList {
  readonly count: number;
  readonly #file: PartFile;
  readonly #place: [offset: number, length: number];
  #blocks: Promise<Block[]> | undefined;

  constructor(file: PartFile, count: number, offset: number, length: number) {
    this.#file = file;
    this.count = count;
    this.#place = [offset, length];
  }

  /** Ranks from `low` to before `high`. */
  async within(low: number, high: number): Promise<number[]> {
    const blocks = await this.#all();
    const wanted = blocks.filter(({ first }, i) => first < high && (blocks[i + 1]?.first ?? Infinity) > low);
    const parts = await Promise.all(wanted.map((block) => this.#ranks(block)));
    return parts.flat().filter((rank) => rank >= low && rank < high);
  }

  /** Those of some ascending ranks that are in the list: only the blocks that may have them are read. */
  async among(ranks: readonly number[]): Promise<Set<number>> {
    const blocks = await this.#all();
    const wanted = blocks.filter(({ first }, i) => {
      const end = blocks[i + 1]?.first ?? Infinity;
      return ranks.some((rank) => rank >= first && rank < end);
    });
    return new Set((await Promise.all(wanted.map((block) => this.#ranks(block)))).flat());
  }

  #all(): Promise<Block[]> {
    const [offset, length] = this.#place;
    this.#blocks ??=
      this.count <= BLOCK
        ? Promise.resolve([{ first: 0, offset, length }])
        : this.#file.json(offset, length, isNumbers).then((listed) =>
            Array.from({ length: Math.floor(listed.length / 3) }, (_, i) => ({
              first: listed[3 * i] ?? 0,
              offset: listed[3 * i + 1] ?? 0,
              length: listed[3 * i + 2] ?? 0,
            })),
          );
    return this.#blocks;
  }

  async #ranks({ offset, length }: Block): Promise<number[]> {
    return decodeRanks(await this.#file.bytes(offset, length));
  }
}

/** A word of a query: the stories that have it, or one of the words that begin with it. */
export class Term {
  readonly #lists: readonly PostingList[];

  constructor(lists: readonly PostingList[]) {
    this.#lists = lists;
  }

  /** Stories that any of some terms has. */
  static any(terms: readonly Term[]): Term {
    return new Term(terms.flatMap((term) => term.#lists));
  }

  /** At most so many stories. */
  get count(): number {
    return this.#lists.reduce((sum, list) => sum + list.count, 0);
  }

  async within(low: number, high: number): Promise<number[]> {
    const found = await Promise.all(this.#lists.map((list) => list.within(low, high)));
    return found.length === 1 ? (found[0] ?? []) : [...new Set(found.flat())].sort((a, b) => a - b);
  }

  async among(ranks: readonly number[]): Promise<Set<number>> {
    const found = await Promise.all(this.#lists.map((list) => list.among(ranks)));
    return new Set(found.flatMap((set) => [...set]));
  }
}

/** Look a word up; `isBegun` says that it may go on. */
export async function findTerm(file: PartFile, tree: TreeData, word: string, isBegun: boolean): Promise<Term> {
  if (!isBegun) {
    const value = await lookUp(file, tree, word);
    return new Term(value === undefined ? [] : [listOf(file, value)]);
  }
  const found = await entriesBetween(file, tree, word, word, MOST_SEEN);
  const lists = found.map(([key, value]) => ({ key, list: listOf(file, value) }));
  lists.sort((a, b) => Number(b.key === word) - Number(a.key === word) || b.list.count - a.list.count);
  return new Term(lists.slice(0, MOST_BEGUN).map(({ list }) => list));
}

function listOf(file: PartFile, value: unknown): PostingList {
  if (!isNumbers(value) || value.length !== 3) throw new PartError("damaged");
  const [count = 0, offset = 0, length = 0] = value;
  return new PostingList(file, count, offset, length);
}

/** The ranks of a block: their differences, seven bits a byte. */
export function decodeRanks(data: Uint8Array): number[] {
  const ranks: number[] = [];
  let rank = 0;
  let step = 0;
  let scale = 1;
  for (const byte of data) {
    step += (byte & 0x7f) * scale;
    scale *= 0x80;
    if (byte & 0x80) continue;
    rank += step;
    ranks.push(rank);
    step = 0;
    scale = 1;
  }
  return ranks;
}
