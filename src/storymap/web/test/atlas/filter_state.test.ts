// What the stories are filtered by, and how an address says it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fitting, isWithin, NOTHING, readTail, writeTail, yearsOf } from "../../src/atlas/filter_state.ts";
import { searchable } from "../../src/page/text_search.ts";

test("an address gives back what was written into it", () => {
  for (const state of [
    NOTHING,
    { query: "río & bravo=#1", from: "", to: "", layers: null },
    { query: "", from: "2009-04", to: "2012", layers: ["Cities", "A, B & C"] },
    { query: "x", from: "", to: "", layers: [""] },
  ])
    assert.deepEqual(readTail(writeTail(state)), state);
  assert.equal(writeTail(NOTHING), "");
  assert.equal(writeTail({ ...NOTHING, query: "  " }), "");
});

test("what is no date and what is too long asks for nothing", () => {
  assert.deepEqual(readTail("from=yesterday&to=2009-4&q="), NOTHING);
  assert.equal(readTail(`q=${"a".repeat(5000)}`).query.length, 200);
});

test("a date lies between two as far as each is known", () => {
  assert.equal(isWithin("2009-04-17", "2009", "2009"), true);
  assert.equal(isWithin("2009-04-17", "2009-05", ""), false);
  assert.equal(isWithin("2009", "2009-05", ""), true);
  assert.equal(isWithin("2008-12-31", "2009", ""), false);
  assert.equal(isWithin("2010-01-01", "", "2009"), false);
  assert.equal(isWithin("", "", ""), true);
  assert.equal(isWithin("", "2009", ""), false);
});

test("a story fits by all its words, its date and a layer that is shown", () => {
  const stories = [
    { date: "2009-04-17", text: searchable("A bridge in Ciudad Juárez"), layers: new Set([0, 1]) },
    { date: "", text: searchable("Rain"), layers: new Set([1]) },
    { date: "2012", text: searchable("No place at all"), layers: new Set<number>() },
  ];
  const all = [true, true];
  assert.deepEqual(fitting(stories, NOTHING, all), [true, true, true]);
  assert.deepEqual(fitting(stories, { ...NOTHING, query: "juarez bri" }, all), [true, false, false]);
  assert.deepEqual(fitting(stories, { ...NOTHING, query: "ridge" }, all), [false, false, false]);
  assert.deepEqual(fitting(stories, { ...NOTHING, from: "2010" }, all), [false, false, true]);
  assert.deepEqual(fitting(stories, NOTHING, [true, false]), [true, false, false]);
  assert.deepEqual(fitting(stories, NOTHING, [false, false]), [false, false, false]);
});

test("years are each there once", () => {
  assert.deepEqual(yearsOf(["2012", "", "2009-04", "2009-04-17"]), ["2009", "2012"]);
});
