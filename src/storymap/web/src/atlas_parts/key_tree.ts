// A sorted directory in a file (atlas/parts/key_tree.py): a look-up reads one node a level.

import type { TreeData } from "../data/contract.ts";
import { isArray, type PartFile } from "./part_file.ts";

type Node = [keys: string[], values: unknown[]];

const isNode = (value: unknown): value is Node =>
  isArray(value) && isArray(value[0]) && isArray(value[1]) && value[0].every((key) => typeof key === "string");

/** The entries whose keys are from `low` to `high`, or begin with `high`; of very many as many as `most`. */
export async function entriesBetween(
  file: PartFile,
  tree: TreeData,
  low: string,
  high: string,
  most = 1_000,
): Promise<[key: string, value: unknown][]> {
  const found: [string, unknown][] = [];
  const isBeyond = (key: string): boolean => compareKeys(key, high) > 0 && !key.startsWith(high);
  const visit = async (offset: number, length: number, depth: number): Promise<void> => {
    const [keys, values] = await file.json(offset, length, isNode);
    if (depth === 1) {
      keys.forEach((key, i) => {
        if (found.length < most && compareKeys(key, low) >= 0 && !isBeyond(key)) found.push([key, values[i]]);
      });
      return;
    }
    // The last child that begins before `low` may end with it.
    let child = Math.max(0, keys.findIndex((key) => compareKeys(key, low) >= 0) - 1);
    if (keys.length && compareKeys(keys[keys.length - 1] ?? "", low) < 0) child = keys.length - 1;
    for (; child < keys.length && found.length < most; child++) {
      if (isBeyond(keys[child] ?? "")) return;
      await visit(Number(values[2 * child]), Number(values[2 * child + 1]), depth - 1);
    }
  };
  if (tree.depth > 0) await visit(tree.offset, tree.length, tree.depth);
  return found;
}

/** The value of a key, or undefined. */
export async function lookUp(file: PartFile, tree: TreeData, key: string): Promise<unknown> {
  const found = await entriesBetween(file, tree, key, key, 1);
  return found[0]?.[0] === key ? found[0][1] : undefined;
}

/** As Python compares texts: by code points. JavaScript compares halves of those beyond 16 bits. */
export function compareKeys(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i++) {
    const [a, b] = [one.charCodeAt(i), other.charCodeAt(i)];
    if (a !== b) return inOrder(a) - inOrder(b);
  }
  return one.length - other.length;
}

/** Surrogates stand for what comes after all of 16 bits. */
const inOrder = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
