import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeletion, nudge } from "../../src/working/nudging.ts";
import { windowKey } from "../../src/working/window_keys.ts";

type Key = Parameters<typeof windowKey>[0];

const press = (key: string, held: Partial<Key> = {}): Key => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

test("the window's keys by name, with either key for orders", () => {
  assert.equal(windowKey(press("z", { ctrlKey: true })), "undo");
  assert.equal(windowKey(press("Z", { metaKey: true, shiftKey: true })), "redo");
  assert.equal(windowKey(press("y", { ctrlKey: true })), "redo");
  assert.equal(windowKey(press("F6")), "next");
  assert.equal(windowKey(press("F6", { shiftKey: true })), "previous");
  assert.equal(windowKey(press("/")), "search");
  assert.equal(windowKey(press("Escape")), "escape");
});

test("all other keys are the page's own", () => {
  for (const event of [
    press("z"),
    press("a", { ctrlKey: true }),
    press("z", { ctrlKey: true, altKey: true }),
    press("j"),
  ])
    assert.equal(windowKey(event), null);
});

test("arrow keys move by a pixel, with Shift by ten", () => {
  assert.deepEqual(nudge(press("ArrowLeft")), [-1, 0]);
  assert.deepEqual(nudge(press("ArrowDown", { shiftKey: true })), [0, 10]);
  assert.deepEqual(nudge(press("ArrowUp", { shiftKey: true }), 60, 10), [0, -60]);
  assert.equal(nudge(press("ArrowUp", { ctrlKey: true })), null);
  assert.equal(nudge(press("a")), null);
  assert.ok(isDeletion(press("Backspace")) && isDeletion(press("Delete")) && !isDeletion(press("x")));
});
