import assert from "node:assert/strict";
import { test } from "node:test";

import { readingLine } from "../../src/article/reading_position.ts";

test("the eye is a third down the text, and at the page's end at the bottom", () => {
  const window = { top: 0, bottom: 600 };
  assert.equal(readingLine({ y: 0, max: 5000, ...window }), 210);
  assert.equal(readingLine({ y: 2500, max: 5000, ...window }), 210);
  assert.equal(readingLine({ y: 5000, max: 5000, ...window }), 600);
});

test("a page that can hardly be scrolled is read to its end all the same", () => {
  const window = { top: 0, bottom: 600 };
  assert.equal(readingLine({ y: 0, max: 40, ...window }), 210);
  assert.equal(readingLine({ y: 20, max: 40, ...window }), 405);
  assert.equal(readingLine({ y: 40, max: 40, ...window }), 600);
  assert.equal(readingLine({ y: 0, max: 0, ...window }), 210);
});

test("what is under the map is not read", () => {
  assert.equal(readingLine({ y: 1000, max: 5000, top: 270, bottom: 640 }), 270 + 0.35 * 370);
});
