// Integers as rendering/packed_integers.py packs them, for the tables of tests: four bytes each.

import type { PackedIntegers } from "../src/data/contract.ts";

export function packed(values: readonly number[]): PackedIntegers {
  const least = Math.min(0, ...values);
  const text = Buffer.from(Uint32Array.from(values, (value) => value - least).buffer).toString("base64");
  return { least, step: 1, width: 4, text };
}
