import assert from "node:assert/strict";
import { test } from "node:test";

import { wordDifference } from "../../../src/editor/desk/word_difference.ts";

const marked = (before: string, after: string): [string, string] => {
  const found = wordDifference(before, after);
  const text = (side: "before" | "after"): string =>
    found[side].map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join("");
  return [text("before"), text("after")];
};

test("the words that differ are marked in both", () => {
  assert.deepEqual(marked("a man in El Paso", "a woman in El Paso"), ["a [man] in El Paso", "a [woman] in El Paso"]);
  assert.deepEqual(marked("one two three", "one three"), ["one [two ]three", "one three"]);
  assert.deepEqual(marked("", "all of it"), ["", "[all of it]"]);
  assert.deepEqual(marked("the same", "the same"), ["the same", "the same"]);
});

test("neighbouring words that differ are one mark, and what stays between two changes is seen", () => {
  assert.deepEqual(marked("x old words y", "x new terms y"), ["x [old words] y", "x [new terms] y"]);
  assert.deepEqual(marked("a b c d", "e b c f"), ["[a] b c [d]", "[e] b c [f]"]);
});

test("texts of which too much differs are marked as a whole", () => {
  const long = (word: string): string => Array.from({ length: 700 }, (_, at) => `${word}${at}`).join(" ");
  assert.deepEqual(
    wordDifference(`a ${long("x")}`, `a ${long("y")}`).before.map(({ isChanged }) => isChanged),
    [false, true],
  );
});
