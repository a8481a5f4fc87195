import assert from "node:assert/strict";
import { test } from "node:test";

import { BlockSitting } from "../../../src/editor/text/block_sitting.ts";

test("saves follow each other, each made from what the one before has written", () => {
  const sitting = new BlockSitting("One.");
  assert.equal(sitting.next(false), null);
  sitting.typed("One, two.");
  assert.equal(sitting.isSaved, false);
  assert.deepEqual(sitting.next(false), { before: "One.", source: "One, two." });
  sitting.typed("One, two, three.");
  assert.equal(sitting.next(false), null);
  sitting.answered(true);
  assert.deepEqual(sitting.next(true), { before: "One, two.", source: "One, two, three." });
  sitting.answered(true);
  assert.equal(sitting.isSaved, true);
  assert.equal(sitting.next(true), null);
});

test("what would be no block, or two, is saved when one is done", () => {
  const sitting = new BlockSitting("One.");
  for (const text of ["", "  ", "One.\n\nTwo.", "One.\n \t\nTwo."]) {
    sitting.typed(text);
    assert.equal(sitting.next(false), null, JSON.stringify(text));
  }
  assert.deepEqual(sitting.next(true), { before: "One.", source: "One.\n \t\nTwo." });
});

test("what was refused is not sent again until something else is typed", () => {
  const sitting = new BlockSitting("One.");
  sitting.typed("One]");
  sitting.next(false);
  sitting.answered(false);
  assert.equal(sitting.next(false), null);
  assert.equal(sitting.isSaved, false);
  sitting.typed("One].");
  assert.deepEqual(sitting.next(false), { before: "One.", source: "One]." });
  // Typed while a save is under way: another text, which is tried.
  sitting.typed("One.]");
  sitting.answered(false);
  assert.deepEqual(sitting.next(false), { before: "One.", source: "One.]" });
});

test("an undo elsewhere changes what nobody is writing at", () => {
  const sitting = new BlockSitting("One.");
  assert.equal(sitting.changed("Zero."), true);
  assert.equal(sitting.text, "Zero.");
  sitting.typed("Zero!");
  assert.equal(sitting.changed("One."), false);
  assert.equal(sitting.text, "Zero!");
});

test("a space that was typed last is not written, and the next save is made from what was", () => {
  const sitting = new BlockSitting("One.");
  sitting.typed("One. ");
  assert.equal(sitting.isSaved, true);
  assert.equal(sitting.next(false), null);
  sitting.typed("\n\nOne. Two \n");
  assert.deepEqual(sitting.next(false), { before: "One.", source: "One. Two" });
  sitting.answered(true);
  assert.equal(sitting.isSaved, true);
  sitting.typed("One. Two three");
  assert.deepEqual(sitting.next(false), { before: "One. Two", source: "One. Two three" });
});
