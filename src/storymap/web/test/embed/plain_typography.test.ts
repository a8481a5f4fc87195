import assert from "node:assert/strict";
import { test } from "node:test";
import { find, plainTypography } from "../../src/embed/plain_typography.ts";

test("quotation marks, dashes, blanks and what is not seen are alike in every CMS", () => {
  const ours = plainTypography("“It’s 5–6 km…” she\nsaid.");
  const theirs = plainTypography('"It\'s  5-6\u00a0km..."   she said.');
  const shy = plainTypography("\u200b“It\u2019s 5–6 km…” she sa\u00adid.");
  assert.equal(ours.text, '"It\'s 5-6 km..." she said.');
  assert.equal(theirs.text, ours.text);
  assert.equal(shy.text, ours.text);
});

test("letters are the same however their accents are written", () => {
  assert.equal(plainTypography("Jua\u0301rez").text, plainTypography("Juárez").text);
});

test("each letter knows where it came from", () => {
  const original = "In  Jua\u0301rez … 👩‍👧 now";
  const { text, from, to } = plainTypography(original);
  assert.deepEqual([from.length, to.length], [text.length, text.length]);
  const at = text.indexOf("Juárez");
  assert.equal(original.slice(from[at], to[at + 5]), "Jua\u0301rez");
  const now = text.indexOf("now");
  assert.equal(original.slice(from[now], to[now + 2]), "now");
});

test("a sentence that stands twice is found after the one before it, else anywhere", () => {
  const page = plainTypography("It rained. It snowed. It rained.");
  const rained = plainTypography(" It rained. ");
  assert.equal(find(page, rained, 0)?.at, 0);
  assert.equal(find(page, rained, 5)?.at, 22);
  assert.equal(find(page, rained, 30)?.at, 0);
  assert.equal(find(page, rained, 0)?.skipped, 1);
  assert.equal(find(page, plainTypography("It hailed."), 0), null);
  assert.equal(find(page, plainTypography(" \u200b "), 0), null);
});
