// Points by the cell of a grid in which they lie. A point that is taken leaves the grid, so that however crowded a cell is,
// each of its points is met a few times only.

// biome-ignore-all lint/style/noNonNullAssertion: every index is below the length of the columns

const NONE = -1;

export class PointGrid {
  /** The first point of each bucket, and the next one after each point: a bucket has the cells of one hash. */
  readonly #heads: Int32Array;
  readonly #next: Int32Array;
  readonly #mask: number;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #cell: number;

  /** `cell` is the size of the cells, and the distance within which points are taken. */
  constructor(x: Float64Array, y: Float64Array, cell: number) {
    this.#x = x;
    this.#y = y;
    this.#cell = cell;
    const size = 2 ** Math.ceil(Math.log2(x.length + 1));
    this.#mask = size - 1;
    this.#heads = new Int32Array(size).fill(NONE);
    this.#next = new Int32Array(x.length);
    for (let i = x.length - 1; i >= 0; i--) {
      const bucket = this.#bucket(Math.floor(x[i]! / cell), Math.floor(y[i]! / cell));
      this.#next[i] = this.#heads[bucket]!;
      this.#heads[bucket] = i;
    }
  }

  /** Take the points near `i`, itself among them, into `taken`, and return how many they are. */
  take(i: number, taken: Uint32Array): number {
    const column = Math.floor(this.#x[i]! / this.#cell);
    const row = Math.floor(this.#y[i]! / this.#cell);
    let count = 0;
    for (let across = column - 1; across <= column + 1; across++) {
      for (let down = row - 1; down <= row + 1; down++) {
        count = this.#takeOf(this.#bucket(across, down), i, taken, count);
      }
    }
    return count;
  }

  #takeOf(bucket: number, i: number, taken: Uint32Array, before: number): number {
    const [px, py] = [this.#x[i]!, this.#y[i]!];
    const reach = this.#cell * this.#cell;
    let count = before;
    let last = NONE;
    for (let k = this.#heads[bucket]!; k !== NONE; k = this.#next[k]!) {
      const dx = this.#x[k]! - px;
      const dy = this.#y[k]! - py;
      if (dx * dx + dy * dy > reach) last = k;
      else {
        taken[count++] = k;
        if (last === NONE) this.#heads[bucket] = this.#next[k]!;
        else this.#next[last] = this.#next[k]!;
      }
    }
    return count;
  }

  #bucket(column: number, row: number): number {
    return (Math.imul(column, 73_856_093) ^ Math.imul(row, 19_349_663)) & this.#mask;
  }
}
