import assert from "node:assert/strict";
import { test } from "node:test";

import { decodeIntegers } from "../../src/data/integer_codec.ts";

test("every length of number is read as Python writes it", () => {
  const coded = { "0": 0, "1": -1, "2": 1, "!": 31, "#": -32, $0: 32, ";]": 523, ";^": -524, "=000": 524 };
  for (const [text, value] of Object.entries(coded)) assert.deepEqual([...decodeIntegers(text)], [value]);
  assert.deepEqual([...decodeIntegers(Object.keys(coded).join(""))], Object.values(coded));
});

test("no text is no number", () => {
  assert.equal(decodeIntegers("").length, 0);
});
