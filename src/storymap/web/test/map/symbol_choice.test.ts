import assert from "node:assert/strict";
import { test } from "node:test";

import type { Dot } from "../../src/map/marker_spread.ts";
import { chooseSymbols } from "../../src/map/symbol_choice.ts";

const row = (count: number): Dot[] => Array.from({ length: count }, (_, i) => ({ x: 100 + i, y: 100 }));

test("places with room have their symbols where they are", () => {
  const dots = [
    { x: 0, y: 0 },
    { x: 80, y: 0 },
  ];
  assert.deepEqual(chooseSymbols(dots, 30), [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ]);
  assert.deepEqual(chooseSymbols([], 30), []);
});

test("a few at one spot are pushed apart", () => {
  assert.ok(chooseSymbols(row(3), 30).every((offset) => offset));
});

test("of a crowd the first have symbols and the others none", () => {
  const chosen = chooseSymbols(row(20), 30);
  assert.ok(chosen[0]);
  assert.ok(chosen.filter((offset) => offset).length <= 4);
});

test("what was dropped with a crowd but has room has its symbol", () => {
  assert.deepEqual(chooseSymbols([...row(20), { x: 175, y: 100 }], 30)[20], { x: 0, y: 0 });
});
