import assert from "node:assert/strict";
import { test } from "node:test";
import type { Place } from "../../src/data/page_data.ts";
import { crowdOf } from "../../src/data/point_table.ts";
import { Walk } from "../../src/places/place_order.ts";

const place = (number: number, located = true): Place => ({ number, colour: 1, shape: "circle", located, zoom: null, mentions: [] });
// The file's order is not the text's.
const places = { soria: place(2), "el-paso": place(1), elsewhere: place(3, false) };
const crowd = (ids: string[], located: number) =>
  crowdOf({ first: 4, ids, names: ids, points: Array(2 * located).fill(0), layers: [], symbols: [], notes: {}, links: {} });

test("without a crowd the walk goes around the told places that are on the map", () => {
  const walk = new Walk({ places }, null);
  assert.equal(walk.next(1, undefined, undefined), "el-paso");
  assert.equal(walk.next(1, "el-paso", undefined), "soria");
  assert.equal(walk.next(1, "soria", undefined), "el-paso");
  assert.equal(walk.next(-1, "el-paso", undefined), "soria");
  assert.equal(walk.next(1, undefined, "soria"), "soria");
  assert.equal(walk.next(1, "elsewhere", "elsewhere"), "el-paso");
  assert.equal(new Walk({ places: {} }, null).next(1, undefined, undefined), undefined);
});

test("the crowd comes after the last told place, and rows that are on no map are passed over", () => {
  const walk = new Walk({ places }, crowd(["a", "b", "nowhere"], 2));
  assert.equal(walk.next(1, "soria", undefined), "a");
  assert.equal(walk.next(1, "b", undefined), "el-paso");
  assert.equal(walk.next(-1, "el-paso", undefined), "b");
  assert.equal(walk.next(-1, "a", undefined), "soria");
  assert.equal(walk.next(1, "nowhere", undefined), "el-paso");
});

test("a told place that is in the crowd too is walked once", () => {
  const walk = new Walk({ places }, crowd(["el-paso", "soria", "a"], 3));
  const seen = ["el-paso"];
  for (let step = 0; step < 3; step++) seen.push(walk.next(1, seen[seen.length - 1], undefined)!);
  assert.deepEqual(seen, ["el-paso", "soria", "a", "el-paso"]);
});
