import assert from "node:assert/strict";
import { test } from "node:test";
import { shortestMove } from "../../src/map/focused_marker.ts";

const WINDOW = { left: 0, top: 0, right: 400, bottom: 300 };
const at = (left: number, top: number) => ({ left, top, right: left + 40, bottom: top + 40 });

test("what is in sight stays", () => {
  assert.deepEqual(shortestMove(at(100, 100), [WINDOW]), { x: 0, y: 0 });
});

test("what is half out of sight comes in, not farther", () => {
  assert.deepEqual(shortestMove(at(-15, 280), [WINDOW]), { x: 15, y: -20 });
});

test("it comes into the nearest room beside a control", () => {
  const [above, beside] = [
    { ...WINDOW, bottom: 200 },
    { ...WINDOW, left: 120 },
  ];
  assert.deepEqual(shortestMove(at(110, 250), [above, beside]), { x: 10, y: 0 });
});

test("where there is no room for it, nothing moves", () => {
  assert.equal(shortestMove(at(0, 0), [{ ...WINDOW, right: 30 }]), null);
});
