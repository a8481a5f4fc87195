import assert from "node:assert/strict";
import { test } from "node:test";

import { groupProblems } from "../../../src/editor/desk/problem_groups.ts";
import type { ProblemState } from "../../../src/preview/contract.ts";

const problem = (what: string, more: Partial<ProblemState> = {}): ProblemState => ({
  where: "",
  what,
  remedy: "",
  severity: "warning",
  block: null,
  place_id: null,
  mends: [],
  ...more,
});

test("what stops the page comes first, then the text in reading order, places, and the rest", () => {
  const groups = groupProblems([
    problem("of the story"),
    problem("of a place", { place_id: "laredo" }),
    problem("late in the text", { block: 7 }),
    problem("early in the text", { block: 2 }),
    problem("it stops", { severity: "error", block: 9 }),
  ]);
  assert.deepEqual(
    groups.map(({ subject, count, kinds }) => [subject, count, kinds.map(({ shown }) => shown[0]?.what)]),
    [
      ["errors", 1, ["it stops"]],
      ["text", 2, ["early in the text", "late in the text"]],
      ["places", 1, ["of a place"]],
      ["story", 1, ["of the story"]],
    ],
  );
});

test("those of one kind are folded beyond three, but never one alone", () => {
  const never = (count: number): ProblemState[] =>
    Array.from({ length: count }, (_, at) =>
      problem(`the article never mentions "Place ${at}"`, { place_id: `p${at}` }),
    );
  const sizes = (count: number) =>
    groupProblems([...never(count), problem("another", { place_id: "x" })])[0]?.kinds.map(({ shown, folded }) => [
      shown.length,
      folded.length,
    ]);
  assert.deepEqual(sizes(3), [
    [3, 0],
    [1, 0],
  ]);
  assert.deepEqual(sizes(4), [
    [4, 0],
    [1, 0],
  ]);
  assert.deepEqual(sizes(5), [
    [3, 2],
    [1, 0],
  ]);
});

test("without problems there is no group", () => {
  assert.deepEqual(groupProblems([]), []);
});
