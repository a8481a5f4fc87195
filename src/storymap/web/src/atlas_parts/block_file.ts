// Entries by number in blocks of a file (`BlockFile` of atlas/parts/story_file.py).

import type { BlocksData } from "../data/contract.ts";
import { isArray, PartError, type PartFile } from "./part_file.ts";

/** Bytes of a number of the table, and numbers that are read at once. */
const WIDTH = 8;
const PAGE = 512;

export class BlockFile {
  readonly #file: PartFile;
  readonly #blocks: BlocksData;

  constructor(file: PartFile, blocks: BlocksData) {
    this.#file = file;
    this.#blocks = blocks;
  }

  async entry(number: number): Promise<unknown[]> {
    const { block, count } = this.#blocks;
    if (!(number >= 0 && number < count)) throw new PartError("damaged");
    const at = Math.floor(number / block);
    const [start, end] = await Promise.all([this.#offset(at), this.#offset(at + 1)]);
    const entry = (await this.#file.json(start, end - start, isArray))[number % block];
    if (!isArray(entry)) throw new PartError("damaged");
    return entry;
  }

  async #offset(at: number): Promise<number> {
    const page = Math.floor(at / PAGE);
    const all = Math.ceil(this.#blocks.count / this.#blocks.block) + 1;
    const size = Math.min(PAGE, all - page * PAGE);
    const data = await this.#file.bytes(this.#blocks.table + page * PAGE * WIDTH, size * WIDTH);
    const view = new DataView(data.buffer, data.byteOffset + (at % PAGE) * WIDTH, WIDTH);
    return view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  }
}
