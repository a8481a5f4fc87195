import assert from "node:assert/strict";
import { test } from "node:test";

import { watchPointers, whenReleased } from "../../src/page/held.ts";

test("what waits for a finger to be lifted is all called then, each once", () => {
  const page = new EventTarget();
  Object.assign(globalThis, { window: page });
  const point = (type: string): boolean => page.dispatchEvent(Object.assign(new Event(type), { pointerId: 1 }));
  const called: string[] = [];
  const card = (): number => called.push("card");
  const text = (): number => called.push("text");
  watchPointers(() => called.push("down"));
  point("pointerdown");
  for (const then of [card, text, card]) whenReleased(then);
  assert.deepEqual(called, ["down"]);
  point("pointerup");
  assert.deepEqual(called, ["down", "card", "text"]);
  point("pointerup");
  whenReleased(text);
  assert.deepEqual(called, ["down", "card", "text", "text"]);
});
