import assert from "node:assert/strict";
import { test } from "node:test";
import { stepped, wordRanges } from "../../src/working/word_steps.ts";

const words = (text: string): string[] => wordRanges(text).map(([start, end]) => text.slice(start, end));

test("a word is what is between spaces and signs", () => {
  assert.deepEqual(words("In Ciudad Juárez, 3 March: O'Brien’s Stratford-upon-Avon."), [
    "In",
    "Ciudad",
    "Juárez",
    "3",
    "March",
    "O'Brien’s",
    "Stratford-upon-Avon",
  ]);
});

test("where words are not set apart, each character is one", () => {
  assert.deepEqual(words("東京と A"), ["東", "京", "と", "A"]);
});

test("marks that join, and letters beyond the first plane, stay in their word", () => {
  assert.deepEqual(words("नेपाल 𐐀𐐁 می‌خواهم 😀"), ["नेपाल", "𐐀𐐁", "می‌خواهم"]);
});

test("a step goes to the next word, and stays at the ends", () => {
  assert.deepEqual(stepped(null, 1, false, 3), { anchor: 0, focus: 0 });
  assert.deepEqual(stepped(null, -1, false, 3), { anchor: 2, focus: 2 });
  assert.deepEqual(stepped({ anchor: 0, focus: 0 }, 1, false, 3), { anchor: 1, focus: 1 });
  assert.deepEqual(stepped({ anchor: 2, focus: 2 }, 1, false, 3), { anchor: 2, focus: 2 });
  assert.equal(stepped(null, 1, false, 0), null);
});

test("Shift takes words in, and lets them go", () => {
  const two = stepped({ anchor: 1, focus: 1 }, 1, true, 4);
  assert.deepEqual(two, { anchor: 1, focus: 2 });
  assert.deepEqual(stepped(two, -1, true, 4), { anchor: 1, focus: 1 });
  assert.deepEqual(stepped({ anchor: 1, focus: 1 }, -1, true, 4), { anchor: 1, focus: 0 });
});

test("without Shift several words become the one beside them", () => {
  assert.deepEqual(stepped({ anchor: 1, focus: 2 }, 1, false, 5), { anchor: 3, focus: 3 });
  assert.deepEqual(stepped({ anchor: 1, focus: 2 }, -1, false, 5), { anchor: 0, focus: 0 });
});
