// A column of integers, as rendering/packed_integers.py packs it.

import type { PackedIntegers } from "../data/contract.ts";

export function unpackIntegers({ least, step, width, text }: PackedIntegers): Int32Array {
  const bytes = atob(text);
  const values = new Int32Array(bytes.length / width);
  for (let at = 0; at < values.length; at++) {
    let count = 0;
    for (let end = width; end--; ) count = 256 * count + bytes.charCodeAt(width * at + end);
    values[at] = least + step * count;
  }
  return values;
}
